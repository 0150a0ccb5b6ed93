"""Sub-plans, schemes, regulations and reports: drawn from the plan, in order, at both extremes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from vbgen.app.drafting import Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.app.templates import sample_draft
from vbgen.documents import types
from vbgen.documents.context import Maker
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.filled import filled
from vbgen.documents.jobs import jobs
from vbgen.documents.kinds import topic_report
from vbgen.documents.types import DocumentType
from vbgen.model.fields import Problems
from vbgen.model.section import check_order, paragraph
from vbgen.model.supplement import Supplement
from vbgen.model.unit import Unit, UnitName

EXAMPLE = Path(__file__).parents[2] / "examples" / "ke-hoach-cchc-2024"
SUB_PLANS = [
    "ke-hoach-chung",
    "ke-hoach-tuyen-truyen",
    "ke-hoach-nang-cao-chi-so",
    "ke-hoach-pbgdpl",
    "ke-hoach-theo-doi-thi-hanh-phap-luat",
    "ke-hoach-ra-soat-vbqppl",
    "ke-hoach-phap-che",
    "ke-hoach-tuyen-dung",
    "ke-hoach-dao-tao",
    "ke-hoach-chuyen-doi-so",
    "ke-hoach-ra-soat-tthc",
]
OTHERS = [
    "ke-hoach-cong-tac-phap-luat-chung",
    "ke-hoach-don-vi",
    "de-an",
    "quyet-dinh-ban-hanh-quy-che",
    "bao-cao-chuyen-de",
    "bao-cao-tuyen-truyen",
    "bao-cao-tu-chu",
    "bao-cao-cchc",
]
WITH_FINDINGS = ["bao-cao-chuyen-de", "bao-cao-tuyen-truyen", "bao-cao-tu-chu", "de-an"]


@cache
def example() -> tuple[Any, Dossier]:
    workspace = open_workspace(EXAMPLE)
    return workspace, dossier_of(workspace)


def drafts_of(slug: str, dossier: Dossier | None = None) -> list[Draft]:
    workspace, known = example()
    found = [d for d in jobs(dossier or known).drafts if d.type.slug == slug]
    return found or [sample_draft(workspace, slug)]


def lines(draft: Draft, dossier: Dossier | None = None) -> list[str]:
    """Every paragraph of a rendered draft, tables and appendices among them."""
    workspace, known = example()
    data, _ = Studio(workspace, dossier or known).render(draft)
    body = docx.Document(io.BytesIO(data)).element.body
    return [text for p in body.iter(f"{{{W}}}p") if (text := words(p).strip())]


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def words(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(f"{{{W}}}t"))


def with_lists(**lists: Any) -> Dossier:
    _, dossier = example()
    return replace(dossier, supplement=Supplement({}, {}, lists))


@pytest.mark.parametrize("slug", [*SUB_PLANS, *OTHERS])
def test_every_draft_is_whole_and_its_numbers_follow_one_another(slug: str) -> None:
    for draft in drafts_of(slug)[:3]:
        shown = lines(draft)
        assert not [t for t in shown if "{{" in t or "{%" in t or "None" in t]
        start = next(
            i for i, t in enumerate(shown) if t.startswith(("I.", "1.", "Điều 1.", "Phần I"))
        )
        stop = next((i for i, t in enumerate(shown) if t.startswith("Nơi nhận")), len(shown))
        problems = Problems()
        check_order([paragraph(t) for t in shown[start:stop]], problems)
        assert not problems.errors, problems.errors
        assert sum("./." in t for t in shown[:stop]) == 1


@pytest.mark.parametrize("slug", SUB_PLANS)
def test_a_sub_plan_names_its_task_its_leads_and_its_deadline_or_report(slug: str) -> None:
    _, dossier = example()
    for draft in drafts_of(slug):
        text = " ".join(lines(draft)).lower()
        task = draft.task
        assert task is not None and draft.deliverable is not None
        lead = dossier.register.label(draft.deliverable.leads[0], dossier.day_of(draft))
        assert lead.lower() in text
        reports = [d for d in task.all_deliverables if d.type.startswith("bao-cao")]
        assert all(report.code.lower() in text for report in reports if report.code != draft.code)


@pytest.mark.parametrize("slug", SUB_PLANS)
def test_no_two_types_share_their_body(slug: str) -> None:
    own = set(types.load(slug).items)
    for other in SUB_PLANS:
        if other != slug:
            shared = own & set(types.load(other).items)
            sentences = [t for t in shared if isinstance(t, str) and len(t) > 60 and "{%" not in t]
            assert len(sentences) <= 6, (other, sentences)


def test_activities_of_the_workspace_come_before_those_of_the_plan() -> None:
    code = drafts_of("ke-hoach-tuyen-truyen")[0].code
    dossier = with_lists(
        hoat_dong=(
            {"ma": code, "noi_dung": "Hội thi viết", "chu_tri": "NC", "thoi_han": "Tháng 5"},
            {"ma": "2024-IX-99.1", "noi_dung": "Việc của kế hoạch khác"},
        )
    )
    shown = lines(drafts_of("ke-hoach-tuyen-truyen")[0], dossier)
    assert "Hội thi viết" in shown and "Tháng 5" in shown
    assert "Phòng Nội chính" in shown  # the code became the name
    assert "Việc của kế hoạch khác" not in shown


def test_short_forms_of_the_parent_plan_are_spelled_out() -> None:
    shown = " ".join(lines(drafts_of("ke-hoach-tuyen-truyen")[0]))
    assert not re.search(r"\bCCHC\b|\bCCVC\b|\bTTHC\b", shown)


@pytest.mark.parametrize(
    ("findings", "expected"),
    [pytest.param(0, 0, id="no findings"), pytest.param(30, 30, id="thirty findings")],
)
@pytest.mark.parametrize("slug", WITH_FINDINGS)
def test_findings_from_none_to_thirty(slug: str, findings: int, expected: int) -> None:
    row = {"noi_dung": "Hạn chế được nêu", "nguyen_nhan": "nguyên nhân được nêu", "don_vi": "NC"}
    dossier = with_lists(han_che=(row,) * findings)
    shown = lines(drafts_of(slug)[0], dossier)
    assert sum("Hạn chế được nêu" in t for t in shown) == expected
    if not findings:
        assert any("không phát sinh hạn chế" in t or "không ghi nhận hạn chế" in t for t in shown)


def test_findings_not_yet_known_stand_as_blanks_and_are_asked_for() -> None:
    _, dossier = example()
    workspace, _ = example()
    draft = drafts_of("bao-cao-chuyen-de")[0]
    _, filled = Studio(workspace, dossier).render(draft)
    row = (("ma", f"{draft.code}@{draft.period_code}"),)
    assert list(filled.asking.rows["han_che", row]) == ["noi_dung", "nguyen_nhan", "don_vi"]
    assert len([t for t in lines(draft) if t.endswith("trách nhiệm: ………….")]) == 3


def units_of_the_office(count: int) -> Dossier:
    _, dossier = example()
    outside = [u for u in dossier.register.units if not u.inside]
    made = [
        Unit(f"P{n}", (UnitName(f"Phòng số {n}"),), "phong", f"P{n}") for n in range(1, count + 1)
    ]
    return replace(dossier, register=replace(dossier.register, units=(*outside, *made)))


@pytest.mark.parametrize("count", [2, 40])
@pytest.mark.parametrize("slug", ["ke-hoach-don-vi", "bao-cao-tu-chu"])
def test_two_units_or_forty_each_have_their_own(slug: str, count: int) -> None:
    dossier = units_of_the_office(count)
    found = [d for d in jobs(dossier).drafts if d.type.slug == slug]
    assert len({d.unit_code for d in found}) == len(found) == count
    assert len({d.stem for d in found}) == count
    assert any(f"Phòng số {count}" in t for t in lines(found[-1], dossier))


def test_a_unit_does_not_report_to_itself() -> None:
    closing = {
        draft.unit_code: next(t for t in lines(draft) if t.endswith("tổng hợp./."))
        for draft in drafts_of("bao-cao-tu-chu")
    }
    assert closing["NC"] == "Phòng Nội chính báo cáo để Phòng Quản trị - Tài vụ tổng hợp./."
    assert closing["QTTV"] == "Phòng Quản trị - Tài vụ báo cáo để Văn phòng UBND tỉnh tổng hợp./."


def test_a_units_share_holds_each_of_its_products_once_and_dated_ones_first() -> None:
    _, dossier = example()
    draft = next(d for d in drafts_of("ke-hoach-don-vi") if d.unit_code == "NC")
    share = filled(Maker(dossier, draft)).values["phan_viec"]
    codes = [row["ma"] for role in share.values() for row in role]
    assert len(codes) == len(set(codes))
    led = [row["ma"] for row in share["chu_tri"]]
    assert led[0] == "2024-I-01.1" and led.index("2024-III-09.1") < led.index("2024-I-01.2")


HEADINGS = re.compile(r"\d+\. (.+)")
NOT_REPORTED = {"Các hoạt động cụ thể", "Tiến độ thực hiện"}


def content_headings(doc_type: DocumentType) -> list[str]:
    """The numbered headings of the part of a plan that says what is to be done."""
    inside, found = False, []
    for item in doc_type.items:
        if not isinstance(item, str):
            continue
        if re.match(r"[IVX]+\. ", item):
            inside = any(word in item for word in ("NỘI DUNG", "NHIỆM VỤ"))
        elif inside and (match := HEADINGS.fullmatch(item)) and paragraph(item).heading:
            found.append(match[1])
    return [heading for heading in found if heading not in NOT_REPORTED]


@pytest.mark.parametrize("slug", sorted(topic_report.data()["theo_loai"]))
def test_a_report_has_the_headings_of_the_plan_it_answers(slug: str) -> None:
    outline = topic_report.data()["theo_loai"][slug]
    assert [part["de_muc"] for part in outline["muc"]] == content_headings(types.load(slug))


def test_every_counted_figure_of_an_outline_has_a_name_and_a_unit() -> None:
    data = topic_report.data()
    outlines = [*data["theo_loai"].values(), *(e for e in data["theo_tu"] if "muc" in e)]
    texts = [t for o in outlines for part in o["muc"] for t in part["cau"] if isinstance(t, str)]
    keys = {key for text in texts for key in re.findall(r"\{(\w+)\}", text)}
    counted = {key for key in keys if key.startswith(("so_", "ty_le_", "chi_phi_", "kinh_phi_"))}
    assert counted <= set(data["so_lieu"])
    assert set(data["so_lieu"]) <= keys
    assert {*data["ty_le"], *data["hieu"]} <= keys


def test_body_and_annex_print_the_same_figure_and_the_share_that_follows() -> None:
    draft = next(d for d in drafts_of("bao-cao-chuyen-de") if d.code == "2024-VII-23.2")
    _, dossier = example()
    answers = {"so_van_ban_di": "1.200", "so_van_ban_ky_so": "1.080"}
    known = replace(dossier, supplement=Supplement(answers, {}, {}))
    shown = lines(draft, known)
    assert any("Văn bản đi: 1.200, trong đó ký số 1.080, đạt 90%" in t for t in shown)
    at = shown.index("Tỷ lệ văn bản đi có chữ ký số")
    assert shown[at + 2] == "90"
    assert "bs.ty_le_ky_so" not in filled(Maker(known, draft)).asked


def test_published_items_are_counted_by_month_and_poor_months_named() -> None:
    days = ["05/01/2024", "06/01/2024", "02/3/2024"]
    rows = tuple({"tieu_de": f"Tin {n}", "ngay": day} for n, day in enumerate(days))
    _, dossier = example()
    known = replace(
        dossier, supplement=Supplement({"so_tin_bai_thang": "2"}, {}, {"bai_viet": rows})
    )
    shown = lines(drafts_of("bao-cao-tuyen-truyen")[0], known)
    assert any("03 sản phẩm; trung bình 1 sản phẩm mỗi tháng" in t for t in shown)
    assert any(t.endswith("tháng 2, tháng 3.") for t in shown)


def test_regulations_fit_what_they_regulate_and_are_numbered_through() -> None:
    draft = drafts_of("quyet-dinh-ban-hanh-quy-che")[0]
    software = lines(draft)
    plain = lines(replace(draft, subject="Ban hành Quy chế phối hợp công tác giữa các đơn vị"))
    for shown in (software, plain):
        inside = shown[shown.index("Chương I") :]
        numbers = [int(m[1]) for t in inside if (m := re.match(r"Điều (\d+)\.", t))]
        assert numbers == list(range(1, len(numbers) + 1))
    assert any("tài khoản" in t.lower() for t in software)
    assert not any("tài khoản" in t.lower() for t in plain if "Điều" in t)
    assert "Phối hợp công tác giữa các đơn vị" in plain


def test_articles_of_the_office_stand_before_the_duties() -> None:
    draft = drafts_of("quyet-dinh-ban-hanh-quy-che")[0]
    _, dossier = example()
    own = {"dieu": ({"ten": "Chế độ trực", "khoan": ("Trực theo lịch.", "Bàn giao ca bằng sổ.")},)}
    shown = lines(draft, replace(dossier, supplement=Supplement(own, {}, {})))
    titles = [t for t in shown if re.match(r"Điều \d+\. ", t)]
    at = next(i for i, t in enumerate(titles) if t.endswith("Chế độ trực"))
    assert "Trách nhiệm" in titles[at + 1]
    assert "2. Bàn giao ca bằng sổ." in shown


def test_three_plans_of_law_work_become_one_where_the_office_says_so() -> None:
    _, dossier = example()
    settings = replace(dossier.office.settings, values={"ke_hoach_phap_luat": "chung"})
    joint = replace(dossier, office=replace(dossier.office, settings=settings))
    found = jobs(joint)
    made = [d for d in found.drafts if d.type.slug == "ke-hoach-cong-tac-phap-luat-chung"]
    assert [d.code for d in made] == ["2024-II-07.1"]
    reasons = {d.deliverable: d.reason for d in found.declined}
    assert "2024-II-07.1" in reasons["2024-II-07.2"] and "2024-II-07.1" in reasons["2024-II-07.3"]
    report = next(d for d in found.drafts if d.code == "2024-II-07.4")
    shown = lines(report, joint)
    assert sum(t.startswith("Thực hiện Kế hoạch số") for t in shown) == 1
    assert "3. Kiểm tra, rà soát, hệ thống hóa văn bản quy phạm pháp luật" in shown
