"""One run of collecting: every file sifted, then all held together; the order does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from vbgen.documents.periodic.collect_figures import FigureSifter
from vbgen.documents.periodic.collect_file import check_marks, find_unit
from vbgen.documents.periodic.collect_rows import RowSifter
from vbgen.documents.periodic.collect_terms import (
    FigureTaken,
    Finder,
    RowTaken,
    Sifted,
    Suggestion,
    Terms,
)
from vbgen.documents.periodic.progress_doubts import Cited, twice_cited, value_field
from vbgen.documents.periodic.progress_values import paper
from vbgen.model.progress import State
from vbgen.model.progress_record import Doubt, Figure, Origin, ProgressValue, Return
from vbgen.model.returned_file import FileRead, RowRead
from vbgen.model.task import CODE
from vbgen.vi.text import join_list
from vbgen.vi.unicode import fold

# What a further target may say for itself; everything else is said once for the deliverable.
_PER_TARGET = frozenset({"gia_tri", "ket_qua", "kho_khan", "de_xuat", "tai_lieu"})


@dataclass(frozen=True)
class Answer:
    """What a lead answered about one deliverable, put together from its rows."""

    code: str
    unit: str
    state: State
    texts: Mapping[str, str]
    origins: Mapping[str, Origin]
    row: RowTaken

    def origin(self, field: str) -> Origin:
        """Return where a field stands, also one that was left blank."""
        return self.origins.get(field) or self.row.origin(field)


@dataclass(frozen=True)
class Found:
    """What a run found: to be stored, and to be said."""

    returns: tuple[Return, ...]
    answers: tuple[Answer, ...]
    joined: tuple[RowTaken, ...]
    figures: tuple[Figure, ...]
    doubts: tuple[Doubt, ...]
    suggestions: tuple[Suggestion, ...]

    def values(self) -> Iterator[ProgressValue]:
        """Yield every field of every answer, then what partners added."""
        for answer in self.answers:
            for field, text in answer.texts.items():
                yield ProgressValue(answer.code, answer.unit, field, text, answer.origin(field))
        for row in self.joined:
            for field, text in row.texts.items():
                yield ProgressValue(row.code, row.unit, field, text, row.origin(field))


def sift(terms: Terms, file: FileRead) -> Sifted:
    """Take one file apart; nothing of it is taken where it is not this plan's and period's."""
    refused = [*check_marks(terms, file), *_no_table(file), *_no_period(file)]
    refused += _other_words(terms, file)
    unit, unknown = ("", None) if refused else find_unit(terms, file)
    refused += [unknown] if unknown else []
    if refused:
        return Sifted(file, doubts=tuple(refused))
    finder = Finder(file.name, unit)
    found: list[object] = [
        finder.at(n.sheet, n.cell, n.problem, n.required, n.remedy) for n in file.notes
    ]
    sifter = RowSifter(terms, file, unit)
    for row in file.rows:
        found += sifter.sift(row)
    found += _figures(terms, file, unit)
    rows = tuple(f for f in found if isinstance(f, RowTaken))
    figures = tuple(f for f in found if isinstance(f, FigureTaken))
    awaited = any((i.code, unit) not in terms.known for i in terms.scope.led.get(unit, ()))
    if file.rows and awaited and not any(row.leads for row in rows) and len(found) == len(rows):
        found += _nothing_filled(file, finder)
    seen = frozenset(row.text("ma") for row in file.rows)
    doubts = tuple(f for f in found if isinstance(f, Doubt))
    suggestions = tuple(f for f in found if isinstance(f, Suggestion))
    return Sifted(_without_rows(file), unit, rows, figures, seen, doubts, suggestions)


def _without_rows(file: FileRead) -> FileRead:
    """Let go of the rows, which are many; the headings stay."""
    return FileRead(file.name, file.digest, heads=file.heads, figure_heads=file.figure_heads)


def _no_table(file: FileRead) -> Iterator[Doubt]:
    if not file.heads and not file.figure_heads:
        note = file.notes[0] if file.notes else None
        problem = note.problem if note else "không có bảng tiến độ, bảng số liệu nào"
        required = note.required if note else "bảng có các cột như biểu đã gửi: Mã, …, Trạng thái"
        remedy = note.remedy if note else "gửi lại biểu của đơn vị"
        place = (note.sheet, note.cell) if note else ("", "")
        yield Finder(file.name).at(*place, problem, required, remedy)


def _no_period(file: FileRead) -> Iterator[Doubt]:
    """Refuse a table that nowhere says its period: it may be last period's."""
    coded = [row for row in file.rows if CODE.fullmatch(row.text("ma"))]
    if coded and not file.marks and not any(row.text("ky") for row in coded):
        head = coded[0].head
        yield Finder(file.name).at(
            head.sheet,
            head.cell("ma"),
            "bảng không ghi kỳ báo cáo nên không được tính",
            "cột Kỳ như biểu đã gửi",
            "thêm cột Kỳ, hoặc gửi lại biểu gốc",
        )


