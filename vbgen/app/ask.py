"""What the drafts still need: asked for in one workbook, where what was filled stays.

``bo-sung.xlsx`` has a sheet of single facts (one row for each draft and fact) and a sheet for each
kind of list (activities, visits, findings, opinions, …), read back by
:mod:`vbgen.sources.supplement_table`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vbgen.app.build import Choose, select
from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.files import write_whole
from vbgen.app.workspace import SUPPLEMENT, YAMLS, Workspace
from vbgen.documents.asked_words import sentence
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.jobs import jobs
from vbgen.model.fields import Placed
from vbgen.model.supplement import Answer, Supplement, document_names

PREFIX = "bs."
CODE, NOTHING = "ma", "không có"


@dataclass(frozen=True, slots=True)
class Question:
    """One fact that one draft needs; ``columns`` where it is a list of rows.

    ``row``: cells by which one row of that list is known, where that row lacks something.
    """

    draft: Draft
    key: str
    columns: tuple[str, ...] = ()
    row: tuple[tuple[str, str], ...] = ()

    @property
    def code(self) -> str:
        """The key under which ``bo-sung`` keeps the answer."""
        draft = self.draft
        return document_names(draft.key, draft.unit_code, draft.period_code)[-1]

    @property
    def line(self) -> str:
        """The question on one line: code, key, what is known of the row, its columns."""
        known = ", ".join(f"{key} {text}" for key, text in self.row)
        columns = f": {', '.join(self.columns)}" if self.columns else ""
        return f"{self.code} · {self.key}{f' ({known})' if known else ''}{columns}"

    def as_json(self) -> dict[str, object]:
        """Return the entry of ``--format json``."""
        return {
            "deliverable": self.draft.code or None,
            "type": self.draft.type.slug,
            "title": self.draft.title,
            "unit": self.draft.unit_code or None,
            "period": self.draft.period_code or None,
            "key": self.key,
            "columns": list(self.columns),
            "row": dict(self.row),
        }


def questions(
    workspace: Workspace,
    as_of: date | None = None,
    which: Sequence[str] = (),
    keep: Callable[[Dossier], Choose] | None = None,
) -> tuple[Question, ...]:
    """Return every fact that the drafts ask for and the workspace does not hold.

    ``which`` and ``keep`` narrow the drafts as in :func:`vbgen.app.build.build`.
    """
    dossier = dossier_of(workspace, as_of)
    studio = Studio(workspace, dossier, Options(as_of))
    chosen = select(dossier, jobs(dossier), which, keep(dossier) if keep else None)
    return tuple(q for draft in chosen.drafts for q in _of(studio, draft))


def _of(studio: Studio, draft: Draft) -> Iterator[Question]:
    _, filled = studio.render(draft)
    columns = filled.asking.columns
    for path in filled.asked:
        key = path.removeprefix(PREFIX)
        if path.startswith(PREFIX) and "[" not in key and "." not in key:
            yield Question(draft, key, tuple(columns.get(path, ())))
    for (kind, row), cells in filled.asking.rows.items():
        yield Question(draft, kind, tuple(cells), row)


def answers_in_yaml(workspace: Workspace) -> Path | None:
    """Return the YAML file that holds the workspace's answers, if that is where they are."""
    files = (workspace.root / f"{SUPPLEMENT}{ending}" for ending in YAMLS)
    return next((path for path in files if path.is_file()), None)


def keep_workbook(workspace: Workspace, asked: Sequence[Question]) -> Path:
    """Write ``bo-sung.xlsx`` with what is known and a row for each thing that is missing."""
    from vbgen.exports.supplement_xlsx import supplement_xlsx

    target = workspace.root / f"{SUPPLEMENT}.xlsx"
    write_whole(
        target,
        supplement_xlsx(_facts(workspace.supplement, asked), _lists(workspace.supplement, asked)),
    )
    return target


Fact = tuple[str, str, str, str, str]
EMPTY: Fact = ("", "", "", "", "")


def _facts(known: Supplement, asked: Sequence[Question]) -> list[Fact]:
    """Rows of the first sheet: code, key, value, sentence, title; known first, each pair once."""
    rows: dict[tuple[str, str], Fact] = {}
    for key, value in known.common.items():
        if isinstance(value, str):
            rows["", key] = ("", key, str(value), "", "mọi văn bản")
    for code, answers in known.by_code.items():
        for key, value in answers.items():
            if isinstance(value, str):
                rows[code, key] = (code, key, str(value), "", "")
    for question in asked:
        if not question.columns:
            code, key, draft = question.code, question.key, question.draft
            words = sentence(draft.type, key)
            rows[code, key] = (code, key, rows.get((code, key), EMPTY)[2], words, draft.title)
    return list(rows.values())


def _lists(
    known: Supplement, asked: Sequence[Question]
) -> Mapping[str, tuple[list[str], list[list[str]]]]:
    """Sheets of lists: the columns and the rows, by the list's name; a row asked for is begun."""
    columns: dict[str, dict[str, None]] = {}
    rows: dict[str, list[Mapping[str, Answer]]] = {n: [*r] for n, r in known.lists.items()}
    for question in asked:
        if question.columns:
            names = (*dict(question.row), *question.columns)
            columns.setdefault(question.key, {}).update(dict.fromkeys(names))
            begun = rows.setdefault(question.key, [])
            if question.row and not any(_is_row(row, question.row) for row in begun):
                begun.append({k: Placed(text, known.place) for k, text in question.row})
    for code, kind in _said_empty(known):
        headings = columns.setdefault(kind, {CODE: None, "noi_dung": None})
        first = next(name for name in headings if name != CODE)
        cells = {CODE: code, first: NOTHING}
        rows.setdefault(kind, []).append({k: Placed(t, known.place) for k, t in cells.items()})
    for name, listed in rows.items():
        columns.setdefault(name, {}).update(dict.fromkeys(c for row in listed for c in row))
    return {
        name: ([*names], [[_text(row.get(c)) for c in names] for row in rows[name]])
        for name, names in columns.items()
    }


def _said_empty(known: Supplement) -> Iterator[tuple[str, str]]:
    """Yield code and kind of each list that a document is said not to need."""
    for code, answers in known.by_code.items():
        yield from ((code, kind) for kind, value in answers.items() if value == ())


def _is_row(row: Mapping[str, Answer], cells: tuple[tuple[str, str], ...]) -> bool:
    return all(row.get(key) == text for key, text in cells)


def _text(answer: Answer | None) -> str:
    if isinstance(answer, tuple):
        return "\n".join(_text(part) for part in answer)
    return str(answer) if isinstance(answer, str) else ""
