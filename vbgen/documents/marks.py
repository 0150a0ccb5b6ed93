"""What a document bears only if asked for: marks, the drafter's symbol, the address (PL I/1/III).

All but the address, which is the office's setting, come from ``bo-sung``, for one document or all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vbgen.documents.dossier import Dossier, Draft
from vbgen.model.answer_names import CIRCULATION, COPIES, DRAFTER, URGENCY
from vbgen.model.fields import Problems, place_of
from vbgen.vi.letters import upper

# Entry of the context, which is that of bo-sung -> what the form calls the marks.
MARKS = {URGENCY: "urgency", CIRCULATION: "circulation"}


def optional_parts(dossier: Dossier, draft: Draft) -> dict[str, Any]:
    """Return the marks of urgency and circulation, drafter, address; empty where not asked for.

    Raises PlanInvalid for a mark that the decree does not know.
    """
    answers = dossier.answers(draft)
    problems = Problems()
    found: dict[str, Any] = {name: _mark(answers, name, problems) for name in MARKS}
    problems.raise_errors()
    issuer = dossier.issuer(draft)
    address = issuer.address if dossier.office.settings.address_strip else ()
    return {**found, DRAFTER: _drafter(answers), "dia_chi": list(address)}


def _mark(answers: Mapping[str, Any], name: str, problems: Problems) -> str:
    written = answers.get(name, "")
    text = upper(" ".join(str(written).split()))
    if not text:
        return ""
    from vbgen import form

    rules = form.load()
    known = [mark.text for mark in rules.marks[MARKS[name]]]
    if text not in known:
        problems.add(
            place_of(written),
            f'{name} "{written}" không phải dấu chỉ của văn bản hành chính',
            f"một trong các dấu: {', '.join(known)}",
            f"ghi {name}: {known[-1]}, hoặc bỏ khóa này",
            clause=rules.components[MARKS[name]].clause,
        )
    return text


def _drafter(answers: Mapping[str, Any]) -> str:
    """Return ``PL.(300)``: initials of the drafter, number of copies (III.3)."""
    initials, copies = (str(answers.get(key, "")).strip() for key in (DRAFTER, COPIES))
    return f"{upper(initials)}.({copies})" if initials and copies else upper(initials)
