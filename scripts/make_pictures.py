"""Draw the pages shown in the README and the guide from the 2024 example.

python scripts/make_pictures.py            write docs/hinh/*.png

Needs LibreOffice and pdftoppm; the fonts at hand decide how the letters look, so the pictures are
made anew by hand when the documents change, not compared in a test.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE, FOLDER = ROOT / "examples" / "ke-hoach-cchc-2024", ROOT / "docs" / "hinh"
# Picture -> the type of a document, of which the first page is shown.
PAGES = {
    "ke-hoach-1": "ke-hoach",
    "quyet-dinh-1": "quyet-dinh-thanh-lap-doan",
    "cong-van-1": "cong-van-yeu-cau-bao-cao",
    "ke-hoach-kiem-tra-1": "ke-hoach-kiem-tra",
    "thong-bao-ket-luan": "thong-bao-ket-luan-kiem-tra",
    "to-trinh-1": "to-trinh",
    "bao-cao-1": "bao-cao-cchc",
}
APPENDIX, CALENDAR = "ke-hoach-phu-luc", "lich"
DPI = 80
GREYS = 16  # enough for letters and lines, and a third of the size


def main() -> int:
    """Write every picture; return the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vbgen-") as scratch:
        for name, pdf, page in _sources(Path(scratch)):
            _draw(pdf, page, FOLDER / f"{name}.png")
            print(f"{name}.png")
    return 0


def _sources(scratch: Path) -> Iterator[tuple[str, Path, int]]:
    """Yield each picture's name, the PDF it is taken from and the page."""
    files = {name: scratch / f"{name}.docx" for name in PAGES}
    _documents(files)
    calendar = scratch / f"{CALENDAR}.xlsx"
    _calendar(calendar)
    _convert([*files.values(), calendar], scratch)
    for name, file in files.items():
        yield name, file.with_suffix(".pdf"), 1
    plan = files["ke-hoach-1"].with_suffix(".pdf")
    yield APPENDIX, plan, _first(plan, lambda page: page.width > page.height)
    yield CALENDAR, calendar.with_suffix(".pdf"), 1


def _documents(files: dict[str, Path]) -> None:
    from vbgen.app.drafting import Studio, dossier_of
    from vbgen.app.opening import open_workspace
    from vbgen.documents.jobs import jobs

    workspace = open_workspace(EXAMPLE)
    dossier = dossier_of(workspace)
    studio = Studio(workspace, dossier)
    first = {draft.type.slug: draft for draft in reversed(jobs(dossier).drafts)}
    for name, file in files.items():
        file.write_bytes(studio.render(first[PAGES[name]])[0])


def _calendar(target: Path) -> None:
    command = [sys.executable, "-m", "vbgen", "schedule", str(EXAMPLE), "-o", str(target)]
    day = date(2024, 1, 10).isoformat()
    subprocess.run([*command, "--as-of", day], check=True, capture_output=True)


def _convert(files: list[Path], scratch: Path) -> None:
    profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(scratch)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True)


def _first(pdf: Path, holds: Callable[..., bool]) -> int:
    import pdfplumber

    with pdfplumber.open(pdf) as document:
        return next(page.page_number for page in document.pages if holds(page))


def _draw(pdf: Path, page: int, target: Path) -> None:
    from PIL import Image

    stem = target.with_suffix("")
    asked = ["-png", "-gray", "-r", str(DPI), "-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run(["pdftoppm", *asked, str(pdf), str(stem)], check=True)
    with Image.open(target) as picture:
        small = picture.quantize(GREYS)
    small.save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