def _other_words(terms: Terms, file: FileRead) -> Iterator[Doubt]:
    """Refuse an unmarked table whose codes stand beside other tasks: another office's."""
    if file.marks:
        return
    known = [r for r in file.rows if r.text("ma") in terms.scope.by_code and r.text("nhiem_vu")]
    other = [r for r in known if not _same_task(terms, r)]
    if len(other) * 2 > len(known):
        yield Finder(file.name).at(
            other[0].sheet,
            other[0].cell("nhiem_vu"),
            f"{len(other)} trên {len(known)} dòng có mã trùng nhưng nhiệm vụ khác kế hoạch này",
            "biểu của đúng cơ quan, đúng kế hoạch",
            "gửi lại biểu do đầu mối gửi",
        )


def _same_task(terms: Terms, row: RowRead) -> bool:
    return fold(row.text("nhiem_vu")) == fold(terms.plan.task_of[row.text("ma")].title)


def _nothing_filled(file: FileRead, finder: Finder) -> Iterator[Doubt]:
    head = file.rows[0].head
    yield finder.at(
        head.sheet,
        head.cell("trang_thai") or head.cell("ma"),
        "không dòng chủ trì nào có trạng thái tính được, cũng không có số liệu",
        "biểu đã điền",
        "điền trạng thái của từng dòng rồi gửi lại",
    )


def _figures(terms: Terms, file: FileRead, unit: str) -> Iterator[FigureTaken | Doubt]:
    asked = {row.code: row for row in terms.asked(unit)}
    sifter = FigureSifter(terms, file, unit)
    taken: dict[str, FigureTaken] = {}
    for row in file.figures:
        for outcome in sifter.sift(row, asked):
            if isinstance(outcome, FigureTaken):
                taken.setdefault(outcome.code, outcome)
            yield outcome
    yield from sifter.typed_totals(file.figures, taken)


def bring_together(terms: Terms, sifted: Iterable[Sifted]) -> Found:
    """Hold the files of a run together: doubled rows, missing rows, papers named twice."""
    files = sorted(sifted, key=lambda s: (s.file.name, s.file.digest, s.unit))
    doubts = [doubt for one in files for doubt in one.doubts]
    answers: list[Answer] = []
    joined: list[RowTaken] = []
    rows = sorted(
        (row for one in files for row in one.rows), key=lambda r: (r.code, r.unit, r.order)
    )
    for _, group in groupby(rows, key=lambda r: (r.code, r.unit)):
        same = list(group)
        outcome = _one_answer(same)
        doubts += outcome if isinstance(outcome, list) else []
        if isinstance(outcome, Answer):
            answers.append(outcome)
        elif isinstance(outcome, RowTaken):
            joined.append(outcome)
    doubts += _about_answers(terms, answers)
    figures, more = _all_figures(terms, files)
    doubts += [*more, *_missing_rows(terms, files)]
    return Found(
        tuple(_returns(files, answers)),
        tuple(answers),
        tuple(joined),
        figures,
        tuple(dict.fromkeys(sorted(doubts, key=_order))),
        tuple(s for one in files for s in one.suggestions),
    )


def _order(doubt: Doubt) -> tuple[str, str, int, str, str]:
    digits = "".join(c for c in doubt.cell if c.isdigit())
    return doubt.file, doubt.sheet, int(digits or 0), doubt.cell, doubt.problem


def _one_answer(rows: Sequence[RowTaken]) -> Answer | RowTaken | list[Doubt]:
    """Return what rows of one code and unit say together; doubts where they do not agree."""
    for _, group in groupby(sorted(rows, key=lambda r: (r.target, r.order)), lambda r: r.target):
        alike = list(group)
        if any(row.texts != alike[0].texts for row in alike):
            return _disagreement(alike)
    if len({row.state for row in rows}) > 1:
        return _disagreement(rows)
    first = min(rows, key=lambda r: (r.target, r.order))
    if first.state is None:
        return first
    texts: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    for row in sorted(rows, key=lambda r: (r.target, r.order)):
        for key, text in row.texts.items():
            field = value_field(row.target) if key == "gia_tri" else _field(key, row.target)
            if field not in texts:
                texts[field], origins[field] = text, row.origin(key)
    return Answer(first.code, first.unit, first.state, texts, origins, first)


def _field(key: str, target: int) -> str:
    return f"{key}#{target}" if key in _PER_TARGET and target > 1 else key


def _disagreement(rows: Sequence[RowTaken]) -> list[Doubt]:
    places = [f"{r.file} {r.head.sheet}!{r.origin('ma').cell}".replace(" !", " ") for r in rows]
    problem = f"mã {rows[0].code} có {len(rows)} dòng khác nhau ({join_list(places)})"
    texts = (
        f"{problem}; không dòng nào được tính",
        "mỗi mã một dòng",
        "giữ một dòng đúng rồi gửi lại",
    )
    return [Finder(row.file, row.unit).about(row.origin("ma"), texts, row.code) for row in rows]


