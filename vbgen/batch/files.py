"""Files written whole or not at all; an output that cannot be written is an error that names it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from vbgen.errors import OutputBlocked, Problem

_NUMBERS = count()  # what two threads of a process stage at once
REASONS = {
    5: "ổ đĩa lỗi hoặc mất kết nối",
    13: "không có quyền ghi, hoặc tệp đang mở trong Word, Excel",
    17: "đã có tệp trùng tên thư mục",
    20: "một phần của đường dẫn là tệp, không phải thư mục",
    21: "là một thư mục",
    27: "vượt cỡ tệp được phép",
    28: "đĩa đã đầy",
    30: "ổ đĩa chỉ cho đọc",
    36: "tên quá dài",
    122: "đã hết phần đĩa được cấp",
}
_OTHERWISE = "đóng tệp trong Word, Excel nếu đang mở, hoặc chọn thư mục khác bằng -o"
_IN_THE_WAY = "chuyển tệp hay thư mục ấy đi, hoặc chọn nơi khác bằng -o"
_NO_ROOM = "dọn bớt tệp, hoặc chọn ổ đĩa khác bằng -o"
_REMEDIES = {17: _IN_THE_WAY, 20: _IN_THE_WAY, 21: _IN_THE_WAY, 28: _NO_ROOM, 122: _NO_ROOM}


def why_blocked(error: OSError) -> str:
    """Return in a few words why a file or folder could not be written."""
    return REASONS.get(error.errno or 0, error.strerror or "không rõ lý do")


def blocked(path: Path, error: OSError) -> OutputBlocked:
    """Return the error that says which file or folder could not be written, and why."""
    return OutputBlocked(
        Problem(
            path.name or str(path),
            f"không ghi được: {why_blocked(error)}",
            "thư mục ghi được và còn chỗ trống",
            _REMEDIES.get(error.errno or 0, _OTHERWISE),
        )
    )


def make_folder(path: Path) -> None:
    """Make a folder and those above it; :class:`OutputBlocked` where that is not possible."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise blocked(path, error) from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there."""
    make_folder(path.parent)
    staged = path.parent / f"{_name()}.tmp"
    try:
        staged.write_bytes(data)
        staged.replace(path)
    except OSError as error:
        with suppress(OSError):
            staged.unlink()
        raise blocked(path, error) from error


@contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Make a folder for files on their way into ``folder``; it is gone afterwards."""
    stage = folder / _name()
    try:
        stage.mkdir()
    except OSError as error:
        raise blocked(folder, error) from error
    try:
        yield stage
    finally:
        with suppress(OSError):
            for left in stage.iterdir():
                left.unlink()
            stage.rmdir()


def _name() -> str:
    """Return a name that no other process or thread stages under."""
    return f".vbgen-{os.getpid()}-{next(_NUMBERS)}"
