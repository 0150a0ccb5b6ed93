"""The frame of a document: header lines, number, place and date, addressees, recipients, signature.

Sources: PL I/1/II.2-4 (header), II.7 (signature), II.9 (recipients), Đ15 (number after signing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from vbgen.documents.blanks import Asked, Blank
from vbgen.documents.decree_types import base_type, type_word
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.fill import fill
from vbgen.documents.types import DocumentType
from vbgen.model.answer_names import PLANNED_DAY, SIGNER
from vbgen.model.office import Issuer
from vbgen.model.unit import Unit
from vbgen.vi.dates import parse_date, place_and_date
from vbgen.vi.numbers import document_number
from vbgen.vi.patterns import Pattern
from vbgen.vi.unicode import NO_BREAK, fold

Missing = Callable[[str], str]
NUMBER_BLANK = NO_BREAK * 8
NAME_BLANK = " "
_folded = lru_cache(1_000)(fold)  # the same few recipients stand under every document
_ARTICLE = Pattern(r"Điều (\d+)\.")
_AS_ARTICLE = Pattern(r"Như Điều \d+\b.*")


def drafting_unit(dossier: Dossier, draft: Draft) -> Unit | None:
    """Return the unit that drafts: of its own paper the unit itself, else the first lead inside.

    Where no lead is inside the office, the office's choice.
    """
    if draft.unit is not None and dossier.issuer(draft).code == draft.unit.code:
        return draft.unit
    if draft.deliverable is not None:
        for unit in dossier.register.resolve(draft.deliverable.leads, dossier.day_of(draft)):
            if unit.inside:
                return unit
    return dossier.register.by_code.get(dossier.office.drafting_unit)


def symbol(dossier: Dossier, draft: Draft) -> str:
    """Return the symbol: ``KH-VP``; for a letter ``VP-HCTC``, without any type (II.3.b)."""
    issued = dossier.issued_as(draft)
    if issued is not None:
        return issued.symbol
    issuer = dossier.issuer(draft)
    abbreviation = base_type(draft.type).abbreviation
    if draft.type.frame == "cong-van" or not abbreviation:
        if draft.type.base != "cong-van":
            return issuer.symbol
        unit = drafting_unit(dossier, draft)
        tail = issuer.letter_field or (unit.symbol if unit else "")
        if issuer.code == (unit.code if unit else ""):
            tail = ""
        return f"{issuer.symbol}-{tail}" if tail else issuer.symbol
    return f"{abbreviation}-{issuer.symbol}"


def number_of(dossier: Dossier, draft: Draft) -> tuple[str, date | None]:
    """Return number (two digits at least, empty while a draft) and day of issue."""
    issued = dossier.issued_as(draft)
    if issued is not None:
        return document_number(issued.number), issued.issued
    if draft.is_plan and dossier.plan.number:
        return document_number(int(dossier.plan.number)), dossier.plan.issued
    return "", dossier.plan.issued if draft.is_plan else None


def number_line(dossier: Dossier, draft: Draft) -> str:
    """Return the line ``Số: 05/KH-VP``, with room for the number while it is open (Đ15.2)."""
    number, _ = number_of(dossier, draft)
    return f"Số: {number or NUMBER_BLANK}/{symbol(dossier, draft)}"


def date_line(dossier: Dossier, draft: Draft) -> str:
    """Return the line of place and date; day and month stay open in a draft, unless planned."""
    issuer = dossier.issuer(draft)
    _, day = number_of(dossier, draft)
    place = issuer.place_name or dossier.office.body.place_name
    if day is not None:
        return place_and_date(place, day)
    planned = _planned(dossier, draft)
    judged = planned or dossier.day_of(draft)
    return place_and_date(place, None, month=planned.month if planned else None, year=judged.year)


def _planned(dossier: Dossier, draft: Draft) -> date | None:
    if draft.is_plan:
        return dossier.plan.planned_date
    text = str(dossier.answers(draft).get(PLANNED_DAY, ""))
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        return None  # not planned; what is no date is named where the workspace is read


def header(issuer: Issuer) -> dict[str, Any]:
    """Return the left column of the header and how the issuer is called in running text."""
    return {
        "cap_tren": list(issuer.superior),
        "ten": list(issuer.header),
        "goi": issuer.called,
        "ten_day_du": issuer.name,
        "tham_quyen": issuer.authority,
    }


def signature(dossier: Dossier, draft: Draft, asked: Asked) -> dict[str, Any]:
    """Return authority lines and the signer's name; an unknown name is a blank."""
    issuer = dossier.issuer(draft)
    wanted = dossier.plan.signer if draft.is_plan else ""
    answers = dossier.answers(draft)
    signer = issuer.signer(draft.type.slug, wanted or str(answers.get(SIGNER, "")))
    name: str = signer.name
    if not name:
        asked.blank(f"nguoi_ky.{signer.code or issuer.code}.ho_ten")
        name = Blank("nguoi_ky.ho_ten", NAME_BLANK)
    return {"quyen_han": list(signer.authority), "ho_ten": name}


