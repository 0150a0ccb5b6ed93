"""Short forms that the plan introduces (``cải cách hành chính (CCHC)``), spelled out elsewhere.

A short form holds within the document that explains it; another document that quotes the plan has
to write it in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vbgen.documents.shelf import of_latest
from vbgen.model.plan import Plan
from vbgen.vi.letters import lower_first, upper
from vbgen.vi.patterns import Pattern

_INTRODUCED = Pattern(r"\(([A-ZĐ]{2,8})\)")
_EXPLAINED = Pattern(r" \(([A-ZĐ]{2,8})\)")
_USED = Pattern(r"(?<![\w/\-(])[A-ZĐ]{2,8}(?![\w/\-)])")
_FURTHEST = 12


@of_latest
def abbreviations(plan: Plan) -> Mapping[str, str]:
    """Return the plan's short forms with what they stand for."""
    found: dict[str, str] = {}
    for text in _texts(plan):
        for match in _INTRODUCED.finditer(text):
            meaning = _meaning(text[: match.start()].rstrip(), match[1])
            if meaning:
                found.setdefault(match[1], meaning)
    return found


def _texts(plan: Plan) -> Iterator[str]:
    yield from (str(p.text) for p in (*plan.opening, *plan.body))
    for task in plan.tasks:
        yield from (str(text) for text in (task.goal, task.task, task.activity))
        yield from (str(cell) for row in task.rows for cell in row.cells.values())


def _meaning(before: str, short: str) -> str:
    """Return the words before the brackets whose initials the short form is made of.

    The words run up to the brackets, so that ``công chức, viên chức và người lao động (CCVC)`` is
    kept whole; a word that opens the text loses its capital.
    """
    words = before.split(" ")
    for start in range(len(words) - len(short), max(-1, len(words) - _FURTHEST), -1):
        initials = "".join(
            word.lstrip("(“\"'*-+")[:1] for word in words[start : start + len(short)]
        )
        if upper(initials) == short:
            meaning = " ".join(words[start:]).strip(" -+*")
            return lower_first(meaning) if start == 0 or words[start - 1] in "-+" else meaning
    return ""


def spell(value: Any, known: Mapping[str, str]) -> Any:
    """Return a text, or lists and mappings of texts, with the short forms written in full."""
    if not known:
        return value
    if type(value) is str:
        if not any(short in value for short in known):
            return value
        bare = _EXPLAINED.sub(lambda match: "" if match[1] in known else match[0], value)
        return _USED.sub(lambda match: known.get(match[0], match[0]), bare)
    if isinstance(value, list | tuple):
        return type(value)(spell(item, known) for item in value)
    if type(value) is dict:
        return {key: spell(item, known) for key, item in value.items()}
    return value
