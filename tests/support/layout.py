"""Printed pages as a reader judges them: numbers, margins, headings, signature, nothing lost."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from support import office

from vbgen.docview import Components, DocView, Role

_MM = 72 / 25.4
_SIGNING = (Role.RECIPIENTS, Role.RECIPIENT, Role.AUTHORITY, Role.SIGNER)
_HEADINGS = (
    Role.PHAN, Role.CHUONG, Role.MUC, Role.TIEU_MUC, Role.HEADING_TITLE, Role.MUC_ROMAN,
    Role.DIEU_TITLED, Role.KHOAN_TITLED, Role.TYPE_NAME, Role.ABSTRACT, Role.APPENDIX,
    Role.APPENDIX_TITLE, Role.APPENDIX_NOTE,
)  # fmt: skip


def check_pages(pdf: Path, view: DocView, found: Components) -> None:
    """Assert everything below for a document that was converted to PDF."""
    check_margins(pdf, view)
    check_page_numbers(pdf)
    check_headings(pdf, found)
    check_signature(pdf, found)
    check_nothing_lost(pdf, view)


def check_margins(pdf: Path, view: DocView, slack_mm: float = 1.0) -> None:
    """Assert that every letter stands within the side margins and on the paper."""
    for page in office.pages(pdf):
        kind = "landscape" if page.landscape else "portrait"
        section = next(s for s in view.sections if s.orientation == kind)
        left = (section.left_mm - slack_mm) * _MM
        right = page.width - (section.right_mm - slack_mm) * _MM
        foot = page.height - (section.bottom_mm - slack_mm) * _MM
        for line in page.lines:
            inside = left <= line.x0 and line.x1 <= right and line.bottom <= foot
            assert inside, f"page {page.number}: outside the margins: {line.text[:60]}"


def page_number(page: office.Page) -> int | None:
    """The number printed alone and centred at the top of a page, if any."""
    top = min(page.lines, key=lambda line: line.top, default=None)
    if top is None or not top.text.isdigit() or abs(top.centre - page.width / 2) > 30 * _MM:
        return None
    return int(top.text)


def check_page_numbers(pdf: Path) -> None:
    """Assert that page 1 hides its number and later ones count on, from 1 in each appendix.

    A document issued with a decision is a document of its own, with its own header (Mẫu 1.3):
    its pages, too, count from a first one that shows no number (PL I/1/I.7).
    """
    expected = 0
    for page in office.pages(pdf):
        begins = (
            page.number == 1 or page.text.lstrip().startswith("Phụ lục") or _opens_document(page)
        )
        expected = 1 if begins else expected + 1
        seen, wanted = page_number(page), None if begins else expected
        assert seen == wanted, f"page {page.number}: number {seen}, expected {wanted}"


def _opens_document(page: office.Page) -> bool:
    """True for a page that bears Quốc hiệu at its top."""
    return any("CỘNG HÒA XÃ HỘI CHỦ NGHĨA" in line.text for line in page.lines[:2])


def check_headings(pdf: Path, found: Components) -> None:
    """Assert that no heading is the last thing on a page."""
    headings = {
        (_squeezed(item.text), bold)
        for item in found.all(*_HEADINGS)
        for bold in item.values("bold")
        if item.text
    }
    for page in office.pages(pdf)[:-1]:
        last = max(page.lines, key=lambda line: line.bottom)
        text = _squeezed(last.text)
        alone = any(bold is last.bold and heading.endswith(text) for heading, bold in headings)
        assert not (alone and len(text) > 3), f"page {page.number} ends with {last.text!r}"


def check_signature(pdf: Path, found: Components, unit: int = 0) -> None:
    """Assert that recipients, posts and name stand on one page, below some text of the body."""
    items = [item for item in found.all(*_SIGNING, unit=unit) if item.text]
    assert items, "no signature block"
    heads = [_page_of(pdf, item.text) for item in items]
    pages = set.intersection(*map(set, heads))
    assert pages, f"the signature block is torn: {[sorted(set(h)) for h in heads]}"
    page = office.pages(pdf)[max(pages) - 1]
    top = min(
        line.top
        for line in page.lines
        if any(_squeezed(line.text) == _squeezed(item.text) for item in items)
    )
    above = [line for line in page.lines if line.bottom <= top + 2 and not line.text.isdigit()]
    assert above, f"the signature block is alone on page {page.number}"


def check_nothing_lost(pdf: Path, view: DocView) -> None:
    """Assert that no letter of the document's body is missing in print."""
    stored = Counter(
        _squeezed("".join(run.shown for p in view.paragraphs() for run in p.runs if not run.field))
    )
    printed = Counter(_squeezed("".join(page.text for page in office.pages(pdf))))
    missing = stored - printed
    assert not missing, f"not printed: {missing.most_common(20)}"


def check_level(pdf: Path, found: Components) -> None:
    """Assert that the header's columns are level: names with Quốc hiệu, number with date."""
    pairs = (
        ((Role.SUPERIOR, Role.ISSUER), Role.QUOC_HIEU),
        ((Role.NUMBER,), Role.PLACE_DATE),
    )
    for left, right in pairs:
        one = next((item for item in found.all(*left, unit=0) if item.text), None)
        other = found.first(right, unit=0)
        if one is not None and other is not None:
            bases = [_first_line(pdf, item.text).bottom for item in (one, other)]
            assert bases[0] == pytest.approx(bases[1], abs=2), f"{left} and {right} are not level"


def check_one_line(pdf: Path, text: str) -> None:
    """Assert that a text is printed on one line (Quốc hiệu, Tiêu ngữ)."""
    assert office.lines_of(pdf, text), f"{text!r} is not on one line"


def _first_line(pdf: Path, text: str) -> office.PrintedLine:
    wanted = _squeezed(text)
    found = [ln for ln in office.pages(pdf)[0].lines if wanted.startswith(_squeezed(ln.text))]
    assert found, f"{text!r} is not printed on page 1"
    return found[0]


def _page_of(pdf: Path, text: str) -> list[int]:
    """The pages on which a text, or the beginning of one that wraps, is printed."""
    wanted = _squeezed(text)
    return [
        line.page
        for line in office.lines(pdf)
        if wanted in _squeezed(line.text)
        or (len(_squeezed(line.text)) > 3 and wanted.startswith(_squeezed(line.text)))
    ]


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())
