"""Drafts made and written: chosen, rendered, staged, then put in place together.

A draft that a person edited is never overwritten: the new one is written beside it. An issued file
is never touched.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from vbgen.app import manifest
from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.files import blocked, make_folder, staging
from vbgen.app.validity import undated, validity_remarks
from vbgen.app.workspace import Workspace
from vbgen.documents import types
from vbgen.documents.dossier import Declined, Dossier, Draft
from vbgen.documents.jobs import Jobs, titled, untitled
from vbgen.errors import Problem, UsageError
from vbgen.model.fields import did_you_mean
from vbgen.render import content_digest

BESIDE = ".moi"
DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Built:
    """One draft on disk. ``path`` is absolute; ``blanks``: what a person still fills in."""

    path: Path
    draft: Draft
    title: str
    unit: str | None
    blanks: tuple[str, ...]
    state: str = "written"

    def as_json(self) -> dict[str, Any]:
        """Return the entry of ``--format json`` (docs/json.md)."""
        return {
            "path": str(self.path),
            "type": self.draft.type.slug,
            "title": self.title,
            "unit": self.unit,
            "unit_code": self.draft.unit_code or None,
            "period": self.draft.period_code or None,
            "deliverable": self.draft.code or None,
        }


@dataclass(frozen=True)
class BuildResult:
    """What a build made, declined and had to say."""

    documents: tuple[Built, ...]
    declined: tuple[Declined, ...] = ()
    remarks: tuple[Problem, ...] = field(default=())

    @property
    def exit_code(self) -> int:
        """1 where a draft had to be written beside an edited one, else 0."""
        return 1 if any(b.state == "beside" for b in self.documents) else 0


Choose = Callable[[Draft], bool]


def select(dossier: Dossier, found: Jobs, which: Sequence[str], keep: Choose | None = None) -> Jobs:
    """Return the drafts meant by WHICH (types, codes, file stems); UsageError where none is.

    What is declined stays where it is of a type meant and ``keep`` keeps it: nothing goes silently.
    """
    problems = [_nothing(n, found) for n in which if not any(_means(n, d) for d in found.drafts)]
    if problems:
        raise UsageError(problems)

    def chosen(draft: Draft) -> bool:
        meant = not which or any(_means(name, draft) for name in which)
        return meant and (keep is None or keep(draft))

    return Jobs(
        tuple(d for d in found.drafts if chosen(d)),
        tuple(d for d in found.declined if chosen(_stand_in(dossier, d))),
    )


def _stand_in(dossier: Dossier, declined: Declined) -> Draft:
    """Return the draft that something declined would be, for what narrows the drafts."""
    code, bare = declined.deliverable, types.FRAMES[0]
    return Draft(
        types.DocumentType(declined.type, declined.title, declined.type, bare),
        declined.title,
        deliverable=dossier.plan.by_code.get(code),
        task=dossier.plan.task_of.get(code),
    )


def _means(name: str, draft: Draft) -> bool:
    wanted = name.removesuffix(".docx")
    return wanted in {draft.type.slug, draft.code, draft.stem} - {""}


def _nothing(name: str, found: Jobs) -> Problem:
    for declined in (*found.declined, *found.waiting):
        if name in {declined.deliverable, declined.type}:
            return Problem(
                name,
                f"không soạn văn bản này: {declined.reason}",
                "một văn bản soạn được",
                "xem danh sách bằng `vbgen build THƯ_MỤC --format json`",
            )
    known = {d.type.slug for d in found.drafts} | {d.code for d in found.drafts if d.code}
    return Problem(
        name,
        "không có văn bản nào mang loại, mã hoặc tên này",
        "loại văn bản, mã sản phẩm hoặc tên tệp dự thảo",
        did_you_mean(name, known, "chạy `vbgen build THƯ_MỤC --format json` để xem danh sách"),
    )


def build(
    workspace: Workspace,
    which: Sequence[str] = (),
    out: Path | None = None,
    options: Options = DEFAULTS,
    overwrite: bool = False,
    keep: Callable[[Dossier], Choose] | None = None,
) -> BuildResult:
    """Draft what is asked for (everything, where nothing is) into ``out``."""
    dossier = dossier_of(workspace, options.as_of)
    chosen = select(dossier, untitled(dossier), which, keep(dossier) if keep else None)
    studio = Studio(workspace, dossier, options)
    target = (out or workspace.out).absolute()
    drafts = (titled(dossier, draft) for draft in chosen.drafts)
    rendered = ((draft, *studio.render(draft)) for draft in drafts)
    built = write_all(target, rendered, dossier, overwrite)
    return BuildResult(tuple(built), chosen.declined, _remarks(workspace, dossier, built))


def write_all(
    target: Path, rendered: Iterable[tuple[Draft, bytes, Any]], dossier: Dossier, overwrite: bool
) -> list[Built]:
    """Stage every draft, then move each into place; nothing is in place if one cannot be made."""
    known = manifest.read(target)
    made: list[Built] = []
    existed = target.is_dir()
    make_folder(target)
    try:
        with staging(target) as stage:
            for draft, name, digest, filled in list(_stage(stage, rendered)):
                state, final = _place(
                    stage / name, target / name, digest, known, draft, dossier, overwrite
                )
                title = str(filled.values["tieu_de"])
                day = dossier.day_of(draft)
                unit = dossier.register.full_label(draft.unit, day) if draft.unit else None
                made.append(Built(final, draft, title, unit, filled.asked, state))
                if state in {"written", "same"}:
                    known[name] = _entry(made[-1], name, digest)
            manifest.write(target, known.values())
    except OSError as error:
        raise blocked(target, error) from error
    finally:
        if not existed and not made:
            _remove_if_empty(target)
    return made


def _remove_if_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):  # something is in it: not ours to remove
        folder.rmdir()


def _stage(
    stage: Path, rendered: Iterable[tuple[Draft, bytes, Any]]
) -> Iterator[tuple[Draft, str, str, Any]]:
    for draft, data, filled in rendered:
        name = f"{draft.stem}.docx"
        (stage / name).write_bytes(data)
        yield draft, name, content_digest(data), filled


def _place(
    staged: Path,
    final: Path,
    digest: str,
    known: dict[str, manifest.Entry],
    draft: Draft,
    dossier: Dossier,
    overwrite: bool,
) -> tuple[str, Path]:
    """Move one draft into place; return what happened (written, same, beside, frozen) and where."""
    there = manifest.digest_of(final)
    if there is not None:
        if final.name in _issued_names(dossier, draft, final.name):
            return "frozen", final
        if there == digest:
            return "same", final
        vouched = final.name in known and known[final.name].digest == there
        if not vouched and not overwrite:
            beside = _beside(final)
            staged.replace(beside)
            return "beside", beside
    try:
        staged.replace(final)
    except OSError as error:
        raise blocked(final, error) from error
    beside = _beside(final)
    if manifest.digest_of(beside) == digest:  # laid there by an earlier build, needed no longer
        beside.unlink(missing_ok=True)
    return "written", final


def _issued_names(dossier: Dossier, draft: Draft, own: str) -> set[str]:
    """Return the names of issued files; a draft issued by its code alone is there under its own."""
    issued = dossier.issued_as(draft)
    names = {Path(d.file).name for d in dossier.issued if "/" in d.file}
    return names | ({Path(issued.file).name or own} if issued else set())


def _beside(final: Path) -> Path:
    return final.with_name(f"{final.stem}{BESIDE}{final.suffix}")


def _entry(built: Built, name: str, digest: str) -> manifest.Entry:
    row = built.as_json()
    return manifest.Entry(
        name,
        row["type"],
        row["title"],
        row["unit"],
        row["unit_code"],
        row["period"],
        row["deliverable"],
        digest,
        built.blanks,
    )


def _remarks(workspace: Workspace, dossier: Dossier, built: Sequence[Built]) -> tuple[Problem, ...]:
    remarks = list(workspace.warnings)
    remarks += validity_remarks(workspace, dossier, [b.draft for b in built])
    for b in built:
        if b.state == "beside":
            original = b.path.name.replace(BESIDE, "", 1)
            remarks.append(
                Problem(
                    original,
                    f"đã được sửa bằng tay nên giữ nguyên; bản mới ghi ở {b.path.name}",
                    "dự thảo có người sửa không bị ghi đè",
                    "so hai bản, hoặc chạy lại với --overwrite để thay",
                    "warning",
                )
            )
    return (*remarks, *undated(dossier))
