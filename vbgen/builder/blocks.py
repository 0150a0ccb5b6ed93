"""The blocks of a document around its body: header, title, legal bases, addressees, closing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vbgen.builder.styles import (
    AIR,
    CIRCULATION_TABLE,
    CLOSING_TABLE,
    FRAME_TABLE,
    GAP,
    URGENCY_TABLE,
)
from vbgen.builder.wml import Cell, Section, paragraph, row, section_end, table, twips
from vbgen.documents.types import DocumentType
from vbgen.form import Form, Mark
from vbgen.form.measure import text_width

MARKS = {"urgency": "do_khan", "circulation": "luu_hanh"}  # what the context calls them
CONTROL = "Normal"  # tags on a line of their own vanish when the template is filled in


@dataclass(frozen=True, slots=True)
class Build:
    """What every block needs to know: the type, the form, the section it stands in.

    ``closes``: a table of signatures follows, which the last paragraph must stay with.
    """

    doc: DocumentType
    form: Form
    section: Section
    closes: bool = True

    def text(self, component: str, *runs: str) -> str:
        """Return a paragraph in the style of a component."""
        return paragraph(self.form.components[component].style_id, *runs)

    def literal(self, component: str, name: str) -> str:
        """Return a paragraph holding one of the decree's own strings."""
        return self.text(component, self.form.literals[name].text)

    def each(self, component: str, names: str) -> str:
        """Return a paragraph repeated for each entry of a list of the context."""
        return loop(f"dong in {names}", self.text(component, "{{ dong }}"))


Block = Callable[[Build], str]


def control(tag: str) -> str:
    """Return a paragraph that holds only a control tag: ``if x`` -> ``{%p if x %}``."""
    return paragraph(CONTROL, f"{{%p {tag} %}}")


def loop(what: str, content: str) -> str:
    """Return content repeated by the template for each entry."""
    return control(f"for {what}") + content + control("endfor")


def when(condition: str, content: str, otherwise: str = "") -> str:
    """Return content shown on a condition."""
    other = control("else") + otherwise if otherwise else ""
    return control(f"if {condition}") + content + other + control("endif")


def line(build: Build, key: str, room: float, sample: str = "") -> str:
    """Return the paragraph that is only a drawn line, centred in ``room`` mm.

    The indents set here fit ``sample``; at preparation they become those of the printed text.
    """
    style = build.form.lines[key]
    length = style.length
    if sample:
        above = build.form.components[style.under]
        points = text_width(sample, build.form.size(style.under), bold=above.bold)
        length = points * 25.4 / 72 * build.form.rules[style.rule].default
    side = twips(max(room - length, 0) / 2)
    ident = f'<w:pStyle w:val="{style.style_id}"/>'
    return f'<w:p><w:pPr>{ident}<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'


def _issuer(build: Build) -> str:
    room = build.section.text_width - build.form.placement.header_right
    return (
        build.each("superior", "co_quan.cap_tren")
        + build.each("issuer", "co_quan.ten")
        + line(build, "issuer_line", room, "VĂN PHÒNG")
    )


def _nation(build: Build) -> str:
    motto = build.form.literals["motto"].text
    return (
        build.literal("national_name", "national_name")
        + build.literal("motto", "motto")
        + line(build, "motto_line", build.form.placement.header_right, motto)
    )


def _framed(build: Build, kind: str, style: str, align: str) -> str:
    """Return a mark in its frame where the context has one: a table for each of the marks."""
    return "".join(
        when(f"{MARKS[kind]} == '{mark.text}'", _frame(build, kind, mark, style, align) + gap())
        for mark in build.form.marks[kind]
    )


def _frame(build: Build, kind: str, mark: Mark, style: str, align: str) -> str:
    cell = Cell(build.text(kind, mark.text), mark.width, valign="center")
    return table(style, (mark.width,), [row([cell], height=mark.height)], align)


def page_number(build: Build) -> str:
    """The page number, centred (PL I/1/I.7); each section hides it on its first page."""
    style = build.form.components["page_number"].style_id
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>'
    )


def top_of_first_page(build: Build) -> str:
    """The mark of circulation, above Quốc hiệu on the right (ô 11, PL I/1/III.2.c)."""
    return _framed(build, "circulation", CIRCULATION_TABLE, "right") + gap()


def foot_of_first_page(build: Build) -> str:
    """The office's address, under a line across the page (ô 13, PL I/1/III.4)."""
    ruled = paragraph(build.form.lines["address_line"].style_id)
    return when("dia_chi", ruled + build.each("address", "dia_chi")) + gap()


def header(build: Build, *, number: str = "", date: str = "") -> str:
    """Return the invisible table of the header: names level, number and date level (PL I/1/IV)."""
    right = build.form.placement.header_right
    left = build.section.text_width - right
    rows = [row([Cell(_issuer(build), left), Cell(_nation(build), right)])]
    if number:
        rows.append(row([Cell(number, left), Cell(date, right)]))
    # Without a paragraph right after this table LibreOffice 7.4 leaves headings alone at the foot
    # of a page in documents of several sections.
    return table(FRAME_TABLE, (left, right), rows, "center", "Phần đầu văn bản") + gap()


def full_header(build: Build) -> str:
    """Header with number and date."""
    return header(
        build,
        number=build.text("number", "{{ so_ky_hieu }}") + _urgency(build),
        date=build.text("date", "{{ dia_danh_ngay }}"),
    )


