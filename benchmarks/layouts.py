"""How the three documents look: templates in the language of each peer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from benchmarks.materials import COLUMNS, HEADS, Kind


@dataclass(frozen=True, slots=True)
class Tags:
    """How a template language writes a value, and what it puts around repeated things.

    ``paragraphs`` surround the repeated paragraph, ``choice`` the two looks of it. ``groups`` and
    ``tasks`` surround rows: as rows of their own (``own_rows``) or within first and last cell.
    A language without nested rows has no ``groups``.
    """

    value: Callable[[str], str]
    paragraphs: tuple[str, str] | None
    choice: tuple[tuple[str, str], tuple[str, str]] | None
    groups: tuple[str, str] | None
    tasks: tuple[str, str] | None
    own_rows: bool = False
    task: str = "v."
    group: str = "n."
    paragraph: str = "d."


DOCXTPL = Tags(
    lambda name: f"{{{{ {name} }}}}",
    ("{%p for d in doan %}", "{%p endfor %}"),
    (("{%p if d.cap == 'muc' %}", ""), ("{%p else %}", "{%p endif %}")),
    ("{%tr for n in nhom %}", "{%tr endfor %}"),
    ("{%tr for v in n.viec %}", "{%tr endfor %}"),
    own_rows=True,
)
BRACES = Tags(  # docxtemplater, easy-template-x
    lambda name: f"{{{name}}}",
    ("{#doan}", "{/doan}"),
    (("{#muc}", "{/muc}"), ("{#thuong}", "{/thuong}")),
    ("{#nhom}", "{/nhom}"),
    ("{#viec}", "{/viec}"),
    task="",
    group="",
    paragraph="",
)


def template(kind: Kind, tags: Tags = DOCXTPL) -> bytes:
    """Return the template of a document, as an office would lay it out."""
    doc = Document()
    doc.core_properties.title = tags.value("tieu_de") if tags is DOCXTPL else "Kế hoạch"
    head(doc, *map(tags.value, ("so", "noi_nhan", "ngay")))
    line(doc, tags.value("tieu_de"), bold=True, centre=True)
    _paragraphs(doc, tags)
    if kind.tasks:
        _tasks(doc, tags)
    line(doc, tags.value("chuc_vu"), bold=True, centre=True)
    line(doc, tags.value("nguoi_ky"), bold=True, centre=True)
    return saved(doc)


def saved(doc: Any) -> bytes:
    """Return a python-docx document as bytes."""
    doc.save(out := BytesIO())
    return out.getvalue()


def _paragraphs(doc: Any, tags: Tags) -> None:
    begin, end = tags.paragraphs or ("", "")
    marks = tags.choice or (("", ""),)
    line(doc, begin)
    for number, (first, last) in enumerate(marks):
        for text in (first, None, last):
            if text is None:
                line(doc, tags.value(f"{tags.paragraph}chu"), bold=number == 0 and len(marks) > 1)
            elif text:
                line(doc, text)
    line(doc, end)


def _tasks(doc: Any, tags: Tags) -> None:
    table = task_table(doc)
    if tags.own_rows and tags.groups and tags.tasks:
        _mark_row(table, tags.groups[0])
    group = table.add_row().cells
    before, after = ("", "") if tags.own_rows else tags.groups or ("", "")
    fill(
        group[0].merge(group[-1]).paragraphs[0], before + tags.value(f"{tags.group}ten"), bold=True
    )
    if tags.own_rows and tags.tasks:
        _mark_row(table, tags.tasks[0])
    texts = [tags.value(f"{tags.task}{name}") for name, _ in COLUMNS]
    if not tags.own_rows and tags.tasks:
        texts[0] = tags.tasks[0] + texts[0]
        texts[-1] += tags.tasks[1] + after
    for cell, text in zip(table.add_row().cells, texts, strict=True):
        fill(cell.paragraphs[0], text, size=12)
    if tags.own_rows and tags.groups and tags.tasks:
        _mark_row(table, tags.tasks[1])
        _mark_row(table, tags.groups[1])


def _mark_row(table: Any, text: str) -> None:
    fill(table.add_row().cells[0].paragraphs[0], text)


def head(doc: Any, number: str, to: str, day: str) -> None:
    """Write the two columns at the top."""
    texts = ("VĂN PHÒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", f"Số: {number}", f"{to}, {day}")
    table = doc.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), texts, strict=True):
        fill(cell.paragraphs[0], text, centre=True)


def task_table(doc: Any) -> Any:
    """Begin the table of tasks with its row of headings."""
    table = doc.add_table(1, len(COLUMNS), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, HEADS, strict=True):
        fill(cell.paragraphs[0], text, bold=True, centre=True)
    return table


def line(doc: Any, text: str, *, bold: bool = False, centre: bool = False) -> None:
    """Add a paragraph."""
    fill(doc.add_paragraph(), text, bold=bold, centre=centre)


def fill(
    paragraph: Any, text: str, *, bold: bool = False, centre: bool = False, size: int = 14
) -> None:
    """Write a paragraph's one run, with the formatting that Word puts on each."""
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.font.bold = Pt(size), "Times New Roman", bold or None
    paragraph.paragraph_format.space_after = Pt(6)
    paragraph.paragraph_format.first_line_indent = Pt(0 if centre else 28)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centre else WD_ALIGN_PARAGRAPH.JUSTIFY
