"""A document against the decree's size and style table, as ``data/forms/nd30.yml`` states it.

``check_form`` judges by effective formatting, ``check_printed`` and ``check_rules`` by the PDF
that LibreOffice makes, so that the resolver is not its own judge.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import office
from support.effective import components

from vbgen.docview import Component, Components, DocView, Role, read
from vbgen.form import Component as Row
from vbgen.form import Form, load

KEYS = {
    Role.QUOC_HIEU: "national_name", Role.TIEU_NGU: "motto", Role.SUPERIOR: "superior",
    Role.ISSUER: "issuer", Role.NUMBER: "number", Role.PLACE_DATE: "date",
    Role.TYPE_NAME: "type_name", Role.ABSTRACT: "abstract",
    Role.ABSTRACT_LETTER: "letter_abstract", Role.DECIDER: "authority_line",
    Role.RESOLVE: "decides", Role.BASIS: "legal_basis", Role.PHAN: "part_number",
    Role.CHUONG: "part_number", Role.HEADING_TITLE: "part_title", Role.MUC: "division_number",
    Role.TIEU_MUC: "division_number", Role.DIEU: "article",
    Role.DIEU_TITLED: "article_heading", Role.MUC_ROMAN: "section",
    Role.KHOAN: "clause", Role.KHOAN_TITLED: "clause_heading", Role.DIEM: "point",
    Role.DASH: "dash", Role.PLUS: "plus", Role.PLAIN: "body", Role.AUTHORITY: "authority",
    Role.SIGNER: "signer", Role.SALUTATION: "addressees", Role.ADDRESSEE: "addressee",
    Role.RECIPIENTS: "recipients", Role.RECIPIENT: "recipient", Role.APPENDIX: "appendix_number",
    Role.APPENDIX_TITLE: "appendix_title", Role.APPENDIX_NOTE: "appendix_note",
    Role.PAGE_NUMBER: "page_number",
}  # fmt: skip
# Text in which a person may emphasise words: the table's style must hold for some of it at least.
_RUNNING = frozenset(
    (
        Role.PLAIN,
        Role.KHOAN,
        Role.KHOAN_TITLED,
        Role.DIEM,
        Role.DASH,
        Role.PLUS,
        Role.DIEU,
        Role.MUC_ROMAN,
    )
)
_BRACKET = re.compile(r"\([^()]*\)$")
_ALIGN = {"centre": "center", "justify": "justify", "left": "left"}
_OPEN_ALIGNMENT = frozenset((Role.PLAIN, Role.MUC_ROMAN))


def check_form(source: bytes | Path | DocView, header_set: str, body: float) -> frozenset[str]:
    """Assert the table for every component found, all breaches at once; return the keys met."""
    form = load()
    view = source if isinstance(source, DocView) else read(source)
    found = components(view)
    items = [item for item in found if item.role in KEYS and item.formats]
    breaches = [b for item in items for b in _breaches(form, item, header_set, body)]
    breaches += _page_breaches(form, view)
    assert not breaches, "\n".join(breaches)
    return frozenset(KEYS[item.role] for item in items)


def _breaches(form: Form, item: Component, header_set: str, body: float) -> list[str]:
    key = KEYS[item.role]
    row, place = form.components[key], f"{item.role} «{item.text[:50]}»"
    found: list[str] = []

    def expect(name: str, holds: bool, seen: object) -> None:
        if not holds:
            found.append(f"{place}: {name}, got {seen}")

    size = form.size(key, header_set, body)
    expect(f"size {size}", item.values("size_pt") == {size}, item.values("size_pt"))
    for name, wanted in (("bold", row.bold), ("italic", row.italic)):
        seen = item.values(name)
        holds = wanted in seen if item.role in _RUNNING else seen == {wanted}
        if (item.role, name) == (Role.DIEU, "bold"):
            holds = seen == {True, False}  # "Điều 1." and the sentence after it (V#6.a)
        expect(f"{name} {wanted}", holds, seen)
    expect(f"font {form.font.name}", item.values("fonts") == {frozenset((form.font.name,))},
           item.values("fonts"))  # fmt: skip
    expect("black", item.values("color") <= {"auto", form.font.colour}, item.values("color"))
    expect("no underline", item.values("underline") == {""}, item.values("underline"))
    if row.case == "upper":
        words = _BRACKET.sub("", item.text)  # a remark such as (Phụ lục kèm theo) stays small
        expect("capitals", words.upper() == words, item.text)
    if item.role not in _OPEN_ALIGNMENT:
        alignment = item.paragraph.format.alignment
        expect(row.align, alignment == _ALIGN[row.align], alignment)
    if row.indent == "body" and item.paragraph.format.alignment == "justify":
        found += _spacing_breaches(form, row, item, place)
    return found


def _spacing_breaches(form: Form, row: Row, item: Component, place: str) -> list[str]:
    rules, shape = form.paragraph, item.paragraph.format
    indented = any(shape.first_line_mm == pytest.approx(mm, abs=0.05) for mm in rules.indents)
    checks = (
        (f"first line {rules.indents} mm", indented, shape.first_line_mm),
        (f"gap at least {rules.gap_least} pt", shape.before_pt + shape.after_pt >= rules.gap_least,
         shape.before_pt),
        (f"line {rules.line_range}", shape.line_rule == "multiple"
         and shape.line in rules.line_range, (shape.line_rule, shape.line)),
    )  # fmt: skip
    return [f"{place}: {name}, got {seen}" for name, holds, seen in checks if not holds]


def _page_breaches(form: Form, view: DocView) -> list[str]:
    found: list[str] = []
    for number, section in enumerate(view.sections, start=1):
        sides = sorted((section.width_mm, section.height_mm))
        if sides != pytest.approx(sorted((form.page.width, form.page.height)), abs=0.1):
            found.append(f"section {number}: paper {sides}")
        for name, allowed in form.page.margin_ranges.items():
            value = getattr(section, f"{name}_mm")
            if not allowed.least - 0.05 <= value <= allowed.most + 0.05:
                found.append(f"section {number}: margin {name} {value} not in {allowed}")
    return found


def check_printed(pdf: Path, found: Components, least: int = 8) -> None:
    """Assert that components are printed in their effective size and style.

    A component is looked for by its first words; at least ``least`` must be found.
    """
    missed, seen = [], 0
    for item in found:
        if item.role not in KEYS or len(item.formats) != 1 or not item.text:
            continue
        form = item.formats[0]
        printed = office.lines_of(pdf, " ".join(item.text.split()[:3]))
        wanted = (frozenset((form.size_pt,)), form.bold, form.italic)
        seen += bool(printed)
        if printed and wanted not in [(line.sizes, line.bold, line.italic) for line in printed]:
            missed.append(f"{item.role} «{item.text[:50]}» is not printed as {wanted}")
    assert not missed, "\n".join(missed)
    assert seen >= least, f"only {seen} components found in print"


_RULES = ((Role.TIEU_NGU, "motto"), (Role.ISSUER, "organ"), (Role.ABSTRACT, "abstract"))
_SLACK = 0.04  # LibreOffice prints another font of the same widths, to within this share


def check_rules(pdf: Path, found: Components) -> None:
    """Assert that the lines under Tiêu ngữ, issuer and abstract are printed, centred, and of the
    length that the decree asks, measured against the longest printed line above them.
    """
    rules = load().rules
    for role, key in _RULES:
        items = [item for item in found.all(role, unit=0) if item.text]
        if not items:
            continue
        printed = [line for item in items for line in _first_printed(pdf, item)]
        assert printed, f"{role}: not printed"
        longest = max(printed, key=lambda line: line.width)
        stroke = office.stroke_under(pdf, max(printed, key=lambda line: line.bottom))
        assert stroke is not None, f"{role}: no line below"
        share, allowed = stroke.width / longest.width, rules[key].range
        assert allowed.least - _SLACK <= share <= allowed.most + _SLACK, f"{role}: {share:.2f}"
        assert stroke.centre == pytest.approx(longest.centre, abs=4), f"{role}: off centre"


def _first_printed(pdf: Path, item: Component) -> list[office.PrintedLine]:
    """The lines of page 1 that hold nothing but a stretch of the component's text, in its look."""
    whole = "".join(item.text.split())
    sizes, bold = item.values("size_pt"), item.values("bold")
    return [
        line
        for line in office.pages(pdf)[0].lines
        if "".join(line.text.split()) in whole
        and len(line.text) > 3
        and line.sizes == sizes
        and {line.bold} == bold
    ]
