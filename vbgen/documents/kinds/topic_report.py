"""A report on one task: its headings are those of the plan it answers, its figures stand once.

The outlines are data (``data/reports/chuyen-de.yml``), chosen by words of the abstract, else by the
plans of the same task; a task with neither is reported by its own activities and targets. Body and
annex take each figure from the same answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from vbgen import resources
from vbgen.documents.abbreviations import abbreviations, spell
from vbgen.documents.dossier import Draft
from vbgen.documents.fill import fill
from vbgen.documents.jobs import title_values
from vbgen.documents.joining import joined, parts_of
from vbgen.documents.kept import KeptRow, kept_rows
from vbgen.documents.kinds import sub_plan
from vbgen.documents.periodic.report_figures import Figures
from vbgen.documents.types import load, slugs
from vbgen.model.task import Deliverable
from vbgen.vi.letters import capitalize_first, letter, lower, lower_first

if TYPE_CHECKING:
    from vbgen.documents.context import Maker

Outline = Mapping[str, Any]
_PLACE = re.compile(r"\{(\w+)\}")


@cache
def data() -> Mapping[str, Any]:
    """Return the outlines and the figures with their names and units."""
    from ruamel.yaml import YAML

    text = resources.data("reports", "chuyen-de.yml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = YAML(typ="safe").load(text)
    return loaded


def enrich(maker: Maker, values: dict[str, Any]) -> None:
    """Add results by heading, the table of figures, the plans answered and their activities."""
    sub_plan.enrich(maker, values)
    plans = answered(maker)
    outlines = chosen(maker, plans)
    values.update(
        ke_hoach_tra_loi=[cited(maker, d) for d in plans],
        ket_qua=[
            {"cap": level, "so": "", "chu": maker.dossier.rich(text)}
            for level, text in results(maker, outlines)
        ],
        bieu_so_lieu=figures(maker, outlines),
        phuong_huong=[text for outline in outlines for text in outline.get("phuong_huong", ())],
        viec_con_lai=[lower_first(part["de_muc"]) for part in outlines[0]["muc"]],
        hoat_dong_ke_hoach=planned(maker, plans),
        nam_sau=str(maker.dossier.plan.year + 1),
    )


def answered(maker: Maker) -> list[Deliverable]:
    """Return the plans of the same task that this report answers, a joint one once."""
    task, own = maker.draft.task, maker.draft.deliverable
    joint = joined(maker.dossier, task)
    return [
        joint.instead.get(d.code, d)
        for d in (task.all_deliverables if task else ())
        if d.type.startswith("ke-hoach")
        and d.code not in joint.refused
        and not (own and d.code == own.code)
    ]


def cited(maker: Maker, d: Deliverable) -> str:
    """Cite a product of the plan: number and day once issued, room for them before."""
    draft = Draft(
        load(d.type if d.type in slugs() else "ke-hoach"), d.subject, "", d, maker.draft.task
    )
    issuer = maker.dossier.issuer(draft).called
    subject = lower_first(" ".join((d.subject or titled(maker, draft)).split()))
    return f"{maker.cited(draft)} của {issuer} về {subject.removeprefix('về ')}"


def titled(maker: Maker, draft: Draft) -> str:
    """Return the abstract of a product that the plan gives none: that of its type."""
    return fill(draft.type.abstract, title_values(maker.dossier, draft))


def chosen(maker: Maker, plans: Sequence[Deliverable]) -> list[Outline]:
    """Return the outlines of this report, one for each plan it answers."""
    by_type: Mapping[str, Outline] = data()["theo_loai"]
    about = lower(
        f"{maker.draft.subject} {maker.draft.deliverable.name if maker.draft.deliverable else ''}"
    )
    parts = [part for d in plans for part in parts_of(d.type)]
    found = [by_type[part] for part in parts if part in by_type]
    if len(found) > 1:
        return found
    for entry in data()["theo_tu"]:
        if any(word in about for word in entry["khi"]):
            return [by_type[entry["nhu"]] if "nhu" in entry else entry]
    return found or [own_outline(maker)]


def own_outline(maker: Maker) -> Outline:
    """Return an outline made of the task itself: an activity a heading, then its targets."""
    known = abbreviations(maker.dossier.plan)
    task = maker.draft.task
    heads = [capitalize_first(spell(line, known)) for line in sub_plan.lines(maker, task)]
    parts: list[dict[str, Any]] = [
        {
            "de_muc": head,
            "cau": [
                f"Đã hoàn thành: {{so_hoan_thanh_{n}}}; đang thực hiện: {{so_dang_lam_{n}}}; "
                f"chưa thực hiện: {{so_chua_lam_{n}}}; thời điểm hoàn thành: {{ngay_xong_{n}}}."
            ],
        }
        for n, head in enumerate(heads, 1)
    ]
    goals = [spell(text, known) for text in sub_plan.task_targets(task)]
    if goals:
        lines = [
            f"{text}; kết quả đạt: {{ket_qua_chi_tieu_{n}}}." for n, text in enumerate(goals, 1)
        ]
        parts.append({"de_muc": "Kết quả so với chỉ tiêu", "cau": lines})
    return {"ten": "Kết quả thực hiện", "muc": parts}


def results(maker: Maker, outlines: Sequence[Outline]) -> Iterator[tuple[str, str]]:
    """Yield level and text of the part on results; several plans make a level more."""
    several = len(outlines) > 1
    for number, outline in enumerate(outlines, 1):
        if several:
            yield "khoan_de_muc", f"{number}. {outline['ten']}"
        for index, part in enumerate(outline["muc"], 1):
            name = part["de_muc"]
            if several:  # a điểm is never bold (PL I/1/V#6.b), so it leads into its items
                yield "diem_de_muc", f"{letter(index)}) {name}:"
            else:
                yield "khoan_de_muc", f"{index}. {name}"
            for sentence in part["cau"]:
                yield from (("gach", f"- {line}") for line in sentences(maker, sentence))


def sentences(maker: Maker, sentence: str | Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence with its figures filled in, once for each row where it tells of a list."""
    rows: Sequence[Any] = [known(maker)]
    text = sentence if isinstance(sentence, str) else sentence["cau"]
    if not isinstance(sentence, str):
        rows = kept_rows(maker, sentence["danh_sach"])
    for row in rows:
        yield _PLACE.sub(lambda match, row=row: str(row[match[1]]), text)  # type: ignore[misc]
    if not rows:
        yield "Không phát sinh."


def known(maker: Maker) -> Figures:
    """Return the figures of this report, those that follow from others computed."""
    shares, differences = (
        {k: (a, b) for k, (a, b) in data()[n].items()} for n in ("ty_le", "hieu")
    )
    return Figures(maker.answers, shares, differences)


def figures(maker: Maker, outlines: Sequence[Outline]) -> list[dict[str, Any]]:
    """Return the rows of the annex: each figure of the body once, with name and unit."""
    shown = known(maker)
    named, found = data()["so_lieu"], list[dict[str, Any]]()
    for outline in outlines:
        texts = [t for part in outline["muc"] for t in part["cau"] if isinstance(t, str)]
        keys = dict.fromkeys(key for text in texts for key in _PLACE.findall(text) if key in named)
        found += [
            {"ten": named[key][0], "dvt": named[key][1], "gia_tri": shown[key]} for key in keys
        ]
    return found


def planned(maker: Maker, plans: Sequence[Deliverable]) -> list[Any]:
    """Return the activities that the workspace keeps for the plans answered, with their results."""
    codes = {d.code for d in plans}
    rows = maker.dossier.supplement.lists.get("hoat_dong", ())
    return [KeptRow("hoat_dong", row, maker.asked) for row in rows if row.get("ma") in codes]
