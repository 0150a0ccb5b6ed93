"""Reading ``data/forms/NAME.yml`` into a :class:`~vbgen.form.values.Form`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from vbgen import resources
from vbgen.form.values import (
    Component,
    Font,
    Form,
    LineStyle,
    Literal,
    Margins,
    Mark,
    Page,
    ParagraphRules,
    Placement,
    Range,
    Rule,
)

Raw = Mapping[str, Any]


@cache
def load(name: str = "nd30") -> Form:
    """Return the form of that name; the file is read once a process."""
    text = resources.data("forms", f"{name}.yml").read_text(encoding="utf-8")
    return _form(resources.read_yaml(text))


def _form(raw: Raw) -> Form:
    return Form(
        name=raw["name"],
        page=_page(raw["page"]),
        font=Font(**raw["font"]),
        header_sets=raw["header_sets"],
        body_sizes=tuple(raw["body_sizes"]),
        combinations=tuple((header, body) for header, body in raw["combinations"]),
        default=tuple(raw["default_combination"]),
        sizes_clause=raw["sizes_clause"],
        paragraph=_paragraph(raw["paragraph"]),
        rules={key: _rule(value) for key, value in raw["rules"].items()},
        placement=Placement(**raw["placement"]),
        literals={key: _literal(value) for key, value in raw["literals"].items()},
        point_letters=tuple(raw["point_letters"]["letters"].split()),
        marks={key: _marks(value) for key, value in raw["marks"].items()},
        components={key: _component(key, value) for key, value in raw["components"].items()},
        lines={key: LineStyle(key=key, **value) for key, value in raw["line_styles"].items()},
        strong_style=raw["character_styles"]["strong"]["style"],
    )


def _page(raw: Raw) -> Page:
    sides = raw["margins"]
    return Page(
        margins=Margins(**{side: value["default"] for side, value in sides.items()}),
        margin_ranges={side: Range(*value["range"]) for side, value in sides.items()},
        **{key: value for key, value in raw.items() if key != "margins"},
    )


def _paragraph(raw: Raw) -> ParagraphRules:
    fields = {**raw, "indents": tuple(raw["indents"]), "line_range": Range(*raw["line_range"])}
    return ParagraphRules(**fields)


def _rule(raw: Raw) -> Rule:
    return Rule(Range(*raw["range"]), raw["default"], raw["clause"])


def _literal(raw: Raw) -> Literal:
    return Literal(raw["text"], raw["clause"], tuple(raw.get("also", ())))


def _marks(raw: Raw) -> tuple[Mark, ...]:
    widths = raw.get("widths") or [0] * len(raw["texts"])  # secrecy: stamps made by others
    pairs = zip(raw["texts"], widths, strict=True)
    return tuple(Mark(text, width, raw.get("height", 0)) for text, width in pairs)


def _component(key: str, raw: Raw) -> Component:
    return Component(key=key, **{**raw, "size": Range(*raw["size"])})
