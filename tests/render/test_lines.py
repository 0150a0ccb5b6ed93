"""The lines under Tiêu ngữ, issuer and abstract: their length follows the printed text."""

from __future__ import annotations

import pytest
from support.drafts import draft

from vbgen import form
from vbgen.docview import read
from vbgen.form.measure import longest_line, text_width
from vbgen.render.lines import line_indent

FORM = form.load()
POINTS = 72 / 25.4
RIGHT = FORM.placement.header_right
LEFT = 160 - RIGHT  # of the room between the usual margins


def lengths(data: bytes, style: str, room: float) -> list[float]:
    """Length in points of each line paragraph of a style, in a room of so many mm."""
    view = read(data)
    return [
        (room - paragraph.format.left_mm - paragraph.format.right_mm) * POINTS
        for paragraph in view.paragraphs()
        if paragraph.style_id == style
    ]


@pytest.mark.parametrize(("header_set", "size"), [("13", 13), ("14", 14)], ids=["13", "14"])
def test_the_line_under_the_motto_is_as_long_as_the_motto(header_set: str, size: float) -> None:
    made = lengths(draft("ke-hoach", header_set), "VBMottoLine", RIGHT)
    assert made == pytest.approx(
        [text_width("Độc lập - Tự do - Hạnh phúc", size, bold=True)], abs=1
    )


@pytest.mark.parametrize(
    "name",
    ["SỞ Y TẾ", "TRUNG TÂM KIỂM SOÁT BỆNH TẬT VÀ PHÒNG, CHỐNG DỊCH BỆNH KHU VỰC MIỀN TRUNG"],
    ids=["a short name", "a name of several lines"],
)
def test_the_line_under_the_issuer_is_a_third_to_half_of_the_longest_line(name: str) -> None:
    office = {"cap_tren": [], "ten": [name], "goi": "x", "tham_quyen": "X"}
    (made,) = lengths(draft("ke-hoach", co_quan=office), "VBIssuerLine", LEFT)
    longest = longest_line([name], (LEFT - 4) * POINTS, 13, bold=True)
    assert longest / 3 <= made <= longest / 2


@pytest.mark.parametrize("body", [13, 14])
@pytest.mark.parametrize(
    "abstract",
    [["Mua sắm"], ["Nâng cao chất lượng phục vụ bạn đọc tại các thư viện công cộng " * 3]],
    ids=["short", "wrapped"],
)
def test_the_line_under_the_abstract_follows_its_longest_line(body: int, abstract) -> None:
    (made,) = lengths(draft("ke-hoach", "13", body, trich_yeu=abstract), "VBAbstractLine", 160)
    longest = longest_line(abstract, 160 * POINTS, body, bold=True)
    assert longest / 3 <= made <= longest / 2


def test_both_indents_are_equal_so_the_line_is_centred() -> None:
    view = read(draft("ke-hoach"))
    lines = [p for p in view.paragraphs() if p.style_id.endswith("Line")]
    lines = [p for p in lines if p.format.border_top]
    assert len(lines) == 4
    assert all(p.format.left_mm == p.format.right_mm for p in lines)


def test_a_line_longer_than_its_room_fills_it() -> None:
    assert line_indent("m" * 200, 1000, 1, 14) == 0
