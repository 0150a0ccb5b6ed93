"""What an office and its plan choose of a template's look; all that tells two fittings apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    from vbgen.form import Form

    class Margins(Protocol):
        """Page margins in mm, whoever sets them."""

        @property
        def top(self) -> float: ...  # noqa: D102
        @property
        def bottom(self) -> float: ...  # noqa: D102
        @property
        def left(self) -> float: ...  # noqa: D102
        @property
        def right(self) -> float: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column of the plan's table: role (``muc_tieu``, ``khac:kinh_phi``) and width in mm."""

    role: str
    width: float


def columns_key(columns: Iterable[PlanColumn]) -> str:
    """Return the columns in a few words."""
    return "cot " + ",".join(f"{column.role}={column.width:g}" for column in columns)


@dataclass(frozen=True, slots=True)
class Settings:
    """Header set (``13``, ``14``), body size in points, margins in mm; None leaves them alone."""

    header_set: str | None = None
    body_size: float | None = None
    margins: Margins | None = None

    @property
    def key(self) -> str:
        """The settings in a few words."""
        edge = self.margins
        sides = f"{edge.top:g},{edge.bottom:g},{edge.left:g},{edge.right:g}" if edge else "-"
        body = f"{self.body_size:g}" if self.body_size else "-"
        return f"dang {self.header_set or '-'}/{body}/{sides}"

    def size(self, form: Form, component: str) -> float | None:
        """Return the size these settings give a component; None where they leave it alone."""
        follows = form.components[component].follows
        if isinstance(follows, (int, float)):
            return None
        chosen = self.body_size if follows == "body" else self.header_set
        return None if chosen is None else form.size(component, self.header_set, self.body_size)
