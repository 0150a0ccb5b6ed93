"""What is impossible or doubtful in a row that a unit returned: papers, days, values.

Such doubts stand beside the row; they never change how its state counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vbgen.documents.periodic.progress_values import day, split_number
from vbgen.model.progress import FINAL, Issue, Item, Returned, State, Window
from vbgen.model.progress_columns import DATES, HEADING
from vbgen.model.task import Deliverable, Target
from vbgen.vi.dates import parse_date, short_date
from vbgen.vi.text import shorten

# A document's number: 1 to 5 digits; its symbol: words of letters that begin with a capital.
_NUMBER = re.compile(r"0*[1-9]\d{0,4}")
_SYMBOL = re.compile(r"(\d{4}/)?[A-ZĐ]\w*([-/.&][A-ZĐ]\w*)*")
_VALUE = re.compile(r"[-+]?\d+([.,]\d+)?")


@dataclass(frozen=True, slots=True)
class CellDoubt:
    """A doubt about one field of a row; the collector adds file, sheet and cell."""

    field: str
    problem: str
    required: str
    remedy: str


@dataclass(frozen=True)
class RowJudge:
    """What rows are judged by: the period, the plan's own day, what was known before."""

    window: Window
    plan_day: date
    own_code: str
    issues: Mapping[str, Sequence[Issue]]
    before: Mapping[tuple[str, str], Sequence[Returned]]

    def doubts(
        self, item: Item, product: Deliverable, unit: str, state: State, texts: Mapping[str, str]
    ) -> Iterator[CellDoubt]:
        """Yield everything doubtful about the answer of a lead."""
        yield from self._days(product, texts)
        yield from _paper(texts)
        yield from _values(product, texts)
        yield from _moved(state, texts)
        issue = self._issue(item, unit)
        if state is State.DONE and issue is None:
            yield from _done(product, texts)
        if issue is not None:
            yield from _against_register(issue, state, texts)
        yield from self._against_before(item, unit, state)

    def _days(self, product: Deliverable, texts: Mapping[str, str]) -> Iterator[CellDoubt]:
        for field in DATES:
            text = texts.get(field, "")
            if not text:
                continue
            found = day(text)
            if found is None:
                yield CellDoubt(
                    field,
                    f'{HEADING[field]} "{shorten(text)}" không phải ngày có thật: {_why(text)}',
                    "ngày/tháng/năm có trong lịch, ví dụ 05/3/2024",
                    "ghi lại ngày",
                )
            elif field != "thoi_han_moi":
                yield from self._outside(field, found, product.code)

    def _outside(self, field: str, found: date, code: str) -> Iterator[CellDoubt]:
        if found > self.window.until:
            yield CellDoubt(
                field,
                f"{HEADING[field]} {short_date(found)} sau ngày chốt số liệu",
                f"ngày không sau {short_date(self.window.until)}",
                "kiểm tra lại ngày; việc làm sau ngày chốt thì báo ở kỳ sau",
            )
        elif found < self.plan_day and code != self.own_code:
            yield CellDoubt(
                field,
                f"{HEADING[field]} {short_date(found)} trước ngày của kế hoạch",
                f"ngày không trước {short_date(self.plan_day)}",
                "kiểm tra lại ngày, nhất là năm",
            )

    def _issue(self, item: Item, unit: str) -> Issue | None:
        from vbgen.documents.periodic.progress import issue_in_force

        return issue_in_force(item, unit, self.window, self.issues.get(item.code, ()))

    def _against_before(self, item: Item, unit: str, state: State) -> Iterator[CellDoubt]:
        answers = [a for a in self.before.get((item.code, unit), ()) if a.order < self.window.order]
        if item.recurring or not answers:
            return
        last = answers[-1]
        if last.state in FINAL and state is not last.state:
            yield CellDoubt(
                "trang_thai",
                f'kỳ {last.period} đã báo "{last.state.value}", kỳ này báo "{state.value}"',
                "trạng thái cuối được giữ cho các kỳ sau",
                "xác nhận lại; báo cáo tính theo kỳ này",
            )


def _why(text: str) -> str:
    try:
        parse_date(text)
    except ValueError as error:
        return str(error)
    return ""


def _paper(texts: Mapping[str, str]) -> Iterator[CellDoubt]:
    number, symbol = split_number(texts.get("so_van_ban", ""), texts.get("ky_hieu", ""))
    if number and not _NUMBER.fullmatch(number):
        yield CellDoubt(
            "so_van_ban",
            f'số văn bản "{shorten(number)}" không thể có',
            "một số từ 1 trở lên, ví dụ 15",
            "ghi lại số; ký hiệu ghi ở cột Ký hiệu",
        )
    if symbol and not _SYMBOL.fullmatch(symbol):
        yield CellDoubt(
            "ky_hieu",
            f'ký hiệu "{shorten(symbol)}" không thể có',
            "chữ viết tắt loại văn bản và cơ quan, ví dụ KH-VP",
            "ghi lại ký hiệu",
        )


