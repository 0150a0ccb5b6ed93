"""Make the register of the country's provinces and communes from two public packages.

Writes into ``data/units``: ``don-vi-hanh-chinh.csv`` (34 provinces, 3,321 communes since
01/7/2025), ``don-vi-cu.csv.gz`` (wards of the three-level time with their successors) and
``tinh-cu.csv`` (63 provinces with theirs). Names and official codes come from vietnamadminunits
(MIT); vietnam-provinces only checks them, and every difference must be one listed here.

Run in a virtual environment of its own, since vietnamadminunits asks for packages that vbgen
never needs::

    python -m venv /tmp/don-vi
    /tmp/don-vi/bin/pip install --no-deps vietnamadminunits==1.0.4 vietnam-provinces==2025.10.1
    /tmp/don-vi/bin/python scripts/make_units.py

The same packages give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "data" / "units"
LAST_DAY = "2025-06-30"
FIRST_DAY = "2025-07-01"
KINDS = {
    "Tỉnh": "tinh",
    "Thành phố": "thanh-pho",
    "Quận": "quan",
    "Huyện": "huyen",
    "Thị xã": "thi-xa",
    "Thị trấn": "thi-tran",
    "Xã": "xa",
    "Phường": "phuong",
    "Đặc khu": "dac-khu",
}
EXPECTED = {"tinh": 28, "thanh-pho": 6, "xa": 2621, "phuong": 687, "dac-khu": 13}
# The checking package takes its codes from a draft of the official list: the codes of this many
# communes differ from the decision of 30/6/2025, while every name agrees.
DRAFT_CODES = 123
# Named after a person or an event (general knowledge, to be completed by the office): their place
# name in a document keeps the unit word, as it does where the name holds a number (PL I/1/II.4.a).
PEOPLE_AND_EVENTS = frozenset(
    """Hồ Chí Minh|Hai Bà Trưng|Trần Phú|Thục Phán|Lý Bôn|Quang Trung|Nguyễn Huệ|Kim Đồng
    Minh Khai|Lê Lợi|Tô Hiệu|Phan Đình Phùng|Lương Văn Tri|Hoàng Văn Thụ|Lê Thanh Nghị|Chu Văn An
    Nguyễn Trãi|Trần Hưng Đạo|Hưng Đạo|Trần Nhân Tông|Lê Đại Hành|Phạm Sư Mạnh|Trần Liễu
    Nguyễn Đại Năng|Nguyễn Bỉnh Khiêm|Nguyễn Lương Bằng|Yết Kiêu|Ngô Quyền|Lê Chân|Lê Ích Mộc
    Nguyễn Văn Linh|Phạm Ngũ Lão|Lương Bằng|Hoàng Hoa Thám|Trần Lãm|Nguyễn Du|Lê Quý Đôn
    Lý Thường Kiệt|Trương Quang Trọng|Nguyễn Nghiêm|Đặng Thùy Trâm|Ngô Mây|Dương Minh Châu
    Hồ Đắc Kiện|Lý Văn Lâm|Nguyễn Phích|Hồ Thị Kỷ|Trần Văn Thời|Lương Thế Trân|Trần Phán
    Nguyễn Việt Khái|Phan Ngọc Hiển|Tạ An Khương|Bế Văn Đàn|Đào Duy Từ|Hà Huy Tập|Điện Biên Phủ
    Đồng Khởi|Nùng Trí Cao|Triệu Việt Vương|Tống Trân""".replace("\n", "|")
    .replace("    ", "")
    .split("|")
)

Row = dict[str, str]


def package(name: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        sys.exit(f"{name} is not installed; see the head of this file")
    return Path(spec.origin).parent


def nfc(text: str) -> str:
    """Compose and tidy a name; the source capitalises one kind of unit now and then."""
    tidy = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text).strip())
    return re.sub(r"^(Thị|Thành|Đặc) (\w)", lambda m: f"{m[1]} {m[2].lower()}", tidy)


def split_kind(name: str) -> tuple[str, str]:
    """Split an official name into the code of its kind and its own name."""
    for word, kind in KINDS.items():
        if name.startswith(f"{word} "):
            return kind, name.removeprefix(f"{word} ")
    raise ValueError(f"no kind of unit in {name!r}")


def place_name(name: str) -> str:
    """Return what stands before the date: the bare name, or all of it where the rule says so."""
    own = split_kind(name)[1]
    return name if re.search(r"\d", own) or own in PEOPLE_AND_EVENTS else own


def loose(name: str) -> str:
    """Fold what two lists may write differently: blanks, case, apostrophes, dashes, tone place."""
    text = nfc(name).lower().replace("’", "'").replace("–", "-")
    decomposed = unicodedata.normalize("NFD", text)
    tones = "".join(c for c in decomposed if c in "\u0300\u0301\u0303\u0309\u0323")
    return "".join(c for c in decomposed if c not in tones) + "|" + tones


def current(database: sqlite3.Connection) -> Iterator[Row]:
    """Yield the provinces, then the communes, each by code."""
    select = "SELECT DISTINCT provinceCode, province FROM admin_units ORDER BY 1"
    for code, name in database.execute(select):
        yield _unit(code, nfc(name), "", "")
    select = "SELECT wardCode, ward, provinceCode, province FROM admin_units ORDER BY 3, 1"
    for code, name, province, province_name in database.execute(select):
        yield _unit(code, nfc(name), province, nfc(province_name))


def _unit(code: str, name: str, province: str, province_name: str) -> Row:
    kind, own = split_kind(name)
    return {
        "ma": code,
        "loai": kind,
        "ten": name,
        "ten_rieng": own,
        "dia_danh": place_name(name),
        "tinh": province,
        "ten_tinh": province_name,
        "hieu_luc_tu": FIRST_DAY,
    }


def successors(converter: dict[str, dict[str, object]]) -> dict[str, list[tuple[str, str]]]:
    """Map each old key to its new keys; where a unit was divided, the main successor first."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for province, new_units in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for new, olds in new_units.items():  # type: ignore[attr-defined]
            for old in olds:
                found[old].append((province, new))
    for province, old_units in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in old_units.items():  # type: ignore[attr-defined]
            for part in sorted(parts, key=lambda p: (not p["isDefaultNewWard"], p["newWardKey"])):
                found[old].append((province, part["newWardKey"]))
    return found


