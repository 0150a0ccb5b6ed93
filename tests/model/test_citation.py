from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vbgen.errors import Place
from vbgen.model.citation import LONG, SHORT, Citation, WrittenDate, conflicts, find_mentions
from vbgen.model.citation_text import KINDS, parse_number

PLAN = (
    "Kế hoạch số 250/KH-UBND ngày 22/12/2023 của UBND tỉnh về việc ban hành Kế hoạch cải cách "
    "hành chính nhà nước năm 2024"
)

# phrase, key, date, issuer, first words of the subject
PHRASES = [
    (PLAN, "250/KH-UBND", "2023-12-22", "UBND tỉnh", "về việc ban hành"),
    (
        "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về Chương trình tổng thể cải cách "
        "hành chính nhà nước, giai đoạn 2021-2030 của Chính phủ",
        *("76/NQ-CP", "2021-07-15", "Chính phủ", "về Chương trình tổng thể"),
    ),
    (
        "Nghị quyết số 01-NQ/TU ngày 04/11/2021 của Tỉnh ủy Quảng Trị về đẩy mạnh CCHC",
        *("01-NQ/TU", "2021-11-04", "Tỉnh ủy Quảng Trị", "về đẩy mạnh"),
    ),
    (
        "Chỉ thị số 35-CT/TU ngày 11/12/2023 của Ban Thường vụ Tỉnh ủy về tăng cường lãnh đạo",
        *("35-CT/TU", "2023-12-11", "Ban Thường vụ Tỉnh ủy", "về tăng cường"),
    ),
    (
        "Thông tư số 01/2018/TT-VPCP ngày 23/11/2018 của Văn phòng Chính phủ hướng dẫn thi hành "
        "một số quy định của Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về một cửa",
        *("01/2018/TT-VPCP", "2018-11-23", "Văn phòng Chính phủ", "hướng dẫn thi hành"),
    ),
    (
        "Quyết định số 468/QĐ-TTg ngày 27/3/2021 của Thủ tướng Chính phủ phê duyệt Đề án đổi mới",
        *("468/QĐ-TTg", "2021-03-27", "Thủ tướng Chính phủ", "phê duyệt Đề án"),
    ),
    (
        "Nghị định số 20/2008/NĐ-CP ngày 14/02/2008 về tiếp nhận, xử lý phản ánh, kiến nghị",
        *("20/2008/NĐ-CP", "2008-02-14", "", "về tiếp nhận"),
    ),
    ("Nghị định số 104/2022/NĐ-CP", "104/2022/NĐ-CP", None, "", ""),
    (
        "Quyết định số 01-QĐ/TU, ngày 05/03/2024 của Tỉnh ủy về việc gì",
        *("01-QĐ/TU", "2024-03-05", "Tỉnh ủy", "về việc"),
    ),
    ("Chỉ thị 26-CT/TU ngày 12/5/2026", "26-CT/TU", "2026-05-12", "", ""),
    (
        "Nghị quyết số 02-NQ/TW ngày 17 tháng 3 năm 2026 của Bộ Chính trị về đột phá",
        *("02-NQ/TW", "2026-03-17", "Bộ Chính trị", "về đột phá"),
    ),
    (
        "Công văn số 15/VP-KH&CĐS ngày 3/4/2025 của Văn phòng UBND tỉnh về việc chuyển đổi số",
        *("15/VP-KH&CĐS", "2025-04-03", "Văn phòng UBND tỉnh", "về việc chuyển"),
    ),
    (
        "Thông tư liên tịch số 05/2015/TTLT-BTC-BNV ngày 01/01/2015 của Bộ trưởng Bộ Tài chính "
        "và Bộ trưởng Bộ Nội vụ hướng dẫn cơ chế",
        *("05/2015/TTLT-BTC-BNV", "2015-01-01"),
        *("Bộ trưởng Bộ Tài chính và Bộ trưởng Bộ Nội vụ", "hướng dẫn cơ chế"),
    ),
    (
        "Nghị quyết số 66.1/2025/NQ-CP ngày 18/7/2025 của Chính phủ quy định cơ chế",
        *("66.1/2025/NQ-CP", "2025-07-18", "Chính phủ", "quy định"),
    ),
    (
        "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        *("Luật Tổ chức chính quyền địa phương", "2025-06-16", "", "Tổ chức"),
    ),
    (
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025",
        *("72/2025/QH15", "2025-06-16", "", "Tổ chức"),
    ),
    (
        "Luật số 72/2025/QH15 ngày 16/6/2025 của Quốc hội về Tổ chức chính quyền địa phương",
        *("72/2025/QH15", "2025-06-16", "Quốc hội", "về Tổ chức"),
    ),
    (
        "Kế hoạch CCHC giai đoạn 2021-2025 của Văn phòng UBND tỉnh",
        "Kế hoạch CCHC giai đoạn 2021-2025 của Văn phòng UBND tỉnh",
        *(None, "", "CCHC giai đoạn"),
    ),
]


