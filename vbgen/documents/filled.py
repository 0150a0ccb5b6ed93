"""The whole context of one draft: what every type has, then what the type's own module adds."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from vbgen.documents.blanks import Asked
from vbgen.documents.context import Maker
from vbgen.documents.dossier import Dossier, Draft


@dataclass(frozen=True)
class Filled:
    """A context ready for its template, and what the draft still asks for.

    Much is asked only when the template prints it: ``asked`` is complete after rendering.
    """

    values: dict[str, Any]
    asking: Asked

    @property
    def asked(self) -> tuple[str, ...]:
        """The blanks asked for so far, in the order of asking."""
        return self.asking.listed()


def context(dossier: Dossier, draft: Draft) -> Filled:
    """Return the context of one draft."""
    return filled(Maker(dossier, draft))


def filled(maker: Maker) -> Filled:
    """Return the context that ``maker`` makes, with what the module of the draft's type adds."""
    values = maker.values()
    if name := maker.draft.type.context:
        importlib.import_module(f"vbgen.documents.kinds.{name}").enrich(maker, values)
    return Filled(values, maker.asked)
