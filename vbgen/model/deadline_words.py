"""Reads a Vietnamese phrase of time into atoms: the grammar, as a table of patterns.

Pure and linear: at each place the readers are tried in order, and one is taken when what follows
it is the end or a word that joins two statements.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from vbgen.model.deadline_anchor import (
    MONTHLY_WORDS,
    RELATIONS,
    ROMAN,
    YEAR_WORDS,
    Anchor,
    Kind,
    Unit,
    last_of_month,
    zero_of,
)
from vbgen.model.deadline_atoms import (
    Atom,
    Awaited,
    Continuous,
    Dated,
    MonthlyDay,
    Periodic,
    Span,
)
from vbgen.vi.patterns import Pattern

# Shown to who writes a phrase that is not understood; {Y} is the plan's year.
KNOWN_FORMS = (
    "Trước ngày 31/01/{Y}",
    "Chậm nhất là ngày 15/01/{Y}",
    "Đến hết ngày 15/01/{Y}",
    "Ngày 15/3/{Y}",
    "Tháng 01/{Y}",
    "Trong tháng 01/{Y}",
    "Quý I/{Y}",
    "6 tháng đầu năm {Y}",
    "Từ Quý I đến Quý III",
    "Từ tháng 3 đến tháng 9/{Y}",
    "Cả năm {Y}",
    "Trong năm {Y}",
    "Theo định kỳ trong năm {Y}",
    "Định kỳ hằng tháng",
    "Trước ngày 05 của tháng liền kề",
    "Trước ngày 31/01 năm liền kề",
    "Thường xuyên",
    "Sau khi có văn bản của cấp trên",
    "Sau 03 tháng kể từ khi có văn bản của cấp trên",
    "Theo Kế hoạch được phê duyệt",
)

# Words before the time say what is to be done then; they must begin with one of these, so that
# a mistyped "Trươc ngày" is not taken for something to do.
_ACTIONS = (
    "áp dụng|ban hành|báo cáo|bắt đầu|bố trí|cấp|chỉ đạo|chuẩn bị|công bố|công khai|đánh giá|"
    "đăng ký|đăng tải|đề xuất|điều tra|đoàn|đối với|đợt|gửi|giai đoạn|giao|hoàn tất|hoàn thành|"
    "hoàn thiện|họp|hướng dẫn|kế hoạch|kết luận|kết thúc|khảo sát|khắc phục|kiểm tra|lần|lập|"
    "lấy ý kiến|mở|nghiệm thu|nộp|phê duyệt|phổ biến|quyết định|rà soát|riêng|sơ kết|tập huấn|"
    "tham mưu|thanh tra|thành lập|thẩm định|theo dõi|thi|thông báo|thông qua|thực hiện|tổ chức|"
    "tổng hợp|tổng kết|tờ trình|trả lời|triển khai|trình|tuyên truyền|tự kiểm tra|vận hành|"
    "xây dựng|xét|xong|xử lý"
)
_MAX_ACTION = 120


def _one_of(words: Iterable[str]) -> str:
    """Return an alternation, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True) if w)


def _pattern(text: str) -> Pattern:
    return Pattern(text, re.IGNORECASE | re.DOTALL)


