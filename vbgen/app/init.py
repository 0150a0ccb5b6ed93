"""A new workspace from a shipped example."""

from __future__ import annotations

import shutil
import tempfile
from importlib.resources.abc import Traversable
from pathlib import Path

from vbgen import resources
from vbgen.app.files import blocked
from vbgen.errors import UsageError
from vbgen.model.fields import did_you_mean

DEFAULT = "ke-hoach-cchc-2024"
# An example's answers are made up to show filled drafts; a new workspace asks for its own.
MADE_UP = "bo-sung."


def examples() -> tuple[str, ...]:
    """Return the names of the shipped examples."""
    found = (e.name for e in resources.folder("examples").iterdir() if e.is_dir())
    return tuple(sorted(n for n in found if not n.startswith(("_", "."))))


def init(folder: Path, example: str = DEFAULT) -> tuple[Path, ...]:
    """Copy an example, without its answers, into a new folder; return the files made.

    :class:`UsageError` where the folder exists and is not empty, or there is no such example.
    """
    if example not in examples():
        raise UsageError.at(
            f"--example {example}",
            "không có ví dụ này",
            "một trong: " + ", ".join(examples()),
            did_you_mean(example, examples(), "chọn một ví dụ có sẵn"),
        )
    return fresh_folder(folder, lambda stage: copy_example(example, stage))


def has_answers(example: str) -> bool:
    """Tell whether an example has answers, which :func:`init` leaves out."""
    return any(e.name.startswith(MADE_UP) for e in resources.example(example).iterdir())


def copy_example(example: str, target: Path) -> None:
    """Copy the files of a shipped example into a folder, its answers left out."""
    _copy(resources.example(example), target)


def fresh_folder(folder: Path, fill: object) -> tuple[Path, ...]:
    """Fill a new folder whole or not at all; ``fill`` is called with the staging folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError.at(
            str(folder),
            "thư mục đã có và không trống" if folder.is_dir() else "đã có tệp mang tên này",
            "một thư mục mới hoặc trống",
            "đặt tên khác, hoặc chuyển dữ liệu cũ đi",
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".vbgen-"))
    except OSError as error:
        raise blocked(folder, error) from error
    try:
        assert callable(fill)
        fill(stage)
        (stage / "templates" / "docx").mkdir(parents=True, exist_ok=True)
        (stage / "tien-do").mkdir(exist_ok=True)
        stage.chmod(0o755)
        if folder.is_dir():
            folder.rmdir()
        stage.replace(folder)
    except OSError as error:
        raise blocked(folder, error) from error
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return tuple(sorted(p for p in folder.rglob("*") if p.is_file()))


def _copy(source: Traversable, target: Path) -> None:
    for entry in source.iterdir():
        if entry.is_dir():
            if entry.name not in {"out", "__pycache__"}:
                (target / entry.name).mkdir()
                _copy(entry, target / entry.name)
        elif not entry.name.endswith((".pyc", ".sqlite")) and not entry.name.startswith(MADE_UP):
            (target / entry.name).write_bytes(entry.read_bytes())
