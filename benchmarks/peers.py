"""The contestants: each makes a document's bytes from a context, in its own customary way."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate

from benchmarks.layouts import BRACES, fill, head, line, saved, task_table, template
from benchmarks.materials import COLUMNS, Context, Kind
from benchmarks.measure import Render
from vbgen.render import Template

NODE = Path(__file__).parent / "node"


def docxtpl_naive(data: bytes) -> Render:
    """A new DocxTemplate for each document, as its documentation shows."""

    def render(context: Context) -> bytes:
        tpl = DocxTemplate(io.BytesIO(data))
        tpl.render(context, autoescape=True)
        return saved(tpl)

    return render


def docxtpl_reused(data: bytes) -> Render:
    """One DocxTemplate, rendered again and again."""
    tpl = DocxTemplate(io.BytesIO(data))

    def render(context: Context) -> bytes:
        tpl.render(context, autoescape=True)
        return saved(tpl)

    return render


def vbgen(data: bytes, deflate: str) -> Render:
    """The fast path."""
    prepared = Template(data, deflate=deflate)
    assert not prepared.why_slow, prepared.why_slow
    return prepared.render


def python_docx(context: Context) -> bytes:
    """The document written from nothing with python-docx."""
    doc = Document()
    doc.core_properties.title = context["tieu_de"]
    head(doc, context["so"], context["noi_nhan"], context["ngay"])
    line(doc, context["tieu_de"], bold=True, centre=True)
    for paragraph in context["doan"]:
        line(doc, paragraph["chu"], bold=paragraph["cap"] == "muc")
    if any(group["viec"] for group in context["nhom"]):
        table = task_table(doc)
        for group in context["nhom"]:
            cells = table.add_row().cells
            fill(cells[0].merge(cells[-1]).paragraphs[0], group["ten"], bold=True)
            for task in group["viec"]:
                for cell, (name, _) in zip(table.add_row().cells, COLUMNS, strict=True):
                    fill(cell.paragraphs[0], task[name], size=12)
    line(doc, context["chuc_vu"], bold=True, centre=True)
    line(doc, context["nguoi_ky"], bold=True, centre=True)
    return saved(doc)


def mailmerge(kind: Kind) -> Render | None:
    """docx-mailmerge2: fields of Word's mail merge; flat rows, no groups."""
    if find_spec("mailmerge") is None:
        return None
    from mailmerge import MailMerge

    data = _merge_template(kind)

    def render(context: Context) -> bytes:
        with MailMerge(io.BytesIO(data)) as document:
            document.merge_rows("chu", context["doan"])
            if kind.tasks:
                rows = [task for group in context["nhom"] for task in group["viec"]]
                document.merge_rows("stt", rows)
            document.merge(**{k: v for k, v in context.items() if isinstance(v, str)})
            document.write(out := io.BytesIO())
        return out.getvalue()

    return render


def _merge_template(kind: Kind) -> bytes:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def field(paragraph: Any, name: str) -> None:
        fill(paragraph, f"«{name}»")
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), f" MERGEFIELD {name} ")
        run = paragraph.runs[0]._r
        run.addprevious(simple)
        simple.append(run)

    doc = Document()
    for name in ("so", "noi_nhan", "ngay", "tieu_de"):
        field(doc.add_paragraph(), name)
    field(doc.add_table(1, 1).cell(0, 0).paragraphs[0], "chu")
    if kind.tasks:
        row = task_table(doc).add_row()
        for cell, (name, _) in zip(row.cells, COLUMNS, strict=True):
            field(cell.paragraphs[0], name)
    for name in ("chuc_vu", "nguoi_ky"):
        field(doc.add_paragraph(), name)
    return saved(doc)


def node_peers(kind: Kind, contexts: list[Context]) -> dict[str, float | str]:
    """CPU ms of docxtemplater, easy-template-x and carbone, or why there is none."""
    import statistics

    names = ("docxtemplater", "easy-template-x", "carbone")
    if (why := _node()) != "":
        return dict.fromkeys(names, why)
    found: dict[str, float | str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            source = _carbone(kind) if name == "carbone" else template(kind, BRACES)
            times = _run_node(name, source, contexts, Path(folder))
            # The first third warms node's compiler up.
            found[name] = statistics.median(times[len(times) // 3 :])
    return found


def _node() -> str:
    if not shutil.which("node"):
        return "no node"
    if not (NODE / "node_modules").is_dir():
        npm = shutil.which("npm")
        if not npm:
            return "no npm"
        run = [npm, "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        try:
            subprocess.run(run, cwd=NODE, check=True, capture_output=True, timeout=180)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
            return "npm install failed"
    return ""


def _run_node(name: str, source: bytes, contexts: list[Context], folder: Path) -> list[float]:
    (folder / "t.docx").write_bytes(source)
    data = [_flat(c) if name == "carbone" else c for c in contexts]
    (folder / "c.json").write_text(json.dumps(data), encoding="utf-8")
    files = [str(folder / file) for file in ("t.docx", "c.json", "o.docx")]
    run = subprocess.run(
        ["node", str(NODE / "render.mjs"), name, *files],
        check=True,
        capture_output=True,
        timeout=600,
    )
    _check(name, (folder / "o.docx").read_bytes(), contexts[-1])
    return list(map(float, json.loads(run.stdout)["times"]))


def _check(name: str, docx: bytes, context: Context) -> None:
    """A peer that loses a row has not made the document."""
    text = "\n".join(
        node.text or "" for node in Document(io.BytesIO(docx)).element.body.iter() if node.text
    )
    wanted = [p["chu"] for p in context["doan"]]
    wanted += [task["viec"] for group in context["nhom"] for task in group["viec"]]
    missing = [value for value in wanted if value not in text]
    assert not missing, f"{name}: {len(missing)} of {len(wanted)} texts missing"


def _flat(context: Context) -> Context:
    return context | {"viec": [task for group in context["nhom"] for task in group["viec"]]}


def _carbone(kind: Kind) -> bytes:
    """carbone repeats what stands between [i] and [i+1]; rows without groups."""
    doc = Document()
    head(doc, "{d.so}", "{d.noi_nhan}", "{d.ngay}")
    line(doc, "{d.tieu_de}", bold=True, centre=True)
    line(doc, "{d.doan[i].chu}")
    line(doc, "{d.doan[i+1].chu}")
    if kind.tasks:
        table = task_table(doc)
        for index in ("i", "i+1"):
            for cell, (name, _) in zip(table.add_row().cells, COLUMNS, strict=True):
                fill(cell.paragraphs[0], f"{{d.viec[{index}].{name}}}", size=12)
    line(doc, "{d.chuc_vu}", bold=True, centre=True)
    line(doc, "{d.nguoi_ky}", bold=True, centre=True)
    return saved(doc)
