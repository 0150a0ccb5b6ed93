"""The statistical rows of a returned file: paired by code, read as numbers, held against rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from vbgen.documents.periodic.collect_terms import FigureTaken, Finder, Terms
from vbgen.documents.periodic.progress_values import day
from vbgen.documents.periodic.stat_forms import StatRow
from vbgen.model.progress_record import Doubt
from vbgen.model.returned_file import FileRead, RowRead
from vbgen.vi.dates import short_date
from vbgen.vi.text import shorten
from vbgen.vi.unicode import fold

_THOUSANDS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?")
_PLAIN = re.compile(r"[-+]?\d+([.,]\d+)?")
_BLANK = frozenset({"", "-", "–", "—"})
_CODE = "mã dòng như trong trang Số liệu đã gửi"


@dataclass(frozen=True)
class FigureSifter:
    """Takes the figures of one file of one unit apart."""

    terms: Terms
    file: FileRead
    unit: str

    def sift(self, row: RowRead, asked: Mapping[str, StatRow]) -> Iterator[FigureTaken | Doubt]:
        """Yield the figure as taken, and every doubt about it."""
        code, value = row.text("ma"), row.text("so_lieu")
        given = value not in _BLANK or bool(row.text("ghi_chu"))
        known = self.terms.forms.by_code.get(code)
        if not given:
            return
        if known is None:
            yield from self._unknown(row, code, value)
        elif code in asked:
            yield from self._figure(row, known, value)
        elif known.kind not in ("sum", "ratio"):  # those are computed, and compared later
            problem = f'dòng "{code}" không phải số liệu đơn vị này cung cấp'
            yield self._doubt(row, "ma", problem, _CODE, "xóa số liệu ở dòng này", code)

    def typed_totals(
        self, rows: Sequence[RowRead], taken: Mapping[str, FigureTaken]
    ) -> Iterator[Doubt]:
        """Yield a doubt for each total that the unit wrote itself and that does not add up."""
        for row in rows:
            known = self.terms.forms.by_code.get(row.text("ma"))
            if known is None or known.kind != "sum":
                continue
            number = read_number(row.text("so_lieu"))
            parts = [taken[part].value for part in known.parts if part in taken]
            total = sum((Decimal(part) for part in parts if part), Decimal(0))
            if number is not None and parts and number != total:
                problem = f"tổng gõ tay {row.text('so_lieu')} khác tổng các dòng ({plain(total)})"
                required = "tổng do chương trình tính từ các dòng"
                yield self._doubt(
                    row, "so_lieu", problem, required, "kiểm tra các dòng", known.code
                )

    def relations(self, taken: Mapping[str, FigureTaken]) -> Iterator[Doubt]:
        """Yield a doubt for each relation between a unit's own figures that does not hold."""
        values = {code: Decimal(f.value) for code, f in taken.items() if f.value}
        for row in self.terms.forms.by_code.values():
            if row.code in values and row.not_over:
                parts = sum((values[p] for p in row.not_over if p in values), Decimal(0))
                if parts > values[row.code]:
                    problem = f"các dòng chi tiết cộng lại {plain(parts)}, lớn hơn dòng này"
                    yield self._about(
                        taken[row.code], problem, "không nhỏ hơn tổng các dòng chi tiết"
                    )
            top, bottom = row.numerator, row.denominator
            if top in values and bottom in values and values[top] > values[bottom]:
                more = f"{plain(values[top])} lớn hơn {plain(values[bottom])} ở dòng {bottom}"
                yield self._about(taken[top], more, f"không lớn hơn số ở dòng {bottom}")
            yield from self._falling(row, values, taken)

    def _falling(
        self, row: StatRow, values: Mapping[str, Decimal], taken: Mapping[str, FigureTaken]
    ) -> Iterator[Doubt]:
        before = self.terms.figures_before.get((row.code, self.unit), "")
        if row.kind != "cumulative" or row.code not in values or not before:
            return
        if values[row.code] < Decimal(before):
            problem = f"số lũy kế giảm: kỳ trước {before}, kỳ này {plain(values[row.code])}"
            yield self._about(taken[row.code], problem, "số lũy kế không nhỏ hơn kỳ trước")

    def _about(self, figure: FigureTaken, problem: str, required: str) -> Doubt:
        texts = (problem, required, "kiểm tra lại số liệu")
        return Finder(self.file.name, self.unit).about(figure.origin, texts, figure.code)

    def _unknown(self, row: RowRead, code: str, value: str) -> Iterator[Doubt]:
        label = fold(code or row.text("chi_tieu"))
        if value not in _BLANK and not label.startswith(("tổng", "cộng")):
            problem = (
                f'mã số liệu "{shorten(code)}" không có trong biểu' if code else "dòng không có mã"
            )
            yield self._doubt(row, "ma", problem, _CODE, "chép mã từ biểu gốc", code)

    def _figure(self, row: RowRead, known: StatRow, value: str) -> Iterator[FigureTaken | Doubt]:
        number = "" if value in _BLANK else self._number(row, known, value)
        if isinstance(number, Doubt):
            yield number
            return
        as_of = row.text("tinh_den_ngay")
        if as_of:
            yield from self._as_of(row, known, as_of)
        found = day(as_of)
        origin = self.file.origin(row, "so_lieu")
        iso = found.isoformat() if found else ""
        yield FigureTaken(known.code, self.unit, number, iso, row.text("ghi_chu"), origin)

    def _number(self, row: RowRead, known: StatRow, value: str) -> str | Doubt:
        """Return the number in plain form, or the doubt that says why it is none."""
        number = read_number(value)
        if known.kind == "choice":
            return self._choice(row, known, value)
        money = "đồng" in known.unit.lower()
        if number is None:
            problem, required = f'số liệu "{shorten(value)}" không phải số', "một số"
        elif number < 0:
            problem, required = f"số liệu {value} là số âm", "số từ 0 trở lên"
        elif known.kind == "flag" and number not in (0, 1):
            problem, required = f"số liệu {value} không phải 0 hoặc 1", known.unit
        elif number != number.to_integral_value() and not money:
            problem, required = f"số liệu {value} không phải số nguyên", f"số nguyên ({known.unit})"
        else:
            return plain(number)
        return self._doubt(row, "so_lieu", problem, required, "ghi lại số", known.code)

    def _choice(self, row: RowRead, known: StatRow, value: str) -> str | Doubt:
        if value in known.choices:
            return value
        for key, label in known.choices.items():
            if fold(label) == fold(value):
                return key
        required = "; ".join(f"{key}: {label}" for key, label in known.choices.items())
        problem = f'số liệu "{shorten(value)}" không có trong các lựa chọn'
        return self._doubt(row, "so_lieu", problem, required, "chọn lại", known.code)

    def _as_of(self, row: RowRead, known: StatRow, text: str) -> Iterator[Doubt]:
        found, until = day(text), self.terms.window.until
        if found is None:
            problem, required = f'ngày "{shorten(text)}" không có thật', "ngày/tháng/năm"
        elif found > until:
            problem = f"số liệu tính đến {short_date(found)}, sau ngày chốt"
            required = f"ngày không sau {short_date(until)}"
        else:
            return
        yield self._doubt(row, "tinh_den_ngay", problem, required, "kiểm tra lại ngày", known.code)

    def _doubt(
        self, row: RowRead, key: str, problem: str, required: str, remedy: str, code: str
    ) -> Doubt:
        finder = Finder(self.file.name, self.unit)
        return finder.at(row.sheet, row.cell(key), problem, required, remedy, code)


def read_number(text: str) -> Decimal | None:
    """Read a number as offices write it: ``1.234`` is above a thousand, ``12,5`` a fraction."""
    compact = text.replace(" ", "")
    if _THOUSANDS.fullmatch(compact):
        compact = compact.replace(".", "").replace(",", ".")
    elif _PLAIN.fullmatch(compact):
        compact = compact.replace(",", ".")
    else:
        return None
    try:
        return Decimal(compact)
    except InvalidOperation:
        return None


def plain(number: Decimal) -> str:
    """Return a number without exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
