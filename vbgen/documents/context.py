"""What the context of every draft holds, as docs/adding-a-type.md offers it to a template."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from vbgen.documents import frame
from vbgen.documents.appendix import TaskTable
from vbgen.documents.blanks import Answers, Asked, Blank, Facts
from vbgen.documents.cite import Mentions
from vbgen.documents.decree_types import title_of, type_word
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.fill import fill
from vbgen.documents.jobs import title_values
from vbgen.documents.marks import optional_parts
from vbgen.documents.shelf import Later
from vbgen.documents.wording import chained
from vbgen.model.citation import Citation
from vbgen.model.section import Paragraph
from vbgen.model.task import Deliverable, Task, TaskGroup
from vbgen.model.unit import Unit
from vbgen.vi.dates import long_date, short_date
from vbgen.vi.letters import LIST_LETTERS, letter, lower_first, upper

UNNUMBERED = ("phieu-trinh", "van-ban-kem-theo", "phu-luc")
_ARTICLE = re.compile(r"(?:Điều|Phần|Chương|Mục|Tiểu mục) [\w]+\.?")
# How the last paragraph of a body is shown, by its level; a heading is never the last.
_LAST = {**dict.fromkeys(("doan", "gach", "cong", "khoan", "diem"), "doan_ket"), "dieu": "dieu_ket"}


class Maker:
    """Makes the context of one draft."""

    def __init__(self, dossier: Dossier, draft: Draft) -> None:
        self.dossier, self.draft = dossier, draft
        self.day = dossier.day_of(draft)
        self.asked = Asked()
        self.mentions = Mentions(dossier.plan.citation_by_key)
        self.answers = Answers(dossier.answers(draft), self.asked)
        self.table = TaskTable(
            dossier.plan, dossier.register, self.mentions, dossier.rich, self.day
        )

    def values(self) -> dict[str, Any]:
        """Return what the context of every type holds."""
        return {**self._frame(), **self._plan(), **self._scope()}

    def blank(self, path: str, dots: str = "") -> Blank:
        """Return a blank of the draft and list it."""
        return self.asked.blank(path, dots) if dots else self.asked.blank(path)

    # The frame of every document.

    def _frame(self) -> dict[str, Any]:
        dossier, draft = self.dossier, self.draft
        texts = title_values(dossier, draft)
        issuer = dossier.issuer(draft)
        to = frame.addressees(draft, texts, self.blank)
        subject = self._subject()
        number, _ = frame.number_of(dossier, draft)
        if not number and draft.type.frame not in UNNUMBERED:
            self.asked.blank("so")
            self.asked.blank("ngay")
        return {
            "co_quan": frame.header(issuer),
            "so_ky_hieu": frame.number_line(dossier, draft),
            "ky_hieu": frame.symbol(dossier, draft),
            "dia_danh_ngay": frame.date_line(dossier, draft),
            "ten_loai": upper(type_word(draft.type)),
            "trich_yeu": subject,
            "tieu_de": title_of(draft.type, " ".join(subject)),
            "kinh_gui": frame.addressed(to),
            "can_cu": self._legal_bases(),
            "noi_nhan": frame.recipients(dossier, draft, texts, self.blank, to),
            "ky": frame.signature(dossier, draft, self.asked),
            "kem_theo": frame.attached_line(dossier, draft),
            **optional_parts(dossier, draft),
            "bs": self.answers,
            "trong": lambda n=10: self.blank("trong", "…" * max(1, n // 2)),
            "dong": _rows_of,
            "chu_cai": lambda n: letter(n) if n <= len(LIST_LETTERS) else str(n),
            "ngay_lap": long_date(self.day),
        }

    def address(self, values: dict[str, Any], names: Sequence[str]) -> None:
        """Address the document to those whom it turns out to concern, and to nobody else."""
        texts = title_values(self.dossier, self.draft)
        values["kinh_gui"] = frame.addressed(names)
        values["noi_nhan"] = frame.recipients(self.dossier, self.draft, texts, self.blank, names)

    def _subject(self) -> list[str]:
        lines = fill(self.draft.subject, title_values(self.dossier, self.draft)).split("\n")
        quiet = Mentions(self.dossier.plan.citation_by_key)  # a title cites without counting
        found = [quiet.expand(line).strip() for line in lines if line.strip()]
        return found or [str(self.blank("trich_yeu"))]

    def _legal_bases(self) -> list[str]:
        """Power first, then the matter by rank and date, the plan, who proposes (II.6.a)."""
        bases = [*self._power(), *(c.legal_basis() for c in self._matter())]
        bases += self._plan_basis()
        if self.draft.type.frame == "quyet-dinh":
            bases += self._proposal()
        return frame.semicolons(bases)

    def _proposal(self) -> list[str]:
        """Who proposes a decision: the unit's head; to the superior the office's, by its paper."""
        unit = frame.drafting_unit(self.dossier, self.draft)
        paper = ""
        if self.of_superior:
            unit = self.dossier.register.by_code.get(self.dossier.office.body.code)
            submission = self.submission()
            paper = f" tại {self.cited(submission)}" if submission else ""
        return [f"Theo đề nghị của {self.head_of(unit)}{paper}"] if unit else []

    @property
    def of_superior(self) -> bool:
        """Whether the office prepares this draft for its superior to issue."""
        return self.dossier.issuer(self.draft) is self.dossier.office.superior

    def submission(self) -> Draft | None:
        """Return the submission (tờ trình) of the office that goes with this draft."""
        from vbgen.documents import types

        task, own = self.draft.task, self.draft.code
        for d in task.all_deliverables if task else ():
            if d.type == "to-trinh" and d.after in ("", own) and d.issuer in ("", "van_phong"):
                return Draft(types.load(d.type), d.subject, deliverable=d, task=task)
        return None

    def cited(self, draft: Draft) -> str:
        """Cite another document of the plan: type, number, symbol, date; room for what is open."""
        number, day = frame.number_of(self.dossier, draft)
        if not number:
            self.asked.blank(f"{draft.key}.so")
        when = (
            long_date(day)
            if day
            else f"ngày{frame.date_line(self.dossier, draft).split('ngày')[1]}"
        )
        head = f"{type_word(draft.type)} số {number or frame.NUMBER_BLANK}"
        return f"{head}/{frame.symbol(self.dossier, draft)} {when}"

    def _plan_basis(self) -> list[str]:
        """The office rests on its own plan; its superior on the plan that it carries out."""
        plan = self.dossier.plan
        if self.of_superior:
            parent = plan.citation_by_key.get(plan.parent)
            return [parent.legal_basis()] if parent else []
        return [] if self.draft.is_plan else [f"Căn cứ {self._plan_citation(full=True)}"]

    def head_of(self, unit: Unit) -> str:
        """Return how a unit's head is called: ``Trưởng Phòng Nội chính``, ``Giám đốc Sở …``."""
        title, name = _head(unit).split(), unit.name_on(self.day)
        for start in range(1, len(title)):
            if name.casefold().startswith(" ".join(title[start:]).casefold()):
                title = title[:start]
                break
        return f"{' '.join(title)} {name}"

    def _power(self) -> list[str]:
        bases = self.dossier.issuer(self.draft).power_bases
        if self.draft.type.frame == "quyet-dinh" and not bases:
            return [f"Căn cứ {self.blank('can_cu_tham_quyen')}"]
        return [self.dossier.shelf.kept(("basis", b), partial(_basis, b)) for b in bases]

    def _matter(self) -> list[Citation]:
        task, known = self.draft.task, self.dossier.plan.citation_by_key
        if task is None:
            return []
        texts = (task.goal, task.task, task.activity, *task.extra.values())
        keys = [k.strip() for t in texts for k in re.findall(r"\[\[([^\]]+)\]\]", t)]
        found = [known[k] for k in dict.fromkeys(keys) if k in known]
        return sorted(found, key=lambda c: (c.rank, c.date or self.day))

    # The plan as other documents cite it.

    def _plan(self) -> dict[str, Any]:
        plan, dossier = self.dossier.plan, self.dossier
        parent = plan.citation_by_key.get(plan.parent)
        subject = " ".join(Mentions(plan.citation_by_key).expand(str(plan.subject)).split())
        return {
            "nam": str(plan.year),
            "chu_de": plan.topic or subject,
            "ke_hoach": {
                "ten": f"Kế hoạch {subject}",
                "trich_yeu": subject,
                "vien_dan": self._plan_citation(full=True),
                "ngan": self._plan_citation(full=False),
                "cap_tren": parent.full() if parent else "",
                "cap_tren_ngan": parent.short() if parent else "",
            },
            "noi_dung": self._paragraphs((*plan.opening, *plan.body)) if self.draft.is_plan else [],
            "phu_luc": self._appendix() if self.draft.is_plan else {},
            "bang": self.table.context() if self.draft.is_plan else {"cot": [], "nhom": []},
            "van_phong": {"goi": dossier.office.body.called, "ten": dossier.office.body.name},
        }

    def _plan_citation(self, *, full: bool) -> str:
        """Cite the plan: with its number once issued, with room for it before."""
        return self.dossier.shelf.kept(("plan", full), lambda: self._cited_plan(full=full))

    def _cited_plan(self, *, full: bool) -> str:
        plan, dossier = self.dossier.plan, self.dossier
        draft = Draft(_plan_type(), str(plan.subject), deliverable=plan.by_code.get(plan.own_code))
        number, day = frame.number_of(dossier, draft)
        head = f"Kế hoạch số {number or frame.NUMBER_BLANK}/{frame.symbol(dossier, draft)}"
        if not full:
            return head
        when = long_date(day) if day else "ngày" + frame.date_line(dossier, draft).split("ngày")[1]
        subject = " ".join(Mentions(plan.citation_by_key).expand(str(plan.subject)).split())
        return f"{head} {when} của {dossier.office.body.called} về {lower_first(subject)}"

    def _appendix(self) -> dict[str, str]:
        plan = self.dossier.plan
        end = str(plan.appendix_end).replace("{so}", str(len(plan.tasks)))
        return {"tieu_de": self.mentions.expand(str(plan.appendix_title)), "ket": end}

    def _paragraphs(self, paragraphs: tuple[Paragraph, ...]) -> list[dict[str, Any]]:
        """Return a body as a template shows it, closed with ``./.`` and kept with what follows."""
        if not paragraphs:
            return []
        *first, last = paragraphs
        shown = [self._paragraph(p) for p in first]
        level = _LAST.get(_role(last))
        if level is None:
            return [*shown, self._paragraph(last)]
        text = last.text.rstrip()
        closed = text if text.endswith("./.") else text.rstrip(".") + "./."
        return [*shown, {**self._paragraph(replace(last, text=closed)), "cap": level}]

    def _paragraph(self, p: Paragraph) -> dict[str, Any]:
        text, label = p.text, ""
        match = (
            _ARTICLE.match(text)
            if p.level in {"phan", "chuong", "muc_dieu", "tieu_muc", "dieu"}
            else None
        )
        if match:
            label, text = match.group(0), text[match.end() :].lstrip(". ")
            label = label if p.level == "dieu" else label.rstrip(".")
        return {"cap": _role(p), "so": label, "chu": self.dossier.rich(self.mentions.expand(text))}

    # What the document is about.

    def _scope(self) -> dict[str, Any]:
        draft, dossier = self.draft, self.dossier
        groups = self._groups_in_scope()
        return {
            "san_pham": self.deliverable(draft.deliverable, draft.task),
            "nhiem_vu": [self.task(t, draft.unit) for g in groups for t in g.tasks],
            "nhom_nhiem_vu": [
                {
                    "so": g.number,
                    "ten": str(g.title),
                    "nhiem_vu": [self.task(t, draft.unit) for t in g.tasks],
                }
                for g in groups
            ],
            "don_vi": self.unit(draft.unit),
            "don_vi_soan_thao": self.unit(frame.drafting_unit(dossier, draft)),
            "cac_don_vi": Later(self._units),
            "ky_bc": self._period(),
        }

    def _units(self) -> list[Mapping[str, Any]]:
        return [self.unit(u) for u in self.dossier.register.inside(self.day)]

    def _groups_in_scope(self) -> list[TaskGroup]:
        from dataclasses import replace

        draft = self.draft
        found = []
        for group in self.dossier.plan.groups:
            tasks = tuple(t for t in group.tasks if self._in_scope(t))
            if tasks:
                found.append(replace(group, tasks=tasks))
        return found if draft.task or draft.unit else list(self.dossier.plan.groups)

    def _in_scope(self, task: Task) -> bool:
        if self.draft.task is not None:
            return task is self.draft.task
        return self.draft.unit is None or bool(self.role_of(task, self.draft.unit))

    def role_of(self, task: Task, unit: Unit) -> str:
        """Return ``Chủ trì`` or ``Phối hợp`` of a unit in a task, empty where it has no part."""
        codes = self.dossier.register.codes
        if any(unit.code in codes(d.leads, self.day) for d in task.deliverables):
            return "Chủ trì"
        partner = any(unit.code in codes(d.partners, self.day) for d in task.deliverables)
        return "Phối hợp" if partner else ""

    def labels(self, codes: tuple[str, ...]) -> str:
        """Return the names of units and groups, joined; a group that follows begins small."""
        return self.dossier.shelf.kept(
            ("labels", codes, self.day), lambda: ", ".join(self._labelled(codes))
        )

    def _labelled(self, codes: tuple[str, ...]) -> Iterator[str]:
        register = self.dossier.register
        for place, code in enumerate(codes):
            name = register.label(code, self.day)
            yield lower_first(name) if place and code in register.group_by_code else name

    def unit(self, unit: Unit | None) -> Mapping[str, Any]:
        """Return a unit as a template sees it."""
        if unit is None:
            return {}
        known = {
            "ma": unit.code,
            "ten": self.dossier.register.full_label(unit, self.day),
            "ky_hieu": unit.symbol,
            "nguoi_dung_dau": _head(unit),
            "thu_truong": self.head_of(unit),
        }
        named = {"ho_ten": unit.head_name} if unit.head_name else {}
        code = unit.code
        return Facts(
            {**known, **named}, lambda key: self.blank(f"don_vi.{code}.{key}"), ("ho_ten",)
        )

    def deliverable(self, d: Deliverable | None, task: Task | None) -> dict[str, Any]:
        """Return a deliverable as a template sees it."""
        if d is None or task is None:
            return {}
        if _cites(task):
            return self._deliverable(d, task)
        make = partial(self._deliverable, d, task)
        return self.dossier.shelf.kept_of(d, ("as seen", self.day), make)

    def _deliverable(self, d: Deliverable, task: Task) -> dict[str, Any]:
        return {
            "ma": d.code,
            "ten": d.name,
            "thoi_han": " ".join(d.deadline_text.split()),
            "chu_tri": self.labels(d.leads),
            "phoi_hop": self.labels(d.partners),
            "dieu_kien": d.condition,
            "so_nhiem_vu": task.number,
            "muc_tieu": self.plain(task.goal),
            "nhiem_vu": self.plain(task.task),
            "hoat_dong": self.plain(task.activity),
        }

    def task(self, task: Task, unit: Unit | None = None) -> dict[str, Any]:
        """Return a task as a template sees it, with its products joined and one by one."""
        role = self.role_of(task, unit) if unit else ""
        if _cites(task):
            return self._task(task, role)
        make = partial(self._task, task, role)
        return self.dossier.shelf.kept_of(task, ("as seen", self.day, role), make)

    def _task(self, task: Task, role: str) -> dict[str, Any]:
        first = task.deliverables[0] if task.deliverables else None
        return {
            "so": task.number,
            "muc_tieu": self.plain(task.goal),
            "nhiem_vu": self.plain(task.task) or self.plain(task.goal),
            "hoat_dong": self.plain(task.activity),
            "san_pham": chained(dict.fromkeys(d.name for d in task.deliverables)),
            "cac_san_pham": [self.deliverable(d, task) for d in task.deliverables],
            "chu_tri": self.labels(first.leads) if first else "",
            "phoi_hop": self.labels(first.partners) if first else "",
            "thoi_han": chained(
                dict.fromkeys(" ".join(d.deadline_text.split()) for d in task.deliverables)
            ),
            "ma": ", ".join(d.code for d in task.deliverables),
            "vai_tro": role,
        }

    def plain(self, text: str) -> str:
        """Return a cell on one line, citations expanded, without marks of emphasis."""
        if "[[" in text:  # what is cited for the first time is cited in full
            return self._plain(text)
        return self.dossier.shelf.kept(("plain", text), lambda: self._plain(text))

    def _plain(self, text: str) -> str:
        lines = [line.strip(" -+;") for line in self.mentions.expand(text).split("\n")]
        joined = chained(line for line in lines if line)
        return re.sub(r"(?<!\\)\*+", "", joined).replace("\\*", "*").rstrip(".")

    def _period(self) -> dict[str, Any]:
        period = self.draft.period
        if period is None:
            return {}
        return {
            "ma": period.code,
            "nhan": period.label,
            "tu": short_date(period.start),
            "den": short_date(period.end),
            "gui": short_date(period.send_by),
            "ky_sau": period.next_label,
        }


def _cites(task: Task) -> bool:
    """Whether a task's cells cite documents: then each telling depends on what went before."""
    return "[[" in task.goal or "[[" in task.task or "[[" in task.activity


def _basis(text: str) -> str:
    try:
        return Citation.parse(str(text)).legal_basis()
    except ValueError:
        return f"Căn cứ {str(text).removeprefix('Căn cứ ').rstrip(';.')}"


def _rows_of(value: Any) -> Any:
    """Return the rows of a list, or a few blank ones where the list is missing."""
    return value.rows() if isinstance(value, Blank) else value


def _role(p: Paragraph) -> str:
    return "dieu_de_muc" if p.level == "dieu" and p.heading else p.role


def _plan_type() -> Any:
    from vbgen.documents import types

    return types.load("ke-hoach")


def _head(unit: Unit) -> str:
    title = unit.head_title or "Trưởng"
    return title.capitalize() if title.isupper() else title
