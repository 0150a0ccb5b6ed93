"""What this machine offers vbgen: versions, fonts, LibreOffice, write access."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vbgen.version import __version__


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: fine or not, what was seen, what to do about it."""

    what: str
    ok: bool
    seen: str
    remedy: str = ""


FONTS = ("Times New Roman", "Liberation Serif")


def examine(folder: Path) -> tuple[Finding, ...]:
    """Look at everything a clerk's work depends on."""
    return tuple(
        f for look in (_versions, _packages, _font, _office, _access) for f in look(folder)
    )


def find_office() -> str | None:
    """Return LibreOffice's program, None where it is not installed."""
    places = [
        Path("C:/Program Files/LibreOffice/program/soffice.com"),
        Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    ]
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    return on_path or next((str(p) for p in places if p.is_file()), None)


def _versions(folder: Path) -> Iterator[Finding]:
    yield Finding("vbgen", True, __version__)
    yield Finding(
        "Python",
        sys.version_info >= (3, 11),
        platform.python_version(),
        "cài Python 3.11 trở lên",
    )


def _packages(folder: Path) -> Iterator[Finding]:
    from importlib.metadata import PackageNotFoundError, version

    for name in ("python-docx", "docxtpl", "openpyxl", "babel", "click", "lxml"):
        try:
            yield Finding(name, True, version(name))
        except PackageNotFoundError:
            yield Finding(name, False, "chưa cài", f"chạy: python -m pip install {name}")


def _font(folder: Path) -> Iterator[Finding]:
    found = _installed_font()
    yield Finding(
        "Phông chữ",
        bool(found),
        found or "không thấy Times New Roman",
        "cài Times New Roman, hoặc Liberation Serif (fonts-liberation2) để xem trên máy này",
    )


def _installed_font() -> str:
    if sys.platform == "win32":
        return FONTS[0] if Path("C:/Windows/Fonts/times.ttf").is_file() else ""
    lister = shutil.which("fc-list")
    if not lister:
        return ""
    listed = subprocess.run(
        [lister, ":", "family"], capture_output=True, text=True, encoding="utf-8", check=False
    ).stdout
    return next((font for font in FONTS if font in listed), "")


def _office(folder: Path) -> Iterator[Finding]:
    program = find_office()
    yield Finding(
        "LibreOffice",
        program is not None,
        "có" if program else "không thấy",
        "chỉ cần khi xuất PDF hoặc xem thử bằng hình; cài từ trang của LibreOffice",
    )


def _access(folder: Path) -> Iterator[Finding]:
    try:
        with tempfile.TemporaryFile(dir=folder):
            ok, seen = True, "ghi được"
    except OSError as error:
        ok, seen = False, error.strerror or "không ghi được"
    yield Finding(
        f"Quyền ghi ở {folder.name or folder}", ok, seen, "chọn thư mục khác hoặc xin quyền ghi"
    )
