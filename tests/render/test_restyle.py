"""Office settings: into shipped templates through their styles, into an office's own if asked."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from support.drafts import context, draft, template

from vbgen import form, resources
from vbgen.docview import read
from vbgen.form import Margins
from vbgen.render.fitting import Fitting, fits
from vbgen.render.restyle import Restyle, Settings

FORM = form.load()
WIDE = Margins(25, 25, 35, 15)


def styles(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/styles.xml").decode("utf-8")


def sizes(data: bytes) -> dict[str, float]:
    return {style.name: style.run.size_pt for style in read(data).styles}


@pytest.mark.parametrize("combination", FORM.combinations, ids=str)
def test_each_named_style_takes_the_size_of_the_combination(combination) -> None:
    made = sizes(draft("ke-hoach", *combination))
    wanted = {c.style: FORM.size(key, *combination) for key, c in FORM.components.items()}
    assert {name: made[name] for name in wanted} == wanted


def test_margins_reach_every_section_and_tables_that_fill_the_page() -> None:
    view = read(template("ke-hoach", Settings("14", 14, WIDE)).render(context()))
    for section in view.sections:
        assert (section.left_mm, section.right_mm) == pytest.approx((35, 15), abs=0.05)
    closing, tasks = list(view.tables())[-2:]
    assert sum(closing.grid_mm) == pytest.approx(160, abs=0.2)
    assert sum(tasks.grid_mm) == pytest.approx(247, abs=0.3)


def test_narrow_text_narrows_the_closing_table() -> None:
    narrow = Margins(20, 20, 35, 20)
    view = read(template("cong-van", Settings(None, None, narrow)).render(context()))
    assert sum(list(view.tables())[-1].grid_mm) == pytest.approx(155, abs=0.2)


def test_settings_of_none_leave_a_template_alone() -> None:
    xml = styles(resources.template("ke-hoach").read_bytes())
    step = Restyle(FORM, Settings())
    assert step("word/styles.xml", xml) == xml
    assert step("word/document.xml", "<a/>") == "<a/>"


def test_styles_are_found_by_name_though_word_changed_their_identifiers() -> None:
    xml = styles(resources.template("ke-hoach").read_bytes()).replace('"VBMotto"', '"VBTiungu"')
    changed = Restyle(FORM, Settings("13", 13))("word/styles.xml", xml)
    motto = re.search(r'styleId="VBTiungu".*?<w:sz w:val="(\d+)"', changed, re.DOTALL)
    assert motto is not None
    assert motto[1] == "26"


def test_differences_of_an_own_template_are_listed_by_style_and_margin() -> None:
    data = resources.template("ke-hoach").read_bytes()
    found = [str(d) for d in fits(data, Settings("13", 14, Margins(20, 20, 30, 15)))]
    assert "kiểu VB Quốc hiệu: mẫu có cỡ 13, cài đặt là cỡ 12" in found
    assert "lề phải: mẫu có 20 mm, cài đặt là 15 mm" in found
    assert not any("VB Đoạn" in line for line in found)


def test_a_template_that_fits_has_no_differences() -> None:
    data = resources.template("ke-hoach").read_bytes()
    assert fits(data, Settings("14", 14, Margins(20, 20, 30, 20))) == []


def test_the_key_tells_settings_apart() -> None:
    keys = {
        Fitting(b"", Settings(header, body, margins)).key
        for header in ("13", "14", None)
        for body in (13, 14)
        for margins in (WIDE, None)
    }
    assert len(keys) == 12


def repacked(rename: dict[str, str], **replaced: bytes) -> bytes:
    """The plan's template with parts renamed (to nothing: left out) or replaced."""
    source = zipfile.ZipFile(io.BytesIO(resources.template("ke-hoach").read_bytes()))
    with zipfile.ZipFile(out := io.BytesIO(), "w") as target:
        for name in source.namelist():
            if rename.get(name, name):
                target.writestr(rename.get(name, name), replaced.get(name, source.read(name)))
    return out.getvalue()


def test_a_template_without_styles_is_fitted_as_far_as_it_goes() -> None:
    data = repacked({"word/styles.xml": ""})
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8")
    assert "w:sectPr" in Fitting(data, Settings("13", 13, WIDE))("word/document.xml", body)


def test_a_numbered_body_part_is_fitted_too() -> None:
    data = repacked({"word/document.xml": "word/document2.xml"})
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document2.xml").decode("utf-8")
    assert 'w:left="1984"' in Fitting(data, Settings(None, None, WIDE))("word/document2.xml", body)


def test_a_body_that_is_no_xml_is_left_for_the_reader_to_refuse() -> None:
    data = resources.template("ke-hoach").read_bytes()
    broken = "<w:document>cot. "
    assert Fitting(data, Settings("13", 13, WIDE))("word/document.xml", broken) == broken


@pytest.mark.parametrize(("left", "right"), [(30, 15), (35, 20)], ids=["wider", "narrower"])
def test_the_column_of_the_national_name_keeps_its_width(left: float, right: float) -> None:
    settings = Settings(None, None, Margins(20, 20, left, right))
    view = read(template("cong-van", settings).render(context()))
    names, nation = next(iter(view.tables())).grid_mm
    assert nation == pytest.approx(FORM.placement.header_right, abs=0.1)
    assert names + nation == pytest.approx(210 - left - right, abs=0.2)