def _urgency(build: Build) -> str:
    """The mark of urgency, under the number (ô 10b, PL I/1/III.2.b)."""
    marked = _framed(build, "urgency", URGENCY_TABLE, "center")
    return when(MARKS["urgency"], air()) + marked


def letter_header(build: Build) -> str:
    """Header of a công văn: the abstract stands under the number (PL I/1/II.5.b)."""
    about = build.form.literals["about"].text
    abstract = build.text("letter_abstract", f"{about} {{{{ trich_yeu|join(' ') }}}}")
    return header(
        build,
        number=build.text("number", "{{ so_ky_hieu }}") + abstract + _urgency(build),
        date=build.text("date", "{{ dia_danh_ngay }}"),
    )


def record_header(build: Build) -> str:
    """Header of a biên bản: a number, no place and date (Mẫu 1.9)."""
    return header(build, number=build.text("number", "{{ so_ky_hieu }}"), date=build.text("date"))


def plain_header(build: Build) -> str:
    """Header without number and date (attachment of Mẫu 1.3, papers inside the office)."""
    return header(build)


def title(build: Build) -> str:
    """Type name, abstract, line (PL I/1/II.5.b)."""
    sample = "Nội dung của văn bản trong một dòng vừa"
    return (
        build.text("type_name", "{{ ten_loai }}")
        + build.each("abstract", "trich_yeu")
        + line(build, "abstract_line", build.section.text_width, sample)
    )


def authority(build: Build) -> str:
    """The authority that decides, before the legal bases (Mẫu 1.2)."""
    return build.text("authority_line", "{{ co_quan.tham_quyen }}")


def legal_bases(build: Build) -> str:
    """One legal basis a paragraph, punctuation in the context (PL I/1/II.6.a)."""
    return build.each("legal_basis", "can_cu")


def declared_legal_bases(build: Build) -> str:
    """The legal bases of a type that may do without them."""
    return legal_bases(build) if build.doc.legal_bases else ""


def decides(build: Build) -> str:
    """``QUYẾT ĐỊNH:`` (Mẫu 1.2)."""
    name = "resolves" if build.doc.base == "nghi-quyet" else "decides"
    return build.literal("decides", name)


def addressees(build: Build) -> str:
    """Kính gửi: one addressee on the same line, more of them each on its own (PL I/1/II.9.d)."""
    label = build.form.literals["addressees"].text
    many = build.text("addressees", label) + build.each("addressee", "kinh_gui")
    one = build.text("addressees", f"{label} {{{{ kinh_gui[0] if kinh_gui else trong(30) }}}}")
    return when("kinh_gui|length > 1", many, one)


def declared_addressees(build: Build) -> str:
    """Kính gửi where the type has it."""
    return addressees(build) if build.doc.addressees else ""


def closing(build: Build) -> str:
    """Recipients on the left, level with the authority on the right (PL I/1/II.7, II.9.d)."""
    recipients = build.literal("recipients", "recipients") + build.each("recipient", "noi_nhan")
    recipients += when("nguoi_soan", build.text("drafter", "{{ nguoi_soan }}"))
    signed = build.each("authority", "ky.quyen_han") + build.text("signer", "{{ ky.ho_ten }}")
    return _signatures(build, (recipients, signed))


def record_closing(build: Build) -> str:
    """Secretary on the left, chair on the right, recipients under the secretary (Mẫu 1.9)."""
    secretary = (
        build.literal("authority", "secretary")
        + build.text("signer", "{{ bs.thu_ky }}")
        + build.literal("recipients", "recipients")
        + build.each("recipient", "noi_nhan")
    )
    chair = build.literal("authority", "chair") + build.text("signer", "{{ bs.chu_toa }}")
    return _signatures(build, (secretary, chair))


def inspection_closing(build: Build) -> str:
    """Closing of a record of inspection: three sign, the inspected unit under the team's leader.

    Mẫu 1.9 knows two signatures; recorder and leader stand where it puts them.
    """
    recorder = _signed(build, "NGƯỜI GHI BIÊN BẢN", "{{ kt.doan.thu_ky.ho_ten }}")
    leader = _signed(build, "TRƯỞNG ĐOÀN KIỂM TRA", "{{ kt.doan.truong_doan.ho_ten }}")
    recipients = build.literal("recipients", "recipients") + build.each("recipient", "noi_nhan")
    unit = _signed(build, "ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA", "{{ kt.lan.dai_dien }}")
    return _signatures(build, (recorder, leader), (recipients, unit))


def _signed(build: Build, title: str, name: str) -> str:
    return build.text("authority", title) + build.text("signer", name)


def _signatures(build: Build, *pairs: tuple[str, str]) -> str:
    narrow = build.form.placement.closing_left
    widths = (narrow, build.section.text_width - narrow)
    rows = [row([Cell(left, widths[0]), Cell(right, widths[1])]) for left, right in pairs]
    return table(CLOSING_TABLE, widths, rows, "", "Nơi nhận và chữ ký")


def end_of_section(section: Section) -> str:
    """Close a section; Word wants a paragraph there."""
    return section_end(GAP, section)


def air() -> str:
    """Return the air above a table that stands in running text."""
    return paragraph(AIR)


def gap() -> str:
    """Return the paragraph Word wants after a table, next to no height."""
    return paragraph(GAP)
