"""Write ``data/fonts/times.json``: advance widths of the letters documents are printed with.

Read from the Liberation Serif fonts (SIL Open Font License 1.1), which have the widths of Times
New Roman. Only the widths are kept, no outline. Needs fonttools, which vbgen itself does not.

    python scripts/make_font_widths.py [FOLDER WITH LiberationSerif-*.ttf]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "data" / "fonts" / "times.json"
FONTS = Path("/usr/share/fonts/truetype/liberation2")
FACES = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
RANGES = ((0x20, 0x7F), (0xA0, 0x1B1), (0x300, 0x324), (0x1EA0, 0x1EFA), (0x2010, 0x2027))


def widths(font: Path) -> dict[str, int]:
    """Return the advance width of each letter of the ranges, in units of the em."""
    face = TTFont(font)
    names, advances = face.getBestCmap(), face["hmtx"].metrics
    codes = [code for low, high in RANGES for code in range(low, high) if code in names]
    return {chr(code): advances[names[code]][0] for code in codes}


def main(folder: Path) -> None:
    """Measure the four faces and write the table."""
    faces = {key: widths(folder / f"LiberationSerif-{name}.ttf") for key, name in FACES.items()}
    em = TTFont(folder / "LiberationSerif-Regular.ttf")["head"].unitsPerEm
    note = (
        "Advance widths of Liberation Serif 2 (metric-compatible with Times New Roman), "
        "SIL Open Font License 1.1; made by scripts/make_font_widths.py"
    )
    table = {"source": note, "em": em, **faces}
    TARGET.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS)
