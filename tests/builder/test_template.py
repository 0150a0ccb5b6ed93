"""Templates built from declarations: the same each time, valid, and all of it visible in Word."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache

import pytest
from support import schemas

from vbgen import form, resources
from vbgen.builder import build_template
from vbgen.builder.frames import FRAMES
from vbgen.documents import types
from vbgen.docview import read
from vbgen.errors import UserError

FORM = form.load()
DIRECT = re.compile(r"<w:(?:b|i|sz|szCs|rFonts|color|jc|spacing|keepNext)\b")


def declared(frame: str, *items: str) -> types.DocumentType:
    """A declaration of a frame with an outline of lines."""
    lines = "".join(f"  - {item}\n" for item in items or ("Một đoạn thường./.",))
    head = f"loai: thu\nten: Thử\ngoc: ke-hoach\nkhung: {frame}\nkinh_gui: [A]\nnoi_dung:\n"
    return types.parse(head + lines, "thu", "thu.yml")


@cache
def part(slug: str, name: str) -> str:
    data = build_template(types.load(slug), FORM)
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode("utf-8")


def document(doc_type: types.DocumentType) -> str:
    data = build_template(doc_type, FORM)
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8")


def styles_of(xml: str) -> list[str]:
    """The style of each paragraph that holds text, with the text."""
    found = []
    for paragraph in re.findall(r"<w:p>.*?</w:p>", xml):
        text = "".join(re.findall(r"<w:t[^>]*>(.*?)</w:t>", paragraph))
        style = re.search(r'<w:pStyle w:val="(\w+)"', paragraph)
        if text and style:
            found.append(f"{style[1]}: {text}")
    return found


@pytest.mark.parametrize("slug", types.slugs())
def test_a_shipped_template_is_what_its_declaration_builds(slug: str) -> None:
    shipped = resources.template(slug).read_bytes()
    assert shipped == build_template(types.load(slug), FORM), "run scripts/make_templates.py"


@pytest.mark.parametrize("slug", types.slugs())
@schemas.requires_schemas
def test_a_template_is_valid_as_it_stands(slug: str) -> None:
    schemas.assert_valid(build_template(types.load(slug), FORM))


@pytest.mark.parametrize("slug", types.slugs())
def test_no_paragraph_is_formatted_but_by_its_style(slug: str) -> None:
    body = part(slug, "word/document.xml")
    assert not DIRECT.findall(re.sub(r"<w:tbl[PL].*?>|<w:jc [^>]*/>(?=<w:tblLayout)", "", body))


@pytest.mark.parametrize("frame", FRAMES)
def test_each_frame_shows_its_own_parts(frame: str) -> None:
    view = read(build_template(declared(frame), FORM))
    text = "\n".join(paragraph.text for paragraph in view.paragraphs())
    wanted = {
        "co-ten-loai": ("{{ ten_loai }}", "Kính gửi:", "Nơi nhận:"),
        "cong-van": ("V/v ", "Kính gửi:", "Nơi nhận:"),
        "quyet-dinh": ("{{ co_quan.tham_quyen }}", "QUYẾT ĐỊNH:", "can_cu"),
        "giay-moi": ("{{ ten_loai }}", "{{ dia_danh_ngay }}", "Nơi nhận:"),
        "bien-ban": ("THƯ KÝ", "CHỦ TỌA", "Nơi nhận:"),
        "bien-ban-kiem-tra": ("TRƯỞNG ĐOÀN KIỂM TRA", "Nơi nhận:"),
        "phieu-trinh": ("Nội dung trình", "{{ ky.ho_ten }}"),
        "van-ban-kem-theo": ("{{ kem_theo }}",),
        "phu-luc": ("Phụ lục", "{{ tieu_de | upper }}", "{{ kem_theo }}"),
    }[frame]
    assert all(piece in text for piece in wanted)
    for piece in ("{{ so_ky_hieu }}", "{{ dia_danh_ngay }}"):
        assert (piece in text) is (piece not in _WITHOUT.get(frame, ()))


_WITHOUT = {
    "bien-ban": ("{{ dia_danh_ngay }}",),
    "bien-ban-kiem-tra": ("{{ dia_danh_ngay }}",),
    "phieu-trinh": ("{{ so_ky_hieu }}",),
    "van-ban-kem-theo": ("{{ so_ky_hieu }}", "{{ dia_danh_ngay }}"),
    "phu-luc": ("{{ so_ky_hieu }}", "{{ dia_danh_ngay }}"),
}


LEFT_OUT = """loai: thu
ten: Thử
goc: quyet-dinh
khung: quyet-dinh
noi_dung:
  - "Điều 1. Một việc./."
  - phu_luc: {tieu_de: DANH MỤC, khi: co_danh_muc, noi_dung: [Một dòng.]}
