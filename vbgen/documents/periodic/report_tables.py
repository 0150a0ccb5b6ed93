"""The tables of a periodic report and its annexes, row by row as printed, from the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from vbgen.documents.periodic import report_words as words
from vbgen.vi.text import join_list

Facts = Mapping[str, Any]
Row = dict[str, Any]
# How each place in the partition is called in a template.
KEYS = {
    "dung_han": "done_on_time",
    "qua_han_xong": "done_late",
    "dang": "doing",
    "qua_han": "overdue",
    "chua_den_han": "not_due",
    "khong_phat_sinh": "not_arising",
    "dung": "stopped",
    "chua_bao_cao": "not_reported",
}
ENDED = frozenset({*words.DONE, "not_arising", "stopped"})
# So many leads are named in a row; where more lead, they are counted.
MOST_NAMED = 4


def tally(name: str, counts: Mapping[str, int]) -> Row:
    """Return a row of counts: each place in the partition, the total, the share done."""
    shown = {key: words.count(counts[place]) for key, place in KEYS.items()}
    return {
        "ten": name,
        "tong": words.count(counts["total"]),
        "thuong_xuyen": words.count(counts["regular"]),
        "xong": words.count(words.done(counts)),
        "ty_le": words.share(words.done(counts), counts["total"]),
        **shown,
    }


def by_group(found: Facts) -> list[Row]:
    """Return the counts of each group of tasks."""
    groups = found["groups"]
    return [
        {"so": g, **tally(groups[g]["name"], counts)} for g, counts in found["by_group"].items()
    ]


def by_unit(found: Facts) -> list[Row]:
    """Return the counts of each lead's own states."""
    return [tally(unit, counts) for unit, counts in found["by_unit"].items()]


def shared(found: Facts) -> bool:
    """Tell whether some deliverable has several leads, so that units' counts overlap."""
    by_units: int = sum(c["total"] for c in found["by_unit"].values())
    return by_units > int(found["counts"]["total"])


def overdue(found: Facts, ask: Callable[[str], Any], unit: str = "") -> list[Row]:
    """Return each lead's overdue deliverable with its reason; a missing reason is asked for."""
    rows = []
    for row in _leads(found, unit):
        if row["lead_status"] == "overdue":
            item = found["items"][row["code"]]
            rows.append(
                {
                    "ma": row["code"],
                    "ten": item["name"],
                    "don_vi": row["unit"],
                    "thoi_han": words.day(row["due"]) or item["deadline"],
                    "ly_do": row["reason"] or ask(f"ly_do.{row['code']}.{row['unit_code']}"),
                    "han_moi": words.day(row["new_due"]),
                }
            )
    return rows


def unfinished_of_year(found: Facts) -> list[Row]:
    """Return what had the whole year and is not finished (told by the report of the year)."""
    open_places = ("doing", "not_due", "not_reported", "stopped")
    return [
        {
            "ma": code,
            "ten": item["name"],
            "don_vi": leads_of(item),
            "tinh_hinh": words.NAMES[item["status"]].lower(),
        }
        for code, item in found["items"].items()
        if item["whole_year"] and item["status"] in open_places and not item["dropped"]
    ]


def leads_of(item: Mapping[str, Any]) -> str:
    """Return the leads of a deliverable, counted where there are many."""
    leads: Sequence[str] = item["leads"]
    if len(leads) > MOST_NAMED:
        return f"{words.count(len(leads))} đơn vị"
    return join_list(leads, last=",", separator=", ").replace(" , ", ", ")


def items(found: Facts, unit: str = "") -> list[Row]:
    """Return each deliverable (or each of one unit) with where it stands, and on what ground."""
    by_code: dict[str, list[Mapping[str, Any]]] = {}
    for row in _leads(found, unit):
        by_code.setdefault(row["code"], []).append(row)
    rows = []
    for code, own in by_code.items():
        item = found["items"][code]
        status = own[0]["lead_status"] if unit else item["status"]
        rows.append(
            {
                "ma": code,
                "nhom": item["group"],
                "ten": item["name"],
                "don_vi": leads_of(item),
                "thoi_han": item["deadline"],
                "tinh_hinh": words.NAMES[status],
                "ngay": words.day(_last_day(own)) if status in words.DONE else "",
                "ket_qua": _told(own, "result"),
                "van_ban": _told(own, "paper"),
                "thanh_qua": _joined(_told(own, "result"), _told(own, "paper")),
                "noi_them": _joined(
                    _told(own, "reason"),
                    _told(own, "proposal"),
                    _same(row["note"] for row in own),
                ),
            }
        )
    return rows