_YEAR = (
    r"(?:(?P<year_mark>[/.\-]| - | (?:của )?năm | )(?P<year>\d{4})(?!\d)"
    rf"| (?P<year_word>{_one_of(YEAR_WORDS)})(?!\w))?"
)
_LEAD = rf"(?:(?P<lead>{_one_of(RELATIONS)}) )?"
_UNITS: dict[Unit, str] = {
    Unit.DAY: r"(?:(?P<word>ngày) )?(?P<day>\d{1,2})(?P<mark>[/.\-]| tháng )"
    rf"(?P<number>\d{{1,2}})(?!\d){_YEAR}",
    Unit.MONTH: rf"(?P<word>tháng) (?P<number>\d{{1,2}})(?!\d){_YEAR}",
    Unit.QUARTER: rf"(?P<word>quý) (?P<number>[IVX]+|\d{{1,2}})(?!\w){_YEAR}",
    Unit.HALF: rf"(?P<number>0?[369]) tháng (?P<mark>đầu|cuối) năm{_YEAR}",
    Unit.YEAR: r"(?:(?P<word>năm)(?:(?P<year_mark> )(?P<year>\d{4})(?!\d))?"
    rf"|(?P<year_word>{_one_of(w for w in YEAR_WORDS if w.startswith('năm'))})(?!\w))",
}
# The later members of a range or list may leave out the word; the first day may leave its month.
_BARE: dict[Unit, str] = {
    Unit.DAY: _UNITS[Unit.DAY],
    Unit.MONTH: rf"(?P<number>0?[1-9]|1[0-2])(?![\d./]\d?\d(?!\d))(?!\d){_YEAR}",
    Unit.QUARTER: rf"(?P<number>IV|I{{1,3}}|[1-4])(?!\w){_YEAR}",
    Unit.HALF: _UNITS[Unit.HALF],
    Unit.YEAR: r"(?P<year>\d{4})(?!\d)",
}
_SHORT_DAY = _pattern(rf"{_LEAD}(?:(?P<word>ngày) )?(?P<day>\d{{1,2}})(?!\d)")
_DATED = {unit: _pattern(_LEAD + text) for unit, text in _UNITS.items()}
_MEMBER = {unit: (_pattern(_UNITS[unit]), _pattern(_BARE[unit])) for unit in _UNITS}
_RANGE_MARK = _pattern(r" (?:đến|tới)(?: hết)? | ?[-–] ?")
_LIST_MARK = _pattern(r", | và ")
_SPAN_LEADS = {"", "từ", "kể từ", "bắt đầu từ", "trong", "vào", "cả", "khoảng", "dự kiến"}

_EACH = r"(?:hằng|hàng|mỗi|từng|theo)"
_TIMES = r"(?:(?:ít nhất |tối thiểu )?\d{1,2} lần/(?:tuần|tháng|quý|năm)|\d{1,2} tháng/lần)"
_BEAT = r"(?:0?[369] tháng(?: (?:đầu|cuối) năm)?|tuần|tháng|quý|năm(?! \d))(?: một lần|/lần)?"
_IN_YEAR = r"(?: (?P<year_lead>(?:trong |của )?năm)(?: (?P<year>\d{4})(?!\d))?)?"


def _repeated(one: str) -> str:
    return rf"{one}(?:(?:, | và ){one})*"


_AFTER_WORD = _repeated(rf"(?:{_TIMES}|(?:{_EACH} )?{_BEAT})")
_ALONE = _repeated(rf"(?:{_TIMES}|{_EACH} {_BEAT})")
_PERIODIC = (
    _pattern(
        rf"(?P<word>(?:theo )?định k[ỳì])(?: (?P<every>{_AFTER_WORD}))?"
        rf"{_IN_YEAR}(?: (?P<by>(?:theo|quy định).+))?"
    ),
    _pattern(rf"(?P<word>)(?P<every>{_ALONE}){_IN_YEAR}(?P<by>)"),
)
_CONTINUOUS = _pattern(
    r"(?P<word>thường xuyên(?:, liên tục)?|liên tục|(?:hằng|hàng) ngày"
    rf"|(?:các|những) năm (?:tiếp theo|sau)){_IN_YEAR}"
)
_MONTHLY = _pattern(
    rf"{_LEAD}(?:(?P<word>ngày) )?(?P<day>\d{{1,2}}) (?P<tail>{_one_of(MONTHLY_WORDS)})(?!\w)"
)
_OFFSET = _pattern(
    r"(?:(?P<word>ngay sau|sau|trong vòng|trong thời hạn|trong thời gian|trong|chậm nhất sau|"
    r"chậm nhất là|chậm nhất|muộn nhất|không quá) )?"
    r"(?P<amount>\d{1,3}) (?P<unit>ngày làm việc|ngày|tuần|tháng|năm) "
    r"(?P<link>kể từ khi|kể từ|tính từ|từ khi|từ|sau khi|sau|trước khi) (?P<text>.+)"
)
_EVENT = _pattern(
    r"(?P<word>ngay sau khi|ngay khi|sau khi|trước khi|kể từ khi|từ khi|(?:cho )?đến khi|mỗi khi"
    r"|khi|sau(?! (?:(?:ngày|tháng|quý|năm) )?[\dIVX])|đột xuất|nếu"
    r"|(?:(?:đến hết|hết|trong|cả|kết thúc) )?(?:năm học|học kỳ))(?: (?P<text>.+))?"
)
_DOCUMENT = _pattern(r"(?P<word>theo(?! định k[ỳì])|căn cứ|tùy|tuỳ) (?P<text>.+)")
_NOTE = _pattern(r" (?P<note>\([^()]+\)|(?:để|nhằm|phục vụ) [^,;]+)")
_JOINT = _pattern(
    r" ?, (?:và |hoặc )?| (?:và|hoặc) "
    r"| (?=(?:theo|sau khi|ngay sau khi|khi|kể từ khi|(?:cho )?đến khi|trước khi|tùy|tuỳ) )"
    r"| (?=(?:trước|chậm nhất|muộn nhất|đến hết|hoàn thành|xong) )"
)
_ACTION = _pattern(rf"(?:{_one_of(_ACTIONS.split('|'))})(?!\w)")
_HARD = Pattern(r" *(;?) *(\n?) *((?:[-+•] )?)")

