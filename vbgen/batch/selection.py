"""Which units are meant by ``--units``: codes, names, kinds, provinces and groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from vbgen.errors import Problem, UsageError
from vbgen.model.fields import nearest
from vbgen.model.unit import Group, Register, Unit
from vbgen.vi.unicode import fold

# What a kind is called in words.
KIND_NAMES = {
    "xa": "xã",
    "phuong": "phường",
    "dac-khu": "đặc khu",
    "cap-xa": "cấp xã",
    "phong": "phòng",
    "truc-thuoc": "trực thuộc",
    "su-nghiep": "sự nghiệp",
}
_LEVEL = re.compile(r"^(?:tỉnh|thành phố|tp\.?) +", re.IGNORECASE)
Finder = Callable[[Register, str], tuple[Unit, ...]]


def select_units(register: Register, wanted: Sequence[str]) -> tuple[Unit, ...]:
    """Return the units inside the office that are meant, in the register's order; all for none.

    A word is a code or name, else a group, else a kind, else a province; ``loai:``, ``tinh:``,
    ``nhom:``, ``ten:``, ``ma:`` say which. UsageError names every word that means nothing or, as a
    name that recurs, more than one unit.
    """
    if not wanted:
        return tuple(unit for unit in register.units if unit.inside)
    return tuple(unit for unit in meant(register, wanted) if unit.inside)


def meant(register: Register, wanted: Sequence[str]) -> tuple[Unit, ...]:
    """Return all units that the words mean, also those that are no part of the office."""
    chosen: set[str] = set()
    problems: list[Problem] = []
    for word in _words(register, wanted):
        try:
            chosen.update(unit.code for unit in _meant(register, word))
        except UsageError as error:
            problems.extend(error.problems)
    if problems:
        raise UsageError(problems)
    return tuple(unit for unit in register.units if unit.code in chosen)


def _words(register: Register, wanted: Sequence[str]) -> Iterator[str]:
    """Cut at commas, unless the whole is a name with commas in it."""
    for text in wanted:
        if not text.strip(" ,"):
            raise UsageError.at(
                "--units",
                "không ghi đơn vị nào",
                "mã, tên đơn vị, tên nhóm, loại (xã, phường, …) hoặc tỉnh",
                "ghi đơn vị, hoặc bỏ --units để soạn cho mọi đơn vị",
            )
        if register.find(text.partition(":")[2] or text) or "," not in text:
            yield text.strip()
        else:
            yield from (part.strip() for part in text.split(",") if part.strip())


def _meant(register: Register, word: str) -> tuple[Unit, ...]:
    how, _, rest = word.partition(":")
    if rest and how in FINDERS:
        found = FINDERS[how](register, rest.strip())
    else:
        found = next((f for find in FINDERS.values() if (f := find(register, word))), ())
    if not found:
        raise UsageError(_nothing(register, word, *((how, rest) if how in FINDERS else ("", word))))
    return found


def _by_code(register: Register, word: str) -> tuple[Unit, ...]:
    return (register.by_code[word],) if word in register.by_code else ()


def _by_name(register: Register, word: str) -> tuple[Unit, ...]:
    found = tuple(u for u in register.find(word) if isinstance(u, Unit))
    if len(found) > 1:
        listed = ", ".join(f"{u.code} ({u.province or u.name})" for u in found[:8])
        raise UsageError.at(
            f"--units {word}",
            f"có {len(found)} đơn vị mang tên này",
            "một đơn vị",
            f"ghi mã: {listed}",
        )
    return found


def _by_group(register: Register, word: str) -> tuple[Unit, ...]:
    groups = (g for g in register.find(word) if isinstance(g, Group))
    return tuple(unit for group in groups for unit in register.members(group))


def _by_kind(register: Register, word: str) -> tuple[Unit, ...]:
    kinds = {k for k, name in KIND_NAMES.items() if fold(word) in {k, fold(name)}}
    return tuple(unit for unit in register.units if unit.kind in kinds)


def _by_province(register: Register, word: str) -> tuple[Unit, ...]:
    asked = _bare(word)
    same = {province for province in _provinces(register) if _bare(province) == asked}
    return tuple(unit for unit in register.units if unit.province in same)


def _provinces(register: Register) -> dict[str, None]:
    """Return the provinces once each, in the register's order."""
    return dict.fromkeys(unit.province for unit in register.units if unit.province)


def _bare(province: str) -> str:
    """Return the key of a province's name, without the word for its level."""
    return _LEVEL.sub("", fold(province))


FINDERS: dict[str, Finder] = {
    "ma": _by_code,
    "ten": _by_name,
    "nhom": _by_group,
    "loai": _by_kind,
    "tinh": _by_province,
}


def _nothing(register: Register, word: str, how: str, name: str) -> Problem:
    near = nearest(name.strip(), _known(register, how))
    return Problem(
        f"--units {word}",
        "không có đơn vị, nhóm, loại hay tỉnh nào mang tên này",
        "mã, tên đơn vị, tên nhóm, loại (xã, phường, …) hoặc tỉnh trong danh mục đơn vị",
        f'có phải "{near}"?' if near else "xem danh mục đơn vị",
    )


def _known(register: Register, how: str) -> tuple[str, ...]:
    """Return what may have been meant: names of units and groups, provinces, kinds."""
    kinds = {unit.kind for unit in register.units}
    provinces = _provinces(register)
    found = {
        "ma": tuple(register.by_code),
        "ten": tuple(dict.fromkeys(u.name for u in register.units)),
        "nhom": tuple(group.name for group in register.groups),
        "loai": tuple(name for kind, name in KIND_NAMES.items() if kind in kinds),
        "tinh": (*provinces, *(_LEVEL.sub("", province) for province in provinces)),
    }
    aliases = (alias for unit in register.units for alias in unit.aliases)
    return found.get(how) or (*(n for names in found.values() for n in names), *aliases)
