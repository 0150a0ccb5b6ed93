"""Declarations of document types: read, or refused with all mistakes at once."""

from __future__ import annotations

import pytest

from vbgen.documents import types
from vbgen.documents.types import Appendix, Body, Table, TaskTable
from vbgen.errors import UserError

HEAD = "loai: thu\nten: Thử\ngoc: ke-hoach\nkhung: co-ten-loai\n"


def parse(text: str) -> types.DocumentType:
    return types.parse(text, "thu", "thu.yml")


def problems(text: str) -> list[str]:
    with pytest.raises(UserError) as caught:
        parse(text)
    return [f"{p.place}: {p.problem}" for p in caught.value.problems]


@pytest.mark.parametrize("slug", types.slugs())
def test_each_shipped_declaration_is_read(slug: str) -> None:
    assert types.load(slug).slug == slug


def test_the_plan_takes_its_body_and_task_table_from_the_plan() -> None:
    body, appendix = types.load("ke-hoach").items
    assert body == Body("noi_dung")
    assert isinstance(appendix, Appendix)
    assert appendix.landscape
    assert TaskTable("bang") in appendix.items


def test_an_unquoted_paragraph_may_end_with_a_colon() -> None:
    made = parse(HEAD + "noi_dung:\n  - Như sau:\n  - I. MỤC ĐÍCH\n")
    assert made.items == ("Như sau:", "I. MỤC ĐÍCH")


def test_a_table_is_read_with_its_loop_and_last_row() -> None:
    made = parse(
        HEAD + "noi_dung:\n  - bang:\n      cot: [{ten: TT, rong: 10, o: x, can: giua}]\n"
        '      lap: h in ds\n      dong_cuoi: ["Hết"]\n'
    )
    (table,) = made.items
    assert isinstance(table, Table)
    assert (table.loop, table.last, table.columns[0].align) == ("h in ds", ("Hết",), "giua")


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        (HEAD + "noidung: []\n", 'khóa lạ "noidung"'),
        ("loai: thu\n", 'thiếu khóa "khung"'),
        (HEAD.replace("loai: thu", "loai: khac"), "khác tên tệp"),
        (HEAD.replace("co-ten-loai", "la"), 'không có "la"'),
        (HEAD + "lap: hang_ngay\n", 'không có "hang_ngay"'),
        (HEAD + "ho_tro: roi\n", 'không hiểu "roi"'),
        (HEAD + "noi_nhan: A\n", "danh sách các dòng chữ"),
        (HEAD + "noi_dung: A\n", "phải là danh sách"),
        (HEAD + "noi_dung:\n  - Thời gian: sáng\n", "không hiểu mục này"),
        (HEAD + "noi_dung:\n  - bang: {cot: [{ten: A, rong: xa}]}\n", "không phải số mm"),
        (HEAD + "noi_dung:\n  - bang: {cot: [{rong: 1}], dong_cuoi: [a, b]}\n", "dòng có 2 ô"),
        (HEAD + "noi_dung:\n  - phu_luc: {noi_dung: []}\n", 'thiếu khóa "tieu_de"'),
        ("- a\n", "phải gồm các khóa"),
        (HEAD + "ten: Lại\n", "không đọc được"),
        (HEAD + 'noi_dung: ["a\n', "không đọc được"),
    ],
    ids=lambda value: value if "\n" not in value else "",
)
def test_a_mistake_is_named(text: str, piece: str) -> None:
    assert any(piece in problem for problem in problems(text))


def test_all_mistakes_are_reported_at_once() -> None:
    assert len(problems(HEAD + "la: 1\nlap: x\nho_tro: y\n")) == 3


def test_an_unknown_type_is_answered_with_the_nearest() -> None:
    with pytest.raises(UserError) as caught:
        types.load("ke-hoach-tuyen-truyn")
    assert "ke-hoach-tuyen-truyen" in caught.value.problems[0].remedy


WIDE, MAYBE = "  - phu_luc: {tieu_de: A, ngang: co}\n", "  - phu_luc: {tieu_de: B, khi: co_b}\n"
ALWAYS = "  - phu_luc: {tieu_de: C}\n"


def test_an_appendix_that_may_be_left_out_does_not_come_right_after_a_landscape_one() -> None:
    """The section of the landscape one ends where the other begins, and would go with it."""
    (said,) = problems(HEAD + "noi_dung:\n" + WIDE + MAYBE)
    assert said.startswith("thu.yml · noi_dung[2] · phu_luc: phụ lục có điều kiện")
    for order in (MAYBE + WIDE, WIDE + ALWAYS + MAYBE, MAYBE + MAYBE):
        assert len(parse(HEAD + "noi_dung:\n" + order).items) > 1