def _about_answers(terms: Terms, answers: Sequence[Answer]) -> Iterator[Doubt]:
    for answer in answers:
        item, product = terms.scope.by_code[answer.code], terms.plan.by_code[answer.code]
        found = terms.judge.doubts(item, product, answer.unit, answer.state, answer.texts)
        for doubt in found:
            texts = (doubt.problem, doubt.required, doubt.remedy)
            yield _finder(answer, doubt.field).about(answer.origin(doubt.field), texts, answer.code)
    yield from _papers_twice(terms, answers)


def _finder(answer: Answer, field: str) -> Finder:
    return Finder(answer.origin(field).file, answer.unit)


def _papers_twice(terms: Terms, answers: Sequence[Answer]) -> Iterator[Doubt]:
    """Yield a doubt for each document named under two tasks, now or in what was stored before."""
    named = {cited: answer for answer in answers if (cited := _cited(terms, answer)) is not None}
    replaced = {(a.code, a.unit) for a in answers}
    stored = [
        _cited_as(terms, before.code, before.unit, before.texts)
        for key, befores in terms.judge.before.items()
        for before in befores
        if key not in replaced and before.code in terms.scope.by_code
    ]
    everything = [*named, *(cited for cited in stored if cited is not None)]
    for cited, others in twice_cited(everything, terms.office_symbol).items():
        if cited in named:
            answer = named[cited]
            problem = f"văn bản {cited.number}/{cited.symbol} đã ghi ở mã {join_list(others)}"
            texts = (problem, "mỗi văn bản là kết quả của một nhiệm vụ", "kiểm tra lại số, ký hiệu")
            yield _finder(answer, "so_van_ban").about(
                answer.origin("so_van_ban"), texts, answer.code
            )


def _cited(terms: Terms, answer: Answer) -> Cited | None:
    return _cited_as(terms, answer.code, answer.unit, answer.texts)


def _cited_as(terms: Terms, code: str, unit: str, texts: Mapping[str, str]) -> Cited | None:
    found = paper(texts)
    if not (found.number and found.symbol and found.issued):
        return None
    task = terms.scope.by_code[code].task
    return Cited(code, task, unit, found.number.lstrip("0"), found.symbol, found.issued)


def _all_figures(terms: Terms, files: Sequence[Sifted]) -> tuple[tuple[Figure, ...], list[Doubt]]:
    doubts: list[Doubt] = []
    kept: dict[str, dict[str, FigureTaken]] = {}
    taken = sorted((f for one in files for f in one.figures), key=lambda f: (f.unit, f.code))
    for (unit, code), group in groupby(taken, key=lambda f: (f.unit, f.code)):
        same = list(group)
        if len({(f.value, f.as_of, f.note) for f in same}) > 1:
            doubts += [_figure_disagreement(f, len(same)) for f in same]
        else:
            kept.setdefault(unit, {})[code] = same[0]
    by_unit = {one.unit: one for one in files if one.unit in kept}
    for unit, figures in kept.items():
        for doubt in FigureSifter(terms, by_unit[unit].file, unit).relations(figures):
            doubts.append(doubt)
    made = tuple(
        Figure(f.code, f.unit, f.value, f.as_of, f.note, f.origin)
        for figures in kept.values()
        for f in figures.values()
    )
    return made, doubts


def _figure_disagreement(figure: FigureTaken, times: int) -> Doubt:
    problem = f"số liệu {figure.code} có {times} giá trị khác nhau; không giá trị nào được tính"
    texts = (problem, "mỗi mã một giá trị", "giữ giá trị đúng rồi gửi lại")
    return Finder(figure.origin.file, figure.unit).about(figure.origin, texts, figure.code)


def _missing_rows(terms: Terms, files: Sequence[Sifted]) -> Iterator[Doubt]:
    """Yield one doubt for each unit whose files together lack rows that the form had."""
    seen: dict[str, set[str]] = {}
    first: dict[str, Sifted] = {}
    for one in files:
        if one.unit and one.file.heads:
            seen.setdefault(one.unit, set()).update(one.seen)
            first.setdefault(one.unit, one)
    for unit, codes in seen.items():
        lacking = [
            item.code
            for item in terms.scope.led.get(unit, ())
            if item.code not in codes and (item.code, unit) not in terms.known
        ]
        if lacking:
            head = first[unit].file.heads[0]
            yield Finder(first[unit].file.name, unit).at(
                head.sheet,
                head.cell("ma"),
                f"thiếu {len(lacking)} dòng đơn vị chủ trì: {', '.join(lacking)}",
                "đủ các dòng như biểu đã gửi",
                "chép lại các dòng này từ biểu gốc, điền rồi gửi lại",
            )


def _returns(files: Sequence[Sifted], answers: Sequence[Answer]) -> Iterator[Return]:
    """Yield each file that gave something, with the rows as lead that were taken from it."""
    counted = {(answer.code, answer.unit) for answer in answers}
    for one in files:
        if one.unit and (one.rows or one.figures):
            leading = {(r.code, r.target) for r in one.rows if (r.code, r.unit) in counted}
            yield Return(one.file.name, one.file.digest, one.unit, len(leading))
