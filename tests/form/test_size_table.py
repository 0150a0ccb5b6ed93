"""The decree's size and style table on produced documents, by effective formatting.

The expected values are typed here from the decree (PL I/1/V), not read from the form file, so
that the file is not its own judge.
"""

from __future__ import annotations

from functools import cache

import pytest
from support.drafts import draft
from support.effective import check, components, only, some

from vbgen.docview import Components, Role

COMBINATIONS = (("14", 14), ("13", 13), ("13", 14))
HEADER = {"14": (13, 14, 13, 14, 13), "13": (12, 13, 12, 13, 12)}
UPRIGHT, BOLD, ITALIC, BOTH = (False, False), (True, False), (False, True), (True, True)
# type, role, size: a name of the header set, `body` or points; style; alignment
TABLE = (
    ("ke-hoach", Role.QUOC_HIEU, "nation", BOLD, "center"),
    ("ke-hoach", Role.TIEU_NGU, "motto", BOLD, "center"),
    ("ke-hoach", Role.SUPERIOR, "organ", UPRIGHT, "center"),
    ("ke-hoach", Role.ISSUER, "organ", BOLD, "center"),
    ("ke-hoach", Role.NUMBER, 13, UPRIGHT, "center"),
    ("ke-hoach", Role.PLACE_DATE, "date", ITALIC, "center"),
    ("ke-hoach", Role.TYPE_NAME, "body", BOLD, "center"),
    ("ke-hoach", Role.ABSTRACT, "body", BOLD, "center"),
    ("ke-hoach", Role.MUC_ROMAN, "body", BOLD, "justify"),
    ("ke-hoach", Role.KHOAN_TITLED, "body", BOLD, "justify"),
    ("ke-hoach", Role.KHOAN, "body", UPRIGHT, "justify"),
    ("ke-hoach", Role.DIEM, "body", UPRIGHT, "justify"),
    ("ke-hoach", Role.DASH, "body", UPRIGHT, "justify"),
    ("ke-hoach", Role.PLUS, "body", UPRIGHT, "justify"),
    ("ke-hoach", Role.PLAIN, "body", UPRIGHT, "justify"),
    ("ke-hoach", Role.PHAN, "body", BOLD, "center"),
    ("ke-hoach", Role.MUC, "body", BOLD, "center"),
    ("ke-hoach", Role.HEADING_TITLE, "body", BOLD, "center"),
    ("ke-hoach", Role.RECIPIENTS, 12, BOTH, "left"),
    ("ke-hoach", Role.RECIPIENT, 11, UPRIGHT, "left"),
    ("ke-hoach", Role.AUTHORITY, "body", BOLD, "center"),
    ("ke-hoach", Role.SIGNER, "body", BOLD, "center"),
    ("ke-hoach", Role.PAGE_NUMBER, "body", UPRIGHT, "center"),
    ("ke-hoach", Role.APPENDIX, 14, BOLD, "center"),
    ("ke-hoach", Role.APPENDIX_TITLE, "body", BOLD, "center"),
    ("ke-hoach", Role.APPENDIX_NOTE, "body", ITALIC, "center"),
    ("cong-van", Role.ABSTRACT_LETTER, "letter", UPRIGHT, "center"),
    ("cong-van", Role.SALUTATION, "body", UPRIGHT, "left"),
    ("cong-van", Role.ADDRESSEE, "body", UPRIGHT, "left"),
    ("quyet-dinh", Role.DECIDER, "body", BOLD, "center"),
    ("quyet-dinh", Role.BASIS, "body", ITALIC, "justify"),
    ("quyet-dinh", Role.RESOLVE, "body", BOLD, "center"),
)


@cache
def made(slug: str, header_set: str, body: int) -> Components:
    return components(draft(slug, header_set, body))


def expected(size: str | int, header_set: str, body: int) -> float:
    names = dict(
        zip(("nation", "motto", "organ", "date", "letter"), HEADER[header_set], strict=True)
    )
    return {**names, "body": body}.get(size, size)


@pytest.mark.parametrize("combination", COMBINATIONS, ids=lambda c: f"bo {c[0]}, than {c[1]}")
@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r[0]}: {r[1]}")
def test_component_has_the_size_and_style_of_the_decree(row, combination) -> None:
    slug, role, size, (bold, italic), alignment = row
    for item in some(made(slug, *combination), role):
        check(
            item,
            expected(size, *combination),
            bold=bold,
            italic=italic,
            alignment=alignment,
        )


@pytest.mark.parametrize("combination", COMBINATIONS, ids=str)
def test_only_the_number_of_an_article_without_title_is_bold(combination) -> None:
    article = some(made("quyet-dinh", *combination), Role.DIEU)[0]
    bold = [run.text for run in article.runs if run.format.bold and run.text.strip()]
    assert [text.strip() for text in bold] == ["Điều 1."]
    assert article.values("size_pt") == {combination[1]}


def test_body_paragraphs_have_the_indent_gap_and_line_of_the_decree() -> None:
    for item in some(made("ke-hoach", "14", 14), Role.DASH, unit=0):
        shape = item.paragraph.format
        assert shape.first_line_mm == pytest.approx(10, abs=0.05)
        assert shape.before_pt + shape.after_pt >= 6
        assert shape.line_rule == "multiple"
        assert 1 <= shape.line <= 1.5


def test_number_and_date_stand_on_one_row_of_the_header() -> None:
    found = made("ke-hoach", "14", 14)
    rows = {only(found, role).where.path[:2] for role in (Role.NUMBER, Role.PLACE_DATE)}
    assert len(rows) == 1
