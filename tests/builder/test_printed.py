"""Drafts printed by LibreOffice: what only a printed page can show."""

from __future__ import annotations

from functools import cache

import pytest
from support import office
from support.drafts import LEVELS, SENTENCE, draft, table, task

from vbgen.form.measure import text_width
from vbgen.render import Emphasis

pytestmark = office.requires_libreoffice
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
COMBINATIONS = (("14", 14), ("13", 13), ("13", 14))
LONG_NAME = "TRUNG TÂM KIỂM SOÁT BỆNH TẬT VÀ PHÒNG, CHỐNG DỊCH BỆNH KHU VỰC MIỀN TRUNG"
SHIFTS = (2, 3, 4, 5, 6)
MM = 72 / 25.4


@cache
def printed() -> dict[str, tuple[office.Page, ...]]:
    """All drafts of this module, printed in one run."""
    body = [
        {"cap": cap, "so": so, "chu": Emphasis(chu)}
        for cap, so, chu in (*LEVELS[:7] * 6, LEVELS[-1])
    ]
    rows = [
        row for n in range(1, 25) for row in task(n, "Kế hoạch", "Báo cáo", work=[SENTENCE] * 3)
    ]
    rows += task(25, "Một", work=(" ".join(f"chữ{n}" for n in range(600)),))
    long_name = {"cap_tren": ["BỘ Y TẾ"], "ten": [LONG_NAME], "goi": "x", "tham_quyen": "X"}
    drafts = {
        f"{header}/{size}": draft("ke-hoach", header, size, noi_dung=body, bang=table(rows))
        for header, size in COMBINATIONS
    }
    drafts["long"] = draft("ke-hoach", co_quan=long_name, trich_yeu=[SENTENCE + " " + SENTENCE])
    drafts["cong-van"] = draft("cong-van")
    for lines in SHIFTS:  # headings come to lie at other heights of the page
        drafts[f"shift {lines}"] = draft(
            "ke-hoach", trich_yeu=["Mua sắm"] * lines, noi_dung=body, bang=table(rows)
        )
    pdfs = office.to_pdf(*drafts.values())
    return {name: office.pages(pdf) for name, pdf in zip(drafts, pdfs, strict=True)}


def line(pages: tuple[office.Page, ...], start: str) -> office.PrintedLine:
    """The first printed line with this text in it."""
    return next(line for page in pages for line in page.lines if start in line.text)


@pytest.mark.parametrize("name", ["14/14", "13/13", "13/14", "long", "cong-van"])
def test_the_national_name_stands_on_one_line(name: str) -> None:
    assert line(printed()[name], "CỘNG HÒA").text.endswith(NATION)


@pytest.mark.parametrize("name", ["14/14", "13/13", "13/14", "long", "cong-van"])
def test_number_and_date_stand_level(name: str) -> None:
    number = line(printed()[name], "Số:")
    date = line(printed()[name], "tháng 9 năm 2031")
    assert number.bottom == pytest.approx(date.bottom, abs=2.5)


@pytest.mark.parametrize(("header", "size"), COMBINATIONS, ids=str)
def test_sizes_of_the_header_are_those_of_its_set(header: str, size: int) -> None:
    pages = printed()[f"{header}/{size}"]
    wanted = {"14": {NATION: 13, MOTTO: 14}, "13": {NATION: 12, MOTTO: 13}}[header]
    for text, points in wanted.items():
        letters = [c for c in line(pages, text).chars if c.bold]
        assert {round(c.size, 1) for c in letters} == {points}
    assert {round(s, 1) for s in line(pages, SENTENCE[:30]).sizes} == {size}


@pytest.mark.parametrize("name", ["14/14", "13/13"])
def test_the_line_under_the_motto_is_as_long_as_the_motto(name: str) -> None:
    page = printed()[name][0]
    size = float(name[:2])
    below = line((page,), MOTTO).bottom
    strokes = [s for s in page.strokes if s.horizontal and below - 2 < s.top < below + 10]
    width = text_width(MOTTO, size, bold=True)
    assert any(stroke.width == pytest.approx(width, abs=2) for stroke in strokes)


@pytest.mark.parametrize("name", ["14/14", "13/13", "13/14"])
def test_pages_are_numbered_from_the_second_and_anew_in_the_appendix(name: str) -> None:
    pages = printed()[name]
    first = next(i for i, page in enumerate(pages) if page.landscape)
    for part in (pages[:first], pages[first:]):
        tops = [page.lines[0] for page in part]
        assert not tops[0].text.isdigit()
        assert [t.text for t in tops[1:]] == [str(n) for n in range(2, len(part) + 1)]
        for top, page in zip(tops[1:], part[1:], strict=True):
            assert top.centre == pytest.approx(page.width / 2 + 5 * MM, abs=3)


@pytest.mark.parametrize("name", ["14/14", "13/13", "13/14"])
def test_the_signature_block_is_whole_and_not_alone(name: str) -> None:
    pages = printed()[name]
    (page,) = [page for page in pages if "Lê Thị Bích Ngọc" in page.text]
    assert "KT. GIÁM ĐỐC" in page.text
    assert "Nơi nhận:" in page.text
    assert "./." in page.text.split("Nơi nhận:")[0]


def test_recipients_stand_level_with_the_authority() -> None:
    pages = printed()["cong-van"]
    recipients, authority = line(pages, "Nơi nhận:"), line(pages, "KT. GIÁM ĐỐC")
    assert recipients.top == pytest.approx(authority.top, abs=4)


def test_no_text_of_a_tall_cell_is_lost() -> None:
    words = [word for page in printed()["14/14"] for li in page.lines for word in li.text.split()]
    assert {f"chữ{n}" for n in range(600)} <= set(words)


@pytest.mark.parametrize("name", ["14/14", "13/13", "13/14", *(f"shift {n}" for n in SHIFTS)])
def test_a_task_that_fits_is_not_parted_by_a_page(name: str) -> None:
    for page in (page for page in printed()[name] if page.landscape):
        products = [li.text for li in page.lines]
        plans = sum("Kế hoạch" in text and "Kèm theo" not in text for text in products)
        assert plans == sum("Báo cáo" in text for text in products)


@pytest.mark.parametrize("name", ["14/14", "13/13", "13/14"])
def test_the_head_row_stands_on_each_page_of_the_appendix_within_the_margins(name: str) -> None:
    for page in (page for page in printed()[name] if page.landscape):
        if "Phụ lục có" not in page.text or "Việc phải làm" in page.text:
            assert "Việc phải làm" in page.text
        assert min(li.x0 for li in page.lines) >= 30 * MM - 1
        assert max(li.x1 for li in page.lines) <= page.width - 20 * MM + 1


@pytest.mark.parametrize("name", ["14/14", "13/13", "13/14", *(f"shift {n}" for n in SHIFTS)])
def test_no_heading_stands_alone_at_the_foot_of_a_page(name: str) -> None:
    for page in (page for page in printed()[name] if not page.landscape):
        assert page.lines[-1].text not in {"I. MỤC TIÊU", "1. Yêu cầu chung"}
