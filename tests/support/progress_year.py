"""A year of returns made up by dice, plausible and faulty, and counted again by pandas.

The second count shares no code with the first: it reads the returned workbooks and the schedule as
printed, and knows the rules from their definitions alone.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook
from support.progress_office import call, columns

STATES = (
    "Chưa thực hiện", "Đang thực hiện", "Hoàn thành", "Không phát sinh", "Tạm dừng", "Hủy",
    "Điều chỉnh", "Chuyển kỳ sau",
)  # fmt: skip
# Chances by state as the year goes on; the rest of the rows stay blank.
ODDS = (
    (20, 25, 12, 3, 2, 2, 4, 4), (10, 25, 25, 3, 2, 2, 4, 6),
    (4, 20, 35, 3, 2, 2, 3, 6), (2, 10, 55, 5, 2, 2, 2, 4),
)  # fmt: skip
REASONS = ("Thiếu nhân lực", "Chờ hướng dẫn của cấp trên", "Kinh phí cấp chậm", "")
Days = Mapping[str, tuple[date, date]]


def day_text(day: date) -> str:
    return f"{day.day:02d}/{day.month:02d}/{day.year}"


def periods(office: Path, regime: str) -> dict[str, tuple[date, date]]:
    """The days of a regime's periods in the plan's year, by code, as its declaration says."""
    from vbgen.app.opening import open_workspace
    from vbgen.app.progress import find_regime

    workspace = open_workspace(office)
    chosen = find_regime(workspace, regime)
    return {p.code: (p.start, p.end) for p in chosen.periods(workspace.plan.year)}


def answer(
    dice: random.Random, days: tuple[date, date], odds: tuple[int, ...], number: int
) -> dict[str, str]:
    start, until = days
    state = dice.choices(("", *STATES), (20, *odds))[0]
    cells = {"trang_thai": state}
    day = start + timedelta(dice.randint((until - start).days // 3, (until - start).days))
    if state == "Hoàn thành":
        if dice.random() < 0.85:
            cells["xong"] = day_text(day)
        if dice.random() < 0.6:
            cells |= {"so": str(number), "ky_hieu": "BC-VP", "ngay": day_text(day)}
    if state == "Điều chỉnh":
        cells["moi"] = day_text(until + timedelta(dice.randint(-30, 120)))
        if dice.random() < 0.6:
            cells["phep"] = "12/TB-VP"
    if state:
        cells["kho_khan"] = dice.choice(REASONS)
    if state and dice.random() < 0.04:
        cells["trang_thai"] = "Gần xong"
    return cells


def play(
    form: Path,
    dice: random.Random,
    days: tuple[date, date],
    odds: tuple[int, ...] = ODDS[1],
    first: int = 1,
) -> None:
    """Fill a form in: states, papers, days; now and then a row twice, a row gone, a wrong word."""
    book = load_workbook(form)
    sheet = book["Tiến độ"]
    at = columns(sheet)
    seen: dict[str, dict[str, str]] = {}
    for row in range(2, sheet.max_row + 1):
        code = str(sheet.cell(row, 1).value)
        if sheet.cell(row, 4).value != "Chủ trì":
            continue
        cells = seen.setdefault(code, answer(dice, days, odds, first + row))
        for name, text in cells.items():
            sheet.cell(row, at[name]).value = text or None
    if dice.random() < 0.4:  # a row twice, with two states
        values = [cell.value for cell in sheet[2]]
        values[at["trang_thai"] - 1] = dice.choice(STATES)
        sheet.append(values)
    if dice.random() < 0.3:
        sheet.delete_rows(3)
    if "Số liệu" in book.sheetnames:
        play_figures(book["Số liệu"], dice, days[1])
    book.save(form)


def play_figures(sheet: Any, dice: random.Random, until: date) -> None:
    """Fill the statistical rows in; some stay blank, some are no numbers."""
    for row in range(2, sheet.max_row + 1):
        if not sheet.cell(row, 1).value or dice.random() < 0.2:
            continue
        unit = str(sheet.cell(row, 3).value)
        most = 1 if unit.startswith("Có =") else 2 if "= 0" in unit else 3000
        value = dice.randint(0, most)
        sheet.cell(row, 4).value = "chưa rõ" if dice.random() < 0.02 else value
        sheet.cell(row, 5).value = day_text(until)


# --- the second count -----------------------------------------------------------------------


def dues(office: Path) -> tuple[dict[str, date], set[str]]:
    """The fixed and period-end days by code, and the codes of what returns."""
    _, printed = call("schedule", office)
    table = pd.DataFrame(printed["entries"])
    firm = table[table["state"].isin(["fixed", "period_end"])]
    returning = set(table[table["state"] == "recurring"]["code"])
    by_code = firm.groupby("code")["due"].max()
    return {c: date.fromisoformat(d) for c, d in by_code.items() if c not in returning}, returning


def sheet_of(file: Path, name: str, **more: Any) -> pd.DataFrame:
    return pd.read_excel(file, sheet_name=name, dtype=str, engine="calamine", **more)


def unit_of(file: Path) -> str:
    marks = sheet_of(file, "_vbgen", header=None)
    return str(dict(zip(marks[0], marks[1], strict=True))["ten_don_vi"])


def read_back(files: Iterable[Path]) -> pd.DataFrame:
    """One row for each code and unit of a period; blank, unknown and doubled answers are out."""
    frames = []
    for file in files:
        frame = sheet_of(file, "Tiến độ").fillna("")
        frame["unit"] = unit_of(file)
        frames.append(frame[frame["Vai trò"] == "Chủ trì"])
    whole = pd.concat(frames)
    told = ["Mã", "unit", *whole.columns[7:20]]  # what the unit filled in; targets have rows each
    whole = whole[whole["Trạng thái"].isin(STATES)].drop_duplicates(told)
    return whole[~whole.duplicated(["Mã", "unit"], keep=False)]


def lead_rows(office: Path, regime: str, period: str, out: Path) -> pd.DataFrame:
    """The rows as lead of all units' blank forms."""
    _, made = call("progress", "form", office, "--regime", regime, "--period", period, "-o", out)
    frames = []
    for form in made["forms"]:
        frame = sheet_of(Path(form["path"]), "Tiến độ")
        frame["unit"] = form["unit"]
        frames.append(frame[frame["Vai trò"] == "Chủ trì"])
    return pd.concat(frames)


