"""What a prepared template consists of: plain values, so that they can be kept on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from vbgen.render.package import Fixed
from vbgen.render.text import Spot

Kind = Literal["document", "header", "footer", "footnotes", "core"]


class Transform(Protocol):
    """A pure change to the raw XML of a part, made before docxtpl sees it.

    ``key`` says in a few words what it does: two transforms with one key give the same XML.
    """

    @property
    def key(self) -> str:
        """What the result depends on, besides the part."""
        ...

    @property
    def filters(self) -> Mapping[str, Callable[..., Any]]:
        """The filters that the changed tags use, by name; their results must need no escaping."""
        ...

    def __call__(self, part_name: str, xml: str, /) -> str:
        """Return the part's XML (``word/styles.xml``, …), changed or not."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """One part that holds tags.

    ``lines`` say where each tag of ``source`` stands, ``slow`` why docxtpl must go over the output;
    with ``own_escaping`` Jinja leaves escaping to the output filter. ``body_tag`` is the document's
    ``<w:body …>`` with its namespaces.
    """

    name: str
    kind: Kind
    head: str
    tail: str
    source: str
    lines: tuple[tuple[int, str], ...]
    slow: tuple[str, ...]
    own_escaping: bool
    body_tag: str = ""

    def whole(self, xml: str) -> str:
        """Return the rendered XML so that it can be parsed alone: with its namespaces."""
        return xml.replace("<w:body>", self.body_tag, 1) if self.body_tag else xml


@dataclass(frozen=True, slots=True)
class Prepared:
    """A whole template: its parts with tags, the spots of their tags, and all that stays."""

    parts: tuple[Part, ...]
    spots: tuple[Spot, ...]
    fixed: Fixed
