"""Facts of the plan in words."""

from __future__ import annotations

import pytest

from vbgen.documents.wording import head_of, target
from vbgen.model.task import Target


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (
            Target("80", ">=", "%", "hồ sơ trực tuyến", "tỉnh"),
            "Hồ sơ trực tuyến: từ 80% trở lên (cấp tỉnh)",
        ),
        (Target("95", ">", "%", "văn bản điện tử"), "Văn bản điện tử: trên 95%"),
        (Target("100", "=", "%", "đơn vị", "văn phòng"), "Đơn vị: đạt 100% (văn phòng)"),
        (Target("2.5", "<=", "ngày", "thời gian xử lý"), "Thời gian xử lý: không quá 2,5 ngày"),
    ],
)
def test_targets(given: Target, shown: str) -> None:
    assert target(given) == shown


@pytest.mark.parametrize(
    ("title", "name", "shown"),
    [
        ("Trưởng phòng", "Phòng Nội chính", "Trưởng Phòng Nội chính"),
        ("Giám đốc", "Cổng Thông tin điện tử tỉnh", "Giám đốc Cổng Thông tin điện tử tỉnh"),
        ("Trưởng", "Khoa Luật", "Trưởng Khoa Luật"),
    ],
)
def test_heads(title: str, name: str, shown: str) -> None:
    assert head_of(title, name) == shown
