"""Units and groups: identity apart from name, names with validity, look-up with suggestions.

A unit keeps its code when its name changes; names recur (238 communes share theirs with another
province's), so a name alone is no identity (domain: units; design §4).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from vbgen.errors import Place
from vbgen.model.fields import Fields, Problems, nearest
from vbgen.vi.unicode import fold

KINDS = (
    "van-phong", "phong", "truc-thuoc", "su-nghiep", "ca-nhan", "ngoai", "cap-tren",
    "cap-xa", "xa", "phuong", "dac-khu",
)  # fmt: skip
ADMINISTRATIVE = frozenset({"cap-xa", "xa", "phuong", "dac-khu"})
INSIDE = ADMINISTRATIVE | {"phong", "truc-thuoc", "su-nghiep"}


@dataclass(frozen=True, slots=True)
class UnitName:
    """A name that held from ``since`` to ``until`` (both inclusive, None = open)."""

    name: str
    since: date | None = None
    until: date | None = None

    def holds(self, on: date | None) -> bool:
        """Tell whether the name held on that day; without a day, whether it holds today's way."""
        if on is None:
            return self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Unit:
    """A body or part of one (đơn vị).

    ``names``: the names over time, the latest last; ``aliases``: other ways of writing it;
    ``successors``: codes or names of what took over after ``until``; ``counted``: belongs to the
    denominator of the inspection share.
    """

    code: str
    names: tuple[UnitName, ...]
    kind: str
    symbol: str
    aliases: tuple[str, ...] = ()
    parent: str = ""
    since: date | None = None
    until: date | None = None
    successors: tuple[str, ...] = ()
    head_title: str = ""
    head_name: str = ""
    counted: bool = True
    place_name: str = ""
    province: str = ""
    place: Place = field(default_factory=Place, compare=False)

    @property
    def name(self) -> str:
        """The latest official name."""
        return self.names[-1].name

    def name_on(self, on: date | None) -> str:
        """The official name of that day; the nearest later one where none is recorded."""
        if on is None:
            return self.name
        return next((n.name for n in self.names if n.holds(on)), self.names[-1].name)

    def exists_on(self, on: date | None) -> bool:
        """Tell whether the unit exists on that day."""
        if on is None:
            return self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    @property
    def inside(self) -> bool:
        """A part of the office itself: it reports, is inspected, gets its share of the plan."""
        return self.kind in INSIDE


