"""The frame of a document: symbols, dates, addressees, recipients, authority, who proposes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from support.dossiers import EXAMPLES, read_dossier, write_workspace

from vbgen.documents import frame, types
from vbgen.documents.context import Maker
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.filled import filled
from vbgen.documents.jobs import jobs
from vbgen.model.issued import IssuedDocument

PROVINCE = EXAMPLES / "ke-hoach-cchc-2024"


@pytest.fixture(scope="module")
def province() -> Dossier:
    return read_dossier(PROVINCE)


def draft_of(dossier: Dossier, code: str, unit: str = "") -> Draft:
    """The only draft of a code, for a unit where there are several."""
    found = [d for d in jobs(dossier).drafts if d.code == code and unit in ("", d.unit_code)]
    return found[0]


def context(dossier: Dossier, code: str, unit: str = "") -> dict[str, object]:
    return filled(Maker(dossier, draft_of(dossier, code, unit))).values


@pytest.mark.parametrize(
    ("code", "unit", "symbol"),
    [
        pytest.param("2024-I-02.1", "", "KH-VP", id="a plan: type and office"),
        pytest.param(
            "2024-I-04.2", "", "VP-HCTC", id="a letter: office and drafting unit, no type"
        ),
        pytest.param("2024-III-11.c", "", "VP-TTPVHCC", id="a letter of another unit"),
        pytest.param("2024-III-09.2", "", "QĐ-UBND", id="a decision of the superior"),
        pytest.param("2024-III-09.b", "", "TTr-VP", id="a submission: small letters of its type"),
        pytest.param("2024-VI-22.b", "", "TTr-UBND", id="a submission of the superior"),
        pytest.param("2024-IV-14.a", "BTCD", "TTr-BTCD", id="a submission of a unit"),
        pytest.param("2024-III-11.b", "", "GM-VP", id="an invitation"),
    ],
)
def test_the_symbol_names_type_and_issuer(
    province: Dossier, code: str, unit: str, symbol: str
) -> None:
    draft = draft_of(province, code, unit)
    assert frame.symbol(province, draft) == symbol
    assert frame.number_line(province, draft) == f"Số: {frame.NUMBER_BLANK}/{symbol}"


def test_a_letter_of_the_superior_carries_the_field_of_the_superior(province: Dossier) -> None:
    letter = draft_of(province, "2024-I-04.2")
    assert letter.deliverable is not None
    of_superior = replace(letter, deliverable=replace(letter.deliverable, issuer="cap_tren"))
    assert frame.symbol(province, of_superior) == "UBND-NC"


@pytest.mark.parametrize(
    ("day", "line"),
    [
        pytest.param(
            date(2024, 1, 5), "ngày 05 tháng 01 năm 2024", id="zero before day and January"
        ),
        pytest.param(date(2024, 2, 12), "ngày 12 tháng 02 năm 2024", id="zero before February"),
        pytest.param(date(2024, 3, 9), "ngày 09 tháng 3 năm 2024", id="no zero before March"),
    ],
)
def test_an_issued_document_has_its_number_and_date(
    province: Dossier, day: date, line: str
) -> None:
    issued = IssuedDocument(
        5, "KH-VP", day, "Văn phòng", "ke-hoach-tuyen-truyen", "Kế hoạch", "Tuyên truyền",
        "VP/ke-hoach", deliverable="2024-I-02.1",
    )  # fmt: skip
    dossier = replace(province, issued=(issued,))
    draft = draft_of(dossier, "2024-I-02.1")
    assert frame.number_line(dossier, draft) == "Số: 05/KH-VP"
    assert frame.date_line(dossier, draft) == f"Quảng Trị, {line}"


def test_a_planned_day_gives_the_month_and_leaves_the_day_open(
    province: Dossier, tmp_path: Path
) -> None:
    texts = {p.stem: p.read_text(encoding="utf-8") for p in PROVINCE.glob("*.yaml")}
    texts["bo-sung"] = "theo_ma:\n  2024-I-02.1: {ngay_du_kien: 18/3/2024}\n"
    dossier = read_dossier(write_workspace(tmp_path, texts))
    line = frame.date_line(dossier, draft_of(dossier, "2024-I-02.1"))
    assert line.split() == ["Quảng", "Trị,", "ngày", "tháng", "3", "năm", "2024"]


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        pytest.param(["Bộ Nội vụ"], ["Bộ Nội vụ"], id="one: on the line, without a stop"),
        pytest.param(["A", "B"], ["- A;", "- B."], id="two: dashed, semicolon and stop"),
        pytest.param(["A", "B", "A"], ["- A;", "- B;", "- A."], id="equal names stay apart"),
        pytest.param([], [], id="nobody"),
    ],
)
def test_addressees_follow_the_decree(names: list[str], lines: list[str]) -> None:
    assert frame.addressed(names) == lines


def test_recipients_begin_with_those_addressed_and_end_with_the_file(province: Dossier) -> None:
    lines = context(province, "2024-I-04.2")["noi_nhan"]
    assert isinstance(lines, list)
    assert lines[0] == "- Như trên;"
    assert lines[-1] == "- Lưu: VT, HCTC."
    assert all(line.startswith("- ") and line.endswith(";") for line in lines[:-1])
    assert len(set(lines)) == len(lines)


def test_who_is_addressed_is_not_named_again(province: Dossier) -> None:
    draft = draft_of(province, "2024-I-04.2")
    names = ["Các phòng, ban, đơn vị"]
    lines = frame.recipients(province, draft, {}, str, names)
    assert "- Các phòng, ban, đơn vị;" not in lines
    assert "- Các phòng, ban, đơn vị;" in frame.recipients(province, draft, {}, str, ["Sở Nội vụ"])


@pytest.mark.parametrize("slug", [s for s in types.slugs() if types.load(s).frame == "quyet-dinh"])
def test_a_decision_goes_to_those_whom_its_last_article_names(slug: str) -> None:
    doc_type = types.load(slug)
    texts = [item for item in doc_type.items if isinstance(item, str) and item.startswith("Điều")]
    number = frame.last_article(doc_type)
    assert texts[-1].startswith(f"Điều {number}.")
    assert "chịu trách nhiệm thi hành" in texts[-1]


def test_a_declared_article_gives_way_to_the_counted_one(province: Dossier) -> None:
    draft = draft_of(province, "2024-V-17.1")
    wrong = replace(draft, type=replace(draft.type, recipients=("Như Điều 9", "Sở Nội vụ")))
    lines = frame.recipients(province, wrong, {}, str)
    assert [line for line in lines if "Điều" in line] == ["- Như Điều 4;"]
    assert "- Sở Nội vụ;" in lines


def test_articles_of_an_attachment_do_not_count() -> None:
    doc_type = types.load("quyet-dinh-ban-hanh-quy-che")
    assert frame.last_article(doc_type) < 6


def test_a_superiors_draft_has_the_superiors_header_signer_and_plan(province: Dossier) -> None:
    values = context(province, "2024-III-09.2")
    assert values["co_quan"]["ten"] == ["ỦY BAN NHÂN DÂN", "TỈNH QUẢNG TRỊ"]  # type: ignore[index]
    assert values["co_quan"]["cap_tren"] == []  # type: ignore[index]
    assert values["ky"]["quyen_han"] == ["CHỦ TỊCH"]  # type: ignore[index]
    bases = values["can_cu"]
    assert isinstance(bases, list)
    assert any("250/KH-UBND" in line for line in bases)
    assert not any("/KH-VP" in line for line in bases)
    assert bases[-1].startswith("Theo đề nghị của Chánh Văn phòng UBND tỉnh tại Tờ trình số")
    assert bases[-1].endswith(".")
    assert all(line.endswith(";") for line in bases[:-1])


def test_an_offices_decision_is_proposed_by_the_drafting_unit(province: Dossier) -> None:
    bases = context(province, "2024-V-17.1")["can_cu"]
    assert isinstance(bases, list)
    assert bases[0].startswith("Căn cứ Quyết định số 11/2023/QĐ-UBND")
    assert bases[-1] == "Theo đề nghị của Trưởng Phòng Hành chính - Tổ chức."


def test_a_decision_asks_for_the_basis_of_its_power(province: Dossier) -> None:
    superior = province.office.superior
    assert superior is not None
    office = replace(province.office, superior=replace(superior, power_bases=()))
    dossier = replace(province, office=office)
    maker = Maker(dossier, draft_of(dossier, "2024-III-09.2"))
    assert filled(maker).values["can_cu"][0].startswith("Căn cứ …")
    assert "can_cu_tham_quyen" in maker.asked.listed()


@pytest.mark.parametrize(
    ("unit", "called"),
    [
        pytest.param("VP", "Chánh Văn phòng UBND tỉnh", id="title ends as the name begins"),
        pytest.param("NC", "Trưởng Phòng Nội chính", id="one word in common"),
        pytest.param("TTPVHCC", "Giám đốc Trung tâm Phục vụ hành chính công tỉnh", id="none"),
    ],
)
def test_heads_are_called_by_post_and_unit(province: Dossier, unit: str, called: str) -> None:
    maker = Maker(province, draft_of(province, "2024-V-17.1"))
    assert maker.head_of(province.register.by_code[unit]) == called


def test_a_units_own_paper_has_the_office_above_it_and_no_drafting_unit(
    province: Dossier,
) -> None:
    values = context(province, "2024-VI-21.1", "BTCD")
    assert values["co_quan"]["ten"] == ["BAN TIẾP CÔNG DÂN TỈNH"]  # type: ignore[index]
    above = values["co_quan"]["cap_tren"]  # type: ignore[index]
    assert above[0].startswith("VĂN PHÒNG")  # its full name, not the short one of its own header
    assert " ".join(above).endswith("TỈNH QUẢNG TRỊ")
    assert values["noi_nhan"][-1] == "- Lưu: VT."  # type: ignore[index]


@pytest.mark.parametrize(
    ("code", "unit", "to"),
    [
        pytest.param("2024-III-09.b", "", "UBND tỉnh", id="the office submits to its superior"),
        pytest.param("2024-IV-14.a", "TTXT", "Văn phòng UBND tỉnh", id="a unit to the office"),
    ],
)
def test_a_submission_goes_up_one_level(province: Dossier, code: str, unit: str, to: str) -> None:
    assert context(province, code, unit)["kinh_gui"] == [to]


def test_above_the_superior_nobody_is_known(province: Dossier) -> None:
    maker = Maker(province, draft_of(province, "2024-VI-22.b"))
    assert "…" in filled(maker).values["kinh_gui"][0]
    assert "noi_trinh" in maker.asked.listed()
