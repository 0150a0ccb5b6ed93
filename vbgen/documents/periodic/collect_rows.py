"""The rows of a returned file paired with the plan: by code alone, and exactly.

A row that cannot be paired is a doubt at its own cell; likeness yields a suggestion, never a count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vbgen.documents.periodic.collect_terms import Finder, RowTaken, Suggestion, Terms
from vbgen.documents.periodic.progress_form import target_labels
from vbgen.model.progress import Item, State, read_state
from vbgen.model.progress_columns import FILLED, HEADING, LEAD, PARTNER
from vbgen.model.progress_record import Doubt
from vbgen.model.returned_file import FileRead, RowRead
from vbgen.model.task import CODE
from vbgen.vi.text import shorten, squeeze
from vbgen.vi.unicode import fold, strip_marks

_TOTAL = re.compile(r"(tổng|cộng)\b")
_LIKE = 60  # per cent of likeness from which a code is suggested
Outcome = RowTaken | Doubt | Suggestion


@dataclass(frozen=True)
class RowSifter:
    """Takes the rows of one file of one unit apart."""

    terms: Terms
    file: FileRead
    unit: str

    @property
    def _finder(self) -> Finder:
        return Finder(self.file.name, self.unit)

    def sift(self, row: RowRead) -> Iterator[Outcome]:
        """Yield the row as taken, and every doubt about it."""
        code = row.text("ma")
        if not code:
            yield from self._without_code(row)
            return
        item = self.terms.scope.by_code.get(code)
        if item is None:
            yield from self._unknown_code(row, code)
            return
        leads = self.unit in item.leads
        if not leads and self.unit not in self.terms.scope.partners[code]:
            yield self._doubt(row, "ma", _not_yours(item.code, self.terms, self.unit), code)
        elif row.text("ky") and fold(row.text("ky")) != fold(self.terms.window.code):
            yield self._doubt(row, "ky", _other_period(row.text("ky"), self.terms), code)
        else:
            yield from self._locked_cells(row, item, leads)
            yield from self._answer(row, item, leads)

    def _doubt(self, row: RowRead, key: str, texts: tuple[str, str, str], code: str = "") -> Doubt:
        return self._finder.at(row.sheet, row.cell(key), *texts, code=code)

    # --- rows that are answers ---

    def _answer(self, row: RowRead, item: Item, leads: bool) -> Iterator[Outcome]:
        texts = {key: row.texts[key] for key in FILLED if key in row.texts}
        if not leads:
            if texts:
                yield self._taken(row, item, False, None, texts, 1)
            return
        target = self._target(row, item)
        if target is None:
            required = "chỉ tiêu như trong biểu đã gửi: " + "; ".join(self._labels(item))
            told = (
                f'chỉ tiêu "{shorten(row.text("chi_tieu"))}" không có ở mã này',
                required,
                _KEEP,
            )
            yield self._doubt(row, "chi_tieu", told, item.code)
        elif "trang_thai" not in texts:
            if texts:
                yield self._without_state(row, item.code, texts)
        elif (state := read_state(texts["trang_thai"])) is None:
            yield from self._unknown_state(row, item.code, texts["trang_thai"])
        else:
            yield self._taken(row, item, True, state, {**texts, "trang_thai": state.value}, target)

    def _taken(
        self,
        row: RowRead,
        item: Item,
        leads: bool,
        state: State | None,
        texts: dict[str, str],
        target: int,
    ) -> RowTaken:
        return RowTaken(
            item.code,
            self.unit,
            target,
            leads,
            state,
            texts,
            row.head,
            row.number,
            self.file.name,
            self.file.digest,
        )

    def _labels(self, item: Item) -> tuple[str, ...]:
        return target_labels(self.terms.plan.by_code[item.code])

    def _target(self, row: RowRead, item: Item) -> int | None:
        """Return which of the deliverable's targets the row answers for; ``None`` for none."""
        labels, written = self._labels(item), row.text("chi_tieu")
        if len(labels) < 2 or not written:
            return 1
        folded = [fold(label) for label in labels]
        return folded.index(fold(written)) + 1 if fold(written) in folded else None

    def _without_state(self, row: RowRead, code: str, texts: dict[str, str]) -> Doubt:
        """Say that a filled row has no state, at the cell where one strayed to, if one did."""
        strayed = next((key for key, text in texts.items() if read_state(text)), "")
        if strayed:
            problem = f'trạng thái "{texts[strayed]}" nằm ở cột {HEADING[strayed]}'
            told = (problem, "trạng thái ở cột Trạng thái", "chuyển các ô của dòng về đúng cột")
            return self._doubt(row, strayed, told, code)
        told = (
            "dòng có nội dung nhưng không có trạng thái, nên chưa được tính",
            "một trạng thái trong danh sách",
            "chọn trạng thái ở cột Trạng thái",
        )
        return self._doubt(row, "trang_thai", told, code)

    def _unknown_state(self, row: RowRead, code: str, text: str) -> Iterator[Doubt | Suggestion]:
        told = (
            f'trạng thái "{shorten(text)}" không có trong danh sách, nên dòng chưa được tính',
            "một trong: " + ", ".join(State),
            "chọn lại trong danh sách",
        )
        yield self._doubt(row, "trang_thai", told, code)

    # --- rows that are none ---

    def _without_code(self, row: RowRead) -> Iterator[Doubt | Suggestion]:
        texts = {key: text for key, text in row.texts.items() if key != "ma"}
        first = next(iter((*texts.values(), *(text for text, _ in row.stray))), "")
        if _TOTAL.match(fold(first)):
            yield from self._typed_total(row, first)
            return
        strayed = [(t, row.cell(k)) for k, t in texts.items()] + list(row.stray)
        for text, cell in strayed:
            if CODE.fullmatch(text):
                told = (f'mã "{text}" nằm ở cột khác, dòng bị lệch cột', "mã ở cột Mã", _SHIFT)
                yield self._finder.at(row.sheet, cell, *told, code=text)
                return
        if len(set(texts.values())) > 1 or any(key in texts for key in FILLED):
            told = ("dòng không có mã nên không được tính", "mã in sẵn trong biểu", _KEEP)
            yield self._doubt(row, "ma", told)
            yield from self._alike(row)

    def _typed_total(self, row: RowRead, label: str) -> Iterator[Doubt]:
        """Compare a total typed by hand with the rows; the number itself is never used."""
        numbers = [
            (text, cell)
            for text, cell in [*((t, row.cell(k)) for k, t in row.texts.items()), *row.stray]
            if text.isdigit()
        ]
        same_sheet = [
            r for r in self.file.rows if r.head is row.head and CODE.fullmatch(r.text("ma"))
        ]
        done = sum(read_state(r.text("trang_thai")) is State.DONE for r in same_sheet)
        counted = done if "hoàn thành" in fold(label) else len(same_sheet)
        for text, cell in numbers:
            if int(text) != counted:
                told = (
                    f'dòng "{shorten(label)}" ghi {text}, đếm được {counted}',
                    "số đếm từ các dòng; tổng gõ tay không được dùng",
                    "xóa dòng tổng, hoặc kiểm tra lại các dòng",
                )
                yield self._finder.at(row.sheet, cell, *told)

    def _unknown_code(self, row: RowRead, code: str) -> Iterator[Doubt | Suggestion]:
        if _TOTAL.match(fold(code)):
            yield from self._typed_total(row, code)
            return
        if len(row.texts) == 1 and not CODE.fullmatch(code) and not row.stray:
            return  # a title between the rows, in the first column
        if code in self.terms.plan.by_code:
            told = (
                f"mã {code} không thuộc phần cơ quan theo dõi tiến độ",
                "sản phẩm kế hoạch nêu tên, do đơn vị trong cơ quan chủ trì",
                "xóa dòng này",
            )
        else:
            told = (f'mã "{shorten(code)}" không có trong kế hoạch', "mã in sẵn trong biểu", _KEEP)
        yield self._doubt(row, "ma", told, code)
        yield from self._alike(row)

    def _alike(self, row: RowRead) -> Iterator[Suggestion]:
        """Suggest the codes of this unit whose code or text is most like the row's."""
        from rapidfuzz import fuzz, process

        led = self.terms.scope.led.get(self.unit, ())
        codes = {item.code: strip_marks(self._told(item.code)) for item in led}
        written = strip_marks(squeeze(f"{row.text('nhiem_vu')} {row.text('san_pham')}")).casefold()
        scores: dict[str, float] = {}
        if written:
            for _, score, code in process.extract(written, codes, scorer=fuzz.ratio, limit=3):
                scores[code] = score
        for code, score, _ in process.extract(
            row.text("ma"), list(codes), scorer=fuzz.ratio, limit=3
        ):
            scores[code] = max(scores.get(code, 0), score)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
        for code, score in best:
            if score >= _LIKE:
                text = shorten(row.text("ma") or row.text("nhiem_vu") or row.text("san_pham"))
                yield Suggestion(self.file.name, row.sheet, row.cell("ma"), text, code, int(score))

    def _told(self, code: str) -> str:
        task, product = self.terms.plan.task_of[code], self.terms.plan.by_code[code]
        return squeeze(f"{task.title} {product.name}").casefold()

    # --- what was locked ---

    def _locked_cells(self, row: RowRead, item: Item, leads: bool) -> Iterator[Doubt]:
        """Yield a doubt for each locked cell that no longer says what the form said."""
        product = self.terms.plan.by_code[item.code]
        printed = {
            "nhiem_vu": self.terms.plan.task_of[item.code].title,
            "san_pham": product.name,
            "vai_tro": LEAD if leads else PARTNER,
            "thoi_han": product.deadline_text,
        }
        for key, text in printed.items():
            written = row.text(key)
            if written and written != text and fold(written) != fold(text):
                told = (
                    f'{HEADING[key]} của mã {item.code} bị sửa thành "{shorten(written)}"',
                    f'"{shorten(text)}" như kế hoạch; dòng vẫn tính theo mã',
                    "sửa lại như biểu gốc, hoặc kiểm tra dòng này có đúng mã không",
                )
                yield self._doubt(row, key, told, item.code)


_KEEP = "chép mã từ biểu gốc; việc mới phát sinh thì báo đầu mối để có mã"
_SHIFT = "chuyển các ô của dòng về đúng cột như biểu gốc"


def _not_yours(code: str, terms: Terms, unit: str) -> tuple[str, str, str]:
    leads = ", ".join(terms.labels.get(lead, lead) for lead in terms.scope.by_code[code].leads[:3])
    return (
        f"mã {code} không phải việc của {terms.labels[unit]} (chủ trì: {leads})",
        "mã của đơn vị như trong biểu đã gửi",
        "xóa dòng này, hoặc gửi biểu của đúng đơn vị",
    )


def _other_period(text: str, terms: Terms) -> tuple[str, str, str]:
    return (
        f'dòng ghi kỳ "{shorten(text)}", nên không được tính',
        f"kỳ {terms.window.code}",
        "báo lại dòng này theo biểu của kỳ này",
    )