@pytest.mark.parametrize(
    ("phrase", "key", "day", "issuer", "subject"), PHRASES, ids=[p[1] for p in PHRASES]
)
def test_a_phrase_is_taken_apart_and_comes_back_letter_by_letter(
    *, phrase: str, key: str, day: str | None, issuer: str, subject: str
) -> None:
    citation = Citation.parse(phrase)
    assert str(citation) == phrase
    assert citation.key == key
    assert citation.date == (None if day is None else date.fromisoformat(day))
    assert citation.issuer == issuer
    assert citation.subject.startswith(subject)


def test_first_and_later_mention_and_legal_basis_of_a_plan() -> None:
    citation = Citation.parse(PLAN)
    assert citation.full() == PLAN
    assert citation.full(LONG).startswith(
        "Kế hoạch số 250/KH-UBND ngày 22 tháng 12 năm 2023 của UBND tỉnh về việc"
    )
    assert citation.short() == "Kế hoạch số 250/KH-UBND"
    assert citation.legal_basis().startswith(
        "Căn cứ Kế hoạch số 250/KH-UBND ngày 22 tháng 12 năm 2023 của UBND tỉnh về việc"
    )
    assert citation.kind_slug == "ke-hoach"


def test_a_law_is_a_basis_by_name_and_date_and_cited_by_name_alone() -> None:
    law = Citation.parse("Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025")
    name = "Luật Tổ chức chính quyền địa phương"
    assert law.legal_basis() == f"Căn cứ {name} ngày 16 tháng 6 năm 2025"
    assert law.full() == law.short() == name


def test_the_word_so_is_set_where_the_source_left_it_out() -> None:
    assert Citation.parse("Chỉ thị 26-CT/TU ngày 12/5/2026").short() == "Chỉ thị số 26-CT/TU"


def test_zero_rule_of_the_legal_basis_does_not_follow_a_wrong_source() -> None:
    citation = Citation.parse("Công văn số 15/VP-NC ngày 3/04/2025 của Văn phòng về việc gì")
    assert str(citation).endswith("ngày 3/04/2025 của Văn phòng về việc gì")
    assert "ngày 03 tháng 4 năm 2025" in citation.legal_basis()


