"""Stored values put together into answers, and answers taken apart into values to store.

The store keeps one text for each field of each row; a field of a further target of the same
deliverable bears the target's number (``gia_tri#2``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from vbgen.model.progress import Paper, Returned, read_state
from vbgen.model.progress_record import ProgressValue
from vbgen.vi.dates import parse_date

_BOTH = re.compile(r"(\d+)\s*[/-]\s*([^\W\d].*|\d{4}/[^\W\d].*)")


def returned(values: Iterable[ProgressValue], period: str, until: date) -> Iterator[Returned]:
    """Yield the answers of one period from its values, sorted by code and unit as the store does.

    Rows of partners are among them; they count nowhere since a partner is not a lead.
    """
    for (code, unit), group in groupby(values, key=lambda v: (v.code, v.unit)):
        fields = {v.field: v for v in group if v.value}
        state = read_state(fields["trang_thai"].value) if "trang_thai" in fields else None
        if state is None:
            continue
        texts = {name: v.value for name, v in fields.items()}
        yield Returned(
            period=period,
            until=until,
            code=code,
            unit=unit,
            state=state,
            paper=paper(texts),
            done_on=day(texts.get("ngay_hoan_thanh", "")),
            new_due=day(texts.get("thoi_han_moi", "")),
            permit=texts.get("van_ban_cho_phep", ""),
            texts=texts,
            origins={name: v.origin for name, v in fields.items()},
        )


def paper(texts: Mapping[str, str]) -> Paper:
    """Return the document a row names; a number written with its symbol is taken apart."""
    number, symbol = split_number(texts.get("so_van_ban", ""), texts.get("ky_hieu", ""))
    return Paper(number, symbol, day(texts.get("ngay_ban_hanh", "")), texts.get("trich_yeu", ""))


def split_number(number: str, symbol: str) -> tuple[str, str]:
    """Return number and symbol, also where both stand in one cell (``15/KH-VP``, ``35-CT/TU``)."""
    number, symbol = number.strip(), symbol.strip()
    for whole, other in ((number, symbol), (symbol, number)):
        found = _BOTH.fullmatch(whole)
        if found and other in ("", found[1], found[2]):
            return found[1], found[2]
    return number, symbol


def day(text: str) -> date | None:
    """Return the day a cell says, ``None`` where it says none that exists."""
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        return None