@dataclass(frozen=True, slots=True)
class Group:
    """A group named as if it were a unit ("Các phòng, ban, đơn vị"). ``open``: not enumerable."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    open: bool = False
    place: Place = field(default_factory=Place, compare=False)


@dataclass(frozen=True)
class Register:
    """All units and groups of an office."""

    units: tuple[Unit, ...] = ()
    groups: tuple[Group, ...] = ()

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def group_by_code(self) -> dict[str, Group]:
        """Groups by code."""
        return {group.code: group for group in self.groups}

    @cached_property
    def _index(self) -> dict[str, list[Unit | Group]]:
        index: dict[str, list[Unit | Group]] = {}
        for unit in self.units:
            spellings = {fold(n.name) for n in unit.names} | {fold(a) for a in unit.aliases}
            spellings |= {fold(unit.code), fold(f"{unit.name} ({unit.province})")}
            for key in spellings:
                index.setdefault(key, []).append(unit)
        for group in self.groups:
            for key in {fold(group.name), fold(group.code), *map(fold, group.aliases)}:
                index.setdefault(key, []).append(group)
        return index

    def find(self, name: str) -> tuple[Unit | Group, ...]:
        """Return every unit or group of that code, name, former name or alias (none, one, many)."""
        return tuple(self._index.get(fold(name), ()))

    def suggest(self, name: str) -> str | None:
        """Return the known name nearest to ``name``."""
        names = [n.name for u in self.units for n in u.names]
        names += [a for u in self.units for a in u.aliases] + [g.name for g in self.groups]
        return nearest(name, names)

    def members(self, group: Group, on: date | None = None) -> tuple[Unit, ...]:
        """Return a group's units on that day, in the register's order; none of an open group."""
        return () if group.open else self.resolve((group.code,), on)

    def inside(self, on: date | None = None) -> tuple[Unit, ...]:
        """Return the units inside the office on that day."""
        found = self._resolved.get((None, on))
        if found is None:
            found = tuple(u for u in self.units if u.inside and u.exists_on(on))
            self._resolved[None, on] = found
        return found

    def resolve(self, codes: Iterable[str], on: date | None = None) -> tuple[Unit, ...]:
        """Return the units behind codes of units and groups, each once, in order of mention."""
        key = tuple(codes), on
        found = self._resolved.get(key)
        if found is None:
            found = self._resolved[key] = tuple(self._resolve(*key))
        return found

    def codes(self, codes: Iterable[str], on: date | None = None) -> frozenset[str]:
        """Return the codes of the units behind codes of units and groups."""
        key = tuple(codes), on
        found = self._codes.get(key)
        if found is None:
            found = self._codes[key] = frozenset(unit.code for unit in self.resolve(*key))
        return found

    @cached_property
    def _resolved(self) -> dict[tuple[tuple[str, ...] | None, date | None], tuple[Unit, ...]]:
        """What was resolved before: groups of thousands are asked for by every document."""
        return {}

    @cached_property
    def _codes(self) -> dict[tuple[tuple[str, ...], date | None], frozenset[str]]:
        return {}

    def _resolve(self, codes: Iterable[str], on: date | None) -> Iterable[Unit]:
        found: dict[str, Unit] = {}
        for code in codes:
            if code in self.group_by_code:
                for unit in self._members(self.group_by_code[code], on):
                    found.setdefault(unit.code, unit)
            elif code in self.by_code:
                found.setdefault(code, self.by_code[code])
        return found.values()

    def _members(self, group: Group, on: date | None) -> Iterable[Unit]:
        codes = set(group.members)
        for unit in () if group.open else self.units:
            if (unit.code in codes or unit.kind in group.kinds) and unit.exists_on(on):
                yield unit

    def label(self, code: str, on: date | None = None) -> str:
        """Return the official name, on that day, of a unit or group."""
        if code in self.by_code:
            return self.by_code[code].name_on(on)
        return self.group_by_code[code].name if code in self.group_by_code else code

    @cached_property
    def ambiguous(self) -> frozenset[str]:
        """Codes of the units whose name another unit bears too."""
        named: dict[str, list[str]] = {}
        for unit in self.units:
            named.setdefault(fold(unit.name), []).append(unit.code)
        return frozenset(code for codes in named.values() if len(codes) > 1 for code in codes)

    def full_label(self, unit: Unit, on: date | None = None) -> str:
        """Return the official name, with its province where the name recurs."""
        name = unit.name_on(on)
        if unit.province and unit.code in self.ambiguous:
            return f"{name} ({unit.province})"
        return name


def read_register(fields: Fields) -> Register:
    """Read ``don_vi`` and ``nhom``."""
    problems = fields.problems
    units = tuple(_unit(f) for f in fields.maps("don_vi", "đơn vị"))
    groups = tuple(_group(f) for f in fields.maps("nhom", "nhóm đơn vị"))
    fields.done()
    _check_codes(units, groups, problems)
    return Register(units, groups)


def _unit(f: Fields) -> Unit:
    code = f.required("ma", "HCTC")
    since, until = f.date("tu"), f.date("den")
    unit = Unit(
        code=str(code),
        names=(*_former_names(f), UnitName(str(f.required("ten")), None, None)),
        kind=f.choice("loai", KINDS, "phong"),
        symbol=str(f.text("ky_hieu", code)),
        aliases=tuple(map(str, f.texts("ten_khac"))),
        parent=str(f.text("thuoc")),
        since=since,
        until=until,
        successors=tuple(map(str, f.texts("ke_thua"))),
        head_title=str(f.text("nguoi_dung_dau")),
        head_name=str(f.text("ho_ten")),
        counted=f.flag("kiem_tra", True),
        place_name=str(f.text("dia_danh")),
        province=str(f.text("tinh")),
        place=f.place,
    )
    f.done()
    return _chain_names(unit)


def _former_names(f: Fields) -> tuple[UnitName, ...]:
    names = []
    for former in f.maps("ten_cu", "tên cũ"):
        name, until = former.required("ten"), former.date("den")
        if until is None:
            former.missing("den", "30/6/2025")
        names.append(UnitName(str(name), former.date("tu"), until))
        former.done()
    return tuple(sorted(names, key=lambda n: n.until or date.max))


def _chain_names(unit: Unit) -> Unit:
    """Let each name begin the day after the one before it ended."""
    from dataclasses import replace

    chained: list[UnitName] = []
    for name in unit.names:
        since = name.since
        if since is None and chained and chained[-1].until is not None:
            since = chained[-1].until + timedelta(days=1)
        chained.append(replace(name, since=since))
    return replace(unit, names=tuple(chained))


def _group(f: Fields) -> Group:
    name = f.required("ten")
    group = Group(
        code=str(f.required("ma")),
        name=str(name),
        aliases=tuple(map(str, f.texts("ten_khac"))),
        kinds=tuple(map(str, f.texts("loai"))),
        members=tuple(map(str, f.texts("thanh_vien"))),
        open=f.flag("mo"),
        place=f.place,
    )
    f.done()
    return group


def _check_codes(units: tuple[Unit, ...], groups: tuple[Group, ...], problems: Problems) -> None:
    seen: set[str] = set()
    entities: tuple[Unit | Group, ...] = (*units, *groups)
    for entity in entities:
        if entity.code in seen and entity.code:
            problems.add(
                entity.place,
                f'mã "{entity.code}" đã dùng cho đơn vị khác',
                "mỗi đơn vị, mỗi nhóm một mã riêng",
                "đổi một trong hai mã",
            )
        seen.add(entity.code)
    codes = {unit.code for unit in units}
    for group in groups:
        for member in group.members:
            if member not in codes:
                problems.add(
                    group.place,
                    f'nhóm "{group.name}" có thành viên lạ "{member}"',
                    "mã của một đơn vị trong danh mục",
                    f'có phải "{nearest(member, codes)}"?',
                )
