"""Components by role with their effective formatting, for assertions on produced documents."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from vbgen.docview import Component, Components, DocView, Role, read, recognise


def components(source: bytes | Path | DocView) -> Components:
    """The components of a document."""
    return recognise(source if isinstance(source, DocView) else read(source))


def only(found: Components, role: Role, unit: int | None = 0) -> Component:
    """The one component of a role; fails if there is none or more than one."""
    items = found.all(role, unit=unit)
    assert len(items) == 1, f"{role}: {[item.text for item in items]}"
    return items[0]


def some(found: Components, role: Role, unit: int | None = None) -> tuple[Component, ...]:
    """The components of a role; fails if there is none."""
    items = found.all(role, unit=unit)
    assert items, f"{role}: none found"
    return items


def value(item: Component, name: str) -> object:
    """The one value that a character property has in a component; fails if it is mixed."""
    values = item.values(name)
    assert len(values) == 1, f"{item.role} «{item.text}»: {name} {sorted(map(str, values))}"
    return next(iter(values))


def check(
    item: Component,
    size: float | Collection[float],
    *,
    bold: bool | None = False,
    italic: bool | None = False,
    font: str = "Times New Roman",
    alignment: str | None = None,
) -> None:
    """Assert a component's effective font, size and style; None leaves a property open."""
    place = f"{item.role} «{item.text[:60]}»"
    sizes = size if isinstance(size, Collection) else (size,)
    assert item.formats, f"{place}: nothing printed"
    assert value(item, "size_pt") in sizes, f"{place}: {item.values('size_pt')} not in {sizes}"
    for name, wanted in (("bold", bold), ("italic", italic)):
        if wanted is not None:
            assert value(item, name) is wanted, f"{place}: {name} should be {wanted}"
    assert value(item, "fonts") == {font}, f"{place}: {item.values('fonts')}"
    assert value(item, "underline") == "", f"{place}: underlined"
    assert value(item, "color") in ("auto", "000000"), f"{place}: {item.values('color')}"
    if alignment is not None:
        assert item.paragraph.format.alignment == alignment, f"{place}: not {alignment}"
