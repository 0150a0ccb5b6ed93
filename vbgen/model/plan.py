"""The plan: one validated, immutable value from which every document follows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from vbgen.errors import Place
from vbgen.model.citation import Citation, Validity
from vbgen.model.fields import Fields, Placed, Problems
from vbgen.model.raw import RawMap, RawText
from vbgen.model.section import Paragraph, check_order, paragraph
from vbgen.model.task import Deliverable, Task, TaskGroup
from vbgen.model.unit import Register

COLUMN_ROLES = (
    "tt", "ma", "muc_tieu", "nhiem_vu", "hoat_dong", "san_pham", "chu_tri", "phoi_hop",
    "thoi_han", "theo_doi",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the appendix: role (``khac:KEY``: of the office's own), heading, width in mm."""

    role: str
    heading: str
    width: float = 25
    place: Place = field(default_factory=Place, compare=False)


DEFAULT_COLUMNS = (
    Column("tt", "TT", 10),
    Column("muc_tieu", "Mục tiêu", 42),
    Column("nhiem_vu", "Nhiệm vụ", 42),
    Column("hoat_dong", "Hoạt động", 40),
    Column("san_pham", "Kết quả/Sản phẩm", 38),
    Column("chu_tri", "Chủ trì", 28),
    Column("phoi_hop", "Phối hợp", 26),
    Column("thoi_han", "Thời gian", 24),
)


@dataclass(frozen=True, slots=True)
class FieldOfWork:
    """A field of work (lĩnh vực): ties sections, groups and the forms of the statistical annex."""

    code: str
    name: str
    form: str = ""