def grouped(found: Facts, unit: str = "") -> list[Row]:
    """Return the rows of :func:`items` under the headings of their groups."""
    rows = items(found, unit)
    return [
        {"so": number, "ten": group["title"], "dong": own}
        for number, group in found["groups"].items()
        if (own := [row for row in rows if row["nhom"] == number])
    ]


def _told(rows: Sequence[Mapping[str, Any]], key: str) -> str:
    """Join what the leads wrote; who wrote it is said where there are several."""
    texts = [(row["unit"], row[key].rstrip(" ;.")) for row in rows if row[key]]
    if len({text for _, text in texts}) <= 1:
        return texts[0][1] if texts else ""
    return "; ".join(f"{unit}: {text}" for unit, text in texts)


def _last_day(rows: Sequence[Mapping[str, Any]]) -> str:
    return max((row["day"] for row in rows if row["lead_status"] in words.DONE), default="")


def _joined(*texts: str) -> str:
    return "; ".join(text for text in texts if text)


def _same(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))


def _leads(found: Facts, unit: str = "") -> Iterator[Mapping[str, Any]]:
    return (row for row in found["leads"].values() if unit in ("", row["unit_code"]))


def forms(found: Facts) -> list[Row]:
    """Return the statistical forms with their rows as printed; a heading has no figure."""
    return [
        {
            "so": number,
            "ten": form["title"],
            "dong": [_form_row(found, row) for row in form["rows"]],
        }
        for number, form in found["forms"].items()
    ]


def _form_row(found: Facts, row: Mapping[str, Any]) -> Row:
    figure = found["figures"].get(row["code"])
    heading = row["kind"] == "heading"
    value = "" if figure is None else words.number(figure["value"], row["kind"])
    return {
        "stt": row["number"],
        "nhan_dam": row["label"] if heading else "",
        "nhan": "" if heading else row["label"],
        "don_vi_tinh": row["unit"],
        "so_lieu": value,
        "ghi_chu": "" if figure is None else _note(found, figure),
    }


def _note(found: Facts, figure: Mapping[str, Any]) -> str:
    own_day = figure["as_of"] if figure["as_of"] != found["period"]["to"] else ""
    parts = [
        figure["reason"],
        figure["note"],
        f"tính đến ngày {words.day(own_day)}" if own_day and figure["value"] is not None else "",
    ]
    text = "; ".join(part for part in parts if part)
    return text[:1].upper() + text[1:]


def upcoming(found: Facts, unit: str = "") -> list[Row]:
    """Return what is due in the next period and not done, of one unit what is left for it."""
    own = {row["code"] for row in _leads(found, unit)}
    left = {row["code"] for row in _leads(found, unit) if row["lead_status"] not in ENDED}
    rows = []
    for row in found["next"]["rows"]:
        item = found["items"].get(row["code"])
        if item is None or item["dropped"]:
            continue
        if row["code"] in (own if item["recurring"] else left):
            rows.append(
                {
                    "ma": row["code"],
                    "ten": item["name"],
                    "don_vi": leads_of(item),
                    "thoi_han": row["deadline"],
                    "ngay": words.day(row["due"]),
                }
            )
    return rows


def late_codes(found: Facts, unit: str = "") -> list[str]:
    """Return the codes of what is overdue, of one unit by its own state."""
    if not unit:
        return [code for code, item in found["items"].items() if item["status"] == "overdue"]
    return [row["code"] for row in _leads(found, unit) if row["lead_status"] == "overdue"]


def difficulties(found: Facts, unit: str = "") -> list[str]:
    """Return what units reported as difficult, each once, with who says so."""
    return _said(found, "reason", unit)


def proposals(found: Facts, unit: str = "") -> list[str]:
    """Return what units propose, each once, with who says so."""
    return _said(found, "proposal", unit)


def _said(found: Facts, key: str, unit: str) -> list[str]:
    said: dict[str, list[str]] = {}
    for row in _leads(found, unit):
        if row[key] and row["basis"] == "returned":
            said.setdefault(row[key].rstrip(" ;."), []).append(row["unit"])
    return [
        text if unit else f"{text} ({_units(tuple(dict.fromkeys(units)))})"
        for text, units in said.items()
    ]


def _units(names: Sequence[str]) -> str:
    return f"{words.count(len(names))} đơn vị" if len(names) > MOST_NAMED else join_list(names)
