"""Components found by content and position, in documents laid out in many ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document as DocumentType
from docx.shared import Pt
from support import recipes

from vbgen.docview import Component, Components, Role, read, recognise
from vbgen.docview.words import fold, level_of


def found(build: Callable[[DocumentType], object]) -> Components:
    return recognise(read(recipes.made(build)))


def pairs(components: Components, unit: int | None = 0) -> list[tuple[str, str]]:
    return [(c.role.value, c.text) for c in components if unit in (None, c.unit)]


def texts(components: Components, role: Role) -> list[str]:
    return [item.text for item in components.all(role)]


def add(document: DocumentType, *lines: str, bold: bool = False, centred: bool = False) -> None:
    for line in lines:
        recipes.write(document.add_paragraph(), line, bold=bold, centred=centred)


@pytest.fixture(scope="module")
def plan() -> Components:
    return found(recipes.plan)


PLAN = [
    ("chu-quan", "UBND TỈNH LÂM ĐỒNG"),
    ("co-quan", "VĂN PHÒNG"),
    ("quoc-hieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("tieu-ngu", "Độc lập - Tự do - Hạnh phúc"),
    ("so-ky-hieu", "Số: 15/KH-VP"),
    ("dia-danh-ngay", "Lâm Đồng, ngày 05 tháng 3 năm 2024"),
    ("ten-loai", "KẾ HOẠCH"),
    ("trich-yeu", "Cải cách hành chính năm 2024"),
    *(("can-cu", text) for text in recipes.BASES),
    ("doan", "Văn phòng ban hành Kế hoạch như sau:"),
    ("muc-la-ma", "I. MỤC ĐÍCH, YÊU CẦU"),
    ("khoan-co-tieu-de", "1. Mục đích"),
    ("diem", "a) Tiếp tục thực hiện các nhiệm vụ;"),
    ("diem", "c) Nâng cao chất lượng;"),
    ("gach", "- Rà soát thủ tục;"),
    ("cong", "+ Công khai kết quả."),
    ("khoan", "2. Các phòng, ban, đơn vị thực hiện nghiêm túc."),
    ("so-nhieu-cap", "1.1. Rà soát văn bản"),
    ("doan", "Đoạn văn thường không có số."),
    ("dau-bang", "STT"),
    ("dau-bang", "Nhiệm vụ"),
    ("o-bang", "1. STT"),
    ("o-bang", "1. Nhiệm vụ"),
    ("doan", "Trên đây là Kế hoạch của Văn phòng./."),
    ("noi-nhan", "Nơi nhận:"),
    ("noi-nhan-dong", "- UBND tỉnh (b/c);"),
    ("noi-nhan-dong", "- Lưu: VT, HCTC."),
    ("quyen-han", "KT. CHÁNH VĂN PHÒNG"),
    ("quyen-han", "PHÓ CHÁNH VĂN PHÒNG"),
    ("ho-ten", "Nguyễn Văn An"),
    ("so-trang", ""),
]


def test_a_whole_plan_is_recognised_line_by_line(plan: Components) -> None:
    assert pairs(plan) == PLAN


def test_its_appendix_is_a_unit_of_its_own(plan: Components) -> None:
    assert [role for role, _ in pairs(plan, 1)] == [
        "phu-luc", "phu-luc-tieu-de", "phu-luc-kem-theo", "khoan"]  # fmt: skip


def test_a_component_gives_its_effective_format(plan: Components) -> None:
    number = plan.first(Role.NUMBER)
    assert number is not None
    assert number.values("size_pt") == {13.0}
    assert number.values("bold") == {False}


def test_a_component_knows_the_width_of_its_column(plan: Components) -> None:
    number, title = plan.first(Role.NUMBER), plan.first(Role.TYPE_NAME)
    assert number is not None and title is not None
    assert number.column_mm == pytest.approx(65 - 2 * 1.9, abs=0.1)
    assert title.column_mm == pytest.approx(160, abs=0.1)


def letter(document: DocumentType) -> None:
    recipes.header(document, "V/v báo cáo kết quả năm 2024", "Số: 05/VP-HCTC")
    add(document, "Kính gửi:", "- Sở Nội vụ;", "- Sở Tài chính.")
    add(document, "Thực hiện Công văn số 12/SNV-CCHC, Văn phòng báo cáo như sau:", "- Một việc;")
    recipes.closing(document)


def test_a_letter_has_abstract_and_addressees_and_no_type_name() -> None:
    components = found(letter)
    assert texts(components, Role.ABSTRACT_LETTER) == ["V/v báo cáo kết quả năm 2024"]
    assert texts(components, Role.SALUTATION) == ["Kính gửi:"]
    assert texts(components, Role.ADDRESSEE) == ["- Sở Nội vụ;", "- Sở Tài chính."]
    assert texts(components, Role.DASH) == ["- Một việc;"]
    assert not components.all(Role.TYPE_NAME, Role.ABSTRACT, Role.BASIS)


def decision(document: DocumentType) -> None:
    recipes.header(document, number="Số:        /QĐ-VP")
    add(document, "QUYẾT ĐỊNH", bold=True, centred=True)
    add(document, "Về việc thành lập Tổ công tác", bold=True, centred=True)
    add(document, "CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", bold=True, centred=True)
    add(document, "Căn cứ Nghị định số 30/2020/NĐ-CP;", "Theo đề nghị của Trưởng phòng.")
    add(document, "QUYẾT ĐỊNH:", bold=True, centred=True)
    add(document, "Điều 1. Thành lập Tổ công tác.", "1. Tổ trưởng:", "Điều 2. Thi hành./.")
    recipes.closing(document)


def test_a_decision_has_its_authority_bases_and_articles() -> None:
    components = found(decision)
    body = [pair for pair in pairs(components) if pair[0] not in {r for r, _ in PLAN[:6]}]
    assert body[:9] == [
        ("ten-loai", "QUYẾT ĐỊNH"),
        ("trich-yeu", "Về việc thành lập Tổ công tác"),
        ("tham-quyen", "CHÁNH VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG"),
        ("can-cu", "Căn cứ Nghị định số 30/2020/NĐ-CP;"),
        ("can-cu", "Theo đề nghị của Trưởng phòng."),
        ("quyet-dinh", "QUYẾT ĐỊNH:"),
        ("dieu", "Điều 1. Thành lập Tổ công tác."),
        ("khoan", "1. Tổ trưởng:"),
        ("dieu", "Điều 2. Thi hành./."),
    ]


def test_a_document_attached_to_a_decision_is_a_unit_of_its_own() -> None:
    def build(document: DocumentType) -> None:
        decision(document)
        recipes.header(document)
        add(document, "QUY CHẾ", "Hoạt động của Tổ công tác", bold=True, centred=True)
        add(document, "(Kèm theo Quyết định số …/QĐ-VP)", centred=True)
        add(document, "Chương I", "QUY ĐỊNH CHUNG", bold=True, centred=True)
        add(document, "Điều 1. Phạm vi")

    roles = [role for role, _ in pairs(found(build), 1)]
    assert roles[6:] == [
        "ten-loai", "trich-yeu", "phu-luc-kem-theo", "chuong", "tieu-de",
        "dieu-co-tieu-de"]  # fmt: skip


def test_a_header_set_with_tabs_is_parted_into_its_columns() -> None:
    def build(document: DocumentType) -> None:
        add(document, "UBND TỈNH LÂM ĐỒNG\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        add(document, "VĂN PHÒNG\tĐộc lập - Tự do - Hạnh phúc", bold=True)
        add(document, "Số: 15/KH-VP\t\tLâm Đồng, ngày 05 tháng 3 năm 2024")
        add(document, "KẾ HOẠCH", bold=True, centred=True)

    roles = [role for role, _ in pairs(found(build))]
    assert roles == ["chu-quan", "quoc-hieu", "co-quan", "tieu-ngu", "so-ky-hieu",
                     "dia-danh-ngay", "ten-loai"]  # fmt: skip


def test_lines_of_one_paragraph_are_parted_with_their_own_formats() -> None:
    def build(document: DocumentType) -> None:
        table = document.add_table(1, 2)
        right = table.cell(0, 1).paragraphs[0]
        recipes.write(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", 12, bold=True)
        recipes.write(right, "Độc lập - Tự do - Hạnh phúc", 13, bold=True)
        recipes.write(table.cell(0, 0).paragraphs[0], "SỞ NỘI VỤ\n_____", 12, bold=True)

    components = found(build)
    sizes = {c.role: c.values("size_pt") for c in components}
    assert sizes[Role.QUOC_HIEU] == {12.0} and sizes[Role.TIEU_NGU] == {13.0}
    assert [c.text for c in components.all(Role.RULE_LINE)] == ["_____"]


BODIES = {
    "the bold line is the issuer": (["UBND TỈNH X", "*SỞ NỘI VỤ"], [1, 0]),
    "one line alone is the issuer": (["SỞ NỘI VỤ"], [0]),
    "two bold lines of one name": (["*ỦY BAN NHÂN DÂN", "*TỈNH LÂM ĐỒNG"], [0, 0]),
    "nothing bold, the words decide": (["UBND TỈNH X", "VĂN PHÒNG"], [1, 0]),
    "everything bold, the words decide": (["*UBND TỈNH X", "*SỞ NỘI VỤ"], [1, 0]),
    "a superior over two lines": (["BỘ NÔNG NGHIỆP", "VÀ MÔI TRƯỜNG", "*CỤC THỦY LỢI"], [1, 1, 0]),
    "an issuer over two lines": (["UBND TỈNH X", "*TRUNG TÂM PHỤC VỤ", "*HÀNH CHÍNH"], [1, 0, 0]),
}  # fmt: skip


@pytest.mark.parametrize(("names", "above"), BODIES.values(), ids=BODIES.keys())
def test_bodies(names: list[str], above: list[int]) -> None:
    def build(document: DocumentType) -> None:
        recipes.header(document)
        cell = document.tables[0].cell(0, 0)
        for paragraph in cell.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        cell.paragraphs[0].clear()
        recipes.fill(cell, [(n.lstrip("*"), 13.0, n.startswith("*"), False) for n in names])

    roles = [c.role for c in found(build).all(Role.SUPERIOR, Role.ISSUER)]
    assert roles == [Role.SUPERIOR if one else Role.ISSUER for one in above]


SIGNATURES = {
    "the name after blank lines": (["CHÁNH VĂN PHÒNG", "", "", "Lê An"], ["quyen-han", "ho-ten"]),
    "a name in capitals": (["KT. CHÁNH", "PHÓ CHÁNH", "", "LÊ AN"],
                           ["quyen-han", "quyen-han", "ho-ten"]),
    "another post above the name": (["TRƯỞNG BAN", "", "", "CHÁNH VĂN PHÒNG", "Lê An"],
                                    ["quyen-han", "chuc-vu-khac", "ho-ten"]),
    "no name yet": (["CHÁNH VĂN PHÒNG", "", ""], ["quyen-han"]),
    "a note in brackets": (["CHÁNH VĂN PHÒNG", "", "(Đã ký)", "", "", "Lê An"],
                           ["quyen-han", "ghi-chu-ky", "ho-ten"]),
    "a name without a gap": (["CHÁNH VĂN PHÒNG", "Lê An"], ["quyen-han", "ho-ten"]),
}  # fmt: skip
SIGNING = (Role.AUTHORITY, Role.SIGNER, Role.OTHER_POSITION, Role.SIGNATURE_NOTE)


@pytest.mark.parametrize(("lines", "roles"), SIGNATURES.values(), ids=SIGNATURES.keys())
def test_signature(lines: list[str], roles: list[str]) -> None:
    def build(document: DocumentType) -> None:
        recipes.header(document)
        add(document, "Nội dung./.")
        cell = document.add_table(1, 2).cell(0, 1)
        recipes.fill(cell, [(text, 14.0, True, False) for text in lines])

    assert [c.role.value for c in found(build).all(*SIGNING)] == roles


def test_a_name_may_be_set_off_by_spacing_alone() -> None:
    def build(document: DocumentType) -> None:
        add(document, "Nội dung./.")
        cell = document.add_table(1, 2).cell(0, 1)
        recipes.fill(cell, [("TM. ỦY BAN NHÂN DÂN", 14, True, False), ("LÊ AN", 14, True, False)])
        cell.paragraphs[1].paragraph_format.space_before = Pt(70)

    assert [c.role for c in found(build).all(*SIGNING)] == [Role.AUTHORITY, Role.SIGNER]


def test_a_closing_without_a_table_is_found() -> None:
    def build(document: DocumentType) -> None:
        recipes.header(document)
        add(document, "Nội dung./.", "Nơi nhận:\tKT. CHÁNH VĂN PHÒNG", "- Như trên;\tPHÓ CHÁNH")
        add(document, "- Lưu: VT.", "", "", "\tLê An")

    tail = pairs(found(build))[7:]
    assert sorted(tail) == [
        ("ho-ten", "Lê An"),
        ("noi-nhan", "Nơi nhận:"),
        ("noi-nhan-dong", "- Lưu: VT."),
        ("noi-nhan-dong", "- Như trên;"),
        ("quyen-han", "KT. CHÁNH VĂN PHÒNG"),
        ("quyen-han", "PHÓ CHÁNH"),
    ]


def test_text_after_the_closing_table_is_body_again() -> None:
    def build(document: DocumentType) -> None:
        letter(document)
        add(document, "Danh sách kèm theo", "1. Ông An.")

    assert [role for role, _ in pairs(found(build))[-2:]] == ["doan", "khoan"]


def test_minutes_have_two_signers() -> None:
    def build(document: DocumentType) -> None:
        recipes.header(document)
        add(document, "BIÊN BẢN", bold=True, centred=True)
        left, right = document.add_table(1, 2).rows[0].cells
        recipes.fill(
            left, [("THƯ KÝ", 14, True, False), ("", 14, True, False), ("Lê B", 14, True, False)]
        )
        recipes.fill(
            right, [("CHỦ TỌA", 14, True, False), ("", 14, True, False), ("Lê C", 14, True, False)]
        )

    components = found(build)
    assert texts(components, Role.AUTHORITY) == ["THƯ KÝ", "CHỦ TỌA"]
    assert texts(components, Role.SIGNER) == ["Lê B", "Lê C"]


def test_the_marks_under_the_number_are_told_from_the_names() -> None:
    def build(document: DocumentType) -> None:
        recipes.header(document)
        cell = document.tables[0].cell(1, 0)
        for text in ("MẬT", "HỎA TỐC"):
            recipes.write(cell.add_paragraph(), text)

    components = found(build)
    assert texts(components, Role.SECRECY) == ["MẬT"]
    assert texts(components, Role.URGENCY) == ["HỎA TỐC"]


APPENDICES = {
    "one with a number": ("Phụ lục I", True),
    "one without a number": ("Phụ lục", True),
    "in capitals": ("PHỤ LỤC II", True),
    "with an arabic number": ("Phụ lục 3", True),
    "a sentence about it": ("Phụ lục I kèm theo Kế hoạch này nêu các nhiệm vụ.", False),
}


@pytest.mark.parametrize(("text", "is_one"), APPENDICES.values(), ids=APPENDICES.keys())
def test_appendix(text: str, is_one: bool) -> None:
    def build(document: DocumentType) -> None:
        letter(document)
        add(document, text, "BIỂU MẪU", centred=True)

    assert texts(found(build), Role.APPENDIX) == ([text] if is_one else [])


def test_automatic_numbers_count_as_if_typed() -> None:
    def build(document: DocumentType) -> None:
        document.add_paragraph("Phạm vi", style="List Number")
        document.add_paragraph("một mục", style="List Bullet")

    assert pairs(found(build)) == [("khoan-co-tieu-de", "1. Phạm vi"), ("cham", "một mục")]


LEVELS = {
    "Phần I": "phan", "Phần thứ nhất": "phan", "PHẦN II": "phan", "Chương IV": "chuong",
    "Mục 2": "muc", "Tiểu mục 1": "tieu-muc", "Điều 12. Hiệu lực thi hành": "dieu-co-tieu-de",
    "Điều 2. Quyết định này có hiệu lực từ ngày ký.": "dieu",
    "III. TỔ CHỨC THỰC HIỆN": "muc-la-ma", "1. Phạm vi": "khoan-co-tieu-de",
    "1. Giao Phòng Hành chính thực hiện;": "khoan", "1.2. Nội dung": "so-nhieu-cap",
    "1.2.3. Nội dung": "so-nhieu-cap", "a) Một việc;": "diem", "đ) Một việc;": "diem",
    "c) Một việc;": "diem", "d) Một việc;": "diem", "i) Một việc;": "diem",
    "x) Một việc;": "diem", "- Một việc;": "gach", "– Một việc;": "gach", "+ Một việc.": "cong",
    "• Một việc": "cham", "Phần lớn hồ sơ đã xong.": "doan", "Mục tiêu chung là": "doan",
    "Điều này là cần thiết.": "doan", "1.000 hồ sơ đã xong.": "doan", "31.12.2024 là hạn": "doan",
    "2024 là năm bản lề.": "doan", "Chương trình hành động": "doan",
    "Vì vậy, các đơn vị": "doan",
}  # fmt: skip


@pytest.mark.parametrize(("text", "level"), LEVELS.items(), ids=LEVELS.keys())
def test_level(text: str, level: str) -> None:
    assert level_of(text).value == level


def test_decomposed_letters_are_recognised() -> None:
    assert fold("Đ\u00f4\u0323c lâ\u0323p\u00a0-  Tự") == "DOC LAP - TU"


def test_a_document_that_is_none_of_ours_is_plain_text() -> None:
    components = found(lambda document: add(document, "Xin chào.", "Đây là thư."))
    assert [c.role for c in components] == [Role.PLAIN, Role.PLAIN]
    assert isinstance(components.first(Role.PLAIN), Component)