Reading = tuple[Atom, int]
Reader = Callable[[str, int], Reading | None]


class DeadlineError(ValueError):
    """A phrase that is no deadline: ``reason``, what is ``required``, the ``remedy``."""

    def __init__(self, reason: str, required: str, remedy: str) -> None:
        super().__init__(f"{reason}. Cần: {required}. Sửa: {remedy}.")
        self.reason = reason
        self.required = required
        self.remedy = remedy


# --- readers: a place in the text -> the atom there and where it ends -------------------------


def _quarter(written: str) -> int:
    return ROMAN.index(written.upper()) + 1 if written.upper() in ROMAN else 0


def _anchor(unit: Unit, match: re.Match[str]) -> Anchor:
    """Build an anchor from what a pattern of its unit found; values are checked later."""
    found = {k: v for k, v in match.groupdict().items() if v}
    written = found.get("number", "")
    arabic = written.isdigit()
    number = (int(written) if arabic else _quarter(written)) if written else None
    day = found.get("day")
    below = 0 if unit in (Unit.HALF, Unit.QUARTER) else 3
    return Anchor(
        unit,
        number=number,
        day=int(day) if day else None,
        year=int(found["year"]) if "year" in found else None,
        word=found.get("word", ""),
        mark=found.get("mark", "/"),
        year_mark=found.get("year_mark", "" if unit is Unit.YEAR else "/"),
        year_word=found.get("year_word", ""),
        roman=unit is not Unit.QUARTER or not arabic,
        zero=zero_of(written, below=below) if arabic else None,
        day_zero=zero_of(day) if day else None,
    )


def _dated(text: str, at: int) -> Reading | None:
    for unit, pattern in _DATED.items():
        match = pattern.match(text, at)
        if match and _ends(text, match.end()):
            return Dated(_anchor(unit, match), word=match["lead"] or ""), match.end()
    return None


def _span(text: str, at: int) -> Reading | None:
    for unit, pattern in _DATED.items():
        firsts = [pattern.match(text, at)]
        if unit is Unit.DAY:
            firsts.append(_SHORT_DAY.match(text, at))
        for first in firsts:
            if first is None or (first["lead"] or "").lower() not in _SPAN_LEADS:
                continue
            anchors, marks, end = _members(unit, text, first)
            if marks and _ends(text, end):
                return Span(tuple(anchors), tuple(marks), word=first["lead"] or ""), end
    return None


def _members(unit: Unit, text: str, first: re.Match[str]) -> tuple[list[Anchor], list[str], int]:
    """Read the further members; after a range ("3 - 6, 9") only those without the unit's word."""
    anchors, marks, end = [_anchor(unit, first)], list[str](), first.end()
    spelled, bare = _MEMBER[unit]
    ranged = False
    while mark := (None if ranged else _RANGE_MARK.match(text, end)) or _LIST_MARK.match(text, end):
        full = None if ranged else spelled.match(text, mark.end())
        member = full or bare.match(text, mark.end())
        if member is None:
            break
        ranged = ranged or _LIST_MARK.match(text, end) is None
        marks.append(mark.group())
        anchors.append(_anchor(unit, member))
        end = member.end()
    return anchors, marks, end


def _periodic(text: str, at: int) -> Reading | None:
    for pattern in _PERIODIC:
        match = pattern.match(text, at)
        if match and _ends(text, match.end()):
            year = int(match["year"]) if match["year"] else None
            return Periodic(
                match["word"],
                match["every"] or "",
                match["year_lead"] or "",
                year,
                match["by"] or "",
            ), match.end()
    return None


