"""Cold starts as whole processes, against a bare import and a five-line docxtpl script."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.layouts import template
from benchmarks.materials import LETTER
from benchmarks.measure import table

TIMES = 11
EXAMPLE = Path(__file__).parent.parent / "examples" / "ke-hoach-cchc-2024"


def run() -> None:
    """Measure in turns and print medians of wall-clock time."""
    with tempfile.TemporaryDirectory() as folder:
        commands = _commands(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(TIMES + 1):
            for name, command in commands.items():
                before = perf_counter()
                subprocess.run(command, check=True, capture_output=True, cwd=folder)
                if number:  # the first fills caches, the file system's and ours
                    times[name].append((perf_counter() - before) * 1000)
    taken = {name: median(values) for name, values in times.items()}
    clicks, script = taken["python -c 'import click'"], taken["five lines of docxtpl: a letter"]
    rows = [
        [name, f"{ms:.0f}", f"{ms / clicks:.2f}", f"{ms / script:.2f}"]
        for name, ms in taken.items()
    ]
    table("Cold starts", ["process", "ms", "× import click", "× docxtpl script"], rows)


def _commands(folder: Path) -> dict[str, list[str]]:
    (folder / "letter.docx").write_bytes(template(LETTER))
    context = repr(LETTER.context(1))
    (folder / "theirs.py").write_text(
        "from docxtpl import DocxTemplate\n"
        "template = DocxTemplate('letter.docx')\n"
        f"context = {context}\n"
        "template.render(context, autoescape=True)\n"
        "template.save('theirs.docx')\n",
        encoding="utf-8",
    )
    (folder / "ours.py").write_text(
        "from pathlib import Path\nfrom vbgen.render import Template\n"
        "template = Template('letter.docx', cache_dir=Path('cache'))\n"
        f"context = {context}\n"
        "Path('ours.docx').write_bytes(template.render(context))\n",
        encoding="utf-8",
    )
    python = sys.executable
    return {
        "python -c pass": [python, "-c", "pass"],
        "python -c 'import click'": [python, "-c", "import click"],
        "five lines of docxtpl: a letter": [python, "theirs.py"],
        "vbgen.render.Template, cached: a letter": [python, "ours.py"],
    } | _vbgen_commands(folder)


def _vbgen_commands(folder: Path) -> dict[str, list[str]]:
    program = shutil.which("vbgen") or str(Path(sys.executable).with_name("vbgen"))
    found = {"vbgen --help": [program, "--help"]}
    out = ["-o", str(folder / "out"), "--overwrite", "--format", "json"]
    whole = [program, "build", str(EXAMPLE), *out]
    done = subprocess.run(whole, check=False, capture_output=True)
    if done.returncode not in (0, 1):
        print("\nvbgen build of the example failed: not measured")
        return found
    made = json.loads(done.stdout)["documents"]
    for label, slug in (("a letter", "cong-van"), ("the plan", "ke-hoach")):
        path = next((Path(d["path"]) for d in made if d["type"].startswith(slug)), None)
        if path:
            found[f"vbgen build: {label}"] = [program, "build", str(EXAMPLE), path.stem, *out]
    return found
