"""The task table: prototypes of a template become the plan's own columns, groups and rows.

A template shows three rows that a person can restyle in Word: the head (``{{ cot.muc_tieu }}``),
the group (``{{ nhom.so }}``, ``{{ nhom.ten }}``) and the task (``{{ o.muc_tieu }}``), one cell a
column role; ``khac`` stands for roles of a plan's own. At preparation each column of the plan
takes the cell of its role, at its own width and place, and the loops are put around the rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from vbgen.render.looks import PlanColumn, columns_key
from vbgen.render.measures import (
    W,
    attribute,
    height_of,
    is_document,
    room_of,
    set_text,
    text_of,
)

_TAG = re.compile(r"\{\{r?\s*(cot|nhom|o)\.(\w+)\s*\}\}")
_SOURCE = re.compile(r":\s*([A-Za-z_][\w.]*)\s*$")
# Whether the next row belongs to the same task: it then continues a merged cell.
_GOES_ON = (
    "{% set cung_trang = not loop.last and "
    "loop.nextitem.o.values()|selectattr('gop', 'equalto', 'tiep')|list %}"
)
_HEAD = 700  # twips that the head row takes of each page
_SIDES = 120  # twips that the sides of a cell take of its text
_STYLES = {"VBTableCell": ("VBTableDash", "VBTablePlus")}


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """Expands every task table of a document part to these columns."""

    columns: tuple[PlanColumn, ...]
    size: float = 12  # of the letters in the cells, in points

    @property
    def key(self) -> str:
        """What the result depends on besides the template."""
        return columns_key(self.columns)

    def __call__(self, part: str, xml: str) -> str:
        """Return the part with its task tables expanded; other parts as they are."""
        if not is_document(part) or not re.search(r"\bcot\.", xml) or not self.columns:
            return xml
        from lxml import etree

        root = etree.fromstring(xml.encode("utf-8"))
        for table in root.iter(f"{W}tbl"):
            self._expand(table)
        return str(etree.tostring(root, encoding="unicode"))

    def _expand(self, table: Any) -> None:
        rows = dict(_prototypes(table))
        if "cot" not in rows or "o" not in rows:
            return
        caption = table.find(f"{W}tblPr/{W}tblCaption")
        match = _SOURCE.search(attribute(caption, "val")) if caption is not None else None
        source = match[1] if match else "bang"
        widths = _shares([column.width for column in self.columns], room_of(table))
        _set_grid(table, widths)
        self._head(rows["cot"], widths, source)
        self._task(rows["o"], widths, source)
        self._free(rows["o"], widths, source, height_of(table) - _HEAD)
        if "nhom" in rows:
            _group(rows["nhom"], widths)
        _loops(rows, source)

    def _head(self, row: Any, widths: Sequence[int], source: str) -> None:
        for index, (cell, _) in enumerate(self._cells(row, "cot", widths)):
            _put(cell, "cot", f"{{{{ {source}.cot[{index}].ten }}}}")

    def _task(self, row: Any, widths: Sequence[int], source: str) -> None:
        for index, (cell, _) in enumerate(self._cells(row, "o", widths)):
            _fill(cell, f"dong.o[{source}.cot[{index}].vai_tro]", keeps=index == 0)

    def _free(self, row: Any, widths: Sequence[int], source: str, high: int) -> None:
        """Let a row break that is taller than a page."""
        whole = row.find(f"{W}trPr/{W}cantSplit")
        if whole is not None:
            rooms = [max(width - _SIDES, 1) for width in widths]
            asked = f"loop.index0, {source}.cot, {rooms}, {self.size:g}, {high}"
            _before(whole, f"{{% if nhom.dong|vua_trang({asked}) %}}")
            whole.tail = "{% endif %}"

    def _cells(self, row: Any, kind: str, widths: Sequence[int]) -> list[tuple[Any, str]]:
        """Replace the row's prototypes by one cell a column; return them with their roles."""
        found = {_role(cell, kind): cell for cell in row.findall(f"{W}tc")}
        other = found.get("khac", next(iter(found.values())))
        made = [
            (deepcopy(found.get(column.role.partition(":")[0], other)), column.role)
            for column in self.columns
        ]
        for cell in found.values():
            row.remove(cell)
        for (cell, _), width in zip(made, widths, strict=True):
            _set_width(cell, width)
            row.append(cell)
        return made


def _prototypes(table: Any) -> Iterator[tuple[str, Any]]:
    """Yield each row that holds tags, under the name its tags begin with."""
    for row in table.findall(f"{W}tr"):
        match = _TAG.search("".join(text_of(p) for p in row.iter(f"{W}p")))
        if match:
            yield match[1], row


def _role(cell: Any, kind: str) -> str:
    match = _TAG.search("".join(text_of(p) for p in cell.iter(f"{W}p")))
    return match[2] if match and match[1] == kind else ""


def _shares(widths: Sequence[float], room: int) -> list[int]:
    """Widths in twips that fill ``room``, in the proportion asked for."""
    total = sum(widths)
    edges = [round(room * sum(widths[:n]) / total) for n in range(len(widths) + 1)]
    return [after - before for before, after in pairwise(edges)]