@dataclass(frozen=True)
class Plan:
    """The plan with its appendix. Texts are as typed (NFC); meaning stands beside them."""

    year: int
    subject: Placed
    topic: str
    planned_date: date | None
    number: str
    issued: date | None
    signer: str
    own_code: str
    recipients: tuple[str, ...]
    file_line: str
    parent: str
    fields: tuple[FieldOfWork, ...]
    citations: tuple[Citation, ...]
    opening: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]
    appendix_title: Placed
    columns: tuple[Column, ...]
    appendix_end: Placed
    groups: tuple[TaskGroup, ...]
    place: Place = field(default_factory=Place, compare=False)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks, in order."""
        return tuple(t for group in self.groups for t in group.tasks)

    @property
    def deliverables(self) -> tuple[Deliverable, ...]:
        """All named products, in order."""
        return tuple(d for t in self.tasks for d in t.deliverables)

    @cached_property
    def by_code(self) -> dict[str, Deliverable]:
        """Named products and supporting documents by code."""
        return {d.code: d for t in self.tasks for d in t.all_deliverables}

    @cached_property
    def task_of(self) -> dict[str, Task]:
        """The task of each code."""
        return {d.code: t for t in self.tasks for d in t.all_deliverables}

    @cached_property
    def citation_by_key(self) -> dict[str, Citation]:
        """Register of citations by their number and symbol (or name, where there is none)."""
        return {c.key: c for c in self.citations}

    @property
    def draft_date(self) -> date:
        """The day by which an undated draft is judged: issued, else planned, else 01/01."""
        return self.issued or self.planned_date or date(self.year, 1, 1)


def read_plan(fields: Fields, register: Register, infer_type: Callable[[str], str]) -> Plan:
    """Read ``ke-hoach.yaml``. Problems are gathered in ``fields.problems``."""
    problems = fields.problems
    year = fields.whole("nam", 1990, 2200)
    if year is None and "nam" not in fields:
        fields.missing("nam", "2026")
    from vbgen.model.task_reading import Scope, read_group  # needed where a plan is read, not kept

    scope = Scope(year or 2000, register, infer_type, problems)
    appendix = fields.map("phu_luc", "phụ lục")
    plan = Plan(
        year=scope.year,
        subject=fields.required("trich_yeu"),
        topic=str(fields.text("chu_de")),
        planned_date=fields.date("ngay_du_kien"),
        number=str(fields.text("so")),
        issued=fields.date("ngay"),
        signer=str(fields.text("nguoi_ky")),
        own_code=str(fields.text("ma")),
        recipients=tuple(map(str, fields.texts("noi_nhan"))),
        file_line=str(fields.text("luu")),
        parent=str(fields.text("cap_tren")),
        fields=tuple(_field_of_work(f) for f in fields.maps("linh_vuc", "lĩnh vực")),
        citations=_citations(fields),
        opening=_paragraphs(fields, "mo_dau"),
        body=_paragraphs(fields, "noi_dung"),
        appendix_title=appendix.text("tieu_de"),
        columns=_columns(appendix),
        appendix_end=appendix.text("ket"),
        groups=tuple(read_group(g, scope) for g in fields.maps("nhiem_vu", "nhóm nhiệm vụ")),
        place=fields.place,
    )
    appendix.done()
    fields.done()
    check_order(plan.body, problems)
    return plan


def _field_of_work(f: Fields) -> FieldOfWork:
    made = FieldOfWork(str(f.required("ma")), str(f.required("ten")), str(f.text("bieu")))
    f.done()
    return made


def _columns(f: Fields) -> tuple[Column, ...]:
    columns = []
    for c in f.maps("cot", "cột của phụ lục"):
        role = c.text("vai_tro")
        if role not in COLUMN_ROLES and not role.startswith("khac:"):
            c.choice("vai_tro", COLUMN_ROLES, "tt")
        width = c.whole("rong", 5, 300)
        columns.append(Column(str(role), str(c.required("ten")), float(width or 25), c.place))
        c.done()
    return tuple(columns) or DEFAULT_COLUMNS


def _paragraphs(f: Fields, key: str) -> tuple[Paragraph, ...]:
    found = []
    for raw in f.items(key):
        if isinstance(raw, RawMap):
            inner = Fields(raw, f.problems, "đoạn")
            found.append(
                paragraph(
                    inner.required("doan"), str(inner.text("linh_vuc")), str(inner.text("don_vi"))
                )
            )
            inner.done()
        elif isinstance(raw, RawText):
            for line in raw.lines():
                found.append(paragraph(f.clean(line)))
    return tuple(found)


def _citations(f: Fields) -> tuple[Citation, ...]:
    return tuple(c for raw in f.items("van_ban") if (c := read_citation(raw, f.problems)))


def read_citation(raw: object, problems: Problems) -> Citation | None:
    """Read one entry of the register: a phrase, or a map with a phrase and what is known of it."""
    question = reading = ""
    validity = None
    if isinstance(raw, RawMap):
        inner = Fields(raw, problems, "văn bản viện dẫn")
        phrase = inner.required("van_ban")
        question, reading = str(inner.text("cau_hoi")), str(inner.text("chon"))
        validity = _validity(inner)
        inner.done()
    elif isinstance(raw, RawText):
        phrase = Placed(" ".join(raw.text.split()), raw.place)
    else:
        return None
    if not phrase:
        return None
    try:
        citation = Citation.parse(str(phrase))
    except ValueError as error:
        problems.add(
            phrase.place,
            f'văn bản viện dẫn "{phrase[:70]}" không đọc được: {error}',
            "loại, số, ký hiệu, ngày ban hành, cơ quan ban hành, trích yếu (PL I/1/II.6.b)",
            "ví dụ: Kế hoạch số 15/KH-VP ngày 26/01/2024 của Văn phòng UBND tỉnh về …",
            clause="PL I/1/II.6.b",
        )
        return None
    return replace(
        citation, place=phrase.place, question=question, reading=reading, validity=validity
    )


def _validity(f: Fields) -> Validity | None:
    """Read what the office records of a document's force; it comes before the shipped register."""
    since, until = f.date("hieu_luc_tu"), f.date("hieu_luc_den")
    replaced_by = tuple(map(str, f.texts("thay_the_boi", ",")))
    in_force = f.flag("con_hieu_luc")
    if in_force or since or until or replaced_by:
        return Validity(since, until, replaced_by)
    return None
