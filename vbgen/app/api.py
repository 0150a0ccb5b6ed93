"""The Python entry: a workspace with what the commands do as methods (design §8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path

from vbgen.app import build as building
from vbgen.app import opening, workspace
from vbgen.app import schedule as scheduling
from vbgen.app.drafting import Options
from vbgen.documents.schedule import Schedule, Wanted


class Workspace(workspace.Workspace):
    """An opened workspace. Values are frozen; :meth:`build` writes only into its output folder."""

    def build(
        self,
        which: Sequence[str] = (),
        out: Path | None = None,
        *,
        as_of: date | None = None,
        overwrite: bool = False,
    ) -> building.BuildResult:
        """Draft what is asked for (everything, where nothing is), as ``vbgen build`` does.

        Raises :class:`vbgen.errors.UserError` with every problem where nothing could be written.
        """
        return building.build(self, which, out, Options(as_of), overwrite)

    def schedule(self, wanted: Wanted | None = None, *, as_of: date | None = None) -> Schedule:
        """Return what is due when, as ``vbgen schedule`` does."""
        return scheduling.schedule_of(self, wanted, as_of)[0]


def open_workspace(folder: str | Path) -> Workspace:
    """Read a workspace; :class:`vbgen.errors.PlanInvalid` carries every problem of every file."""
    opened = opening.open_workspace(folder)
    return Workspace(**{f.name: getattr(opened, f.name) for f in fields(opened)})
