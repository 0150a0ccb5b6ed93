"""Answers of ``bo-sung`` that no document would ever use: their code or key names nothing, or
another answer stands for the same document and fact.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from vbgen.documents import types
from vbgen.documents.answer_keys import Known, in_tags, known
from vbgen.documents.dossier import Dossier
from vbgen.errors import Place, Problem
from vbgen.model.fields import did_you_mean, place_of
from vbgen.model.period import PeriodCode
from vbgen.model.plan import Plan
from vbgen.model.supplement import Answer, Supplement

CODE = "ma"
AMENDMENTS = "sua_doi"  # its rows may name a product that the plan is to get
_A_CODE = re.compile(r"\d{4}-")


def answer_problems(
    dossier: Dossier, in_own_templates: Callable[[], Known] = Known
) -> Iterator[Problem]:
    """Yield a warning for each code that is no product, no type, no unit or no period, for each key
    that nothing reads, and for each fact given twice, its unit and period in either order, and not
    alike. ``in_own_templates``: the keys that the workspace's own templates read.
    """
    named = {*dossier.plan.by_code, *types.slugs()}
    for code, place in _codes(dossier):
        head, *parts = code.split("@")
        strange = [part for part in parts if not _is_part(dossier, part)]
        if head not in named:
            yield Problem(
                place,
                f'"{code}" không phải mã sản phẩm hay loại văn bản nào nên không được dùng',
                "mã trong ke-hoach.yaml hoặc loại văn bản",
                did_you_mean(head, sorted(named), "sửa mã này, hoặc xóa phần không còn dùng"),
                "warning",
            )
        elif strange:
            yield Problem(
                place,
                f'"{strange[0]}" trong "{code}" không phải đơn vị hay kỳ nào nên không được dùng',
                "MÃ@ĐƠN_VỊ hoặc MÃ@KỲ, ví dụ @HCTC, @2024-Q1",
                did_you_mean(strange[0], dossier.register.by_code, "sửa phần sau dấu @"),
                "warning",
            )
    yield from _given_twice(dossier.supplement)
    yield from _unread(dossier, in_own_templates)


def _given_twice(supplement: Supplement) -> Iterator[Problem]:
    for code, answers in supplement.by_code.items():
        head, *parts = code.split("@")
        other = "@".join((head, *reversed(parts)))
        used = supplement.by_code.get(other, {}) if other > code else {}
        for key, answer in answers.items():
            if key in used and used[key] != answer:
                yield Problem(
                    place_of(answer, supplement.place),
                    f'"{key}" của "{code}" cũng ghi ở "{other}", khác nhau',
                    "một điều ghi một chỗ: MÃ@ĐƠN_VỊ@KỲ và MÃ@KỲ@ĐƠN_VỊ là một văn bản",
                    "giữ một chỗ, xóa chỗ kia",
                    "warning",
                )


def _unread(dossier: Dossier, in_own_templates: Callable[[], Known]) -> Iterator[Problem]:
    """Name the keys that nothing reads; what the office has of its own is looked into last."""
    if not (dossier.supplement.common or dossier.supplement.by_code or dossier.supplement.lists):
        return
    words = known()
    if any(_strange(dossier.supplement, words)):
        words |= in_own_templates() | _in_plan(dossier.plan)
    for kind, key, place in _strange(dossier.supplement, words):
        yield _no_key(kind, key, place, words)


def _in_plan(plan: Plan) -> Known:
    """Return the facts that the abstracts of the plan's products name."""
    texts = " ".join(str(d.subject) for d in plan.by_code.values())
    return Known(frozenset(re.findall(r"\{bs\.(\w+)\}", texts))) | in_tags(texts)


def _strange(supplement: Supplement, words: Known) -> Iterator[tuple[str, str, Place | str]]:
    """Yield what is not known: ``fact``, ``list`` or the name of a list whose row has the cell."""
    for answers in (supplement.common, *supplement.by_code.values()):
        for key, value in answers.items():
            if not words.has_fact(key):
                yield "fact", key, _place(value, supplement.place)
            elif isinstance(value, tuple):
                yield from _strange_cells(key, value, words, supplement.place)
    for name, rows in supplement.lists.items():
        if name in words.lists:
            yield from _strange_cells(name, rows, words, supplement.place)
        else:
            yield "list", name, _place(rows, supplement.place)


def _strange_cells(
    name: str, rows: Iterable[Answer], words: Known, default: Place
) -> Iterator[tuple[str, str, Place | str]]:
    """Yield the cells that are not known, each once; rows within rows are rows too."""
    seen: set[str] = set()
    for row in rows:
        for key, value in row.items() if isinstance(row, Mapping) else ():
            if isinstance(value, tuple):
                yield from _strange_cells(key, value, words, default)
            if not words.has_cell(key) and key not in seen:
                seen.add(key)
                yield name, key, _place(value, default)


def _place(value: Answer, default: Place) -> Place | str:
    """Return where an answer, or the first thing in it, was written."""
    if isinstance(value, str):
        return place_of(value, default)
    within = value.values() if isinstance(value, Mapping) else value
    return next((_place(inner, default) for inner in within), default)


def _no_key(kind: str, key: str, place: Place | str, words: Known) -> Problem:
    required = "khóa nêu trong docs/dinh-dang-bo-sung.md, `vbgen ask`, hoặc thẻ bs.… của mẫu"
    if kind == "fact":
        what, near = f'không văn bản nào dùng đến điều "{key}"', words.facts | words.lists
    elif kind == "list":
        what, near = f'không văn bản nào dùng đến danh sách "{key}"', words.lists
    else:
        what = f'không văn bản nào dùng đến cột "{key}" của danh sách {kind}'
        near = words.cells | words.facts
    remedy = did_you_mean(key, sorted(near), "sửa tên khóa, hoặc xóa phần không còn dùng")
    return Problem(place, what, required, remedy, "warning")


def _codes(dossier: Dossier) -> Iterator[tuple[str, Place | str]]:
    supplement = dossier.supplement
    for code, answers in supplement.by_code.items():
        places = (place_of(value) for value in answers.values())
        yield code, next((p for p in places if p), supplement.place)
    for kind, rows in supplement.lists.items():
        for row in rows if kind != AMENDMENTS else ():
            cell = row.get(CODE, "")
            if isinstance(cell, str) and _A_CODE.match(cell):
                yield str(cell), place_of(cell, supplement.place)


def _is_part(dossier: Dossier, part: str) -> bool:
    if part in dossier.register.by_code:
        return True
    try:
        PeriodCode.parse(part)
    except ValueError:
        return False
    return True