def addressees(draft: Draft, values: dict[str, str], missing: Missing) -> list[str]:
    """Return whom the type's declaration addresses."""
    return [fill(line, values, missing) for line in draft.type.addressees]


def addressed(names: Sequence[str]) -> list[str]:
    """Return the lines after ``Kính gửi:``; two or more are dashed, end with ; and . (II.9.d)."""
    if len(names) < 2:
        return list(names)
    return [*(f"- {name};" for name in names[:-1]), f"- {names[-1]}."]


def recipients(
    dossier: Dossier,
    draft: Draft,
    values: dict[str, str],
    missing: Missing,
    to: Sequence[str] = (),
) -> list[str]:
    """Return the lines under ``Nơi nhận:``, the last one where copies are filed (II.9.b-d).

    ``to``: whom the document addresses; they are meant by ``Như trên`` and not named again.
    """
    declared = [fill(line, values, missing) for line in draft.type.recipients]
    usual = (_of_the_day(dossier, draft, name) for name in _usual(dossier, draft))
    named = [*_first(draft.type, to), *declared, *usual]
    known = {_folded(name) for name in to}
    names = dict.fromkeys(
        name
        for name in named
        if _folded(name) not in known and not (_AS_ARTICLE.match(name) and name != named[0])
    )
    return [*(f"- {name.rstrip(';.')};" for name in names), f"- Lưu: {_filed(dossier, draft)}."]


def _first(doc_type: DocumentType, to: Sequence[str]) -> list[str]:
    """Return what stands for those the document names: its addressees, who carries it out."""
    if to:
        return ["Như trên"]
    article = last_article(doc_type) if doc_type.frame == "quyet-dinh" else 0
    return [f"Như Điều {article}"] if article else []


def last_article(doc_type: DocumentType) -> int:
    """Return the number of the last article of the document itself, attachments left out; 0: none.

    In a decision it says who carries it out.
    """
    texts = (item for item in doc_type.items if isinstance(item, str))
    return max((int(m[1]) for m in map(_ARTICLE.match, texts) if m), default=0)


def _usual(dossier: Dossier, draft: Draft) -> Sequence[str]:
    if draft.is_plan and dossier.plan.recipients:
        return dossier.plan.recipients
    issuer = dossier.issuer(draft)
    if issuer is dossier.office.body:
        return dossier.office.recipients
    if issuer is dossier.office.superior:
        return issuer.recipients or (f"Lãnh đạo {issuer.called}", dossier.office.body.called)
    return issuer.recipients


def _of_the_day(dossier: Dossier, draft: Draft, name: str) -> str:
    """Return a unit written with one of its names over time under its name of the draft's day."""
    found = dossier.register.find(name)
    unit = found[0] if len(found) == 1 else None
    if isinstance(unit, Unit) and any(n.name == name for n in unit.names):
        return unit.name_on(dossier.day_of(draft))
    return name


def _filed(dossier: Dossier, draft: Draft) -> str:
    """Return where copies are filed; a unit's own paper needs no name of a drafting unit."""
    unit, own = drafting_unit(dossier, draft), dossier.issuer(draft)
    drafted = unit.symbol if unit and unit.code != own.code else ""
    line = (dossier.plan.file_line if draft.is_plan else "") or dossier.office.file_line
    return fill(line, {"don_vi": drafted}).rstrip(", .")


def attached_line(dossier: Dossier, draft: Draft) -> str:
    """Return ``(Kèm theo Kế hoạch số … ngày … của …)`` (III.1.c)."""
    number, day = number_of(dossier, draft)
    issuer = dossier.issuer(draft)
    written = place_and_date("", day) if day else date_line(dossier, draft)
    when = written.split("ngày", 1)[1]
    return (
        f"(Kèm theo {type_word(draft.type)} số {number or NUMBER_BLANK}/{symbol(dossier, draft)} "
        f"ngày{when} của {issuer.called})"
    )


def semicolons(lines: Iterable[str]) -> list[str]:
    """Close each line with a semicolon, the last one with a full stop (II.6.a)."""
    closed = [line.rstrip(" ;.,") + ";" for line in lines]
    return [*closed[:-1], closed[-1][:-1] + "."] if closed else []
