"""The office's own reporting regimes and holiday years, checked, in the shape of the shipped files.

A file holds one entry, written as a shipped file is, or a list of entries (``che_do``,
``ngay_nghi``). What it holds replaces the shipped entry of the same code or year.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from vbgen.documents.calendar import SATURDAY
from vbgen.model.fields import Fields, Placed, Problems
from vbgen.model.period import PeriodCode
from vbgen.model.raw import Raw, RawMap
from vbgen.vi.dates import days_in_month, parse_date

LEAP_YEAR = 2024  # a day of every year may be 29/02: it is 28/02 where the year has none
_KINDS = ("thang", "quy", "sau_thang", "chin_thang", "nam")
_REASONS = ("le", "bu", "hoan_doi")
Entries = tuple[Mapping[str, Any], ...]


def own_regimes(raw: Raw | None, problems: Problems) -> Entries:
    """Read ``che-do-bao-cao.yaml``; every fault is gathered with its place."""
    return _entries(raw, problems, "che_do", "chế độ báo cáo", _regime)


def own_holidays(raw: Raw | None, problems: Problems) -> Entries:
    """Read ``ngay-nghi.yaml``; every fault is gathered with its place."""
    return _entries(raw, problems, "ngay_nghi", "lịch nghỉ của năm", _year)


def _entries(
    raw: Raw | None,
    problems: Problems,
    key: str,
    what: str,
    read: Callable[[Fields], dict[str, Any]],
) -> Entries:
    if raw is None:
        return ()
    if isinstance(raw, RawMap) and key not in raw.entries and raw.entries:
        return (read(Fields(raw, problems, what)),)
    top = Fields(raw, problems, "tệp")
    found = tuple(read(f) for f in top.maps(key, what))
    top.done()
    return found


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [], ())}


# --- regimes ------------------------------------------------------------------------------------


def _regime(f: Fields) -> dict[str, Any]:
    periods = [_period(p) for p in f.maps("ky", "kỳ báo cáo")]
    if not periods:
        f.missing("ky", '[{ma: "{nam}-06T", nhan: …, tu: …, den: …, gui: …}]')
    made = _given(
        {
            "ma": str(f.required("ma", "cchc")),
            "ten": str(f.required("ten")),
            "chu_de": str(f.text("chu_de")),
            "noi_nhan": str(f.text("noi_nhan")),
            "de_cuong": str(f.text("de_cuong")),
            "bieu": [str(name) for name in f.texts("bieu")],
            "hieu_luc_tu": f.date("hieu_luc_tu"),
            "hieu_luc_den": f.date("hieu_luc_den"),
            "can_cu": [_basis(b) for b in f.maps("can_cu", "căn cứ")],
            "ngay_noi_bo": [_hop(h) for h in f.maps("ngay_noi_bo", "khâu nội bộ")],
        }
    )
    f.text("ngay_gui_xac_minh")
    f.done()
    return {**made, "ky": periods}


def _period(f: Fields) -> dict[str, Any]:
    made = {
        "ma": str(_code(f)),
        "loai": f.choice("loai", _KINDS, "nam"),
        "nhan": str(f.required("nhan", "06 tháng đầu năm {nam}")),
        "tu": _day_rule(f, "tu"),
        "den": _day_rule(f, "den"),
        "gui": _day_rule(f, "gui"),
        "ky_sau": str(f.text("ky_sau")),
    }
    f.done()
    return made


def _code(f: Fields) -> Placed:
    code = f.required("ma", '"{nam}-06T"')
    try:
        PeriodCode.parse(code.replace("{nam}", str(LEAP_YEAR)))
        known = "{nam}" in code
    except ValueError:
        known = False
    if code and not known:
        f.problems.add(
            code.place,
            f'mã kỳ "{code}" không đúng dạng',
            "{nam}-03 (tháng), {nam}-Q1 (quý), {nam}-06T, {nam}-09T hoặc {nam}",
            'viết trong dấu ngoặc kép, ví dụ ma: "{nam}-Q1"',
        )
    return code


def _day_rule(f: Fields, key: str) -> dict[str, int]:
    if key not in f:
        f.missing(key, "{ngay: 14, thang: 6}")
        return {"ngay": 1, "thang": 1}
    inner = f.map(key, f"ngày {key} của kỳ")
    day, month = inner.whole("ngay", 1, 31), inner.whole("thang", 1, 12)
    shift = inner.choice("nam_lech", ("-1", "0", "1"), "0")
    for name, value in (("ngay", day), ("thang", month)):
        if value is None and name not in inner:
            inner.missing(name, "14" if name == "ngay" else "6")
    if day and month and day > days_in_month(LEAP_YEAR, month):
        inner.problems.add(
            inner.place,
            f"ngày {day} tháng {month} không có thật",
            "ngày có trong lịch",
            f"tháng {month} có nhiều nhất {days_in_month(LEAP_YEAR, month)} ngày",
        )
        day = 1
    inner.done()
    return {"ngay": day or 1, "thang": month or 1, "nam_lech": int(shift)}


def _basis(f: Fields) -> dict[str, Any]:
    f.text("muc_xac_minh")
    made = {
        "so": str(f.required("so", "09/2019/NĐ-CP")),
        "loai": str(f.required("loai", "Nghị định")),
        "co_quan": str(f.required("co_quan", "Chính phủ")),
        **{key: f.date(key) for key in ("ngay", "tu", "den")},
    }
    f.done()
    return made


def _hop(f: Fields) -> dict[str, Any]:
    made = {
        "khau": str(f.required("khau")),
        "tu": str(f.text("tu")),
        "den": str(f.text("den")),
        "truoc_ngay_gui": f.whole("truoc_ngay_gui", 0, 60) or 0,
    }
    f.done()
    return made


# --- holidays -----------------------------------------------------------------------------------


def _year(f: Fields) -> dict[str, Any]:
    year = f.whole("nam", 1990, 2200)
    if year is None and "nam" not in f:
        f.missing("nam", "2027")
    provisional = _yes(f, "tam_tinh")
    off = [_day_off(d, year) for d in f.maps("nghi", "ngày nghỉ")]
    worked = [_worked(d, year) for d in f.maps("lam_bu", "ngày làm bù")]
    made = {
        "nam": year or LEAP_YEAR,
        "tam_tinh": provisional,
        "ly_do_tam_tinh": str(f.text("ly_do_tam_tinh")),
        "nghi": [entry for entry in off if entry],
        "lam_bu": [entry for entry in worked if entry],
    }
    for b in f.maps("can_cu", "căn cứ"):
        b.required("van_ban")
        b.text("xac_minh")
        b.done()
    for key in ("ghi_chu", "mung_1_tet", "gio_to"):  # for people
        f.text(key)
    f.done()
    return made


def _day_off(f: Fields, year: int | None) -> dict[str, Any]:
    day = _day_of(f, year)
    made = {
        "ngay": day,
        "ten": str(f.required("ten", "Quốc khánh")),
        "ly_do": f.choice("ly_do", _REASONS, "le"),
        "tam_tinh": _yes(f, "tam_tinh"),
    }
    f.done()
    return made if day else {}


def _worked(f: Fields, year: int | None) -> dict[str, Any]:
    day = _day_of(f, year)
    f.date("thay_cho")
    f.done()
    if day and day.weekday() < SATURDAY:
        f.problems.add(
            f.place_at("ngay"),
            f"ngày làm bù {day:%d/%m/%Y} không phải thứ Bảy, Chủ nhật",
            "một ngày nghỉ hằng tuần được làm bù",
            "kiểm tra lại ngày; ngày làm việc thường không ghi ở lam_bu",
        )
        return {}
    return {"ngay": day} if day else {}


def _day_of(f: Fields, year: int | None) -> date | None:
    text = f.required("ngay", f"02/9/{year or LEAP_YEAR}")
    if not text:
        return None
    try:
        day = parse_date(text)
    except ValueError as error:
        f.problems.add(
            text.place,
            f'ngày "{text}" không phải ngày có thật: {error}',
            "ngày/tháng/năm có trong lịch",
            "kiểm tra lại ngày, tháng, năm",
        )
        return None
    if year is not None and day.year != year:
        f.problems.add(
            text.place,
            f'ngày "{text}" không thuộc năm {year}',
            f"một ngày của năm {year}",
            "sửa ngày, hoặc chuyển sang mục của năm ấy",
        )
        return None
    return day


def _yes(f: Fields, key: str) -> bool:
    return f.choice(key, ("co", "khong", "true", "false"), "khong") in ("co", "true")
