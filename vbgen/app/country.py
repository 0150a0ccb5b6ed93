"""A workspace in which every commune of the country is a unit with an office of its own.

The names, codes and place names are the shipped register (``data/units``), the plan and the office
stand in the example ``ca-nuoc``.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from vbgen import resources
from vbgen.app.init import copy_example, fresh_folder
from vbgen.errors import UsageError
from vbgen.vi.dates import short_date
from vbgen.vi.letters import lower_first

EXAMPLE = "ca-nuoc"
GROUP = "UBND các xã, phường, đặc khu"
KINDS = frozenset({"xa", "phuong", "dac-khu"})
HEADINGS = (
    "Mã", "Tên", "Tên khác", "Tên cũ", "Loại", "Ký hiệu", "Người đứng đầu", "Địa danh", "Tỉnh",
    "Từ ngày", "Nhóm",
)  # fmt: skip
# Who drafts in the office itself; no part of the register of communes.
DRAFTERS = (("VPB", "Văn phòng Bộ", "", "", "van-phong", "VP", "CHÁNH VĂN PHÒNG", "", "", "", ""),)

Row = Mapping[str, str]


def init_country(folder: Path, units: int | None = None) -> tuple[Path, ...]:
    """Make the workspace with all communes, or with ``units`` of them spread over the country.

    Returns the files made. UsageError where the folder is not empty or ``units`` is out of range.
    """
    with (resources.data("units", "don-vi-hanh-chinh.csv")).open(encoding="utf-8") as file:
        communes = [row for row in csv.DictReader(file) if row["loai"] in KINDS]
    chosen = spread_evenly(communes, len(communes) if units is None else units)
    table = _as_csv([HEADINGS, *DRAFTERS, *_rows(chosen)])

    def fill(stage: Path) -> None:
        copy_example(EXAMPLE, stage)
        (stage / "don-vi.csv").write_bytes(table.encode("utf-8-sig"))

    return fresh_folder(folder, fill)


def spread_evenly(rows: Sequence[Row], count: int) -> list[Row]:
    """Return ``count`` of the rows at even distances; UsageError where there are fewer."""
    if not 1 <= count <= len(rows):
        raise UsageError.at(
            f"--units {count}",
            "không có bấy nhiêu đơn vị",
            f"từ 1 đến {len(rows)}",
            f"bỏ --units để lấy cả {len(rows)} đơn vị",
        )
    return [rows[index * len(rows) // count] for index in range(count)]


def _rows(communes: Iterable[Row]) -> Iterator[tuple[str, ...]]:
    renamed = {str(new["ma"]): (new, since) for since, changes in _changes() for new in changes}
    for row in communes:
        new, since = renamed.get(row["ma"], (row, None))
        until = since and short_date(since - timedelta(days=1))
        yield (
            row["ma"],
            _body(str(new["ten"])),
            str(new["ten"]),
            f"{_body(row['ten'])} (đến {until})" if until else "",
            str(new["loai"]),
            "UBND",
            "CHỦ TỊCH",
            row["dia_danh"],
            lower_first(row["ten_tinh"]),
            row["hieu_luc_tu"],
            GROUP,
        )


def _changes() -> Iterator[tuple[date, list[Row]]]:
    """Yield the day and the communes of each change since the table was made."""
    from ruamel.yaml import YAML

    text = resources.data("units", "thay-doi.yml").read_text(encoding="utf-8")
    for change in YAML(typ="safe").load(text)["thay_doi"]:
        yield change["tu"], [unit for unit in change["don_vi"] if unit["loai"] in KINDS]


def _body(name: str) -> str:
    return f"UBND {lower_first(name)}"


def _as_csv(rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()
