"""The periodic report of a regime, and a unit's own: the facts of one period put into words.

``bc`` is there in every draft; without facts (nothing was collected, or the draft is made outside
``vbgen report``) ``bc.co`` is false and the template leaves blanks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from vbgen.documents.blanks import OnDemand
from vbgen.documents.kinds import sub_plan
from vbgen.documents.periodic import report_tables as tables
from vbgen.documents.periodic import report_words as words
from vbgen.documents.periodic.report_workspace import workspace_parts
from vbgen.documents.periodic.settlement import printed
from vbgen.documents.periodic.stat_forms import REGISTER, TASKS_DONE, TASKS_TOTAL
from vbgen.model.period import Basis
from vbgen.vi.dates import long_date
from vbgen.vi.letters import lower_first
from vbgen.vi.text import join_list

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

FACTS = "report"
MOST_LISTED = 15  # products of a group listed in the text; more stand in the annex alone
MOST_NAMED = 5


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add ``bc``: everything the report tells, worked out when it is printed."""
    sub_plan.enrich(maker, values)
    found = maker.dossier.more.get(FACTS)
    known = found if found is not None and _of(found, maker) else None
    makers: dict[str, Callable[[], Any]] = {"co": lambda: known is not None}
    makers |= {"che_do": lambda: _bases(maker), "noi_nhan": lambda: _receiver(maker)}
    makers |= workspace_parts(maker)
    if known is not None:
        makers |= _progress(maker, known) | _annexes(maker, known) | _outlook(maker, known)
    values["bc"] = OnDemand(makers)
    values["so_lieu"] = lambda code: _figure(maker, known, code)
    values["so_lieu_tru"] = lambda about, row: (
        words.closed(_figures(known, about, row)) if known else []
    )


def _bases(maker: Maker) -> str:
    """Return the documents that the regime rests on at the sending day; an unknown day is asked."""
    period = maker.draft.period
    regime = maker.dossier.regimes.get(period.regime) if period else None
    if regime is None or period is None:
        return ""
    return "; ".join(_cited(maker, basis) for basis in regime.bases_on(period.send_by))


def _cited(maker: Maker, basis: Basis) -> str:
    number = basis.number
    day = long_date(basis.day) if basis.day else f"ngày {maker.blank(f'ngay.{number}')}"
    return f"{basis.kind} số {number} {day} của {basis.issuer}"


def _receiver(maker: Maker) -> str:
    period = maker.draft.period
    regime = maker.dossier.regimes.get(period.regime) if period else None
    return regime.receiver if regime else ""


def _of(found: Mapping[str, Any], maker: Maker) -> bool:
    period = maker.draft.period
    same = period is not None and period.code == found["period"]["code"]
    return same and period is not None and period.regime == found["regime"]["code"]


