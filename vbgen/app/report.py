"""A period's report: made from what was collected, examined, frozen when closed.

A closed period is made from what was frozen, byte by byte; a correction is a new version beside it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vbgen.app.build import Built, write_all
from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.files import write_whole
from vbgen.app.progress import Ground
from vbgen.app.report_material import draw
from vbgen.documents import types
from vbgen.documents.blanks import Asked
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.filled import Filled
from vbgen.documents.jobs import titled
from vbgen.documents.periodic.report_checks import printed_problems
from vbgen.documents.periodic.report_facts import Facts, document_json
from vbgen.errors import Place, Problem
from vbgen.model.progress_record import ClosedPeriod, Difference
from vbgen.records.closed import closed_already
from vbgen.records.differences import differences
from vbgen.vi.slug import slug

ANY_OUTLINE, UNIT_TYPE = "bao-cao-chung", "bao-cao-don-vi"
FACTS, FINDINGS, FILES, MAIN = "facts", "findings", "files", "report"
_TEXT = "văn bản"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for. ``units``: codes of units whose own reports are made besides."""

    check: bool = False
    close: bool = False
    new_version: bool = False
    charts: bool = False
    units: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reported:
    """What was made and found. ``trace``: the workbook that leads from figures to cells."""

    facts: Facts
    documents: tuple[Built, ...]
    findings: tuple[Problem, ...]
    version: int
    differences: tuple[Difference, ...]
    closed: bool
    trace: Path | None = None

    @property
    def blanks(self) -> tuple[str, ...]:
        """What a person still fills in, over all documents made."""
        return tuple(dict.fromkeys(path for built in self.documents for path in built.blanks))

    def as_json(self) -> dict[str, Any]:
        """Return the shape of ``--format json`` (docs/json.md)."""
        head = document_json(self.facts)
        return {
            "period": head.pop("period"),
            "documents": [built.as_json() for built in self.documents],
            **head,
            "version": self.version,
            "differences": [
                {"path": d.path, "before": d.before, "after": d.after} for d in self.differences
            ],
            "closed": self.closed,
            "findings": [finding_json(p) for p in self.findings],
            "blanks": list(self.blanks),
            "trace": str(self.trace.absolute()) if self.trace else None,
        }


@dataclass(frozen=True)
class Edition:
    """One version of the report: as it stands now, or as it was closed."""

    facts: Facts
    findings: tuple[Problem, ...]
    data: bytes
    title: str
    blanks: tuple[str, ...]
    version: int = 1
    differences: tuple[Difference, ...] = ()
    closed: bool = False

    def payload(self) -> dict[str, Any]:
        """Return what is frozen."""
        return {
            FACTS: self.facts,
            FINDINGS: [finding_json(p) for p in self.findings],
            FILES: {
                MAIN: base64.b64encode(self.data).decode("ascii"),
                "title": self.title,
                "blanks": list(self.blanks),
            },
        }


def finding_json(problem: Problem) -> dict[str, str]:
    """Return a finding in the shape of ``--format json``."""
    return {
        "code": problem.code,
        "level": problem.level,
        "place": str(problem.place),
        "problem": problem.problem,
        "required": problem.required,
        "remedy": problem.remedy,
    }


def report(
    ground: Ground, wish: Wish, out: Path, at: datetime, as_of: date | None = None
) -> Reported:
    """Make the report of a period; close it where that is asked for.

    UserError: the period is closed, other data were collected since, and no ``new_version`` is
    asked for; nothing is written then.
    """
    day = as_of or ground.period.send_by
    with ground.records.reading() as book:
        held = book.closed.latest(ground.regime.code, ground.period.code)
    edition = _edition(ground, wish, held, day)
    if wish.close and not edition.closed:
        edition = _close(ground, edition, at, held)
    made: tuple[Built, ...] = ()
    trace = None
    if not wish.check or wish.close:
        made = _write(ground, edition, wish, out, day)
        trace = out / f"{_stem(ground, edition)}-truy-vet.xlsx"
        write_whole(trace, _trace(edition))
    return Reported(
        edition.facts,
        made,
        edition.findings,
        edition.version,
        edition.differences,
        edition.closed,
        trace,
    )


def _edition(ground: Ground, wish: Wish, held: ClosedPeriod | None, day: date) -> Edition:
    """Return the version to show: the closed one unless a new one is asked for."""
    if held is not None and not wish.new_version:
        if (
            wish.close
            and _frozen(draw(ground, dossier_of(ground.workspace, day)).facts)
            != held.payload[FACTS]
        ):
            raise closed_already(held)
        return _as_closed(held)
    live = _live(ground, day)
    if held is None:
        return live
    found = told_differences(differences(held.payload, _frozen(live.payload())))
    if not found:
        return _as_closed(held)
    return replace(live, version=held.version + 1, differences=found)


def _frozen(value: Mapping[str, Any]) -> Any:
    """Return a value as it comes back from the store."""
    import json

    return json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False))


