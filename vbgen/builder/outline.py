"""The outline of a declaration as template content: one item, one paragraph or table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from vbgen.builder import blocks
from vbgen.builder.blocks import Build
from vbgen.builder.styles import GRID_TABLE, STRONG
from vbgen.builder.wml import Cell, Section, paragraph, row, run, table
from vbgen.documents.types import (
    Appendix,
    Attachment,
    Body,
    Column,
    Item,
    Table,
    TaskTable,
)
from vbgen.model.section import paragraph as read_paragraph

# Level of a paragraph -> component of the form. The divisions and articles are built below.
COMPONENTS = {
    "muc": "section",
    "khoan": "clause",
    "khoan_de_muc": "clause_heading",
    "diem": "point",
    "diem_de_muc": "point_heading",
    "gach": "dash",
    "cong": "plus",
    "doan": "body",
    "doan_ket": "body_last",
    "doan_giua": "body_centre",
}
DIVISIONS = {
    "phan": ("part_number", "part_title"),
    "chuong": ("part_number", "part_title"),
    "muc_dieu": ("division_number", "division_title"),
    "tieu_muc": ("division_number", "division_title"),
}
# Columns of the task table, in the order of their prototypes; `khac` stands for any other.
ROLES = {
    "tt": ("TT", 10.0),
    "muc_tieu": ("Mục tiêu", 35.0),
    "nhiem_vu": ("Nhiệm vụ", 40.0),
    "hoat_dong": ("Hoạt động", 45.0),
    "san_pham": ("Sản phẩm", 32.0),
    "chu_tri": ("Chủ trì", 24.0),
    "phoi_hop": ("Phối hợp", 24.0),
    "thoi_han": ("Thời hạn", 22.0),
    "theo_doi": ("Theo dõi", 15.0),
    "khac": ("Khác", 15.0),
}
TASK_TABLE = "Bảng nhiệm vụ"
_CONTROL = re.compile(r"\{%p?\s*(.*?)\s*%\}")
_ARTICLE = re.compile(r"(Điều (?:\d+|\{\{[^}]*\}\})\.)\s*(.*)", re.DOTALL)
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_COUNTS = re.compile(r"\bloop\.index\b|\bso\s*\}|\bdem\b")
_CLOSES = re.compile(r"""['"][.;,:]""")
_ALIGN = {"giua": "table_centre"}
_TITLED = frozenset({"section", "clause_heading", "point_heading"})


def body(build: Build, items: Sequence[Item]) -> str:
    """Return the items of a document's own section, appendices and attachments left out."""
    flow = [item for item in items if not isinstance(item, Appendix | Attachment)]
    last = len(flow) - 1
    return "".join(
        _item(build, item, closing=index == last and build.closes)
        for index, item in enumerate(flow)
    )


def _item(build: Build, item: Item, *, closing: bool) -> str:
    if isinstance(item, str):
        return text_item(build, item, closing=closing)
    if isinstance(item, Body):
        return levels(build, item.source)
    if isinstance(item, Table):
        return data_table(build, item)
    if isinstance(item, TaskTable):
        return task_table(build, item.source)
    raise TypeError(f"no place for {type(item).__name__} here")


def text_item(build: Build, text: str, *, closing: bool = False) -> str:
    """Return one paragraph of the outline; its level follows from how it begins."""
    if tag := _CONTROL.fullmatch(text):
        return blocks.control(tag[1])
    read = read_paragraph(_TAG.sub(_stand_in, text))
    if read.role in DIVISIONS:
        return _division(build, read.role, text)
    if match := _ARTICLE.fullmatch(text):
        return _article(build, match[1], match[2], read.heading, closing)
    component = COMPONENTS[read.role]
    if closing and component in {"body", "dash", "plus", "clause", "point"}:
        component = "body_last"
    marked = text.startswith("**") and text.endswith("**")
    # How a heading looks is for its style to say.
    return build.text(component, *runs(text[2:-2] if marked and component in _TITLED else text))


def _stand_in(tag: re.Match[str]) -> str:
    """What a tag counts as when a level is read: nothing, a closing sign, a number, a word."""
    if tag[0].startswith("{%"):
        return ""
    if _CLOSES.search(tag[0]):
        return ";"
    if "chu_cai(" in tag[0]:
        return "a"
    return "1" if _COUNTS.search(tag[0]) else "x"


def runs(text: str) -> list[str]:
    """Return a text as runs; ``**đậm**`` becomes bold by the character style."""
    parts = _STRONG.split(text)
    return [run(part, STRONG if index % 2 else "") for index, part in enumerate(parts) if part]


def _division(build: Build, level: str, text: str) -> str:
    """``Phần I. TIÊU ĐỀ`` or its two lines: number and title each in a paragraph."""
    number, title = DIVISIONS[level]
    head = re.match(r"(?:Phần|Chương|Mục|Tiểu mục)\s+\S+?(?=[.\s]|$)", text)
    label = head[0] if head else text
    rest = text[len(label) :].lstrip(". \n")
    return build.text(number, label) + (build.text(title, *runs(rest)) if rest else "")


def _article(build: Build, label: str, rest: str, heading: bool, closing: bool) -> str:
    """Only ``Điều n.`` is bold where a sentence follows; all of it where a title does."""
    if heading:
        return build.text("article_heading", f"{label} {rest}")
    component = "article_last" if closing else "article"
    return build.text(component, run(label, STRONG), *runs(f" {rest}"))


def levels(build: Build, source: str) -> str:
    """Return the loop over a ready body, with one sample paragraph for each level."""
    cases = [
        (f'doan.cap in ["{first}", "{second}"]', _ready_division(build, first))
        for first, second in (("phan", "chuong"), ("muc_dieu", "tieu_muc"))
    ]
    article, last = (
        build.text(name, run("{{ doan.so }}", STRONG), run(" "), run("{{r doan.chu }}"))
        for name in ("article", "article_last")
    )
    heading = build.text("article_heading", run("{{ doan.so }} "), run("{{r doan.chu }}"))
    cases += [
        ('doan.cap == "dieu"', article),
        ('doan.cap == "dieu_ket"', last),
        ('doan.cap == "dieu_de_muc"', heading),
        *(
            (f'doan.cap == "{role}"', build.text(component, "{{r doan.chu }}"))
            for role, component in COMPONENTS.items()
        ),
    ]
    first, *rest = cases
    chain = blocks.control(f"if {first[0]}") + first[1]
    chain += "".join(blocks.control(f"elif {test}") + shown for test, shown in rest)
    return blocks.loop(f"doan in {source}", chain + blocks.control("endif"))


def _ready_division(build: Build, level: str) -> str:
    number, title = DIVISIONS[level]
    return blocks.when("doan.so", build.text(number, "{{ doan.so }}")) + blocks.when(
        "doan.chu", build.text(title, "{{r doan.chu }}")
    )


def data_table(build: Build, item: Table) -> str:
    """Return a declared table, its widths scaled to the text width, its head row repeated."""
    widths = scaled([column.width for column in item.columns], build.section.text_width)
    rows = _heads(build, item.columns, widths) if any(c.heading for c in item.columns) else []
    if item.loop:
        one = _cells(build, [column.cell for column in item.columns], item.columns, widths)
        rows += [_tag_row(f"for {item.loop}", widths), row(one), _tag_row("endfor", widths)]
    rows += [row(_cells(build, cells, item.columns, widths)) for cells in item.rows]
    if item.last:
        rows.append(row(_cells(build, item.last, item.columns, widths)))
    return blocks.air() + table(GRID_TABLE, widths, rows, "center") + blocks.gap()


def scaled(widths: Sequence[float], total: float) -> list[float]:
    """Return widths stretched or shrunk to fill ``total`` mm."""
    factor = total / sum(widths)
    return [width * factor for width in widths]


def _heads(build: Build, columns: Sequence[Column], widths: Sequence[float]) -> list[str]:
    """Return the head row; two rows where columns stand in groups, the others over both."""
    if not any(column.group for column in columns):
        return [_head(build, [c.heading for c in columns], widths)]
    upper, lower, at = [], [], 0
    for group, members in groupby(columns, key=lambda c: c.group or c):
        count = len(list(members))
        whole = sum(widths[at : at + count])
        for column, width in zip(columns[at : at + count], widths[at : at + count], strict=True):
            merge = "" if column.group else "continue"
            text = column.heading if column.group else ""
            lower.append(_head_cell(build, text, width, merge=merge))
        if isinstance(group, Column):
            upper.append(_head_cell(build, group.heading, whole, merge="restart"))
        else:
            upper.append(_head_cell(build, group, whole, span=count))
        at += count
    return [row(upper, head=True), row(lower, head=True)]


def _head(build: Build, headings: Sequence[str], widths: Sequence[float]) -> str:
    cells = [_head_cell(build, text, width) for text, width in zip(headings, widths, strict=True)]
    return row(cells, head=True)


def _head_cell(build: Build, text: str, width: float, *, span: int = 1, merge: str = "") -> Cell:
    return Cell(build.text("table_head", text), width, span, "center", merge)


def _cells(
    build: Build, texts: Sequence[str], columns: Sequence[Column], widths: Sequence[float]
) -> list[Cell]:
    return [
        Cell(build.text(_ALIGN.get(column.align, "table_cell"), *runs(text)), width)
        for text, column, width in zip(texts, columns, widths, strict=True)
    ]


def _tag_row(tag: str, widths: Sequence[float]) -> str:
    cell = Cell(paragraph(blocks.CONTROL, f"{{%tr {tag} %}}"), sum(widths), len(widths))
    return row([cell], whole=False)


def task_table(build: Build, source: str) -> str:
    """Return the task table's prototypes: head, group and task row, one cell a column role.

    At preparation the row becomes the plan's own columns, looped over its groups and rows.
    """
    widths = scaled([width for _, width in ROLES.values()], build.section.text_width)
    pairs = list(zip(ROLES, widths, strict=True))
    head = [
        Cell(build.text("table_head", f"{{{{ cot.{role} }}}}"), width, valign="center")
        for role, width in pairs
    ]
    group = [
        Cell(build.text("table_group", "{{ nhom.so }}"), widths[0]),
        Cell(build.text("table_group", "{{ nhom.ten }}"), sum(widths[1:]), len(widths) - 1),
    ]
    one = [Cell(_prototype(build, role), width) for role, width in pairs]
    rows = [row(head, head=True), row(group), row(one)]
    made = table(GRID_TABLE, widths, rows, "center", f"{TASK_TABLE}: {source}")
    return made + blocks.gap()


def _prototype(build: Build, role: str) -> str:
    tag = f"{{{{ o.{role} }}}}"
    if role == "tt":
        return build.text("table_centre", tag)
    return build.text("table_cell", tag)


def appendix(build: Build, item: Appendix) -> tuple[str, Section]:
    """Return an appendix and its section (PL I/1/III.1)."""
    section = replace(build.section, landscape=item.landscape, restart=True)
    inside = replace(build, section=section, closes=False)
    word = build.form.literals["appendix"].text
    content = (
        inside.text("appendix_number", f"{word} {item.number}".strip())
        + inside.text("appendix_title", *runs(item.title))
        + inside.text("appendix_note", "{{ kem_theo }}")
        + blocks.line(inside, "appendix_line", section.text_width)
        + body(inside, item.items)
    )
    return content, section


def attachment(build: Build, item: Attachment) -> tuple[str, Section]:
    """Return a document issued with a decision: own header without number and date (Mẫu 1.3)."""
    section = replace(build.section, restart=True)
    inside = replace(build, section=section, closes=False)
    content = (
        blocks.plain_header(inside)
        + inside.text("type_name", item.type_name)
        + inside.text("abstract", *runs(item.abstract))
        + inside.text("appendix_note", "{{ kem_theo }}")
        + blocks.line(inside, "appendix_line", section.text_width)
        + body(inside, item.items)
    )
    return content, section
