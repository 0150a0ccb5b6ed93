"""A guide followed step by step: its commands run, its edits made, its output looked for.

A guide is Markdown. What the reader does by hand is done here from what the guide shows:

- a ``console`` fence: lines after ``$`` are commands; the other lines are looked for in what they
  print. ``…`` stands for what the guide leaves out, a line of it alone for whole lines;
- a ``diff`` fence: a file named after ``---``, lines replaced;
- a table headed ``Mã | Điều cần | Giá trị``: facts filled into ``bo-sung.xlsx``; one whose
  heading cells are code words: rows of the sheet named in the line above (``Thay cả trang``: in
  place of the rows that are there);
- a comment ``<!-- làm: WHAT WORDS -->``: what happens in Word or in another office.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document
from openpyxl import load_workbook

LEFT_OUT = "…"
REPLACED = "Thay cả trang"
FACTS = ["Mã", "Điều cần", "Giá trị"]
Run = Callable[[Sequence[str]], tuple[int, str]]
_STEP = re.compile(
    r"^```(?P<kind>console|diff)\n(?P<body>.*?)^```$"
    r"|(?:^(?P<above>[^|\n]+)\n+)?(?P<table>(?:^\|[^\n]*\|\n)+)"
    r"|^<!-- làm: (?P<deed>.+?) -->$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True)
class Walk:
    """A guide being followed in a folder; ``run`` calls a command and returns code and output."""

    folder: Path
    run: Run
    commands: list[tuple[str, int]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def follow(self, guide: str) -> None:
        """Do every step of a guide in its order."""
        for match in _STEP.finditer(guide):
            if match["kind"] == "console":
                self._type(match["body"])
            elif match["kind"] == "diff":
                self._edit(match["body"])
            elif match["table"]:
                self._fill(match["above"] or "", match["table"])
            else:
                what, *words = shlex.split(match["deed"])
                _DEEDS[what](self.folder, *words)

    def _type(self, body: str) -> None:
        for command, shown in _commands(body):
            code, printed = self.run(shlex.split(command, comments=True)[1:])
            self.commands.append((command, code))
            lines = printed.splitlines()
            self.missing.extend(f"$ {command}\n{s}" for s in shown if not _is_there(s, lines))

    def _edit(self, body: str) -> None:
        name, *changes = body.splitlines()
        path = self.folder / name.removeprefix("---").strip()
        text = path.read_text(encoding="utf-8")
        old = "".join(f"{line[1:]}\n" for line in changes if line.startswith("-"))
        new = "".join(f"{line[1:]}\n" for line in changes if line.startswith("+"))
        assert text.count(old) == 1, f"{name}: {text.count(old)} places for\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def _fill(self, above: str, table: str) -> None:
        head, _, *rows = [_cells(line) for line in table.splitlines()]
        sheet = re.search(r"[Tt]rang `(\w+)`", above)
        if head == FACTS:
            self._answer(rows)
        elif sheet and all(re.fullmatch(r"[a-z_]+", cell) for cell in head):
            self._list(sheet[1], head, rows, afresh=REPLACED in above)

    def _answer(self, rows: list[list[str]]) -> None:
        path = self._workbook()
        book = load_workbook(path)
        sheet = book["Theo mã"]
        known = {(row[0].value or "", row[1].value): row[2] for row in sheet.iter_rows(min_row=2)}
        for code, key, value in rows:
            known[code, key].value = value
        book.save(path)

    def _list(self, name: str, head: list[str], rows: list[list[str]], *, afresh: bool) -> None:
        path = self._workbook()
        book = load_workbook(path)
        if name not in book.sheetnames:
            book.create_sheet(name).append(head)
        sheet = book[name]
        if afresh:
            sheet.delete_rows(2, sheet.max_row)
        columns = [cell.value for cell in sheet[1]]
        for cell in (c for c in head if c not in columns):
            columns.append(cell)
            sheet.cell(1, len(columns), cell)
        for row in rows:
            given = dict(zip(head, row, strict=True))
            at = _begun(sheet, columns, given) or sheet.max_row + 1
            for number, column in enumerate(columns, 1):
                if given.get(str(column)):
                    sheet.cell(at, number, given[str(column)])
        book.save(path)

    def _workbook(self) -> Path:
        (path,) = self.folder.glob("*/bo-sung.xlsx")
        return path


def _begun(sheet: object, columns: Sequence[object], given: dict[str, str]) -> int:
    """Return the row that the workbook has begun for what is given, 0 where there is none."""
    for number, row in enumerate(sheet.iter_rows(min_row=2, values_only=True), 2):  # type: ignore[attr-defined]
        cells = {str(c): v for c, v in zip(columns, row, strict=False) if v not in (None, "")}
        if cells and all(given.get(c) == str(v) for c, v in cells.items()):
            return number
    return 0


def _commands(body: str) -> Iterator[tuple[str, list[str]]]:
    command, shown = "", list[str]()
    for line in body.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, shown
            command, shown = line.removeprefix("$ "), []
        elif line.strip() not in {"", LEFT_OUT}:
            shown.append(line)
    if command:
        yield command, shown


def _is_there(shown: str, lines: Sequence[str]) -> bool:
    parts = [re.escape(part.strip()) for part in shown.split(LEFT_OUT)]
    wanted = re.compile(r".*".join(parts))
    return any(wanted.search(line.strip()) for line in lines)


def _cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]


# What the reader does elsewhere.


def _write_in_word(folder: Path, name: str) -> None:
    document = Document(str(folder / name))
    document.add_paragraph("Câu do chuyên viên viết thêm.")
    document.save(str(folder / name))


def _change_in_template(folder: Path, name: str, old: str, new: str) -> None:
    document = Document(str(folder / name))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs if old in run.text]
    runs[0].text = runs[0].text.replace(old, new)
    document.save(str(folder / name))


def _units_return(folder: Path, workspace: str, state: str, *units: str) -> None:
    """Each unit fills the state of its own rows into its form and sends it back."""
    for unit in units:
        (form,) = (folder / workspace / "out").glob(f"tien-do-*-{unit.lower()}-*.xlsx")
        target = folder / workspace / "tien-do" / form.name
        shutil.copy(form, target)
        book = load_workbook(target)
        sheet = book["Tiến độ"]
        heads = [cell.value for cell in sheet[1]]
        role, column = heads.index("Vai trò"), heads.index("Trạng thái") + 1
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, role + 1).value == "Chủ trì":
                sheet.cell(row, column, state)
        book.save(target)


_DEEDS: dict[str, Callable[..., None]] = {
    "sửa-word": _write_in_word,
    "sửa-mẫu": _change_in_template,
    "đơn-vị-gửi": _units_return,
}
