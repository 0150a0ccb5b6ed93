"""Tables: spans, merges, header rows, widths, borders, conditional formatting of styles."""

from __future__ import annotations

import pytest
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from support import recipes

from vbgen.docview import read
from vbgen.docview.facts import Paragraph, Table

STYLE = """<w:style {w} w:type="table" w:styleId="Striped"><w:name w:val="Striped"/>
<w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:i/></w:rPr>
<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblBorders><w:top w:val="double" w:sz="8"/>
<w:insideH w:val="single" w:sz="4"/></w:tblBorders></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="thick" w:sz="16"/></w:tcBorders></w:tcPr></w:tblStylePr>
<w:tblStylePr w:type="band1Horz"><w:rPr><w:caps/></w:rPr></w:tblStylePr>
<w:tblStylePr w:type="lastCol"><w:pPr><w:jc w:val="right"/></w:pPr></w:tblStylePr></w:style>"""


def read_table(inner: str, grid: tuple[int, ...] = (567, 1134, 1701)) -> Table:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)

    def build(document: DocumentType) -> None:
        document.styles.element.append(parse_xml(STYLE.format(w=nsdecls("w"))))
        document.element.body.insert(
            0, parse_xml(f"<w:tbl {nsdecls('w')}>{{}}</w:tbl>".format(
                inner.replace("GRID", f"<w:tblGrid>{columns}</w:tblGrid>")))
        )  # fmt: skip

    return next(read(recipes.made(build)).tables())


def cell(text: str = "", properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


PLAIN = "<w:tblPr/>GRID"


def test_spans_and_merges_keep_their_grid_columns() -> None:
    table = read_table(
        PLAIN
        + row(cell("a", '<w:gridSpan w:val="2"/>'), cell("b", '<w:vMerge w:val="restart"/>'))
        + row(cell("c"), cell("d"), cell("", "<w:vMerge/>"))
    )
    places = [[(c.column, c.span, c.v_merge, c.width_mm) for c in r.cells] for r in table.rows]
    assert places == [
        [(0, 2, "", 30.0), (2, 1, "restart", 30.0)],
        [(0, 1, "", 10.0), (1, 1, "", 20.0), (2, 1, "continue", 30.0)],
    ]


def test_row_properties_are_read() -> None:
    flags = '<w:cantSplit/><w:trHeight w:val="567" w:hRule="exact"/><w:tblHeader/>'
    head, body = read_table(PLAIN + row(cell("a"), properties=flags) + row(cell("b"))).rows
    assert (head.header, head.cant_split, head.height_mm, head.height_rule) == (
        True, True, 10.0, "exact")  # fmt: skip
    assert (body.header, body.cant_split, body.height_mm, body.height_rule) == (
        False, False, 0.0, "")  # fmt: skip


def test_a_cell_width_of_its_own_beats_the_grid() -> None:
    table = read_table(PLAIN + row(cell("a", '<w:tcW w:w="1701" w:type="dxa"/>')))
    assert table.rows[0].cells[0].width_mm == 30.0


def test_table_borders_part_into_outer_and_inner_edges() -> None:
    borders = "".join(
        f'<w:{side} w:val="{kind}" w:sz="4"/>'
        for side, kind in (("top", "double"), ("insideH", "dotted"), ("insideV", "dashed"))
    )
    table = read_table(
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>GRID"
        + row(cell("a"), cell("b"))
        + row(cell("c"), cell("d", '<w:tcBorders><w:left w:val="nil"/></w:tcBorders>')),
        (567, 567),
    )
    edges = [
        [
            tuple(e.kind if e else "" for e in (c.border_top, c.border_bottom, c.border_left))
            for c in r.cells
        ]
        for r in table.rows
    ]
    assert edges == [
        [("double", "dotted", ""), ("double", "dotted", "dashed")],
        [("dotted", "", ""), ("dotted", "", "")],
    ]


@pytest.fixture(scope="module")
def striped() -> Table:
    look = '<w:tblLook w:firstRow="1" w:lastColumn="1" w:noHBand="0" w:noVBand="1"/>'
    rows = "".join(row(cell("a"), cell("b"), cell("c")) for _ in range(3))
    return read_table(f'<w:tblPr><w:tblStyle w:val="Striped"/>{look}</w:tblPr>GRID{rows}')


def paragraph(table: Table, row: int, column: int) -> Paragraph:
    (block,) = table.rows[row].cells[column].blocks
    assert isinstance(block, Paragraph)
    return block


def test_the_whole_table_condition_reaches_every_cell(striped: Table) -> None:
    found = [paragraph(striped, r, c) for r in range(3) for c in range(3)]
    assert all(item.runs[0].format.italic for item in found)


def test_the_first_row_condition_stays_in_the_first_row(striped: Table) -> None:
    assert [paragraph(striped, r, 0).runs[0].format.bold for r in range(3)] == [True, False, False]
    edge = striped.rows[0].cells[0].border_bottom
    assert edge is not None and (edge.kind, edge.size_pt) == ("thick", 2.0)


def test_bands_are_counted_below_the_first_row(striped: Table) -> None:
    assert [paragraph(striped, r, 0).runs[0].format.caps for r in range(3)] == [False, True, False]


def test_the_last_column_condition_beats_the_whole_table(striped: Table) -> None:
    found = [paragraph(striped, 1, column).format.alignment for column in range(3)]
    assert found == ["center", "center", "right"]


def test_the_paragraph_style_beats_the_table_style(striped: Table) -> None:
    assert paragraph(striped, 1, 0).runs[0].format.size_pt == 14.0


def test_the_old_packed_look_is_understood() -> None:
    table = read_table(
        '<w:tblPr><w:tblStyle w:val="Striped"/><w:tblLook w:val="0620"/></w:tblPr>GRID'
        + row(cell("a"))
        + row(cell("b"))
    )
    assert [paragraph(table, r, 0).runs[0].format.bold for r in range(2)] == [True, False]


def test_a_nested_table_has_a_place_within_its_cell() -> None:
    inner = f"<w:tbl>{PLAIN}{row(cell('trong'))}</w:tbl><w:p/>"
    table = read_table(PLAIN + row(f"<w:tc>{inner}</w:tc>"))
    nested = table.rows[0].cells[0].blocks[0]
    assert isinstance(nested, Table)
    assert nested.where.path == (1, 1, 1, 1)
    assert paragraph(nested, 0, 0).where.path == (1, 1, 1, 1, 1, 1, 1)
