"""The plan's task table as the template prints it: columns, groups, rows, merged cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from vbgen.documents.cite import Mentions
from vbgen.model.plan import Column, Plan
from vbgen.model.task import Row, Task, TaskGroup
from vbgen.model.unit import Register, Unit

# Cells in which a star means emphasis (design §4); elsewhere it is a star.
EMPHASISED = frozenset({"muc_tieu", "nhiem_vu", "hoat_dong"})
# Roles that are one value for the whole task, and so span its rows.
SPANNING = frozenset({"tt", "theo_doi"})


class TaskTable:
    """Builds the context of one task table. ``on``: the day by which units are named."""

    def __init__(
        self,
        plan: Plan,
        register: Register,
        mentions: Mentions,
        rich: Callable[[str], Any],
        on: Any,
    ) -> None:
        self.plan, self.register, self.mentions = plan, register, mentions
        self.rich, self.on = rich, on

    def context(
        self, groups: Sequence[TaskGroup] | None = None, columns: Sequence[Column] = ()
    ) -> dict[str, Any]:
        """Return ``{cot, nhom}`` for the whole appendix, or for some groups and columns of it."""
        columns = columns or self.plan.columns
        return {
            "cot": [{"vai_tro": c.role, "ten": c.heading, "rong": c.width} for c in columns],
            "nhom": [
                {
                    "so": g.number,
                    "ten": str(g.title),
                    "dong": [row for t in g.tasks for row in self._rows(t, columns)],
                }
                for g in (self.plan.groups if groups is None else groups)
            ],
        }

    def _rows(self, task: Task, columns: Sequence[Column]) -> list[dict[str, Any]]:
        by_role = {c.role: self._merged(self._texts(task, c.role)) for c in columns}
        return [
            {"o": {role: self._cell(role, *cells[i]) for role, cells in by_role.items()}}
            for i in range(len(task.rows))
        ]

    def _texts(self, task: Task, role: str) -> list[str | None]:
        """Return the role's text for each row; None where the cell above spans the row."""
        if role in SPANNING or role.startswith("khac:"):
            own: list[str | None] = [None] * len(task.rows)
            return [self._whole(task, role), *own[1:]]
        if role == "ma":
            return ["\n".join(d.code for d in row.deliverables) for row in task.rows]
        whole = {"muc_tieu": task.goal, "nhiem_vu": task.task, "hoat_dong": task.activity}
        texts = [self._own(row, role) for row in task.rows]
        if texts[0] is None:
            texts[0] = str(whole.get(role, ""))
        return texts

    def _whole(self, task: Task, role: str) -> str:
        if role == "tt":
            return task.number
        return task.watcher if role == "theo_doi" else str(task.extra.get(role[5:], ""))

    def _own(self, row: Row, role: str) -> str | None:
        text = row.cells.get(role)
        if text is None:
            return None
        return self._names(text) if role in {"chu_tri", "phoi_hop"} else str(text)

    def _names(self, cell: str) -> str:
        """Name units by code or former name as they are called on the day; aliases stay."""
        return "\n".join(
            f"{self.unit_label(piece.strip())}{';' if piece is not pieces[-1] else ''}"
            for pieces in [[p for p in cell.replace("\n", "").split(";") if p.strip()]]
            for piece in pieces
        )

    def unit_label(self, name: str) -> str:
        """Return how a unit written as ``name`` is printed on the document's day."""
        found = self.register.find(name)
        if len(found) != 1 or not isinstance(found[0], Unit):
            return name if not found or name != found[0].code else self.register.label(name)
        unit = found[0]
        return name if name in unit.aliases else self.register.full_label(unit, self.on)

    @staticmethod
    def _merged(texts: Iterable[str | None]) -> list[tuple[str, str]]:
        """Pair each text with its place in a merged cell: ``bat-dau``, ``tiep`` or alone."""
        listed = list(texts)
        cells = []
        for i, text in enumerate(listed):
            goes_on = i + 1 < len(listed) and listed[i + 1] is None
            cells.append((text or "", "tiep" if text is None else "bat-dau" if goes_on else ""))
        return cells

    def _cell(self, role: str, text: str, merge: str) -> dict[str, Any]:
        lines = [self.mentions.expand(line) for line in text.split("\n") if line.strip()]
        shown = self.rich if role in EMPHASISED else str
        return {"doan": [shown(line.strip()) for line in lines], "gop": merge}