def test_leading_can_cu_and_closing_mark_do_not_belong_to_a_citation() -> None:
    assert str(Citation.parse("Căn cứ Nghị định số 42/2022/NĐ-CP;")) == "Nghị định số 42/2022/NĐ-CP"


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("một câu bất kỳ", "không thấy tên loại"),
        ("Kế hoạch số 250-KH-UBND ngày 01/02/2024 của UBND tỉnh", "không thấy tên loại"),
        ("250/KH-UBND", "không thấy tên loại"),
        ("Kế hoạch", "không thấy tên loại"),
        ("Quyết định số 5/QĐ-UBND ngày 31/02/2024 của UBND tỉnh", "chỉ có 29 ngày"),
        ("Luật Viên chức ngày 31/4/2025", "chỉ có 30 ngày"),
    ],
)
def test_what_is_no_citation_is_refused_with_the_reason(phrase: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Citation.parse(phrase)


# --- round trips --------------------------------------------------------------------------------

numbers = st.one_of(
    st.builds(
        lambda n, year, head, tail: (str(n), f"{head}-{tail}", year, False),
        st.integers(1, 9999),
        st.one_of(st.none(), st.integers(1946, 2099)),
        st.sampled_from(["KH", "QĐ", "NĐ", "TTr", "VP"]),
        st.sampled_from(["UBND", "CP", "TTg", "HCTC", "KH&CĐS"]),
    ),
    st.builds(
        lambda n, head, tail: (f"{n:02d}", f"{head}/{tail}", None, True),
        st.integers(1, 999),
        st.sampled_from(["CT", "NQ", "CTr", "QĐ"]),
        st.sampled_from(["TU", "TW", "VPTW", "HU"]),
    ),
)
spellings = st.sampled_from([SHORT, LONG, WrittenDate("-"), WrittenDate(".")])
words = st.sampled_from(["về", "quy định", "ban hành"])
text = st.text("abcđêôưạế, 0123456789-&<", max_size=30).map(lambda t: " ".join(t.split()))


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    number, symbol, year, party = draw(numbers)
    subject = draw(st.one_of(st.just(""), st.builds("{} việc {}".format, words, text)))
    return Citation(
        draw(st.sampled_from([k for k in KINDS if k != "Luật"])),
        number,
        symbol,
        year,
        draw(st.one_of(st.none(), st.dates(date(1945, 9, 2), date(2099, 12, 31)))),
        draw(st.sampled_from(["", "Chính phủ", "UBND tỉnh Quảng Trị", "Bộ Kế hoạch và Đầu tư"])),
        subject.rstrip(" ,"),
        party,
    )


@given(citations(), spellings, st.booleans())
def test_a_citation_made_of_fields_prints_and_reads_back_equal(
    citation: Citation, spelling: WrittenDate, comma: bool
) -> None:
    if citation.date:
        citation = replace(citation, spelling=spelling, comma=comma)
    assert Citation.parse(str(citation)) == citation


@given(numbers)
def test_a_number_string_reads_back_part_by_part(parts: tuple[str, str, int | None, bool]) -> None:
    number, symbol, year, party = parts
    citation = Citation("Kế hoạch", number, symbol, year, party=party)
    found = parse_number(citation.key_number)
    assert (found.number, found.symbol, found.year, found.party) == parts


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_and_what_is_read_is_stable(text: str) -> None:
    try:
        citation = Citation.parse(text)
    except ValueError:
        return
    assert Citation.parse(str(citation)) == citation


def test_a_citation_is_built_from_register_fields() -> None:
    law = Citation.of("Luật", "72/2025/QH15", date(2025, 6, 16), "Quốc hội", "Viên chức")
    assert law.legal_basis() == "Căn cứ Luật Viên chức ngày 16 tháng 6 năm 2025"
    decree = Citation.of("Nghị định", "61/2018/NĐ-CP", date(2018, 4, 23), "Chính phủ", "về một cửa")
    assert decree.full() == "Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ về một cửa"
    with pytest.raises(ValueError, match="không phải số, ký hiệu"):
        Citation.of("Nghị định", "61-2018", None, "", "")


# --- order, mentions, conflicts -----------------------------------------------------------------


def test_legal_bases_are_ordered_by_their_force() -> None:
    phrases = [
        "Luật Viên chức ngày 10/12/2025",
        "Nghị quyết số 202/2025/QH15",
        "Nghị định số 61/2018/NĐ-CP",
        "Nghị quyết số 76/NQ-CP",
        "Quyết định số 468/QĐ-TTg",
        "Thông tư số 01/2018/TT-VPCP",
        "Nghị quyết số 5/NQ-HĐND",
        "Quyết định số 11/2023/QĐ-UBND",
        "Quyết định số 1982/QĐ-UBND",
        "Kế hoạch số 250/KH-UBND",
    ]
    ranks = [Citation.parse(p).rank for p in phrases]
    assert ranks == sorted(set(ranks))


def test_mentions_are_found_with_type_and_date_in_running_text() -> None:
    text = (
        "Theo Kế hoạch số 250/KH-UBND ngày 22/12/2023, Chỉ thị 35-CT/TU, ngày 11/12/2023; số "
        "150/2020/NĐ-CP; ngày 31/01/2024 đạt 24/7, 100% và Nghị định số 104/2022/NĐ-CP."
    )
    found = find_mentions(text)
    assert [(m.kind, m.number, m.date) for m in found] == [
        ("Kế hoạch", "250/KH-UBND", date(2023, 12, 22)),
        ("Chỉ thị", "35-CT/TU", date(2023, 12, 11)),
        ("", "150/2020/NĐ-CP", None),
        ("Nghị định", "104/2022/NĐ-CP", None),
    ]
    first = found[0]
    assert text[first.start : first.end] == "Kế hoạch số 250/KH-UBND ngày 22/12/2023"


def test_an_impossible_date_in_a_mention_is_kept_as_text() -> None:
    (found,) = find_mentions("Quyết định số 5/QĐ-UBND ngày 31/02/2024 của UBND tỉnh")
    assert found.date is None
    assert found.date_text == "ngày 31/02/2024"


@pytest.mark.parametrize(
    ("one", "other", "problem"),
    [
        (
            "Kế hoạch số 250/KH-UBND ngày 22/12/2023",
            "Kế hoạch số 250/KH-UBND ngày 23/12/2023",
            "hai ngày ban hành: 22/12/2023 và 23/12/2023",
        ),
        ("Kế hoạch số 3647/QĐ-UBND", "Quyết định số 3647/QĐ-UBND", "hai tên loại"),
        (
            "Nghị định số 42/2022/NĐ-CP của Chính phủ",
            "Nghị định số 42/2022/NĐ-CP của Bộ Nội vụ",
            "hai cơ quan ban hành",
        ),
        (
            "Kế hoạch số 5/KH-VP của Văn phòng về việc kiểm tra",
            "Kế hoạch số 5/KH-VP của Văn phòng về việc tuyên truyền",
            "hai trích yếu",
        ),
        (
            "Chỉ thị số 35-CT/TU ngày 11/12/2023 của Ban Thường vụ Tỉnh ủy về tăng cường",
            "Chỉ thị số 05-CT/TU ngày 11/12/2023 của Ban Thường vụ Tỉnh ủy",
            "hai số: 35-CT/TU và 05-CT/TU",
        ),
    ],
)
def test_citations_that_disagree_are_an_error_and_a_warning_once_answered(
    one: str, other: str, problem: str
) -> None:
    first, second = Citation.parse(one), Citation.parse(other)
    second = replace(second, place=Place("ke-hoach.yaml", 12))
    (found,) = conflicts([first, second])
    assert problem in found.problem
    assert found.level == "error"
    assert str(found.place) == "ke-hoach.yaml:12"
    answered = replace(first, question="bản quét ghi hai cách", reading=first.key)
    (found,) = conflicts([answered, second])
    assert found.level == "warning"
    assert first.key in found.remedy


def test_the_same_document_twice_is_only_a_warning() -> None:
    citation = Citation.parse(PLAN)
    (found,) = conflicts([citation, citation])
    assert found.level == "warning"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nghị quyết số 01-NQ/TU ngày 04/11/2021 của Tỉnh ủy về A",
         "Nghị quyết số 02-NQ/TU ngày 04/11/2021 của Tỉnh ủy về B"),
        ("Kế hoạch số 5/KH-UBND của UBND tỉnh về việc gì",
         "Quyết định số 5/QĐ-UBND của UBND tỉnh về việc gì"),
    ],
)  # fmt: skip
def test_different_documents_do_not_conflict(one: str, other: str) -> None:
    assert not conflicts([Citation.parse(one), Citation.parse(other)])


def test_a_shorter_name_of_the_same_body_is_no_conflict() -> None:
    found = conflicts(
        [
            Citation.parse("Kế hoạch số 5/KH-UBND của UBND tỉnh về việc gì"),
            Citation.parse("Kế hoạch số 5/KH-UBND của Ủy ban nhân dân tỉnh Quảng Trị về việc gì"),
        ]
    )
    assert [p.level for p in found] == ["warning"]