def _continuous(text: str, at: int) -> Reading | None:
    match = _CONTINUOUS.match(text, at)
    if match is None:
        return None
    year = int(match["year"]) if match["year"] else None
    return Continuous(match["word"], match["year_lead"] or "", year), match.end()


def _monthly(text: str, at: int) -> Reading | None:
    match = _MONTHLY.match(text, at)
    if match is None:
        return None
    day = match["day"]
    return MonthlyDay(
        int(day), match["lead"] or "", match["word"] or "", match["tail"], zero_of(day)
    ), match.end()


def _offset(text: str, at: int) -> Reading | None:
    match = _OFFSET.match(text, at)
    if match is None:
        return None
    return Awaited(
        Kind.EVENT,
        match["word"] or "",
        match["text"],
        int(match["amount"]),
        match["unit"],
        match["link"],
        zero_of(match["amount"]),
    ), match.end()


def _event(text: str, at: int) -> Reading | None:
    match = _EVENT.match(text, at)
    return match and (Awaited(Kind.EVENT, match["word"], match["text"] or ""), match.end())


def _document(text: str, at: int) -> Reading | None:
    match = _DOCUMENT.match(text, at)
    return match and (Awaited(Kind.DOCUMENT, match["word"], match["text"]), match.end())


_READERS: tuple[Reader, ...] = (
    _monthly,
    _span,
    _dated,
    _periodic,
    _continuous,
    _offset,
    _event,
    _document,
)


# --- putting statements together --------------------------------------------------------------


def _after_note(text: str, at: int) -> tuple[str, int]:
    match = _NOTE.match(text, at)
    return (match["note"], match.end()) if match else ("", at)


def _ends(text: str, at: int) -> bool:
    """Whether a statement may end here."""
    _, at = _after_note(text, at)
    return at == len(text) or _JOINT.match(text, at) is not None


def _at(text: str, at: int) -> Reading | None:
    """Read one statement, without an action before it."""
    for reader in _READERS:
        found = reader(text, at)
        if found is None:
            continue
        atom, end = found
        if isinstance(atom, Awaited):
            return _shortened(atom, text, at, end)
        note, after = _after_note(text, end)
        if _ends(text, end):
            return replace(atom, note=note), after
    return None


def _shortened(atom: Awaited, text: str, at: int, end: int) -> Reading:
    """Cut the words of an event where a statement with its own day follows them.

    The day must be announced ("trước ngày …", "hoàn thành …"): a bare date after a comma belongs
    to the document's own name. Nothing further on is tried, so that the search never branches.
    """
    start = text.find(atom.text, at) if atom.text else end
    for joint in _JOINT.finditer(text, start + 1):
        if _announced_day(text, joint.end()):
            return replace(atom, text=text[start : joint.start()]), joint.start()
    return atom, end


def _announced_day(text: str, at: int) -> bool:
    found = _dated(text, at)
    if found is not None:
        return isinstance(found[0], Dated) and bool(found[0].word)
    return any(_dated(text, start + 1) for start in _gaps_after_action(text, at))


def _gaps_after_action(text: str, at: int) -> Iterator[int]:
    """Yield the spaces at which the words that say what is to be done may end."""
    action = _ACTION.match(text, at)
    if action is not None:
        for gap in re.finditer(" ", text[action.end() : at + _MAX_ACTION]):
            yield action.end() + gap.start()


def _statement(text: str, at: int) -> Reading | None:
    """Read one statement with the words before it that say what is to be done."""
    found = _at(text, at)
    if found is not None:
        return found
    for start in _gaps_after_action(text, at):
        if found := _at(text, start + 1):
            return replace(found[0], action=text[at:start]), found[1]
    return None


def _sequence(text: str, at: int) -> tuple[list[Atom], list[str]] | None:
    """Read statements up to the end of the text, ``None`` where one is not understood."""
    atoms: list[Atom] = []
    joints: list[str] = []
    while (found := _statement(text, at)) is not None:
        atoms.append(found[0])
        if found[1] == len(text):
            return atoms, joints
        joint = _JOINT.match(text, found[1])
        if joint is None:
            return None
        joints.append(joint.group().replace(" ,", ","))
        at = joint.end()
    return None