def as_day(text: str) -> date | None:
    return date(*map(int, reversed(text.split("/")))) if text else None


def recount(
    office: Path, kept: Mapping[str, list[Path]], forms: pd.DataFrame, period: str, days: Days
) -> dict[str, Any]:
    """Count by the definitions; ``forms`` are the rows as lead of all units."""
    due_days, returning = dues(office)
    until = days[period][1]
    told: dict[tuple[str, str], tuple[str, pd.Series]] = {}
    moved: dict[tuple[str, str], date] = {}
    order = {p: (last, last - first) for p, (first, last) in days.items()}  # a quarter, its year
    earlier = [p for p in days if order[p] < order[period] and p in kept]
    for when in [*sorted(earlier, key=order.__getitem__), period]:
        for _, row in read_back(kept[when]).iterrows():
            key = (row["Mã"], row["unit"])
            told[key] = (when, row)
            allowed = row["Trạng thái"] == "Điều chỉnh" and row["Văn bản cho phép"]
            if allowed and row["Thời hạn mới"]:
                moved[key] = as_day(row["Thời hạn mới"])  # type: ignore[assignment]

    def single(code: str, unit: str) -> tuple[str, str]:
        if (code, unit) not in told:
            return "not_reported", ""
        when, row = told[code, unit]
        state = row["Trạng thái"]
        final = state in ("Hoàn thành", "Không phát sinh", "Hủy") and code not in returning
        if when != period and not final:
            return "not_reported", ""
        due = None if code in returning else moved.get((code, unit), due_days.get(code))
        if state == "Hoàn thành":
            day = as_day(row["Ngày hoàn thành"]) or as_day(row["Ngày ban hành"])
            late = due is not None and (day > due if day else due < until)
            return ("done_late" if late else "done_on_time"), state
        if state in ("Không phát sinh", "Tạm dừng", "Hủy"):
            return ("not_arising" if state == "Không phát sinh" else "stopped"), state
        if due is not None and due < until:
            return "overdue", state
        return ("not_due" if state == "Chưa thực hiện" else "doing"), state

    leads = forms.groupby("Mã", sort=False)["unit"].unique()
    whole: dict[str, str] = {}
    own: dict[str, Counter[str]] = {}
    dropped = set()
    for code, units in leads.items():
        found = [single(code, unit) for unit in units]
        for unit, (status, _) in zip(units, found, strict=True):
            own.setdefault(unit, Counter())[status] += 1
        rest = [status for status, state in found if state not in ("Không phát sinh", "Hủy")]
        if not rest:
            dropped.add(code)
            alike = {state for _, state in found} == {"Không phát sinh"}
            whole[code] = "not_arising" if alike else "stopped"
        elif set(rest) <= {"done_on_time", "done_late"}:
            whole[code] = "done_late" if "done_late" in rest else "done_on_time"
        else:
            order = ("overdue", "not_reported", "doing", "not_due", "stopped")
            whole[code] = next(status for status in order if status in rest)
    return {**_sums(whole, own, forms), "tasks": _tasks(whole, dropped)}