def former_wards(
    database: sqlite3.Connection, converter: dict[str, dict[str, object]]
) -> list[Row]:
    """Return the former wards; five island districts had none and stand for themselves."""
    keys = "SELECT provinceKey, wardKey, wardCode FROM admin_units"
    new = {(province, ward): code for province, ward, code in database.execute(keys)}
    after = successors(converter)
    select = (
        "SELECT wardCode, ward, districtCode, district, provinceCode, province,"
        " provinceKey || '_' || districtKey || '_' || ifnull(wardKey, '')"
        " FROM admin_units_legacy ORDER BY provinceCode, districtCode, wardCode"
    )
    rows = []
    for ward, name, district, district_name, province, province_name, key in database.execute(
        select
    ):
        full = nfc(name or district_name)
        rows.append(
            {
                "ma": ward or district,
                "loai": split_kind(full)[0],
                "ten": full,
                "huyen": district,
                "ten_huyen": nfc(district_name),
                "tinh": province,
                "ten_tinh": nfc(province_name),
                "ke_thua": "|".join(new[unit] for unit in after[key]),
                "hieu_luc_den": LAST_DAY,
            }
        )
    return rows


def former_provinces(
    database: sqlite3.Connection, converter: dict[str, dict[str, object]]
) -> list[Row]:
    """Return the 63 provinces with the one that each belongs to now."""
    new = dict(database.execute("SELECT DISTINCT provinceKey, provinceCode FROM admin_units"))
    names = dict(database.execute("SELECT DISTINCT provinceCode, province FROM admin_units"))
    after = {old: new[key] for key, olds in converter["DICT_PROVINCE"].items() for old in olds}  # type: ignore[attr-defined]
    select = (
        "SELECT DISTINCT provinceCode, province, provinceKey FROM admin_units_legacy ORDER BY 1"
    )
    return [
        {
            "ma": code,
            "loai": split_kind(nfc(name))[0],
            "ten": nfc(name),
            "ke_thua": after[key],
            "ten_ke_thua": nfc(names[after[key]]),
            "hieu_luc_den": LAST_DAY,
        }
        for code, name, key in database.execute(select)
    ]


def check(rows: list[Row], second: list[dict[str, object]]) -> None:
    """Stop if the counts are not the official ones or the second source names other units."""
    counts = Counter(row["loai"] for row in rows)
    if dict(counts) != EXPECTED:
        sys.exit(f"unexpected counts: {dict(counts)}")
    ours = {(row["tinh"], loose(row["ten"])): row["ma"] for row in rows if row["tinh"]}
    theirs = {
        (f"{province['code']:02}", loose(ward["name"])): f"{ward['code']:05}"
        for province in second
        for ward in province["wards"]  # type: ignore[attr-defined]
    }
    if ours.keys() != theirs.keys():
        sys.exit(f"names differ: {sorted(ours.keys() ^ theirs.keys())}")
    differing = sum(ours[key] != theirs[key] for key in ours)
    if differing != DRAFT_CODES:
        sys.exit(f"{differing} codes differ from the second source, {DRAFT_CODES} are known to")


def as_csv(rows: Iterable[Row]) -> bytes:
    listed = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, listed[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(listed)
    return text.getvalue().encode("utf-8")


def main() -> None:
    source = package("vietnamadminunits") / "data"
    database = sqlite3.connect(source / "dataset.db")
    converter = json.loads((source / "converter_2025.json").read_text("utf-8"))
    second = package("vietnam_provinces") / "data" / "nested-divisions.json"
    rows = list(current(database))
    check(rows, json.loads(second.read_text("utf-8")))
    wards = as_csv(former_wards(database, converter))
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "don-vi-hanh-chinh.csv").write_bytes(as_csv(rows))
    (TARGET / "tinh-cu.csv").write_bytes(as_csv(former_provinces(database, converter)))
    (TARGET / "don-vi-cu.csv.gz").write_bytes(gzip.compress(wards, 9, mtime=0))
    print(f"{TARGET}: {len(rows)} units, {len(wards.splitlines()) - 1} former wards")


if __name__ == "__main__":
    main()