def _done(product: Deliverable, texts: Mapping[str, str]) -> Iterator[CellDoubt]:
    if product.is_document and not texts.get("so_van_ban"):
        yield CellDoubt(
            "so_van_ban",
            "Hoàn thành nhưng không có số văn bản",
            f"sản phẩm là văn bản ({product.name}) cần số, ký hiệu, ngày ban hành",
            "bổ sung văn bản, hoặc sửa trạng thái",
        )
    if not texts.get("ngay_hoan_thanh") and not texts.get("ngay_ban_hanh"):
        yield CellDoubt(
            "ngay_hoan_thanh",
            "Hoàn thành nhưng không có ngày hoàn thành, ngày ban hành",
            "một trong hai ngày, để biết đúng hạn hay quá hạn",
            "ghi ngày; chưa có ngày thì quá hạn tính theo thời hạn",
        )


def _against_register(issue: Issue, state: State, texts: Mapping[str, str]) -> Iterator[CellDoubt]:
    told = f"{issue.number_symbol} ngày {short_date(issue.day)}".strip()
    if state is not State.DONE:
        yield CellDoubt(
            "trang_thai",
            f'báo "{state.value}" nhưng sổ văn bản đã có {told}',
            "trạng thái Hoàn thành khi văn bản đã ban hành",
            "sửa trạng thái, hoặc sửa sổ văn bản; báo cáo tính theo sổ",
        )
        return
    number, symbol = split_number(texts.get("so_van_ban", ""), texts.get("ky_hieu", ""))
    written = f"{number.lstrip('0').zfill(2)}/{symbol}" if number and symbol else ""
    if written and issue.number_symbol and written != issue.number_symbol:
        yield CellDoubt(
            "so_van_ban",
            f"văn bản {written} khác sổ văn bản ({told})",
            "cùng một văn bản ở biểu và ở sổ",
            "kiểm tra lại số, ký hiệu",
        )


def _moved(state: State, texts: Mapping[str, str]) -> Iterator[CellDoubt]:
    if not texts.get("thoi_han_moi"):
        return
    if state is not State.ADJUSTED:
        yield CellDoubt(
            "thoi_han_moi",
            f'có thời hạn mới nhưng trạng thái là "{state.value}"',
            "thời hạn mới đi với trạng thái Điều chỉnh",
            "sửa trạng thái, hoặc xóa thời hạn mới; thời hạn cũ vẫn được tính",
        )
    elif not texts.get("van_ban_cho_phep"):
        yield CellDoubt(
            "van_ban_cho_phep",
            "thời hạn mới không có văn bản cho phép",
            "số, ký hiệu, ngày của văn bản cho phép",
            "bổ sung văn bản; chưa có thì thời hạn cũ vẫn được tính",
        )


def value_field(number: int) -> str:
    """Return the field of the value for a target, the first being 1."""
    return "gia_tri" if number == 1 else f"gia_tri#{number}"


def _values(product: Deliverable, texts: Mapping[str, str]) -> Iterator[CellDoubt]:
    targets = product.targets or (Target("", unit=""),)
    for number, target in enumerate(targets, start=1):
        field = value_field(number)
        if texts.get(field):
            yield from _value(field, texts[field], target)


def _value(field: str, text: str, target: Target) -> Iterator[CellDoubt]:
    plain = text.replace(" ", "").removesuffix("%")
    share = target.unit == "%" or text.rstrip().endswith("%")
    required = "một số" + (" từ 0 đến 100" if share else "")
    if not _VALUE.fullmatch(plain):
        if target.unit:
            yield CellDoubt(
                field, f'giá trị "{shorten(text)}" không phải số', required, "ghi lại số"
            )
        return
    value = float(plain.replace(",", "."))
    if value < 0 or (share and value > 100):
        yield CellDoubt(
            field, f"giá trị {text} không thể có", required, "kiểm tra lại tử số, mẫu số"
        )
    elif share and 0 < value < 1 and "%" not in text:
        yield CellDoubt(
            field,
            f"giá trị {text} có thể là {value * 100:g}% ghi dưới dạng số thập phân",
            "phần trăm, ví dụ 85",
            "ghi lại theo phần trăm",
        )


@dataclass(frozen=True, slots=True)
class Cited:
    """A document that a unit names as the result of a code."""

    code: str
    task: str
    unit: str
    number: str
    symbol: str
    day: date


def twice_cited(cited: Iterable[Cited], office_symbol: str) -> dict[Cited, tuple[str, ...]]:
    """Return the documents named under more than one task, with the other codes.

    Units number their own documents, so only one unit's are compared, and the office's.
    """
    seen: dict[tuple[str, str, str, date], list[Cited]] = {}
    for one in cited:
        owner = "" if re.search(rf"(^|[-/]){re.escape(office_symbol)}$", one.symbol) else one.unit
        seen.setdefault((owner, one.number, one.symbol, one.day), []).append(one)
    return {
        one: tuple(sorted({other.code for other in same if other.task != one.task}))
        for same in seen.values()
        for one in same
        if any(other.task != one.task for other in same)
    }