def _progress(maker: Maker, found: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    unit = maker.draft.unit_code
    counts = _counts(found, unit)
    until = words.day(found["period"]["to"])
    returned = len(found["returned_units"])
    late = _late(counts, found, unit)
    silent = _silent(counts)
    return {
        "cau_nhiem_vu": lambda: (
            _unknown_tasks(maker, found["tasks"]["total"], until)
            if silent
            else words.tasks_sentence(found["tasks"], until)
        ),
        "cau_san_pham": lambda: words.products_sentence(counts),
        "dong_san_pham": lambda: words.product_lines(counts),
        "cau_qua_han": lambda: "" if silent else words.overdue_sentence(late),
        "qua_han": lambda: tables.overdue(found, maker.blank, unit),
        "ca_nam": lambda: (
            tables.unfinished_of_year(found) if found["period"]["kind"] == "year" else []
        ),
        "cau_don_vi": lambda: words.units_sentence(found["missing_units"], returned),
        "don_vi_thieu": lambda: (
            "; ".join(found["missing_units"])
            if len(found["missing_units"]) > words.MOST_NAMED
            else ""
        ),
        "so_sanh": lambda: [
            words.compared(found, earlier)
            for key in ("before", "year_before")
            if (earlier := found[key]) is not None
        ],
        "khong_tra": lambda: not returned,
        "so_qua_han": lambda: counts["overdue"],
        "tong": lambda: tables.tally("Tổng số", counts),
        "theo_nhom": lambda: tables.by_group(found),
        "theo_don_vi": lambda: tables.by_unit(found),
        "trung": lambda: tables.shared(found),
        "kho_khan": lambda: tables.difficulties(found, unit),
        "de_xuat": lambda: tables.proposals(found, unit),
    }


def _counts(found: Mapping[str, Any], unit: str) -> Mapping[str, int]:
    if not unit:
        counts: Mapping[str, int] = found["counts"]
        return counts
    own: Mapping[str, int] | None = found["by_unit"].get(found["units"].get(unit, unit))
    return own or dict.fromkeys(found["counts"], 0)


def _late(counts: Mapping[str, int], found: Mapping[str, Any], unit: str) -> int:
    """Count what is overdue as the list names it: by lead."""
    if unit:
        return counts["overdue"]
    return sum(row["lead_status"] == "overdue" for row in found["leads"].values())


def _annexes(maker: Maker, found: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    unit = maker.draft.unit_code
    return {
        "bieu": lambda: tables.forms(found),
        "ghi_chu_bieu": lambda: found["forms_note"],
        "san_pham": lambda: tables.grouped(found, unit),
        "cau_van_ban": lambda: words.issued_sentence(found["issued"]),
        "van_ban": lambda: [
            {
                "so": row["number_symbol"],
                "ngay": words.day(row["date"]),
                "loai": row["type"],
                "trich_yeu": row["subject"],
            }
            for row in found["issued"].values()
        ],
        "nhom": lambda: [_group(maker, found, number) for number in found["by_group"]],
        "giai_quyet": lambda: printed(found["settlement"]),
    }


def _silent(counts: Mapping[str, int]) -> bool:
    """Tell whether nothing is known of any of what is counted."""
    return bool(counts["total"]) and counts["not_reported"] == counts["total"]


def _unknown_tasks(maker: Maker, total: int, until: str) -> str:
    known = f"{maker.blank('so_nhiem_vu_hoan_thanh')}/{words.count(total)}"
    return f"Số nhiệm vụ của Kế hoạch năm đã hoàn thành tính đến hết ngày {until}: {known}."


def _group(maker: Maker, found: Mapping[str, Any], number: str) -> dict[str, Any]:
    """What one field of work achieved: products done in this period, figures, what units wrote."""
    group = found["groups"][number]
    mine = [row for row in tables.items(found) if row["nhom"] == number]
    finished = [row for row in mine if _finished_now(found, row["ma"])]
    many = len(finished) > MOST_LISTED
    return {
        "so": number,
        "ten": group["name"],
        "linh_vuc": group["field"],
        "cau": _group_sentence(maker, number, found["by_group"][number], len(finished)),
        "xong": [] if many else words.closed([_product(row) for row in finished]),
        "so_lieu": words.closed(_figures(found, group["field"])),
        "ket_qua": words.closed(
            [f"{row['ten']}: {lower_first(row['ket_qua'])}" for row in mine if row["ket_qua"]]
        ),
    }


def _group_sentence(maker: Maker, number: str, counts: Mapping[str, int], now: int) -> str:
    total, finished = counts["total"], words.done(counts)
    what = f"{words.count(total)} sản phẩm"
    if _silent(counts):
        blank = maker.blank(f"so_san_pham_hoan_thanh.{number}")
        return f"Sản phẩm của nhóm đã hoàn thành: {blank}/{words.count(total)}."
    if not finished and total == 1:
        return "Sản phẩm duy nhất của nhóm chưa hoàn thành."
    if not finished:
        return f"Chưa có sản phẩm nào trong {what} của nhóm hoàn thành."
    which = "sản phẩm duy nhất" if total == 1 else f"toàn bộ {what}"
    head = which if finished == total else f"{words.count(finished)}/{what}"
    in_annex = (
        f", trong đó {words.count(now)} sản phẩm hoàn thành trong kỳ (nêu tại Phụ lục)"
        if now > MOST_LISTED
        else ""
    )
    return f"Đã hoàn thành {head} của nhóm{in_annex}."


def _finished_now(found: Mapping[str, Any], code: str) -> bool:
    """Tell whether a deliverable was finished within this period (not carried from before)."""
    if found["items"][code]["status"] not in words.DONE:
        return False
    start = found["period"]["from"]
    rows = [row for row in found["leads"].values() if row["code"] == code]
    days = [row["day"] for row in rows if row["day"]]
    return max(days) >= start if days else any(row["basis"] == "returned" for row in rows)


def _product(row: Mapping[str, Any]) -> str:
    paper = f" ({row['van_ban']})" if row["van_ban"] else ""
    return f"{row['ten']}{paper}; {row['don_vi']}"


def _figures(found: Mapping[str, Any], about: str, besides: str = "") -> list[str]:
    """Return the sentences of the figures of a field; parts of another row go with that row.

    ``besides``: the code of a row that is told elsewhere, with those under it.
    """
    lines: list[str] = []
    for form in found["forms"].values():
        if about and form["field"] == about:
            parts = {code for row in form["rows"] for code in row["parts"]}
            for row in form["rows"]:
                figure = found["figures"].get(row["code"])
                elsewhere = besides and f"{row['code']}.".startswith(f"{besides}.")
                if figure is not None and row["code"] not in parts and not elsewhere:
                    lines += [] if _said_before(found, row) else words.figure_sentence(figure, row)
    return lines


def _said_before(found: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Tell whether the text has said it: documents issued, progress where nothing is known."""
    sources = {r["code"]: r["source"] for form in found["forms"].values() for r in form["rows"]}
    used = {row["source"], *(sources.get(code, "") for code in row["parts"])}
    silent = _silent(found["counts"]) and bool(used & {TASKS_TOTAL, TASKS_DONE})
    return row["source"] == REGISTER or silent


def _figure(maker: Maker, found: Mapping[str, Any] | None, code: str) -> Any:
    """Return a figure as the annex prints it; a blank, asked for, where it has no value."""
    figure = found["figures"].get(code) if found else None
    if figure is None or figure["value"] is None:
        return maker.blank(f"so_lieu.{code}")
    return words.number(figure["value"], figure["kind"])


def _outlook(maker: Maker, found: Mapping[str, Any]) -> dict[str, Callable[[], Any]]:
    unit = maker.draft.unit_code

    def rows() -> list[dict[str, Any]]:
        return tables.upcoming(found, unit)

    late = tables.late_codes(found, unit)
    return {
        "den_han": rows,
        "den_ngay": lambda: words.day(found["next"]["to"]),
        "cau_den_han": lambda: _due_sentence(len(rows())),
        "cau_cham": lambda: _late_sentence(found, late),
    }


def _due_sentence(number: int) -> str:
    if not number:
        return ""
    what = "sản phẩm" if number == 1 else f"{words.count(number)} lượt sản phẩm"
    return f"Hoàn thành {what} đến hạn trong kỳ, gồm:"


def _late_sentence(found: Mapping[str, Any], late: list[str]) -> str:
    if not late:
        return ""
    if len(late) > MOST_NAMED:
        return (
            f"Hoàn thành dứt điểm {words.count(len(late))} sản phẩm quá hạn đã nêu ở phần tiến độ."
        )
    named = join_list([f"{found['items'][code]['name']} ({code})" for code in late], separator="; ")
    how_many = "" if len(late) == 1 else f"{words.count(len(late))} "
    return f"Hoàn thành dứt điểm {how_many}sản phẩm quá hạn: {named}."
