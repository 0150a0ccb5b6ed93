"""A signed document entered into the register: its number, symbol, day, issuer, subject, file."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from vbgen.app import manifest
from vbgen.app.bodies import Body, as_body, body_of_deliverable, named_body, symbol_of
from vbgen.app.drafting import dossier_of
from vbgen.app.find import find_unit
from vbgen.app.planned import planned_lines
from vbgen.app.series import series_of
from vbgen.app.targets import Target, base_of, find_target, paper_target
from vbgen.app.workspace import Workspace
from vbgen.documents import types
from vbgen.documents.decree_types import decree_types
from vbgen.documents.dossier import Dossier
from vbgen.errors import Problem, UsageError
from vbgen.model.fields import did_you_mean
from vbgen.model.issued import IssuedDocument, Key
from vbgen.model.period import PeriodCode
from vbgen.vi.dates import short_date
from vbgen.vi.unicode import illegal_xml, nfc

# "45", "045", "45/KH-VP", "35-CT/TU"
_NUMBER = re.compile(r"0*([1-9]\d{0,6})(?:[/-](\S+))?")


@dataclass(frozen=True)
class Request:
    """What was typed. ``correct``: the reason of a correction; ``withdraw``: of taking it back."""

    what: str
    number: str = ""
    day: date | None = None
    unit: str = ""
    period: str = ""
    symbol: str = ""
    issuer: str = ""
    subject: str = ""
    type: str = ""
    correct: str | None = None
    withdraw: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What the register holds now. ``changed`` is False where it held that already."""

    document: IssuedDocument
    changed: bool
    remarks: tuple[Problem, ...] = ()


def issue(workspace: Workspace, request: Request, at: datetime) -> Outcome:
    """Enter, correct or withdraw a document. UserError: nothing was changed.

    ``at``: when it is entered; a document dated later is remarked on.
    """
    request = _clean(request)
    dossier = dossier_of(workspace, request.day)
    target = _target(workspace, dossier, request)
    held = _held(workspace, target)
    if request.withdraw is not None:
        return _withdraw(workspace, target, request.withdraw, at)
    if request.correct is not None and held is None:
        raise _not_held(request.what)
    document = _document(workspace, dossier, target, request, held)
    lines = planned_lines(workspace, document, dossier.issued) if target.draft else None
    with workspace.records().writing() as book:
        if request.correct is not None:
            changed = book.issued.correct(document, request.correct, at)
        else:
            changed = book.issued.register(document, at, lines or ())
        entry = book.issued.of(document.key)
        others = book.issued.current()
    assert entry is not None
    return Outcome(entry.document, changed, _remarks(entry.document, others, at))


def _withdraw(workspace: Workspace, target: Target, reason: str, at: datetime) -> Outcome:
    if _held(workspace, target) is None:
        raise _not_held(target.deliverable or target.subject)
    with workspace.records().writing() as book:
        return Outcome(book.issued.withdraw(_key(target), reason, at), True)


def _not_held(what: str) -> UsageError:
    return UsageError.at(
        what,
        "văn bản này chưa có trong sổ văn bản ban hành",
        "chỉ sửa hoặc rút được mục đã ghi",
        "ghi lần đầu bằng `vbgen issue … --number … --date …`, không có --correct",
    )


def _clean(request: Request) -> Request:
    """Compose what was typed; refuse characters that a document cannot hold."""
    texts: dict[str, Any] = {
        name: " ".join(nfc(getattr(request, name)).split())
        for name in ("number", "unit", "period", "symbol", "issuer", "subject", "type")
    }
    for name, text in texts.items():
        for index, char in illegal_xml(text):
            raise UsageError.at(
                f"--{name}",
                f"ký tự thứ {index + 1} (U+{ord(char):04X}) không thể có trong văn bản",
                "chỉ gồm các chữ và dấu in được",
                "gõ lại giá trị này",
            )
    return replace(request, **texts)


def _target(workspace: Workspace, dossier: Dossier, request: Request) -> Target:
    unit = find_unit(workspace, request.unit).code if request.unit else ""
    period = _period(request.period)
    file = Path(request.what)
    try:
        target = find_target(workspace, dossier, request.what, unit, period)
    except UsageError:
        if not request.issuer or not file.is_file():
            raise
    else:
        return _retyped(target, request)
    slug = _type_of_paper(request)
    if not request.subject:
        raise UsageError.at(
            request.what, "thiếu trích yếu của văn bản", "trích yếu", 'thêm --subject "…"'
        )
    paper = paper_target(file, slug, _type_name(slug), request.subject)
    return replace(paper, unit=unit, period=period)


def _retyped(target: Target, request: Request) -> Target:
    """Let ``--type`` say what paper stands for a product that vbgen does not draft."""
    if not request.type or target.draft is not None:
        return target
    slug = _type_of_paper(request)
    return replace(target, type=slug, type_name=_type_name(slug))


def _type_name(slug: str) -> str:
    base = base_of(slug)
    return base.name if base else types.load(slug).name


def _period(text: str) -> str:
    if not text:
        return ""
    try:
        return str(PeriodCode.parse(text))
    except ValueError as error:
        raise UsageError.at(
            f"--period {text}",
            "không phải mã kỳ",
            "2024, 2024-Q1, 2024-06T, 2024-09T hoặc 2024-03",
            "sửa mã kỳ",
        ) from error


