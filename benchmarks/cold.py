"""Cold starts as whole processes, against a bare import and a five-line docxtpl script.

The script fills the template that vbgen ships for a letter with the texts that vbgen's own letter
has: both make the same page. Times are CPU (user and system) of the process.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from docxtpl import DocxTemplate

from benchmarks.measure import table
from vbgen.app.drafting import Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.documents.jobs import jobs
from vbgen.resources import template

TIMES = 11
EXAMPLE = Path(__file__).parent.parent / "examples" / "ke-hoach-cchc-2024"
LETTER = "cong-van-trien-khai"
CLICK, SCRIPT = "python -c 'import click'", "five lines of docxtpl: the letter"
# What is looked at with the example's workspace; each names the folder last.
COMMANDS = ("schedule", "status", "ask", "template list", "doctor")


def run() -> None:
    """Measure in turns and print medians, minima and both ratios."""
    with tempfile.TemporaryDirectory() as folder:
        commands = _commands(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(TIMES + 1):
            for name, command in commands.items():
                taken = _cpu_ms(command, folder)
                if number:  # the first fills caches, the file system's and ours
                    times[name].append(taken)
    rows = [
        [name, f"{median(own):.0f}", f"{min(own):.0f}", _ratio(own, times[CLICK]),
         _ratio(own, times[SCRIPT])]
        for name, own in times.items()
    ]  # fmt: skip
    head = ["process", "CPU ms", "least", "× import click", "× docxtpl script"]
    table("Cold starts", head, rows)


def _cpu_ms(command: list[str], folder: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=False, capture_output=True, cwd=folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _ratio(own: list[float], base: list[float]) -> str:
    """Return the median of the ratios run by run: the machine's pace drifts."""
    return f"{median(a / b for a, b in zip(own, base, strict=True)):.2f}"


def _commands(folder: Path) -> dict[str, list[str]]:
    python = sys.executable
    program = shutil.which("vbgen") or str(Path(python).with_name("vbgen"))
    shutil.copytree(EXAMPLE, folder / "work")
    stem = _script(folder)
    out = ["-o", str(folder / "out"), "--overwrite"]
    found = {
        "python -c pass": [python, "-c", "pass"],
        CLICK: [python, "-c", "import click"],
        SCRIPT: [python, "theirs.py"],
        "vbgen --help": [program, "--help"],
        "vbgen build: the letter": [program, "build", "work", stem, *out],
        "vbgen build: the plan": [program, "build", "work", "ke-hoach", *out],
    }
    for words in COMMANDS:
        last = [] if words in {"template list", "doctor"} else ["work"]
        found[f"vbgen {words}"] = [program, *words.split(), *last]
    return found


def _script(folder: Path) -> str:
    """Write the script with its ready context; return the stem of the same letter of vbgen's."""
    workspace = open_workspace(folder / "work")
    dossier = dossier_of(workspace)
    draft = next(d for d in jobs(dossier).drafts if d.type.slug == LETTER)
    values = Studio(workspace, dossier).fill(draft).values
    (folder / "letter.docx").write_bytes(template(LETTER).read_bytes())
    asked = DocxTemplate(folder / "letter.docx").get_undeclared_template_variables()
    context = {k: _plain(v) for k, v in values.items() if k in asked and not callable(v)}
    helpers = sorted(k for k, v in values.items() if k in asked and callable(v))
    (folder / "theirs.py").write_text(
        "from docxtpl import DocxTemplate\n"
        "template = DocxTemplate('letter.docx')\n"
        f"context = {context!r}\n"
        f"context |= dict.fromkeys({helpers!r}, lambda *words: ' '.join(map(str, words)))\n"
        "template.render(context, autoescape=True)\n"
        "template.save('theirs.docx')\n",
        encoding="utf-8",
    )
    return draft.stem


def _plain(value: Any) -> Any:
    """Return a value as a script would hold it: dicts, lists and texts."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return str(value)
