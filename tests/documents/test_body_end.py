"""The last paragraph of a plan's body: closed with ./., on the page of the signatures."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.dossiers import EXAMPLES, write_workspace
from support.effective import components

from vbgen.app.drafting import Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.app.templates import sample_draft
from vbgen.docview import Component, Role, read

OLD = "  - Trong quá trình thực hiện, nếu có vướng mắc, các phòng, đơn vị phản ánh"
LEVELS = (Role.PLAIN, Role.DASH, Role.KHOAN, Role.KHOAN_TITLED, Role.DIEM, Role.DIEU)


def last(tmp_path: Path, line: str) -> Component:
    """The last paragraph of the example's body when it is this line."""
    files = {
        stem: (EXAMPLES / "ke-hoach-mau" / f"{stem}.yaml").read_text(encoding="utf-8")
        for stem in ("van-phong", "don-vi", "ke-hoach")
    }
    head, tail = files["ke-hoach"].split(OLD)
    files["ke-hoach"] = f"{head}  - {line}\nphu_luc:{tail.split('phu_luc:')[1]}"
    workspace = open_workspace(write_workspace(tmp_path, files))
    plan = Studio(workspace, dossier_of(workspace)).render(sample_draft(workspace, "ke-hoach"))[0]
    return components(read(plan)).all(*LEVELS, unit=0)[-1]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Các đơn vị thực hiện nghiêm.", "Các đơn vị thực hiện nghiêm./."),
        ("3. Các đơn vị thực hiện nghiêm.", "3. Các đơn vị thực hiện nghiêm./."),
        ('"- Các đơn vị thực hiện./."', "- Các đơn vị thực hiện./."),
    ],
    ids=["a sentence", "a clause", "closed already"],
)
def test_the_last_paragraph_is_closed_once_and_kept(tmp_path: Path, line: str, text: str) -> None:
    item = last(tmp_path, line)
    assert item.text == text
    assert item.paragraph.format.keep_next


def test_an_article_that_closes_keeps_its_bold_number(tmp_path: Path) -> None:
    item = last(tmp_path, "Điều 1. Các đơn vị thực hiện theo [[05/KH-UBND]].")
    assert item.role is Role.DIEU
    assert item.text == "Điều 1. Các đơn vị thực hiện theo Kế hoạch số 05/KH-UBND./."
    assert item.values("bold") == {True, False}
    assert item.paragraph.format.keep_next


def test_a_heading_left_without_text_is_not_closed(tmp_path: Path) -> None:
    assert last(tmp_path, "3. Các đơn vị thực hiện").text == "3. Các đơn vị thực hiện"
