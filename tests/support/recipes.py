"""Small .docx files made with python-docx alone, for tests that must not use our own builder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

CENTER = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY


def blank() -> DocumentType:
    """An A4 document in Times New Roman 14 without spacing, as offices start from."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    return document


def saved(document: DocumentType) -> bytes:
    """The bytes of a document."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def made(build: Callable[[DocumentType], object]) -> bytes:
    """The bytes of a blank document after ``build`` has filled it."""
    document = blank()
    build(document)
    return saved(document)


def write(
    paragraph: Paragraph,
    text: str,
    size: float = 14,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
) -> Paragraph:
    """Add a run with direct formatting."""
    run = paragraph.add_run(text)
    run.font.size, run.font.bold, run.font.italic = Pt(size), bold, italic
    if centred:
        paragraph.alignment = CENTER
    return paragraph


def spaced(paragraph: Paragraph) -> Paragraph:
    """Set a paragraph of the text as the decree asks: justified, indented, apart."""
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = Mm(10)
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.line_spacing = 1.1
    return paragraph


def fill(cell: _Cell, lines: Iterable[tuple[str, float, bool, bool]]) -> None:
    """Fill a cell with centred lines of (text, size, bold, italic)."""
    for number, (text, size, bold, italic) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        write(paragraph, text, size, bold=bold, italic=italic, centred=True)


def add_page_field(paragraph: Paragraph, size: float = 14) -> None:
    """Add a PAGE field as Word writes it, without a stored result."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(size)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            run._r.append(parse_xml(f"<w:instrText {nsdecls('w')}> {text} </w:instrText>"))


def columns(table: Table, *widths_mm: float) -> Table:
    """Fix the widths of a table's columns."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def rule(paragraph: Paragraph, side_mm: float) -> None:
    """Make an empty paragraph a drawn line: a top border, indented on both sides."""
    paragraph.paragraph_format.left_indent = Mm(side_mm)
    paragraph.paragraph_format.right_indent = Mm(side_mm)
    border = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1"/></w:pBdr>'
    p_pr = paragraph._p.get_or_add_pPr()
    p_pr.insert_element_before(parse_xml(border), "w:ind", "w:jc")


def header(document: DocumentType, letter: str = "", number: str = "Số: 15/KH-VP") -> None:
    """The two-column header of an office under a provincial committee."""
    table = columns(document.add_table(2, 2), 65, 100)
    fill(
        table.cell(0, 0), [("UBND TỈNH LÂM ĐỒNG", 13, False, False), ("VĂN PHÒNG", 13, True, False)]
    )
    fill(
        table.cell(0, 1),
        [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, True, False),
            ("Độc lập - Tự do - Hạnh phúc", 14, True, False),
        ],
    )
    for column, side_mm in ((0, 24.5), (1, 17.5)):
        rule(table.cell(0, column).add_paragraph(), side_mm)
    left = [(number, 13.0, False, False)]
    fill(table.cell(1, 0), [*left, (letter, 12.0, False, False)] if letter else left)
    fill(table.cell(1, 1), [("Lâm Đồng, ngày 05 tháng 3 năm 2024", 14, False, True)])


def closing(document: DocumentType, authority: Iterable[str] = ("CHÁNH VĂN PHÒNG",)) -> None:
    """Recipients on the left, authority and signer on the right."""
    table = document.add_table(1, 2)
    left, right = table.rows[0].cells
    write(left.paragraphs[0], "Nơi nhận:", 12, bold=True, italic=True)
    for text in ("- UBND tỉnh (b/c);", "- Lưu: VT, HCTC."):
        write(left.add_paragraph(), text, 11)
    blanks = [("", 14.0, False, False)] * 4
    signed = [(text, 14.0, True, False) for text in authority]
    fill(right, [*signed, *blanks, ("Nguyễn Văn An", 14.0, True, False)])


def plan(document: DocumentType) -> None:
    """A whole plan: header, title, bases, every body level, closing, an appendix."""
    header(document)
    write(document.add_paragraph(), "KẾ HOẠCH", bold=True, centred=True)
    write(document.add_paragraph(), "Cải cách hành chính năm 2024", bold=True, centred=True)
    rule(document.add_paragraph(), 66.5)
    for text in BASES:
        spaced(write(document.add_paragraph(), text, italic=True))
    for text, bold in BODY:
        spaced(write(document.add_paragraph(), text, bold=bold))
    table = document.add_table(2, 2, style="Table Grid")
    for column, text in enumerate(("STT", "Nhiệm vụ")):
        write(table.cell(0, column).paragraphs[0], text, 12, bold=True)
        write(table.cell(1, column).paragraphs[0], f"1. {text}", 12)
    spaced(write(document.add_paragraph(), "Trên đây là Kế hoạch của Văn phòng./."))
    closing(document, ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"))
    document.add_section()
    first, appendix = document.sections
    add_page_field(write(first.header.paragraphs[0], "", centred=True))
    for section in (first, appendix):
        section.different_first_page_header_footer = True
        section.header_distance = Mm(10)
    start = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    appendix._sectPr.insert_element_before(start, "w:cols", "w:titlePg", "w:docGrid")
    write(document.add_paragraph(), "Phụ lục I", bold=True, centred=True)
    write(document.add_paragraph(), "DANH MỤC NHIỆM VỤ", bold=True, centred=True)
    note = "(Kèm theo Kế hoạch số 15/KH-VP ngày 05 tháng 3 năm 2024 của Văn phòng)"
    write(document.add_paragraph(), note, italic=True, centred=True)
    spaced(write(document.add_paragraph(), "1. Các nhiệm vụ chung:"))


BASES = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
    "Căn cứ Quyết định số 300/QĐ-UBND ngày 02 tháng 01 năm 2024 của Ủy ban nhân dân tỉnh;",
    "Theo đề nghị của Trưởng phòng Hành chính - Tổ chức.",
)
BODY = (
    ("Văn phòng ban hành Kế hoạch như sau:", False),
    ("I. MỤC ĐÍCH, YÊU CẦU", True),
    ("1. Mục đích", True),
    ("a) Tiếp tục thực hiện các nhiệm vụ;", False),
    ("c) Nâng cao chất lượng;", False),
    ("- Rà soát thủ tục;", False),
    ("+ Công khai kết quả.", False),
    ("2. Các phòng, ban, đơn vị thực hiện nghiêm túc.", False),
    ("1.1. Rà soát văn bản", True),
    ("Đoạn văn thường không có số.", False),
)
