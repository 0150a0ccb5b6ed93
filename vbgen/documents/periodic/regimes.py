"""The reporting regimes that ship as data, with the office's own before them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from vbgen import resources
from vbgen.cache import kept
from vbgen.model.period import Regime, read_regime


def load_regimes(
    year: int | None = None, own: Iterable[Mapping[str, Any]] = ()
) -> Mapping[str, Regime]:
    """Return regimes by code; with ``year`` only those in force that year.

    ``own`` are mappings of the same shape that replace or add to the shipped ones: those of the
    workspace's ``che-do-bao-cao.yaml``.
    """
    found = {regime.code: regime for regime in _shipped()}
    found.update((regime.code, regime) for regime in map(read_regime, own))
    return {c: r for c, r in found.items() if year is None or r.holds(year)}


@cache
def _shipped() -> tuple[Regime, ...]:
    return kept("regimes", bytes, _read)


def _read() -> tuple[Regime, ...]:
    files = sorted(f.name for f in resources.data("regimes").iterdir() if f.name.endswith(".yml"))
    texts = (resources.data("regimes", name).read_text(encoding="utf-8") for name in files)
    return tuple(read_regime(resources.read_yaml(text)) for text in texts)
