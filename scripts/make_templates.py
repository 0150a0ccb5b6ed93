"""Rebuild every shipped template from its declaration.

python scripts/make_templates.py            write templates/docx/*.docx
python scripts/make_templates.py --check    say which differ; exit code 1 if any does
"""

from __future__ import annotations

import sys
from pathlib import Path

from vbgen import form
from vbgen.builder import build_template
from vbgen.documents import types

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "docx"


def main(check: bool) -> int:
    """Write or compare; return the exit code."""
    FOLDER.mkdir(exist_ok=True)
    rules, stale = form.load(), []
    for slug in types.slugs():
        made, target = build_template(types.load(slug), rules), FOLDER / f"{slug}.docx"
        if target.is_file() and target.read_bytes() == made:
            continue
        stale.append(target.name)
        if not check:
            target.write_bytes(made)
    print(*stale or ["all templates are as built"], sep="\n")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
