"""What progress is counted over: every deliverable of the plan with a lead inside the office.

Led from outside, by a group that cannot be enumerated, or not named by the plan (letters in the
code): left out. The same deliverables stand in the forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from vbgen.documents import types
from vbgen.model.deadline import Kind, State
from vbgen.model.office import Office
from vbgen.model.plan import Plan
from vbgen.model.progress import Item
from vbgen.model.task import Deliverable
from vbgen.model.unit import Register, Unit

# The schedule's due day and its state, by deliverable.
DueOf = Callable[[Deliverable], tuple[date | None, State]]
_BINDING = (State.FIXED, State.PERIOD_END)


@dataclass(frozen=True)
class Scope:
    """The deliverables counted, in the plan's order, and who takes part in them."""

    items: tuple[Item, ...]
    partners: dict[str, tuple[str, ...]]

    @cached_property
    def by_code(self) -> dict[str, Item]:
        """Items by code."""
        return {item.code: item for item in self.items}

    @cached_property
    def led(self) -> dict[str, list[Item]]:
        """The items each unit leads."""
        return _by_unit((unit, item) for item in self.items for unit in item.leads)

    @cached_property
    def joined(self) -> dict[str, list[Item]]:
        """The items each unit takes part in."""
        return _by_unit((u, item) for item in self.items for u in self.partners[item.code])


def _by_unit(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for unit, item in pairs:
        found.setdefault(unit, []).append(item)
    return found


def scope(plan: Plan, office: Office, register: Register, due_of: DueOf, on: date) -> Scope:
    """Return what is counted; ``on`` is the day by which groups and units are resolved."""
    items: list[Item] = []
    partners: dict[str, tuple[str, ...]] = {}
    for group in plan.groups:
        for task in group.tasks:
            for d in task.deliverables:
                leads = inside(office, register, d.leads, on)
                if leads:
                    number = f"{group.number}/{task.number}"
                    items.append(_item(d, number, group.number, leads, due_of))
                    joined = inside(office, register, d.partners, on)
                    partners[d.code] = tuple(code for code in joined if code not in leads)
    return Scope(tuple(items), partners)


def inside(
    office: Office, register: Register, codes: Iterable[str], on: date | None
) -> tuple[str, ...]:
    """Return the units inside the office behind codes of units and groups, each once.

    The office itself stands for the unit that drafts for it.
    """
    found: dict[str, None] = {}
    for unit in register.resolve(codes, on):
        code = office.drafting_unit if _is_office(unit, office) else unit.code
        if code in register.by_code and register.by_code[code].inside:
            found.setdefault(code)
    return tuple(found)


def _is_office(unit: Unit, office: Office) -> bool:
    return unit.kind == "van-phong" or unit.code == office.body.code


def _item(d: Deliverable, task: str, group: str, leads: tuple[str, ...], due_of: DueOf) -> Item:
    due, state = due_of(d)
    return Item(
        code=d.code,
        task=task,
        group=group,
        leads=leads,
        due=due if state in _BINDING else None,
        recurring=state is State.RECURRING,
        regular=d.deadline is not None and Kind.CONTINUOUS in d.deadline.kinds,
        per_unit=fan_out(d) == "theo_don_vi",
    )


def fan_out(d: Deliverable) -> str:
    """Return how a deliverable multiplies: as the plan says, else as its type declares."""
    if d.fan_out or not d.is_document or d.type not in types.slugs():
        return d.fan_out
    return types.load(d.type).fan_out
