"""The workbook that tells the clerk what a batch made."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook

from vbgen.batch.manifest import Entry
from vbgen.exports.manifest_xlsx import COLUMNS, manifest_xlsx

ENTRY = Entry("X1/a.docx", "thong-bao", "Thông báo", "UBND xã A", "X1", None, "2026-I-01.1", "d")


def sheet(*entries: Entry) -> Any:
    data = manifest_xlsx(entries, {"thong-bao": "Thông báo"})
    return load_workbook(io.BytesIO(data)).active


def cells(of: Any, row: int) -> dict[str, Any]:
    headings = [heading for heading, _ in COLUMNS]
    return dict(zip(headings, (cell.value for cell in of[row]), strict=True))


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ({}, 1),
        ({"title": "Kế hoạch " * 10}, 2),
        ({"reason": "không ghi được: " * 8}, 4),
        ({"findings": ("lề trái 25 mm", "cỡ chữ 12", "thiếu số trang")}, 3),
        ({"path": "mot-ten-tep-rat-dai/" * 8}, 1),
    ],
    ids=["short", "a long title", "a reason", "findings", "a path is not wrapped"],
)
def test_a_row_is_as_high_as_its_text(change: dict[str, Any], lines: int) -> None:
    assert sheet(replace(ENTRY, **change)).row_dimensions[2].height == 15 * lines


@pytest.mark.parametrize(
    "text", ["=1+1", "a & b < c", "  hai dấu cách ", "dòng\nhai", "012"], ids=repr
)
def test_a_text_arrives_as_it_is(text: str) -> None:
    assert cells(sheet(replace(ENTRY, title=text)), 2)["Tên văn bản"] == text


def test_a_file_that_is_there_is_linked_and_one_that_failed_is_not() -> None:
    made = sheet(ENTRY, replace(ENTRY, path="X2/b c.docx"), replace(ENTRY, state="failed"))
    file = [heading for heading, _ in COLUMNS].index("Tệp")
    links = [made[row][file].hyperlink for row in (2, 3, 4)]
    assert [link and link.target for link in links] == ["X1/a.docx", "X2/b%20c.docx", None]
    assert cells(made, 4)["Trạng thái"] == "không soạn được"
