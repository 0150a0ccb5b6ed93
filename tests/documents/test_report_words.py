"""The sentences of a periodic report agree with its numbers."""

from __future__ import annotations

import pytest

from vbgen.documents.periodic import report_words as words
from vbgen.model.progress import Status


def counts(total: int | None = None, regular: int = 0, **places: int) -> dict[str, int]:
    found = {status.value: places.get(status.value, 0) for status in Status}
    whole = sum(found.values()) if total is None else total
    return {"total": whole, **found, "regular": regular}


@pytest.mark.parametrize(
    ("done", "total", "piece"),
    [
        pytest.param(0, 0, "không có nhiệm vụ nào", id="no tasks"),
        pytest.param(0, 1, "nhiệm vụ duy nhất của Kế hoạch năm chưa hoàn thành", id="one, open"),
        pytest.param(1, 1, "nhiệm vụ duy nhất của Kế hoạch năm đã hoàn thành", id="one, done"),
        pytest.param(0, 29, "chưa có nhiệm vụ nào trong 29 nhiệm vụ", id="none"),
        pytest.param(1, 29, "đã hoàn thành 01/29 nhiệm vụ của Kế hoạch năm, đạt 3,45%", id="one"),
        pytest.param(28, 29, "đạt 96,55%", id="many"),
        pytest.param(29, 29, "toàn bộ 29 nhiệm vụ của Kế hoạch năm đã hoàn thành", id="all"),
    ],
)
def test_tasks_none_one_many_all(done: int, total: int, piece: str) -> None:
    sentence = words.tasks_sentence({"done": done, "total": total}, "14/3/2024")
    assert piece in sentence and sentence.startswith("Tính đến hết ngày 14/3/2024, ")
    assert sentence.endswith((".", ").")) and "  " not in sentence


@pytest.mark.parametrize(
    ("found", "lines"),
    [
        pytest.param(counts(), [], id="nothing at all"),
        pytest.param(
            counts(done_on_time=1), ["Hoàn thành: 01 sản phẩm (100%), đúng hạn."], id="one in time"
        ),
        pytest.param(
            counts(done_late=2, doing=2),
            [
                "Hoàn thành: 02 sản phẩm (50%), quá hạn toàn bộ;",
                "Đang thực hiện, còn hạn: 02 sản phẩm (50%).",
            ],
            id="all late",
        ),
        pytest.param(
            counts(done_on_time=1, done_late=1, overdue=1),
            [
                "Hoàn thành: 02 sản phẩm (66,67%), gồm 01 đúng hạn, 01 quá hạn;",
                "Quá hạn, chưa hoàn thành: 01 sản phẩm (33,33%).",
            ],
            id="mixed",
        ),
        pytest.param(
            counts(not_due=3),
            ["Chưa có sản phẩm nào hoàn thành;", "Chưa thực hiện, còn hạn: 03 sản phẩm (100%)."],
            id="none done",
        ),
        pytest.param(
            counts(not_reported=4), ["Đơn vị chưa báo cáo: 04 sản phẩm (100%)."], id="silence"
        ),
    ],
)
def test_a_line_for_each_place_that_has_something(found: dict[str, int], lines: list[str]) -> None:
    assert words.product_lines(found) == lines


@pytest.mark.parametrize(
    ("missing", "returned", "piece"),
    [
        pytest.param([], 0, "", id="nobody owes"),
        pytest.param([], 1, "Đơn vị có nhiệm vụ trong kỳ đã gửi báo cáo.", id="the only one"),
        pytest.param([], 7, "đã gửi báo cáo đầy đủ", id="all"),
        pytest.param(["A"], 6, "Còn 01/07 đơn vị chưa gửi báo cáo kỳ này: A.", id="one lacks"),
        pytest.param(["A", "B"], 5, "Còn 02/07 đơn vị chưa gửi báo cáo kỳ này: A và B.", id="two"),
        pytest.param(["A", "B"], 0, "Chưa có đơn vị nào trong 02 đơn vị", id="none"),
        pytest.param(
            [f"P{n}" for n in range(20)],
            5,
            "Còn 20/25 đơn vị chưa gửi báo cáo kỳ này (danh sách tại Phụ lục).",
            id="too many to name",
        ),
        pytest.param(["A"], 0, "Còn 01/01 đơn vị chưa gửi báo cáo kỳ này: A.", id="only one, none"),
    ],
)
def test_units_that_did_not_report(missing: list[str], returned: int, piece: str) -> None:
    sentence = words.units_sentence(missing, returned)
    assert piece in sentence and bool(sentence) == bool(piece)


def test_overdue_none_one_many() -> None:
    assert words.overdue_sentence(0) == "Không có sản phẩm quá hạn chưa hoàn thành."
    assert words.overdue_sentence(1) == "Sản phẩm quá hạn chưa hoàn thành:"
    assert words.overdue_sentence(12).startswith("12 lượt sản phẩm quá hạn")


def facts(label: str, done: int, overdue: int) -> dict[str, object]:
    return {
        "period": {"label": label},
        "tasks": {"done": done, "total": 9},
        "counts": counts(done_on_time=done, overdue=overdue),
    }


def test_a_comparison_says_up_down_or_the_same() -> None:
    told = words.compared(facts("kỳ này", 5, 2), facts("quý I", 3, 2))
    assert told == (
        "So với quý I: số nhiệm vụ hoàn thành tăng từ 03 lên 05; số sản phẩm hoàn thành tăng từ 03 "
        "lên 05; số sản phẩm quá hạn chưa hoàn thành không đổi (02)."
    )
    same = words.compared(facts("kỳ này", 0, 0), facts("quý I", 0, 0))
    assert same == "So với quý I: kết quả thực hiện không đổi."


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (None, "count", "-"), ("không phát sinh", "ratio", "không phát sinh"),
        (99.11, "ratio", "99,11"), (100, "ratio", "100,00"), (1234567, "count", "1.234.567"),
        (12.5, "count", "12,5"), (0, "count", "0"),
    ],
)  # fmt: skip
def test_figures_are_printed_with_comma_and_dots(value: object, kind: str, shown: str) -> None:
    assert words.number(value, kind) == shown


def test_issued_documents_are_counted_by_type() -> None:
    assert "chưa ghi nhận" in words.issued_sentence({})
    one = {"a": {"type": "Kế hoạch"}}
    assert words.issued_sentence(one) == "Trong kỳ đã ban hành 01 kế hoạch:"
    more = {**one, "b": {"type": "Kế hoạch"}, "c": {"type": "Công văn"}}
    assert words.issued_sentence(more) == (
        "Trong kỳ đã ban hành 03 văn bản, gồm 02 kế hoạch và 01 công văn:"
    )
