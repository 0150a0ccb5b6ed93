"""A workspace opened: read, or taken from the cache while its files have not changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from vbgen.app.workspace import REQUIRED, Workspace, files_of, inputs
from vbgen.cache import kept
from vbgen.errors import UsageError
from vbgen.resources import own_templates


def open_workspace(folder: str | Path) -> Workspace:
    """Read a workspace. :class:`PlanInvalid` carries every problem of every file."""
    root = Path(folder)
    if not root.is_dir():
        raise UsageError.at(
            str(folder),
            "không có thư mục này",
            "một thư mục làm việc có ke-hoach.yaml và van-phong.yaml",
            "kiểm tra đường dẫn, hoặc tạo bằng `vbgen init THƯ_MỤC`",
        )
    if not any(files_of(root, stem) for stem in REQUIRED):
        raise UsageError.at(
            str(folder),
            "thư mục này không có tệp nào của một kế hoạch",
            "thư mục làm việc có van-phong.yaml, don-vi.yaml, ke-hoach.yaml",
            "kiểm tra đường dẫn, hoặc tạo bằng `vbgen init THƯ_MỤC`",
        )

    def read() -> Workspace:
        from vbgen.app.reading import read_workspace  # not needed where one is kept

        return read_workspace(root)

    return replace(kept("workspace", lambda: digest_of(root), read), root=root)


def digest_of(root: Path) -> bytes:
    """Return what stands for the files of a workspace: their names and all that is in them.

    Of its own templates, which only say what answers are read, size and time are enough.
    """
    digest = sha256()
    for path in inputs(root):
        try:
            content = sha256(path.read_bytes()).digest()
        except OSError:
            content = b""  # reading it says why it cannot be read, and nothing is kept
        digest.update(path.name.encode() + b"\0" + content)
    for path in own_templates(root):
        with suppress(OSError):  # drafting from it says what is wrong
            stat = path.stat()
            digest.update(repr((path.name, stat.st_size, stat.st_mtime_ns)).encode())
    return digest.digest()
