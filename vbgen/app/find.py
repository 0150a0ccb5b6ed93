"""Units found by what a person types on the command line."""

from __future__ import annotations

from vbgen.app.workspace import Workspace
from vbgen.errors import UsageError
from vbgen.model.unit import Unit


def find_unit(workspace: Workspace, name: str) -> Unit:
    """Return the unit of that code or name; :class:`UsageError` where none or several bear it."""
    found = [u for u in workspace.register.find(name) if isinstance(u, Unit)]
    if len(found) == 1:
        return found[0]
    near = workspace.register.suggest(name)
    codes = ", ".join(u.code for u in found[:8])
    raise UsageError.at(
        f"--unit {name}",
        f"có {len(found)} đơn vị mang tên này" if found else "không có đơn vị này",
        "mã hoặc tên của một đơn vị trong danh mục",
        f"ghi mã: {codes}" if found else f'có phải "{near}"?' if near else "xem don-vi.yaml",
    )