def _set_grid(table: Any, widths: Sequence[int]) -> None:
    grid = table.find(f"{W}tblGrid")
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": str(width)}))
    total = table.find(f"{W}tblPr/{W}tblW")
    if total is not None:
        total.set(f"{W}w", str(sum(widths)))
        total.set(f"{W}type", "dxa")


def _properties(cell: Any) -> Any:
    found = cell.find(f"{W}tcPr")
    if found is None:
        found = cell.makeelement(f"{W}tcPr")
        cell.insert(0, found)
    return found


def _set_width(cell: Any, width: int, span: int = 1) -> None:
    properties = _properties(cell)
    for name in ("tcW", "gridSpan", "vMerge", "hMerge"):
        for old in properties.findall(f"{W}{name}"):
            properties.remove(old)
    new = [properties.makeelement(f"{W}tcW", {f"{W}w": str(width), f"{W}type": "dxa"})]
    if span > 1:
        new.append(properties.makeelement(f"{W}gridSpan", {f"{W}val": str(span)}))
    properties[:0] = new


def _put(cell: Any, kind: str, tag: str) -> Any:
    """Write ``tag`` in place of the cell's prototype tag; return its paragraph."""
    paragraphs = cell.findall(f"{W}p")
    for paragraph in paragraphs:
        text = text_of(paragraph)
        match = _TAG.search(text)
        if match and match[1] == kind:
            set_text(paragraph, text[: match.start()] + tag + text[match.end() :])
            return paragraph
    set_text(paragraphs[0], tag)
    return paragraphs[0]


def _fill(cell: Any, value: str, *, keeps: bool) -> None:
    """Repeat the prototype paragraph for each paragraph of the value, and merge upward.

    ``keeps``: the cell by which Word and LibreOffice tell whether a row stays with the next one.
    """
    paragraph = _put(cell, "o", "{{ doan }}")
    if keeps:
        _keep(paragraph)
    _level_style(paragraph)
    empty = deepcopy(paragraph)
    for child in list(empty):
        if child.tag != f"{W}pPr":
            empty.remove(child)
    style = empty.find(f"{W}pPr/{W}pStyle")
    if style is not None and "{{" in attribute(style, "val"):
        style.set(f"{W}val", next(iter(_STYLES)))
    _before(paragraph, f"{{% for doan in {value}.doan %}}")
    paragraph.tail = "{% else %}"
    paragraph.addnext(empty)
    empty.tail = "{% endfor %}"
    _merge(_properties(cell), value)


def _keep(paragraph: Any) -> None:
    """Keep the rows of one task on a page; a task taller than a page breaks all the same."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    if style is None:
        return
    kept = style.makeelement(f"{W}keepNext")
    style.addnext(kept)
    style.tail, kept.tail = "{% if cung_trang %}", "{% endif %}"


def _merge(properties: Any, value: str) -> None:
    """``gop``: ``bat-dau`` starts a merged cell, ``tiep`` goes on with it, empty is a cell alone.

    Every task starts anew, so that a merged cell never runs into the next task.
    """
    kind = f"{{{{ 'restart' if {value}.gop == 'bat-dau' else 'continue' }}}}"
    merge = properties.makeelement(f"{W}vMerge", {f"{W}val": kind})
    first = [child for child in properties if child.tag in {f"{W}tcW", f"{W}gridSpan"}]
    first[-1].addnext(merge)
    first[-1].tail = f"{{% if {value}.gop %}}"
    merge.tail = "{% endif %}"


def _level_style(paragraph: Any) -> None:
    """Let the first letter of a paragraph choose its style: ``-``, ``+`` or plain."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    name = attribute(style, "val") if style is not None else ""
    if name not in _STYLES:
        return
    dash, plus = _STYLES[name]
    start = "(doan|string)[:1]"
    choice = f"'{dash}' if {start} == '-' else '{plus}' if {start} == '+' else '{name}'"
    style.set(f"{W}val", f"{{{{ {choice} }}}}")


def _group(row: Any, widths: Sequence[int]) -> None:
    """The number in the first column, the name across all others."""
    first, *others = row.findall(f"{W}tc")
    if len(widths) == 1 or not others:
        for cell in others:
            row.remove(cell)
        _put(first, "nhom", "{{ nhom.so }}. {{ nhom.ten }}")
        _set_width(first, sum(widths), len(widths))
        return
    _set_width(first, widths[0])
    _set_width(others[0], sum(widths[1:]), len(widths) - 1)
    for cell in others[1:]:
        row.remove(cell)


def _loops(rows: dict[str, Any], source: str) -> None:
    task, group = rows["o"], rows.get("nhom")
    start = f"{{% for dong in nhom.dong %}}{_GOES_ON}"
    if group is not None:
        _before(group, f"{{% for nhom in {source}.nhom %}}{{% if nhom.ten %}}")
        group.tail = "{% endif %}" + start
    else:
        _before(task, f"{{% for nhom in {source}.nhom %}}{start}")
    task.tail = "{% endfor %}{% endfor %}"


def _before(element: Any, text: str) -> None:
    """Put text right before an element."""
    previous = element.getprevious()
    if previous is None:
        element.getparent().text = text
    else:
        previous.tail = text
