"""The body of an administrative unit, where the unit issues documents of its own.

A commune's documents come from its People's Committee: which header, symbol and authority go with a
kind of unit is data (``data/units/co-quan-theo-loai.yml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vbgen import resources
from vbgen.vi.letters import lower_first
from vbgen.vi.patterns import Pattern

_BODY = Pattern(r"(?:UBND|Ủy ban nhân dân)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyForm:
    """How the body of a kind of unit is written; the texts name the unit in braces."""

    name: str
    called: str
    header: tuple[str, ...]
    symbol: str
    letter_field: str
    authority: str
    signing: tuple[str, ...]
    power_bases: tuple[str, ...]


@cache
def body_forms() -> Mapping[str, BodyForm]:
    """Return the forms by kind of unit."""
    from ruamel.yaml import YAML

    text = resources.data("units", "co-quan-theo-loai.yml").read_text(encoding="utf-8")
    rows: Sequence[Mapping[str, object]] = YAML(typ="safe").load(text)["co_quan"]
    return {str(kind): _form(row) for row in rows for kind in _listed(row["loai"])}


def _form(row: Mapping[str, object]) -> BodyForm:
    return BodyForm(
        name=str(row["ten"]),
        called=str(row["ten_goi"]),
        header=_listed(row["tieu_de"]),
        symbol=str(row["ky_hieu"]),
        letter_field=str(row.get("khoi", "")),
        authority=str(row["tham_quyen"]),
        signing=_listed(row["quyen_han"]),
        power_bases=_listed(row.get("can_cu_tham_quyen", ())),
    )


def _listed(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, Sequence) else ()


def territory(name: str) -> str:
    """Return the administrative unit within a body's name: ``xã Một`` of ``UBND xã Một``."""
    return lower_first(_BODY.sub("", name, count=1))


def named(text: str, territory: str) -> str:
    """Put the unit's name into a text of a form."""
    return text.replace("{ten}", territory).replace("{TEN}", territory.upper())
