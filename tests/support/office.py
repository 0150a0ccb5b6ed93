"""LibreOffice as the other judge: .docx → PDF → text with positions and sizes, and pictures.

``to_pdf`` converts many files in one call, in a profile of its own, and remembers results for
the session by content.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

requires_libreoffice = pytest.mark.libreoffice

_SECONDS = 180


@cache
def _home() -> Path:
    """A scratch folder of this session: LibreOffice's profile and what it made."""
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="vbgen-office-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def to_pdf(*sources: bytes | Path) -> list[Path]:
    """Convert documents to PDF, all in one run; the answers keep the order of the sources."""
    contents = [source if isinstance(source, bytes) else source.read_bytes() for source in sources]
    return _converted(contents, "pdf")


def resaved(source: bytes) -> bytes:
    """The document as LibreOffice writes it: other styles, other runs, the same look."""
    return _converted([source], "docx")[0].read_bytes()


def _converted(contents: Sequence[bytes], kind: str) -> list[Path]:
    if shutil.which("soffice") is None:
        pytest.skip("soffice is not installed")
    keys = [hashlib.sha256(content).hexdigest()[:24] for content in contents]
    targets = [_home() / kind / f"{key}.{kind}" for key in keys]
    fresh = {
        target.stem: content
        for target, content in zip(targets, contents, strict=True)
        if not target.is_file()
    }
    if fresh:
        _convert(fresh, kind)
    return targets


def _convert(contents: Mapping[str, bytes], kind: str) -> None:
    home = _home()
    inputs = [home / f"{key}.docx" for key in contents]
    for path, content in zip(inputs, contents.values(), strict=True):
        path.write_bytes(content)
    command = [
        "soffice", f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless",
        "--convert-to", kind, "--outdir", str(home / kind), *map(str, inputs),
    ]  # fmt: skip
    run = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    missing = [key for key in contents if not (home / kind / f"{key}.{kind}").is_file()]
    assert not missing, (
        f"LibreOffice made nothing of {missing}: {run.stderr.decode('utf-8', 'replace')}"
    )


def to_png(pdf: Path, folder: Path, dpi: int = 80) -> list[Path]:
    """Draw every page of a PDF; returns the pictures in page order."""
    if shutil.which("pdftoppm") is None:
        pytest.skip("pdftoppm is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    command = ["pdftoppm", "-png", "-r", str(dpi), str(pdf), str(folder / pdf.stem)]
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return sorted(folder.glob(f"{pdf.stem}-*.png"))


@dataclass(frozen=True)
class Char:
    """One printed letter; positions in points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    font: str
    size: float

    @property
    def bold(self) -> bool:
        return "Bold" in self.font

    @property
    def italic(self) -> bool:
        return "Italic" in self.font or "Oblique" in self.font


@dataclass(frozen=True)
class PrintedLine:
    """Letters on one base line that stand together."""

    page: int
    chars: tuple[Char, ...]

    @property
    def text(self) -> str:
        return unicodedata.normalize("NFC", "".join(c.text for c in self.chars)).strip()

    @property
    def sizes(self) -> frozenset[float]:
        return frozenset(c.size for c in self._ink)

    @property
    def bold(self) -> bool:
        return all(c.bold for c in self._ink)

    @property
    def italic(self) -> bool:
        return all(c.italic for c in self._ink)

    @property
    def x0(self) -> float:
        return min(c.x0 for c in self._ink)

    @property
    def x1(self) -> float:
        return max(c.x1 for c in self._ink)

    @property
    def top(self) -> float:
        return min(c.top for c in self._ink)

    @property
    def bottom(self) -> float:
        return max(c.bottom for c in self._ink)

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def _ink(self) -> tuple[Char, ...]:
        return tuple(c for c in self.chars if c.text.strip())


@dataclass(frozen=True)
class Stroke:
    """A drawn straight line, or a rectangle as thin as one; points from the top left corner."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return self.bottom - self.top <= 2 and self.x1 - self.x0 > 4

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2


@dataclass(frozen=True)
class Page:
    """A printed page: number from 1, size in points, its lines from top to bottom."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    strokes: tuple[Stroke, ...]

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@cache
def pages(pdf: Path) -> tuple[Page, ...]:
    """Read a PDF: lines with fonts, sizes and positions, and drawn lines."""
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return tuple(_page(number, page) for number, page in enumerate(document.pages, start=1))


def lines(pdf: Path) -> tuple[PrintedLine, ...]:
    """All printed lines of a document in page order."""
    return tuple(line for page in pages(pdf) for line in page.lines)


def lines_of(pdf: Path, text: str) -> list[PrintedLine]:
    """The printed lines that hold a text; spaces do not count, as columns may stretch them."""
    wanted = _squeezed(text)
    return [line for line in lines(pdf) if wanted in _squeezed(line.text)]


def line_of(pdf: Path, text: str) -> PrintedLine:
    """The only printed line that holds a text."""
    found = lines_of(pdf, text)
    assert len(found) == 1, f"{text!r} is printed on {len(found)} lines"
    return found[0]


def contains(pdf: Path, text: str) -> bool:
    """True if a text is printed, over however many lines of one page or several."""
    return _squeezed(text) in _squeezed("".join(line.text for line in lines(pdf)))


def stroke_under(pdf: Path, line: PrintedLine, within: float = 24) -> Stroke | None:
    """The first horizontal line drawn below a printed line and within its width, if any."""
    below = [
        stroke
        for stroke in pages(pdf)[line.page - 1].strokes
        if stroke.horizontal
        and -2 <= stroke.top - line.bottom <= within
        and line.x0 - 3 <= stroke.centre <= line.x1 + 3
    ]
    return min(below, key=lambda stroke: stroke.top, default=None)


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _page(number: int, page) -> Page:  # type: ignore[no-untyped-def]
    chars = [
        Char(c["text"], c["x0"], c["x1"], c["top"], c["bottom"], c["fontname"], round(c["size"], 1))
        for c in page.chars
    ]
    shapes = [*page.lines, *page.rects, *page.curves]
    strokes = tuple(Stroke(s["x0"], s["x1"], s["top"], s["bottom"]) for s in shapes)
    return Page(number, page.width, page.height, tuple(_lines(number, chars)), strokes)


def _lines(page: int, chars: Sequence[Char]) -> Iterator[PrintedLine]:
    """Group letters by base line, then part them where a gap as wide as a column stands."""
    rows: dict[float, list[Char]] = {}
    for char in sorted(chars, key=lambda c: (c.bottom, c.x0)):
        base = next((key for key in rows if abs(key - char.bottom) <= 1.5), char.bottom)
        rows.setdefault(base, []).append(char)
    for _, row in sorted(rows.items()):
        held: list[Char] = []
        for char in sorted(row, key=lambda c: c.x0):
            # Within a line a gap follows a blank; one that follows a letter is a column's edge.
            blank = held and not held[-1].text.strip()
            if held and char.x0 - held[-1].x1 > char.size * (1 if blank else 0.5):
                yield from _inked(page, held)
                held = []
            held.append(char)
        yield from _inked(page, held)


def _inked(page: int, chars: list[Char]) -> Iterator[PrintedLine]:
    if any(char.text.strip() for char in chars):
        yield PrintedLine(page, tuple(chars))
