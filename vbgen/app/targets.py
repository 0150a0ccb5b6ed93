"""Which document is meant: a deliverable's code, a draft's file or its stem, a paper at hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from vbgen.app import manifest
from vbgen.app.workspace import Workspace
from vbgen.documents import product_types, types
from vbgen.documents.decree_types import DecreeType, decree_types
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.jobs import jobs
from vbgen.errors import UsageError
from vbgen.model.fields import did_you_mean


@dataclass(frozen=True)
class Target:
    """A document that can be issued. ``draft`` is None for what vbgen does not draft."""

    type: str
    type_name: str
    subject: str
    deliverable: str = ""
    unit: str = ""
    period: str = ""
    part: str = ""
    file: Path | None = None
    draft: Draft | None = None

    @property
    def base(self) -> DecreeType | None:
        """The decree's type, None for papers outside it."""
        return base_of(self.type)


def base_of(slug: str) -> DecreeType | None:
    """Return the decree's type that a slug begins with (``quyet-dinh-quy-pham``: Quyết định)."""
    known = decree_types()
    return known.get(
        max((s for s in known if slug == s or slug.startswith(f"{s}-")), key=len, default="")
    )


def find_target(
    workspace: Workspace, dossier: Dossier, what: str, unit: str = "", period: str = ""
) -> Target:
    """Return the one document meant; :class:`UsageError` where none is, or several are.

    ``unit`` and ``period`` (codes) choose among the documents of one code.
    """
    drafts = jobs(dossier).drafts
    if what in dossier.plan.by_code:
        found = [d for d in drafts if d.code == what]
        if not found or _of_another(dossier, found, unit, period):
            return _undrafted(dossier, what, unit, period)
        return _of_draft(workspace, _one(what, found, unit, period))
    folder, entry = _listed(workspace, what)
    named = [d for d in drafts if d.stem == (Path(entry.path).stem if entry else _stem(what))]
    if named:
        file = _given(what) or (folder / entry.path if entry else None)
        return _of_draft(workspace, _one(what, named, unit, period), file)
    if entry is not None:
        return _of_entry(entry, folder)
    by_type = [d for d in drafts if d.type.slug == what]
    if by_type:
        return _of_draft(workspace, _one(what, by_type, unit, period))
    raise _unknown(what, drafts, dossier)


def _of_another(dossier: Dossier, drafts: list[Draft], unit: str, period: str) -> bool:
    """Tell whether the paper is one of several leads', or one period's, where one draft is for all.

    Such a paper is not the draft; naming the only lead says nothing new.
    """
    leads = {
        u.code
        for d in drafts
        if d.deliverable
        for u in dossier.register.resolve(d.deliverable.leads)
    }
    of_unit = bool(unit) and not any(d.unit_code for d in drafts) and leads != {unit}
    return of_unit or (bool(period) and not any(d.period_code for d in drafts))


def _given(what: str) -> Path | None:
    """Return the file itself where a path to one was given."""
    path = Path(what)
    return path if path.name != what and path.is_file() else None


def paper_target(file: Path, slug: str, name: str, subject: str) -> Target:
    """Return a paper that no draft stands for: a file that came from elsewhere."""
    return Target(slug, name, subject, part=file.name, file=file)


def _stem(what: str) -> str:
    return Path(what).name.removesuffix(".docx")


def _listed(workspace: Workspace, what: str) -> tuple[Path, manifest.Entry | None]:
    """Return the draft of that path or stem, from the manifest beside it, else the workspace's."""
    path = Path(what)
    for folder in (path.parent, workspace.root / path.parent, workspace.out):
        for entry in manifest.read(folder).values():
            if Path(entry.path).stem == _stem(what):
                return folder, entry
    return workspace.out, None


def _one(what: str, drafts: list[Draft], unit: str, period: str) -> Draft:
    """Return the draft of that unit and period; a draft of neither kind takes any."""
    fit = [
        d
        for d in drafts
        if (not d.unit_code or unit in ("", d.unit_code))
        and (not d.period_code or period in ("", d.period_code))
    ]
    if len(fit) == 1:
        return fit[0]
    among = fit or drafts
    by_unit = any(d.unit_code for d in among)
    codes = ", ".join((d.unit_code if by_unit else d.period_code) or d.stem for d in among[:12])
    chosen = f"thêm --{'unit' if by_unit else 'period'}, một trong: {codes}"
    if all(d.row_code for d in among):  # told apart by their files alone
        chosen = f"ghi tên tệp thay cho mã, một trong: {', '.join(d.stem for d in among[:12])}"
    raise UsageError.at(
        what,
        f"có {len(fit)} văn bản ứng với mã này" if fit else "không có văn bản của đơn vị, kỳ này",
        "đúng một văn bản",
        chosen,
    )


def _of_draft(workspace: Workspace, draft: Draft, file: Path | None = None) -> Target:
    path = file or workspace.out / f"{draft.stem}.docx"
    base = base_of(draft.type.base or draft.type.slug)
    return Target(
        type=draft.type.slug,
        type_name=base.name if base else draft.type.name,
        subject=" ".join(draft.subject.split()),
        deliverable=draft.code,
        unit=draft.unit_code,
        period=draft.period_code,
        part=draft.stem if draft.row_code else "",
        file=path if path.is_file() else None,
        draft=draft,
    )


def _of_entry(entry: manifest.Entry, folder: Path) -> Target:
    """Return a draft that was made, and that the plan no longer calls for."""
    declared = types.load(entry.type) if entry.type in types.slugs() else None
    base = base_of(entry.type)
    name = base.name if base else declared.name if declared else entry.type
    return Target(
        type=entry.type,
        type_name=name,
        subject=entry.title.removeprefix(name).strip(),
        deliverable=entry.deliverable or "",
        unit=entry.unit_code or "",
        period=entry.period or "",
        file=folder / entry.path,
    )


def _undrafted(dossier: Dossier, code: str, unit: str, period: str) -> Target:
    """Return a deliverable that vbgen schedules and does not draft."""
    d, task = dossier.plan.by_code[code], dossier.plan.task_of[code]
    base = base_of(d.type)
    outside = product_types.outside()
    name = base.name if base else product_types.not_a_document(d.type)
    if not name:
        name = product_types.outside_name(d.type) if d.type in outside else d.type
    subject = " ".join((d.subject or d.name or task.title).split())
    return Target(d.type, name, subject, code, unit, period)


def _unknown(what: str, drafts: Iterable[Draft], dossier: Dossier) -> UsageError:
    known = {d.stem for d in drafts} | set(dossier.plan.by_code)
    return UsageError.at(
        what,
        "không có văn bản nào mang mã hoặc tên tệp này",
        "mã sản phẩm, tệp dự thảo trong thư mục out, hoặc tệp sẵn có kèm --issuer",
        did_you_mean(
            _stem(what), known, "chạy `vbgen build THƯ_MỤC --format json` để xem danh sách"
        ),
    )
