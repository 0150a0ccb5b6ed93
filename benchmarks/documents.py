"""vbgen against its peers on three documents: CPU per document, and times faster than docxtpl."""

from __future__ import annotations

import zlib

from benchmarks.layouts import template
from benchmarks.materials import KINDS, Kind, contexts
from benchmarks.measure import Render, in_turns, table
from benchmarks.peers import (
    docxtpl_naive,
    docxtpl_reused,
    mailmerge,
    node_peers,
    python_docx,
    vbgen,
)
from vbgen.render import Template
from vbgen.render.package import members

ROUNDS = {"plan": 40, "extract": 80, "letter": 80}
NAIVE = "docxtpl, new object each time"
FLOOR = "Jinja's output and zlib 6 alone"


def run() -> None:
    """Measure and print."""
    found = {kind.name: _measure(kind) for kind in KINDS}
    names = dict.fromkeys(name for times in found.values() for name in times)
    rows = []
    for name in names:
        row = [name]
        for kind in KINDS:
            taken, base = found[kind.name].get(name, "–"), found[kind.name][NAIVE]
            if isinstance(taken, float) and isinstance(base, float):
                row += [f"{taken:.3f}", f"{base / taken:.1f}"]
            else:
                row += [str(taken), "–"]
        rows.append(row)
    head = ["CPU ms per document", *(h for kind in KINDS for h in (kind.name, "× docxtpl"))]
    table("Documents", head, rows)
    for kind in KINDS:
        _sizes(kind)


def _measure(kind: Kind) -> dict[str, float | str]:
    data = template(kind)
    several = contexts(kind, ROUNDS[kind.name])
    contestants: dict[str, Render] = {
        NAIVE: docxtpl_naive(data),
        "docxtpl, instance reused": docxtpl_reused(data),
        "python-docx from scratch": python_docx,
        "vbgen, zlib 6": vbgen(data, "zlib"),
        FLOOR: _floor(data),
    }
    for name in ("zlib-ng", "isal"):
        try:
            contestants[f"vbgen, {name}"] = vbgen(data, name)
        except ImportError:
            print(f"{name} is not installed")
    if merge := mailmerge(kind):
        contestants["docx-mailmerge2 (flat rows)"] = merge
    found: dict[str, float | str] = dict(in_turns(contestants, several))
    return found | node_peers(kind, several[:30])


def _floor(data: bytes) -> Render:
    """The same output by stock Jinja, no sandbox, no check, and its compression: nothing else."""
    from jinja2 import Environment

    from vbgen.render.prepare import opened

    tpl = opened(data, "")
    source = tpl.patch_xml(tpl.get_xml())
    compiled = Environment(autoescape=True).from_string(source)

    def render(context: dict[str, object]) -> bytes:
        return zlib.compress(compiled.render(context).encode(), 6, -15)

    return render


def _sizes(kind: Kind) -> None:
    data = template(kind)
    context = kind.context(0)
    document = members(Template(data).render(context))["word/document.xml"]
    sizes = {}
    for name in ("zlib", "zlib-ng", "isal"):
        try:
            sizes[name] = len(Template(data, deflate=name).render(context))
        except ImportError:
            continue
    shown = ", ".join(f"{name} {size / 1000:.1f} kB" for name, size in sizes.items())
    print(f"\n{kind.name}: document.xml {len(document) / 1000:.0f} kB; whole file with {shown}")
