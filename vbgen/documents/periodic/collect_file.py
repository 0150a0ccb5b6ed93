"""Whose file came back, and whether it is this plan's, period's and regime's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from vbgen.documents.periodic.collect_terms import Finder, Terms
from vbgen.model.progress_columns import FORM_VERSION, HIDDEN_SHEET, LEAD, PARTNER
from vbgen.model.progress_record import Doubt, Origin
from vbgen.model.returned_file import FileRead
from vbgen.model.unit import Unit
from vbgen.vi.slug import slug
from vbgen.vi.unicode import fold

_AGAIN = "gửi lại biểu kỳ này do đầu mối gửi (vbgen progress form)"


def check_marks(terms: Terms, file: FileRead) -> Iterator[Doubt]:
    """Yield what forbids taking a file: another plan's, regime's, period's, or an unknown form."""
    if not file.marks:
        return
    wanted = {
        "ke_hoach": (terms.plan_id, "biểu của cơ quan hoặc kế hoạch khác"),
        "che_do": (terms.regime, "biểu của chế độ báo cáo khác"),
        "ky": (terms.window.code, "biểu của kỳ khác"),
        "phien_ban": (FORM_VERSION, "dạng biểu không đọc được"),
    }
    for key, (expected, problem) in wanted.items():
        found = file.marks.get(key, "")
        if found != expected:
            place = file.mark_cells.get(key, Origin(sheet=HIDDEN_SHEET))
            texts = (f'{problem}: "{found}"', f'"{expected}"', _AGAIN)
            yield Finder(file.name).about(place, texts)


def find_unit(terms: Terms, file: FileRead) -> tuple[str, Doubt | None]:
    """Return the code of the unit whose file it is, or the doubt that says why it is unknown."""
    marked = file.marks.get("don_vi", "")
    if marked in terms.labels:
        return marked, None
    if marked:
        texts = (
            f'đơn vị "{marked}" không có trong danh sách đơn vị báo cáo',
            "một đơn vị thuộc cơ quan, có việc hoặc số liệu phải báo cáo",
            _AGAIN,
        )
        return "", Finder(file.name).about(file.mark_cells["don_vi"], texts)
    found = _candidates(terms, file)
    if len(found) == 1:
        return found[0], None
    names = ", ".join(terms.labels[code] for code in found[:5])
    problem = "không xác định được tệp của đơn vị nào" + (f" (có thể: {names})" if names else "")
    required = "biểu có trang ẩn ghi đơn vị, hoặc tên đơn vị ở tên tệp hay tiêu đề"
    return "", Finder(file.name).at("", "", problem, required, _AGAIN)


def _candidates(terms: Terms, file: FileRead) -> list[str]:
    """Return the units that could have filled the rows, narrowed by title and file name."""
    found = set(terms.labels)
    known = 0
    for row in file.rows:
        item = terms.scope.by_code.get(row.text("ma"))
        if item is None:
            continue
        known += 1
        role = fold(row.text("vai_tro"))
        joined = terms.scope.partners[item.code]
        both = {fold(LEAD): item.leads, fold(PARTNER): joined}
        found &= set(both.get(role, (*item.leads, *joined)))
    if not known and not file.figures:
        found = set()
    for narrow in (_in_titles, _in_file_name):
        if len(found) > 1:
            found = found & narrow(terms, file) or found
    return [code for code in terms.labels if code in found]


def _in_titles(terms: Terms, file: FileRead) -> set[str]:
    """Return the units whose whole name stands in a title."""
    lines = [fold(text) for text in file.loose]
    return {
        code
        for code in terms.labels
        if lines
        for name in _spellings(terms.register.by_code[code])
        if any(_stands_in(name, line) for line in lines)
    }


def _stands_in(name: str, line: str) -> bool:
    return name in line and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", line))


@lru_cache(maxsize=20_000)
def _spellings(unit: Unit) -> frozenset[str]:
    return frozenset(
        {fold(name.name) for name in unit.names} | {fold(alias) for alias in unit.aliases}
    )


def _in_file_name(terms: Terms, file: FileRead) -> set[str]:
    """Return the unit whose name and code stand in the file's name; those with most of both."""
    stem = f"-{slug(file.name.rpartition('.')[0], 200)}-"
    found: dict[str, int] = {}
    for code in terms.labels:
        words = {_slug(terms.register.by_code[code].name), _slug(code)}
        found[code] = sum(len(word) for word in words if f"-{word}-" in stem)
    most = max(found.values(), default=0)
    return {code for code, length in found.items() if length and length == most}


_slug = lru_cache(maxsize=20_000)(slug)
