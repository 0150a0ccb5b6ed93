"""The task table of a draft: the plan's columns, cells merged over a task's rows and no further."""

from __future__ import annotations

import pytest
from support.drafts import SENTENCE, draft, table, task

from vbgen.docview import read
from vbgen.docview.facts import Table
from vbgen.render import Emphasis
from vbgen.render.columns import PlanColumn, TaskColumns


def task_table(data: bytes) -> Table:
    """The last table of a plan is its appendix."""
    return list(read(data).tables())[-1]


def texts(made: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in made.rows]


def test_the_columns_are_those_of_the_plan_in_its_order() -> None:
    made = task_table(draft("ke-hoach"))
    assert texts(made)[0] == ["TT", "Việc phải làm", "Sản phẩm", "Kinh phí"]


def test_a_group_row_spans_all_columns_but_the_first() -> None:
    group = task_table(draft("ke-hoach")).rows[1]
    assert [cell.span for cell in group.cells] == [1, 3]


def test_the_head_row_repeats_and_no_row_splits() -> None:
    rows = task_table(draft("ke-hoach")).rows
    assert [row.header for row in rows] == [True] + [False] * (len(rows) - 1)
    assert all(row.cant_split for row in rows)


def test_widths_fill_the_text_width_in_the_proportion_asked_for() -> None:
    made = task_table(draft("ke-hoach"))
    assert sum(made.grid_mm) == pytest.approx(247, abs=0.2)
    assert made.grid_mm[1] / made.grid_mm[0] == pytest.approx(6, rel=0.01)


def test_a_merged_cell_never_runs_into_the_next_task() -> None:
    rows = [*task(1, "Kế hoạch", "Báo cáo", "Đĩa"), *task(2, "Phần mềm"), *task(3, "A", "B")]
    made = task_table(draft("ke-hoach", bang=table(rows)))
    merges = [row.cells[1].v_merge for row in made.rows[2:]]
    assert merges == ["restart", "continue", "continue", "", "restart", "continue"]


def test_the_rows_of_a_task_are_kept_on_one_page() -> None:
    rows = [*task(1, "Kế hoạch", "Báo cáo", "Đĩa"), *task(2, "Phần mềm"), *task(3, "A", "B")]
    made = task_table(draft("ke-hoach", bang=table(rows)))
    kept = [row.cells[0].blocks[0].format.keep_next for row in made.rows[2:]]
    assert kept == [True, True, False, False, True, False]


def test_lines_of_a_cell_become_paragraphs_by_how_they_begin() -> None:
    work = ("Một việc:", "- gạch thứ nhất;", "+ nhỏ hơn.")
    made = task_table(draft("ke-hoach", bang=table(task(1, "X", work=work))))
    styles = [paragraph.style_id for paragraph in made.rows[2].cells[1].blocks]
    assert styles == ["VBTableCell", "VBTableDash", "VBTablePlus"]


def test_an_empty_cell_still_holds_a_paragraph() -> None:
    made = task_table(draft("ke-hoach", bang=table(task(1, "X", work=()))))
    assert [p.text for p in made.rows[2].cells[1].blocks] == [""]


def test_text_of_a_cell_arrives_as_typed() -> None:
    hostile = 'A & B <w:t> "x" {{ y }} {% z %} 100 %'
    made = task_table(draft("ke-hoach", bang=table(task(1, hostile))))
    assert made.rows[2].cells[2].text == hostile


def test_five_hundred_tasks_with_long_cells_all_arrive() -> None:
    long = " ".join([SENTENCE] * 36)
    rows = [row for n in range(500) for row in task(n, "X", work=(long,))]
    made = task_table(draft("ke-hoach", bang=table(rows)))
    assert len(made.rows) == 502
    assert {row.cells[1].text for row in made.rows[2:]} == {long}


def test_a_plan_without_groups_has_no_group_row() -> None:
    bang = table(task(1, "X"))
    bang["nhom"][0].update(so="", ten="")
    assert len(task_table(draft("ke-hoach", bang=bang)).rows) == 2


def test_a_tag_that_word_cut_into_runs_is_still_found() -> None:
    cells = "".join(
        f"<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{{{{ {kind}.</w:t></w:r><w:r><w:t>tt }}}}</w:t></w:r>"
        "</w:p></w:tc></w:tr>"
        for kind in ("cot", "o")
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xml = (
        f'<w:document xmlns:w="{space}"><w:body><w:tbl><w:tblPr/><w:tblGrid/>{cells}</w:tbl>'
        "<!-- cot. --></w:body></w:document>"
    )
    made = TaskColumns((PlanColumn("tt", 10),))("word/document.xml", xml)
    assert "{{ bang.cot[0].ten }}" in made
    assert "{{ doan }}" in made


def test_other_parts_and_documents_without_task_table_stay_as_they_are() -> None:
    step = TaskColumns((PlanColumn("tt", 10),))
    assert step("word/styles.xml", "<a>cot.tt</a>") == "<a>cot.tt</a>"
    assert step("word/document.xml", "<a/>") == "<a/>"


def test_bold_and_italic_of_a_cell_are_kept() -> None:
    rows = task(1, "X")
    rows[0]["o"]["nhiem_vu"]["doan"] = [Emphasis("một *việc* **lớn**")]
    cell = task_table(draft("ke-hoach", bang=table(rows))).rows[2].cells[1]
    looks = {run.text: (run.format.bold, run.format.italic) for run in cell.blocks[0].runs}
    assert looks["việc"] == (False, True)
    assert looks["lớn"] == (True, False)


def test_a_row_taller_than_a_page_may_break_and_others_may_not() -> None:
    long = " ".join(f"chữ{n}" for n in range(2000))
    rows = [
        *task(1, "Một", "Hai"),
        *task(2, "Ba", work=(long,)),
        *task(3, "Tư", "Năm", work=(long,)),
    ]
    view = read(draft("ke-hoach", bang=table(rows)))
    whole = [row.cant_split for row in list(view.tables())[-1].rows[2:]]
    assert whole == [True, True, False, False, False]