def read(text: str, year: int) -> tuple[list[Atom], list[str], str, str]:
    """Read a cell of time: atoms, what joins them, what stands before the first and at the end.

    ``text`` is NFC with single spaces. Raises :class:`DeadlineError` for what is not understood
    and for days that the calendar does not have, judged in a plan of ``year``.
    """
    body = text.rstrip(" .,;\n")
    tail = text[len(body) :].strip()
    head = _HARD.match(body)
    start = head.end() if head else 0
    pieces = re.split(r"( *(?:; *\n?|\n) *(?:[-+•] )?)", body[start:])
    atoms: list[Atom] = []
    joints: list[str] = []
    for number, piece in enumerate(pieces):
        if number % 2:
            joints.append(_hard_joint(piece))
            continue
        found = _sequence(piece, 0)
        if found is None:
            raise _unknown(piece, text, year)
        for atom in found[0]:
            _check(atom, year, piece)
        atoms += found[0]
        joints += found[1]
    return atoms, joints, body[:start], tail


def _hard_joint(piece: str) -> str:
    """Return the separator in its usual spelling: "; ", a new line, or both; with its dash."""
    match = _HARD.fullmatch(piece)
    semicolon, line, dash = match.groups() if match else (piece, "", "")
    return semicolon + (line or " ") + dash


def _unknown(piece: str, text: str, year: int) -> DeadlineError:
    forms = [form.format(Y=year) for form in KNOWN_FORMS]
    if re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?!\d)", piece):
        return DeadlineError(
            f'thời hạn "{piece}" viết năm bằng hai chữ số',
            "năm viết đủ bốn chữ số",
            f'ví dụ "{forms[0]}"',
        )
    import difflib

    plain = [re.sub(r"\d", "0", form.lower()) for form in forms]
    near = difflib.get_close_matches(re.sub(r"\d", "0", piece.lower()), plain, n=1, cutoff=0.5)
    first = [forms[plain.index(near[0])]] if near else []
    examples = first + [f for f in forms if f not in first][: 5 - len(first)]
    shown = f'"{piece}"' if piece == text else f'"{piece}" (trong "{text}")'
    return DeadlineError(
        f"không hiểu thời hạn {shown}",
        "một dạng thời hạn đã biết",
        "viết như " + ", ".join(f'"{e}"' for e in examples),
    )


# --- days that do not exist -------------------------------------------------------------------


def _check(atom: Atom, year: int, phrase: str) -> None:
    """Raise :class:`DeadlineError` for an atom that names what no calendar has."""
    if isinstance(atom, MonthlyDay) and not 1 <= atom.day <= 31:
        raise _not_a_day(phrase, "ngày từ 01 đến 31")
    if isinstance(atom, Dated):
        _check_anchor(atom.anchor, atom.anchor.named_year(year) or year, phrase)
    if isinstance(atom, Span):
        _check_span(atom, year, phrase)


def _check_span(span: Span, year: int, phrase: str) -> None:
    last = span.anchors[-1]
    for anchor in span.anchors:
        month = anchor.number if anchor.number is not None else last.number
        own = anchor.named_year(year) or last.named_year(year) or year
        _check_anchor(replace(anchor, number=month), own, phrase)
    if span.runs_backwards(year):
        raise DeadlineError(
            f'thời hạn "{phrase}" có mốc đầu sau mốc cuối',
            "mốc đầu không muộn hơn mốc cuối",
            "đổi chỗ hai mốc, hoặc ghi rõ năm của từng mốc",
        )


def _check_anchor(anchor: Anchor, year: int, phrase: str) -> None:
    number = anchor.number or 0
    if anchor.unit is Unit.QUARTER and number not in (1, 2, 3, 4):
        raise DeadlineError(
            f'thời hạn "{phrase}" có quý không có thật',
            "quý I, II, III hoặc IV",
            "kiểm tra lại số của quý",
        )
    if not 1900 <= year <= 2999:
        raise _not_a_day(phrase, "kiểm tra lại năm")
    if anchor.unit in (Unit.DAY, Unit.MONTH) and number not in range(1, 13):
        raise _not_a_day(phrase, "kiểm tra lại tháng, chỉ có từ 01 đến 12")
    if anchor.unit is Unit.DAY:
        last = last_of_month(year, number)
        if not 1 <= (anchor.day or 0) <= last.day:
            hint = f"kiểm tra lại ngày cuối tháng {last:%m/%Y} ({last:%d/%m/%Y})"
            raise _not_a_day(phrase, hint)


def _not_a_day(phrase: str, hint: str) -> DeadlineError:
    return DeadlineError(
        f'thời hạn "{phrase}" không phải ngày có thật', "ngày/tháng/năm có trong lịch", hint
    )
