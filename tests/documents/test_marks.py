"""Marks, the drafter's symbol and the address: there only when asked for, in the decree's form."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from support import office
from support.dossiers import EXAMPLES, write_workspace
from support.effective import check, components, only
from support.schemas import assert_valid, requires_schemas

from vbgen.app.drafting import Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.app.templates import sample_draft
from vbgen.docview import Role, read
from vbgen.errors import PlanInvalid

ADDRESS = ("Số 1 đường Hòa Bình, phường Trung Tâm", "ĐT: 0200 3000 000, Fax: 0200 3000 001")
ASKED = "do_khan: thượng khẩn, luu_hanh: Lưu hành nội bộ, nguoi_soan: pl, so_ban_phat_hanh: '30'"


def made(tmp_path: Path, slug: str, asked: str = "", address: bool = False) -> bytes:
    """A letter or a plan of the small example, with what bo-sung asks for."""
    files: Mapping[str, str] = {
        stem: (EXAMPLES / "ke-hoach-mau" / f"{stem}.yaml").read_text(encoding="utf-8")
        for stem in ("van-phong", "don-vi", "ke-hoach")
    }
    own = files["van-phong"]
    if address:
        own = own.replace("  ten_goi: Sở Mẫu\n", f"  ten_goi: Sở Mẫu\n  dia_chi: {list(ADDRESS)}\n")
        own += "  o_dia_chi: co\n"
    more = {**files, "van-phong": own, "bo-sung": f"chung: {{{asked}}}\n"}
    workspace = open_workspace(write_workspace(tmp_path, more))
    return Studio(workspace, dossier_of(workspace)).render(sample_draft(workspace, slug))[0]


def test_a_draft_without_them_shows_none(tmp_path: Path) -> None:
    found = components(made(tmp_path, "cong-van"))
    assert not found.all(Role.URGENCY, Role.CIRCULATION, Role.DRAFTER, Role.ADDRESS)


@pytest.mark.parametrize("slug", ["cong-van", "ke-hoach"])
def test_the_mark_of_urgency_is_framed_in_red_under_the_number(tmp_path: Path, slug: str) -> None:
    view = read(made(tmp_path, slug, ASKED))
    mark = only(components(view), Role.URGENCY)
    assert mark.text == "THƯỢNG KHẨN"
    assert mark.values("color") == {"FF0000"}
    assert mark.values("size_pt") == {13}
    assert mark.values("bold") == {True}


def test_the_symbol_of_the_drafter_follows_the_file_line(tmp_path: Path) -> None:
    drafter = only(components(made(tmp_path, "ke-hoach", ASKED)), Role.DRAFTER)
    assert drafter.text == "PL.(30)"
    check(drafter, 11)


@requires_schemas
@pytest.mark.parametrize("slug", ["cong-van", "ke-hoach"])
def test_parts_with_marks_and_address_validate(tmp_path: Path, slug: str) -> None:
    assert_valid(made(tmp_path, slug, ASKED, address=True))


def test_a_mark_that_the_decree_does_not_know_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanInvalid, match="TỐI KHẨN") as caught:
        made(tmp_path, "cong-van", "do_khan: TỐI KHẨN")
    (problem,) = caught.value.problems
    assert "HỎA TỐC, THƯỢNG KHẨN, KHẨN" in problem.required
    assert problem.clause == "PL I/1/III.2.b"


@office.requires_libreoffice
@pytest.mark.slow
def test_the_first_page_alone_bears_them_in_print(tmp_path: Path) -> None:
    """Frame of 40 x 8 mm, circulation above Quốc hiệu on the right, address under a line."""
    pdfs = office.to_pdf(*(made(tmp_path, slug, ASKED, address=True) for slug in SLUGS))
    for slug, pdf in zip(SLUGS, pdfs, strict=True):
        first, *others = office.pages(pdf)
        lines = {line.text: line for line in first.lines}
        mark = lines["THƯỢNG KHẨN"]
        sides = sorted(s.x1 - s.x0 for s in first.strokes if s.top - 12 < mark.top < s.bottom + 20)
        assert any(width == pytest.approx(40 * MM, abs=2) for width in sides)
        above = lines["LƯU HÀNH NỘI BỘ"]
        nation = next(line for line in first.lines if "CỘNG HÒA" in line.text)
        assert above.bottom < nation.top
        assert above.x0 > first.width / 2
        assert all(line not in page.text for page in others for line in (*ADDRESS, "NỘI BỘ"))
        if slug == "cong-van":
            last = [line.text for line in first.lines[-2:]]
            assert last == list(ADDRESS)
            assert office.stroke_under(pdf, lines[ADDRESS[0]]) is None
        else:
            assert ADDRESS[0] not in first.text


SLUGS = ("cong-van", "ke-hoach")
MM = 72 / 25.4