def _type_of_paper(request: Request) -> str:
    """Return the type of a paper from elsewhere: as typed, else by its symbol's abbreviation."""
    if request.type:
        known = {*decree_types(), *types.slugs()}
        if request.type not in known:
            raise UsageError.at(
                f"--type {request.type}",
                "không có loại văn bản này",
                "một loại trong `vbgen template list`",
                did_you_mean(request.type, known, "xem danh sách loại văn bản"),
            )
        return request.type
    _, typed = _number(request.number)
    parts = re.split(r"[-/]", request.symbol or typed)
    by_abbreviation = {t.abbreviation: s for s, t in decree_types().items() if t.abbreviation}
    return next((by_abbreviation[p] for p in parts if p in by_abbreviation), "cong-van")


def _key(target: Target) -> Key:
    return target.deliverable, target.type, target.unit, target.period, target.part


def _held(workspace: Workspace, target: Target) -> IssuedDocument | None:
    with workspace.records().reading() as book:
        entry = book.issued.of(_key(target))
    return entry.document if entry else None


def _document(
    workspace: Workspace,
    dossier: Dossier,
    target: Target,
    request: Request,
    held: IssuedDocument | None,
) -> IssuedDocument:
    """Put together what is typed, what is held and what follows from the plan, in this order."""
    number, typed_symbol = _number(request.number) if request.number or not held else (0, "")
    day = request.day or (held.issued if held else None)
    if day is None:
        raise UsageError.at("--date", "thiếu ngày ban hành", "ngày trên văn bản", "thêm --date")
    body = _body(workspace, dossier, target, request, held, day)
    symbol = request.symbol or typed_symbol or (held.symbol if held and not request.issuer else "")
    file, digest = _file(workspace, target, request, held)
    document = IssuedDocument(
        number=number or (held.number if held else 0),
        symbol=symbol or symbol_of(dossier, target, body, day),
        issued=day,
        issuer=body.name,
        type=target.type,
        type_name=target.type_name,
        subject=request.subject or (held.subject if held else target.subject),
        series=series_of(workspace.settings, body.code or body.name, target.type),
        issuer_code=body.code,
        deliverable=target.deliverable,
        unit=target.unit,
        period=target.period,
        part=target.part,
        file=file,
        digest=digest,
    )
    return document


def _number(text: str) -> tuple[int, str]:
    """Read a number, with its symbol where that was typed along."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise UsageError.at(
            f"--number {text}".rstrip(),
            "không phải số văn bản" if text else "thiếu số văn bản",
            "số nguyên dương như đóng trên văn bản (Đ15.1)",
            "ví dụ --number 45",
        )
    return int(match[1]), match[2] or ""


def _body(
    workspace: Workspace,
    dossier: Dossier,
    target: Target,
    request: Request,
    held: IssuedDocument | None,
    day: date,
) -> Body:
    """Return who issues: as typed, as held, as the draft says, as the deliverable's lead."""
    if request.issuer:
        return named_body(workspace, request.issuer, day)
    if held is not None:
        return Body(held.issuer_code, held.issuer)
    if target.draft is not None:
        return as_body(dossier.issuer(target.draft))
    return body_of_deliverable(workspace, dossier, target, day)


def _file(
    workspace: Workspace, target: Target, request: Request, held: IssuedDocument | None
) -> tuple[str, str]:
    """Return name and digest of the file; a correction by code leaves them as they were."""
    by_code = request.what == target.deliverable
    if target.file is None or (held is not None and by_code and held.file):
        return (held.file, held.digest) if held else ("", "")
    return name_in(workspace, target.file), digest_of(target.file)


def name_in(workspace: Workspace, file: Path) -> str:
    """Return a file's name relative to the workspace; of one elsewhere, the bare name."""
    path, root = file.resolve(), workspace.root.resolve()
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def digest_of(file: Path) -> str:
    """Return the digest of a file: of the parts of a Word document, else of its bytes."""
    found = manifest.digest_of(file)
    if found == "":
        from hashlib import sha256

        try:
            return sha256(file.read_bytes()).hexdigest()
        except OSError:
            return ""
    return found or ""


def _remarks(
    document: IssuedDocument, others: tuple[IssuedDocument, ...], at: datetime
) -> tuple[Problem, ...]:
    """Say what is odd and may yet be right: a day to come, numbers against the order of days."""
    found = []
    if document.issued > at.date():
        found.append(
            Problem(
                document.number_symbol,
                f"ngày {short_date(document.issued)} ở sau ngày ghi sổ {short_date(at.date())}",
                "ngày đã ký, đóng số",
                "kiểm tra lại ngày",
                "warning",
            )
        )
    for other in others:
        same = (other.series, other.year) == (document.series, document.year)
        if same and (other.number - document.number) * (other.issued - document.issued).days < 0:
            found.append(
                Problem(
                    document.number_symbol,
                    f"số và ngày ngược với {other.number_symbol} ngày {short_date(other.issued)}",
                    "số tăng dần theo ngày trong năm (Đ15.1)",
                    "kiểm tra lại số, ngày trên hai văn bản",
                    "warning",
                )
            )
            break
    return tuple(found)