def _live(ground: Ground, day: date) -> Edition:
    """Make the report from what is there now."""
    drawn = draw(ground, dossier_of(ground.workspace, day))
    found = _frozen(drawn.facts)
    dossier = dossier_of(ground.workspace, day, {"report": found})
    data, filled = Studio(ground.workspace, dossier, Options(day)).render(_main(ground, dossier))
    more = tuple(printed_problems(found, tuple(_texts(data))))
    return Edition(
        found, (*drawn.findings, *more), data, str(filled.values["tieu_de"]), filled.asked
    )


def _close(ground: Ground, edition: Edition, at: datetime, held: ClosedPeriod | None) -> Edition:
    with ground.records.writing() as book:
        kept = book.closed.close(
            ground.regime.code,
            ground.period.code,
            edition.payload(),
            at,
            new_version=held is not None,
        )
    return _as_closed(kept)


def _as_closed(held: ClosedPeriod) -> Edition:
    files = held.payload[FILES]
    return Edition(
        facts=dict(held.payload[FACTS]),
        findings=tuple(_finding(raw) for raw in held.payload[FINDINGS]),
        data=base64.b64decode(files[MAIN]),
        title=files["title"],
        blanks=tuple(files["blanks"]),
        version=held.version,
        differences=told_differences(held.differences),
        closed=True,
    )


def _finding(raw: Mapping[str, str]) -> Problem:
    return Problem(
        Place(text=raw["place"]), raw["problem"], raw["required"], raw["remedy"], "warning",
        raw["code"],
    )  # fmt: skip


def told_differences(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return the differences to tell: facts by their paths, other words of the document as one."""
    every = tuple(found)
    head = f"{FACTS}."
    told = [replace(d, path=d.path.removeprefix(head)) for d in every if d.path.startswith(head)]
    if not told and any(d.path.startswith(FILES) for d in every):
        told = [Difference(_TEXT, "bản đã chốt", "nội dung ngoài số liệu đã thay đổi")]
    return tuple(told)


# Drafts and files.


def _main(ground: Ground, dossier: Dossier) -> Draft:
    """Return the draft of the office's report: the plan's own deliverable where it has one."""
    name = ground.regime.outline if ground.regime.outline in types.slugs() else ANY_OUTLINE
    doc_type, main = types.load(name), ground.workspace.settings.regime
    for task in ground.workspace.plan.tasks:
        for d in task.deliverables:
            by_period = (d.fan_out or doc_type.fan_out) == "theo_ky"
            if d.type == name and by_period and (d.regime or main) == ground.regime.code:
                draft = Draft(doc_type, d.subject, deliverable=d, task=task, period=ground.period)
                return titled(dossier, draft)
    return titled(dossier, Draft(doc_type, "", period=ground.period))


def _stem(ground: Ground, edition: Edition) -> str:
    """Return the file's name without ending; later versions are numbered.

    It is never the name that ``build`` gives to the same report, which knows no collected data.
    """
    draft = _main(ground, dossier_of(ground.workspace, ground.period.send_by))
    own = draft.type.slug.endswith(f"-{ground.regime.code}")
    regime = "" if own else slug(ground.regime.code, 20)
    tail = f"ban-{edition.version}" if edition.version > 1 else ""
    parts = (draft.type.slug, regime, slug(ground.period.code, 20), tail)
    return "-".join(part for part in parts if part)


def _write(ground: Ground, edition: Edition, wish: Wish, out: Path, day: date) -> tuple[Built, ...]:
    dossier = dossier_of(ground.workspace, day, {"report": edition.facts})
    draft = replace(_main(ground, dossier), stem=_stem(ground, edition))
    data = _with_charts(edition) if wish.charts else edition.data
    asked = Asked(dict.fromkeys(edition.blanks))
    main = (draft, data, Filled({"tieu_de": edition.title}, asked))
    units = _unit_reports(ground, dossier, wish.units, day)
    return tuple(write_all(out.absolute(), (main, *units), dossier, False))


def _unit_reports(
    ground: Ground, dossier: Dossier, units: Iterable[str], day: date
) -> Iterator[tuple[Draft, bytes, Filled]]:
    """Yield each unit's own report, made from the same facts."""
    doc_type = types.load(UNIT_TYPE)
    studio = Studio(ground.workspace, dossier, Options(day))
    for code in units:
        stem = slug(f"{UNIT_TYPE}-{ground.regime.code}-{ground.period.code}-{code}", 80)
        unit = ground.workspace.register.by_code[code]
        draft = titled(dossier, Draft(doc_type, "", stem, unit=unit, period=ground.period))
        yield draft, *studio.render(draft)


def _with_charts(edition: Edition) -> bytes:
    from vbgen.exports.charts import with_charts

    return with_charts(edition.data, edition.facts)


def _trace(edition: Edition) -> bytes:
    from vbgen.exports.report_trace import trace_workbook

    return trace_workbook(
        edition.facts,
        [finding_json(p) for p in edition.findings],
        [(d.path, d.before, d.after) for d in edition.differences],
        edition.version,
    )


def _texts(data: bytes) -> Iterator[str]:
    """Yield the paragraphs of a document in order, cells of tables among them."""
    import io
    import zipfile

    from lxml import etree

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for paragraph in root.iter(f"{space}p"):
        yield "".join(t.text or "" for t in paragraph.iter(f"{space}t")).strip()
