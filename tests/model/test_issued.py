from dataclasses import replace
from datetime import date

import pytest

from vbgen.model.citation import Citation
from vbgen.model.issued import IssuedDocument, number_symbol

PLAN = IssuedDocument(
    5, "KH-VP", date(2024, 3, 29), "UBND tỉnh", "ke-hoach", "Kế hoạch", "Kiểm tra năm 2024", "x"
)


@pytest.mark.parametrize(
    ("number", "symbol", "printed"),
    [
        (5, "KH-VP", "05/KH-VP"),
        (112, "VP-KH&CĐS", "112/VP-KH&CĐS"),
        (14, "2022/QH15", "14/2022/QH15"),
        (35, "CT/TU", "35-CT/TU"),
        (7, "QyĐ-UBND", "07/QyĐ-UBND"),
    ],
    ids=["below ten", "letter", "with its year", "of the Party", "mixed case"],
)
def test_number_and_symbol_are_joined_as_printed(number: int, symbol: str, printed: str) -> None:
    assert number_symbol(number, symbol) == printed


@pytest.mark.parametrize(
    ("subject", "end"),
    [
        ("Kiểm tra năm 2024", "về kiểm tra năm 2024"),
        ("V/v chấn chỉnh", "về việc chấn chỉnh"),
        ("Về việc chấn chỉnh", "về việc chấn chỉnh"),
        ("Ban hành Quy chế", "ban hành Quy chế"),
        ("CCHC năm 2024", "về CCHC năm 2024"),
    ],
    ids=["a matter", "a letter", "already begun", "of a decision", "an abbreviation"],
)
def test_the_phrase_cites_in_full(subject: str, end: str) -> None:
    phrase = replace(PLAN, subject=subject).phrase
    assert phrase == f"Kế hoạch số 05/KH-VP ngày 29 tháng 3 năm 2024 của UBND tỉnh {end}"
    cited = Citation.parse(phrase)
    assert (cited.kind, cited.date, cited.issuer, cited.subject) == (
        "Kế hoạch", date(2024, 3, 29), "UBND tỉnh", end,
    )  # fmt: skip
