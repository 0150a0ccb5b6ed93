from __future__ import annotations

from dataclasses import replace

import pytest
from ruamel.yaml import YAML

from vbgen import resources
from vbgen.model.citation import Citation
from vbgen.model.citation_rules import SymbolRules, check_citation


@pytest.fixture(scope="module")
def rules() -> SymbolRules:
    text = resources.data("terms", "the-loai.yml").read_text(encoding="utf-8")
    return SymbolRules.from_data(YAML(typ="safe").load(text))


@pytest.mark.parametrize(
    ("phrase", "problem", "remedy"),
    [
        (
            "Kế hoạch số 3647/QĐ-UBND ngày 17/11/2021 của UBND tỉnh ban hành Kế hoạch",
            'tên loại "Kế hoạch" không hợp',
            "“Quyết định số 3647/QĐ-UBND”",
        ),
        ("Quy định số 5/QĐ-UBND của UBND tỉnh", 'tên loại "Quy định"', "Quyết định số"),
        ("Kế hoạch số 15/VP-HCTC", 'tên loại "Kế hoạch"', "Công văn số"),
        (
            "Chỉ thị số 35/CT-TU ngày 11/12/2023 của Ban Thường vụ Tỉnh ủy về việc gì",
            "kiểu cơ quan nhà nước",
            "35-CT/TU",
        ),
        ("Kế hoạch số 15-KH/UBND của UBND tỉnh", "kiểu văn bản của Đảng", "15/KH-UBND"),
        (
            "Nghị định số 5/2024/NĐ-CP của Thủ tướng Chính phủ quy định việc gì",
            'cơ quan ban hành "Thủ tướng Chính phủ"',
            "của Chính phủ",
        ),
        ("Thông tư số 05/2024/TT-BNV của Bộ Tài chính", "cơ quan ban hành", "của Bộ Nội vụ"),
    ],
)
def test_a_citation_that_contradicts_itself_is_an_error(
    rules: SymbolRules, phrase: str, problem: str, remedy: str
) -> None:
    (found,) = check_citation(Citation.parse(phrase), rules)
    assert problem in found.problem
    assert remedy in found.remedy
    assert found.level == "error"


def test_a_recorded_question_makes_it_a_warning(rules: SymbolRules) -> None:
    citation = Citation.parse("Kế hoạch số 3647/QĐ-UBND của UBND tỉnh")
    answered = replace(citation, question="bản quét ghi Kế hoạch", reading="3647/QĐ-UBND")
    assert [p.level for p in check_citation(answered, rules)] == ["warning"]


@pytest.mark.parametrize(
    "phrase",
    [
        "Kế hoạch số 250/KH-UBND ngày 22/12/2023 của UBND tỉnh về việc gì",
        "Quyết định số 5/QĐ-UBND của Chủ tịch UBND tỉnh về việc gì",
        "Quyết định số 876/QĐ-BNV của Bộ trưởng Bộ Nội vụ về việc gì",
        "Công văn số 12/UBND-NC của UBND tỉnh về việc gì",
        "Thông báo số 15/TB-VP của Văn phòng UBND tỉnh về việc gì",
        "Nghị quyết số 5/NQ-HĐND của HĐND tỉnh về việc gì",
        "Chỉ thị số 35-CT/TU của Ban Thường vụ Tỉnh ủy về việc gì",
        "Nghị quyết số 76/NQ-CP của Chính phủ về việc gì",
        "Thông tư số 05/2024/TT-BNNPTNT ngày 01/02/2024 của Bộ Nông nghiệp và Phát triển nông thôn",
        "Nghị quyết số 202/2025/QH15 của Quốc hội về việc gì",
        "Kế hoạch CCHC số 15/KH-VP",
        "Nghị quyết 01, 02, 03 của Ban cán sự đảng UBND tỉnh",
    ],
)
def test_sound_citations_pass(rules: SymbolRules, phrase: str) -> None:
    assert check_citation(Citation.parse(phrase), rules) == []


def test_every_entry_of_the_shipped_register_is_sound_and_reads_back(rules: SymbolRules) -> None:
    text = resources.data("citations", "van-ban.yml").read_text(encoding="utf-8")
    entries = YAML(typ="safe").load(text)["van_ban"]
    assert entries
    for e in entries:
        citation = Citation.of(
            e["loai"], e.get("so") or "", e.get("ngay"), e["co_quan"], e["trich_yeu"]
        )
        assert check_citation(citation, rules) == [], str(citation)
        assert Citation.parse(str(citation)) == citation
