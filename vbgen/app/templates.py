"""Templates listed, made anew from their declarations, and previewed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from vbgen import resources
from vbgen.app.doctor import find_office
from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.files import write_whole
from vbgen.app.opening import open_workspace
from vbgen.app.workspace import Workspace
from vbgen.documents import types
from vbgen.documents.decree_types import base_type
from vbgen.documents.dossier import Draft
from vbgen.documents.jobs import jobs, periods_of, titled
from vbgen.errors import OutputBlocked, TemplateInvalid, UsageError
from vbgen.model.supplement import Supplement

SAMPLE = "ke-hoach-mau"
REPORT_CONTEXT = "periodic_report"  # types that always speak of a period


@dataclass(frozen=True, slots=True)
class Listed:
    """A declared type: slug, name, abbreviation in the number, number of the decree's form."""

    type: str
    name: str
    abbreviation: str
    form: str


def listed() -> tuple[Listed, ...]:
    """Return every type that can be drafted."""
    rows = []
    for slug in types.slugs():
        doc_type = types.load(slug)
        base = base_type(doc_type)
        rows.append(Listed(slug, doc_type.name, base.abbreviation, ", ".join(base.forms)))
    return tuple(rows)


def make(slug: str, target: Path, *, overwrite: bool = False) -> Path:
    """Make a type's template from its declaration and the decree's values.

    :class:`UsageError` where another file is there: somebody may have styled it in Word.
    """
    from vbgen.builder import build_template
    from vbgen.form import load as load_form

    data = build_template(types.load(slug), load_form("nd30"))
    if not overwrite and target.is_file() and target.read_bytes() != data:
        raise UsageError.at(
            str(target),
            "đã có tệp này, khác với mẫu sắp tạo",
            "một tên tệp mới: mẫu có thể đã được sửa trong Word",
            "đặt tên khác, hoặc thêm --overwrite để thay",
        )
    write_whole(target, data)
    return target


def preview(template: Path, target: Path, folder: Path | None, options: Options) -> Path:
    """Fill a template with a workspace's data, or the type's sample data; .docx, .pdf or .png."""
    if not template.is_file():
        raise UsageError.at(
            str(template), "không có tệp này", "một tệp mẫu .docx", "kiểm tra đường dẫn"
        )
    slug = _slug_of(template)
    data = _filled(slug, template, folder, options)
    ending = target.suffix.lower()
    if ending == ".docx":
        write_whole(target, data)
        return target
    if ending not in {".pdf", ".png"}:
        raise UsageError.at(
            target.name, f'không xuất được "{ending}"', ".docx, .pdf hoặc .png", "đổi đuôi tệp"
        )
    return _converted(data, target)


def _slug_of(template: Path) -> str:
    """A template's type is its file name, or the longest type name it begins with."""
    names = [s for s in types.slugs() if template.stem == s or template.stem.startswith(s)]
    if not names:
        raise UsageError.at(
            template.name,
            "không biết mẫu này thuộc loại văn bản nào",
            "tên tệp bắt đầu bằng một loại trong `vbgen template list`",
            "đổi tên tệp, ví dụ ke-hoach.docx",
        )
    return max(names, key=len)


def _filled(slug: str, template: Path, folder: Path | None, options: Options) -> bytes:
    with tempfile.TemporaryDirectory(prefix="vbgen-") as scratch:
        place = Path(scratch) / "mau"
        source = folder or _sample_folder(Path(scratch))
        shutil.copytree(source, place, ignore=shutil.ignore_patterns("out", "*.sqlite*"))
        own = place / "templates" / "docx" / f"{slug}.docx"
        own.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(template, own)
        workspace = open_workspace(place)
        if folder is None:
            workspace = _with_samples(workspace, slug)
        dossier = dossier_of(workspace, options.as_of)
        draft = next((d for d in jobs(dossier).drafts if d.type.slug == slug), None)
        draft = draft or sample_draft(workspace, slug)
        return Studio(workspace, dossier, options).render(draft)[0]


def _sample_folder(scratch: Path) -> Path:
    from vbgen.app.init import init

    init(scratch / "vi-du", SAMPLE)
    return scratch / "vi-du"


def _with_samples(workspace: Workspace, slug: str) -> Workspace:
    sample = dict(types.load(slug).sample)
    lists = {k: tuple(v) for k, v in sample.items() if isinstance(v, list)}
    common = {k: v for k, v in sample.items() if not isinstance(v, list)}
    return replace(workspace, supplement=Supplement(common, {}, lists))


def sample_draft(workspace: Workspace, slug: str) -> Draft:
    """Return a draft of a type that the workspace's plan does not call for."""
    doc_type, plan = types.load(slug), workspace.plan
    task = plan.tasks[0] if plan.tasks else None
    deliverable = task.deliverables[0] if task and task.deliverables else None
    inside = workspace.register.inside(plan.draft_date)
    unit = inside[0] if doc_type.fan_out == "theo_don_vi" and inside else None
    subject = doc_type.abstract or doc_type.name
    made = replace(deliverable, code="") if deliverable else None
    dossier = dossier_of(workspace)
    draft = Draft(doc_type, subject, slug, made, task, unit)
    if doc_type.fan_out == "theo_ky" or doc_type.context == REPORT_CONTEXT:
        draft = replace(draft, period=next(iter(periods_of(dossier, draft)), None))
    return titled(dossier, draft)


def _converted(data: bytes, target: Path) -> Path:
    office = find_office()
    if office is None:
        raise OutputBlocked.at(
            target.name,
            "cần LibreOffice để xuất PDF hoặc hình",
            "LibreOffice có trên máy",
            "cài LibreOffice, hoặc xuất ra .docx",
        )
    with tempfile.TemporaryDirectory(prefix="vbgen-") as scratch:
        docx = Path(scratch) / "xem.docx"
        docx.write_bytes(data)
        profile = (Path(scratch) / "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        subprocess.run(
            [*command, "--outdir", scratch, str(docx)],
            capture_output=True,
            timeout=120,
            check=False,
        )
        pdf = docx.with_suffix(".pdf")
        if not pdf.is_file():
            raise TemplateInvalid.at(
                target.name,
                "LibreOffice không đọc được văn bản",
                "tệp .docx hợp lệ",
                "mở thử bằng Word",
            )
        if target.suffix.lower() == ".pdf":
            write_whole(target, pdf.read_bytes())
            return target
        return _first_page(pdf, target)


def _first_page(pdf: Path, target: Path) -> Path:
    program = shutil.which("pdftoppm")
    if program is None:
        raise OutputBlocked.at(
            target.name,
            "cần pdftoppm (poppler) để xuất hình",
            "poppler có trên máy",
            "xuất ra .pdf",
        )
    stem = pdf.with_suffix("")
    subprocess.run(
        [program, "-png", "-r", "100", "-f", "1", "-l", "1", "-singlefile", str(pdf), str(stem)],
        capture_output=True,
        timeout=60,
        check=False,
    )
    write_whole(target, stem.with_suffix(".png").read_bytes())
    return target


def shipped(slug: str) -> bytes:
    """Return the shipped template's bytes."""
    types.load(slug)
    return resources.template(slug).read_bytes()
