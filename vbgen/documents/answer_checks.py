"""Answers of ``bo-sung`` that no document would ever use: their code names nothing, or another
answer stands for the same document and fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vbgen.documents import types
from vbgen.documents.dossier import Dossier
from vbgen.errors import Place, Problem
from vbgen.model.fields import did_you_mean, place_of
from vbgen.model.period import PeriodCode
from vbgen.model.supplement import Supplement

CODE = "ma"
AMENDMENTS = "sua_doi"  # its rows may name a product that the plan is to get
_A_CODE = re.compile(r"\d{4}-")


def answer_problems(dossier: Dossier) -> Iterator[Problem]:
    """Yield a warning for each code that is no product, no type, no unit or no period, and for each
    fact that is given twice, its unit and period in either order, and not alike.
    """
    known = {*dossier.plan.by_code, *types.slugs()}
    for code, place in _codes(dossier):
        head, *parts = code.split("@")
        strange = [part for part in parts if not _is_part(dossier, part)]
        if head not in known:
            yield Problem(
                place,
                f'"{code}" không phải mã sản phẩm hay loại văn bản nào nên không được dùng',
                "mã trong ke-hoach.yaml hoặc loại văn bản",
                did_you_mean(head, known, "sửa mã này, hoặc xóa phần không còn dùng"),
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