"""


def test_an_appendix_with_a_condition_goes_with_its_section() -> None:
    xml = document(types.parse(LEFT_OUT, "thu", "thu.yml"))
    first, inside, _ = re.split(r"\{%p (?:if co_danh_muc|endif) %\}", xml)[-3:]
    assert "<w:sectPr" not in first
    assert inside.count("<w:sectPr") == 1
    assert "DANH MỤC" in inside


def test_a_landscape_appendix_has_no_condition() -> None:
    with pytest.raises(UserError, match="phụ lục ngang"):
        types.parse(LEFT_OUT.replace("khi:", "ngang: co, khi:"), "thu", "thu.yml")


def test_points_are_lettered_by_a_loop() -> None:
    xml = document(declared("co-ten-loai", '"{{ chu_cai(loop.index) }}) {{ h.ten }}."', "Cuối./."))
    assert "VBPoint: {{ chu_cai(loop.index) }}) {{ h.ten }}." in styles_of(xml)


def test_the_level_of_an_outline_line_follows_from_how_it_begins() -> None:
    xml = document(
        declared(
            "co-ten-loai",
            "I. MỤC ĐÍCH",
            "1. Yêu cầu",
            "1. Một việc có câu.",
            "a) Một điểm;",
            '"- {{ h.ten }};"',
            '"+ Nhỏ hơn."',
            "Chương I. QUY ĐỊNH CHUNG",
            "Điều 1. Phạm vi điều chỉnh",
            "Điều {{ loop.index }}. Một câu có dấu chấm.",
            "Đoạn cuối./.",
        )
    )
    start = next(i for i, line in enumerate(styles_of(xml)) if "MỤC ĐÍCH" in line)
    assert styles_of(xml)[start : start + 11] == [
        "VBSection: I. MỤC ĐÍCH",
        "VBClauseHeading: 1. Yêu cầu",
        "VBClause: 1. Một việc có câu.",
        "VBPoint: a) Một điểm;",
        "VBDash: - {{ h.ten }};",
        "VBPlus: + Nhỏ hơn.",
        "VBPartNumber: Chương I",
        "VBPartTitle: QUY ĐỊNH CHUNG",
        "VBArticleHeading: Điều 1. Phạm vi điều chỉnh",
        "VBArticle: Điều {{ loop.index }}. Một câu có dấu chấm.",
        "VBBodyLast: Đoạn cuối./.",
    ]


def test_text_of_a_declaration_is_escaped() -> None:
    assert "A &amp; B &lt; C" in document(declared("co-ten-loai", "A & B < C."))


def test_the_plan_shows_one_sample_paragraph_for_each_level() -> None:
    shown = [line.split(":")[0] for line in styles_of(part("ke-hoach", "word/document.xml"))]
    levels = "Section Clause ClauseHeading Point PointHeading Dash Plus Body BodyLast Article"
    for name in levels.split():
        assert shown.count(f"VB{name}") >= 1, name


def test_an_appendix_is_a_landscape_section_that_counts_its_own_pages() -> None:
    main, appendix = read(build_template(types.load("ke-hoach"), FORM)).sections
    assert (main.orientation, main.page_start) == ("portrait", None)
    assert (appendix.orientation, appendix.page_start) == ("landscape", 1)
    assert main.title_page
    assert appendix.title_page


def test_an_attachment_of_a_decision_has_a_header_without_number() -> None:
    outline = (
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc./.",
        "kem_theo: {ten_loai: QUY CHẾ, trich_yeu: Làm việc, noi_dung: [Điều 1. Phạm vi]}",
    )
    xml = document(declared("quyet-dinh", *outline))
    first, second = xml.split("</w:sectPr></w:pPr></w:p>")
    assert "{{ so_ky_hieu }}" in first
    assert "{{ so_ky_hieu }}" not in second
    assert "CỘNG HÒA" in second
    assert "{{ kem_theo }}" in second


def test_language_and_title_stand_in_the_template() -> None:
    view = read(build_template(types.load("ke-hoach"), FORM))
    assert (view.language, view.core.title) == ("vi-VN", "{{ tieu_de }}")


def test_an_article_that_closes_a_decision_stays_with_the_signatures() -> None:
    lines = styles_of(document(declared("quyet-dinh", "Điều 1. Một.", "Điều 2. Hai./.")))
    assert "VBArticle: Điều 1. Một." in lines
    assert "VBArticleLast: Điều 2. Hai./." in lines
    assert FORM.components["article_last"].keep_next


@pytest.mark.parametrize(
    ("line", "style"),
    [
        ("{{ loop.index }}. {{ t.ten }}{{ '.' if loop.last else ';' }}", "VBClause"),
        ("{{ loop.index }}. {{ t.ten }}{% if loop.last %}.{% else %};{% endif %}", "VBClause"),
        ("{{ loop.index }}. {{ t.ten }}", "VBClauseHeading"),
        ("{{ t.ten }}: {{ t.so }}", "VBBody"),
    ],
    ids=["closed by a tag", "closed by a condition", "a heading", "a plain line"],
)
def test_tags_count_when_the_level_is_read(line: str, style: str) -> None:
    xml = document(declared("co-ten-loai", f'"{line}"', "Hết./."))
    assert any(found.startswith(f"{style}: {{{{") for found in styles_of(xml))
