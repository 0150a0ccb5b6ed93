"""What the plan does not say and a draft needs (``bo-sung``): answers by code, lists by kind.

Everything here is the office's own words; a template asks for it by name, and what is missing
prints as a visible blank and is listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vbgen.errors import Place
from vbgen.model.fields import Placed, Problems, clean
from vbgen.model.raw import Raw, RawList, RawMap, RawText

Answer = Placed | tuple["Answer", ...] | Mapping[str, "Answer"]
Rows = tuple[Mapping[str, Answer], ...]


@dataclass(frozen=True)
class Supplement:
    """``common``: answers for every document; ``by_code``: for one document, by any of its
    :func:`document_names`; ``lists``: rows by kind (activities, visits, findings, opinions, …).
    """

    common: Mapping[str, Answer] = field(default_factory=dict)
    by_code: Mapping[str, Mapping[str, Answer]] = field(default_factory=dict)
    lists: Mapping[str, Rows] = field(default_factory=dict)
    place: Place = field(default_factory=Place, compare=False)

    def answers(self, code: str, unit: str = "", period: str = "") -> dict[str, Answer]:
        """Return the answers for one document, the most specific winning."""
        merged: dict[str, Answer] = dict(self.common)
        for name in document_names(code, unit, period):
            merged.update(self.by_code.get(name, {}))
        return merged

    def rows(self, kind: str, **where: str) -> Rows:
        """Return the rows of a kind whose named cells equal what is asked."""
        return tuple(
            row
            for row in self.lists.get(kind, ())
            if all(str(row.get(key, "")) == value for key, value in where.items())
        )


def document_names(code: str, unit: str = "", period: str = "") -> tuple[str, ...]:
    """Return how ``bo-sung`` may name a document, the most general first.

    ``code``: of the deliverable, or the slug of a type. Unit and period may stand in either order;
    the last name is the one that vbgen itself writes.
    """
    by_one = [f"{code}@{part}" for part in (period, unit) if part]
    both = [f"{code}@{period}@{unit}", f"{code}@{unit}@{period}"] if unit and period else []
    return (code, *by_one, *both)


def read_supplement(raw: Raw | None, problems: Problems) -> Supplement:
    """Read ``bo-sung``: ``chung``, ``theo_ma`` and any number of lists."""
    if not isinstance(raw, RawMap):
        return Supplement()
    common: Mapping[str, Answer] = {}
    by_code: dict[str, Mapping[str, Answer]] = {}
    lists: dict[str, Rows] = {}
    for key, value in raw.entries.items():
        if key == "chung":
            common = _mapping(value, problems)
        elif key == "theo_ma":
            if isinstance(value, RawMap):
                by_code = {code: _mapping(v, problems) for code, v in value.entries.items()}
        elif isinstance(value, RawList):
            lists[key] = tuple(_mapping(item, problems) for item in value.items)
        elif not (isinstance(value, RawText) and not value.text.strip()):
            problems.add(
                raw.keys[key],
                f'"{key}" trong bo-sung phải là danh sách',
                "chung, theo_ma, hoặc danh sách các dòng",
                "mỗi dòng bắt đầu bằng dấu gạch",
            )
    return Supplement(common, by_code, lists, raw.place)


def _mapping(raw: Raw, problems: Problems) -> Mapping[str, Answer]:
    if isinstance(raw, RawMap):
        return {key: _answer(value, problems) for key, value in raw.entries.items()}
    if isinstance(raw, RawText) and not raw.text.strip():
        return {}
    problems.add(
        raw.place,
        "mục này phải gồm các khóa và giá trị",
        "khóa: giá trị",
        "xem docs/dinh-dang-bo-sung.md",
    )
    return {}


def _answer(raw: Raw, problems: Problems) -> Answer:
    if isinstance(raw, RawText):
        return clean(raw.text, raw.place, problems)
    if isinstance(raw, RawList):
        return tuple(_answer(item, problems) for item in raw.items)
    return _mapping(raw, problems)