def _sums(
    whole: Mapping[str, str], own: Mapping[str, Counter[str]], forms: pd.DataFrame
) -> dict[str, Any]:
    regular = forms[forms["Thời hạn"].str.contains("hường xuyên")]["Mã"].nunique()
    groups: dict[str, Counter[str]] = {}
    for code, status in whole.items():
        groups.setdefault(code.split("-")[1], Counter())[status] += 1
    return {
        "counts": {"total": len(whole), "regular": regular, **Counter(whole.values())},
        "by_unit": {u: {"total": sum(c.values()), **c} for u, c in own.items()},
        "by_group": {g: {"total": sum(c.values()), **c} for g, c in groups.items()},
    }


def _tasks(whole: Mapping[str, str], dropped: set[str]) -> dict[str, int]:
    tasks: dict[str, list[str]] = {}
    for code, status in whole.items():
        if code not in dropped:
            tasks.setdefault(code.rpartition(".")[0], []).append(status)
    done = sum(all(s.startswith("done") for s in found) for found in tasks.values())
    return {"total": len(tasks), "done": done}


def counted(printed: Mapping[str, Any]) -> dict[str, Any]:
    """What a report printed of the counts, without zeros and without ``regular`` of parts."""

    def bare(counts: Mapping[str, int], *without: str) -> dict[str, int]:
        return {k: v for k, v in counts.items() if v and k not in without}

    return {
        "counts": bare(printed["counts"]),
        "by_unit": {u: bare(c, "regular") for u, c in printed["by_unit"].items()},
        "by_group": {g: bare(c, "regular") for g, c in printed["by_group"].items()},
        "tasks": dict(printed["tasks"]),
    }


def recount_figures(
    declared: Mapping[str, Any], files: Iterable[Path], tasks: Mapping[str, int], issued: int
) -> dict[str, Any]:
    """Each figure of the forms from the sheets ``Số liệu``: sums, maxima, shares of sums."""
    frames = [sheet_of(f, "Số liệu").fillna("") for f in files if _has_figures(f)]
    table = pd.concat(frames) if frames else pd.DataFrame({"Mã": [], "Số liệu": []})
    table = table[table["Số liệu"].str.fullmatch(r"\d+")]
    given = table.groupby("Mã")["Số liệu"].agg(lambda cells: [int(c) for c in cells]).to_dict()
    rows = {row["ma"]: row for form in declared["bieu"] for row in form["dong"]}
    fixed = {
        "tien_do.tong": tasks["total"],
        "tien_do.xong": tasks["done"],
        "so_van_ban": issued,
    }

    def value(code: str) -> Any:
        row = rows[code]
        kind, source = row["loai"], row.get("nguon", "")
        if source in fixed:
            return fixed[source]
        if kind == "sum":
            known = [v for part in row["cong_thuc"]["tong"] if (v := value(part)) is not None]
            return sum(known) if known else None
        if kind == "ratio":
            return _share(value(row["cong_thuc"]["tu"]), value(row["cong_thuc"]["mau"]))
        numbers = given.get(code)
        if not numbers:
            return None
        if kind == "flag":
            return max(numbers)
        if kind == "choice":
            return numbers[0] if len(set(numbers)) == 1 else row["gop"]["khac_nhau"]
        return sum(numbers)

    return {code: value(code) for code, row in rows.items() if row["loai"] != "heading"}


def _has_figures(file: Path) -> bool:
    return "Số liệu" in load_workbook(file, read_only=True).sheetnames


def _share(a: int | None, b: int | None) -> Any:
    if a is None or b is None:
        return None
    if b == 0:
        return "không phát sinh" if a == 0 else None
    exact = (Decimal(a) * 100 / Decimal(b)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return int(exact) if exact == int(exact) else float(exact)
