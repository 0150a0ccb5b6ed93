"""vbgen: one office plan in, every official document it calls for out.

The public Python entry is :func:`open_workspace`; it is loaded on first use so that importing
the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from vbgen.version import __version__

if TYPE_CHECKING:
    from vbgen.app.api import Workspace, open_workspace

__all__ = ["Workspace", "__version__", "open_workspace"]


def __getattr__(name: str) -> Any:
    if name in {"open_workspace", "Workspace"}:
        from vbgen.app import api

        return getattr(api, name)
    raise AttributeError(f"module 'vbgen' has no attribute {name!r}")
