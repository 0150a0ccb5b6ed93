"""Decisions, submissions, letters, meetings, lists: what they say follows from their sources."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest

from vbgen.app import manifest
from vbgen.app.build import build, select
from vbgen.app.drafting import Studio, dossier_of
from vbgen.app.issue import Request, issue
from vbgen.app.opening import open_workspace
from vbgen.app.templates import sample_draft
from vbgen.documents import types
from vbgen.documents.calendar import load_calendar
from vbgen.documents.context import Maker
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.filled import filled
from vbgen.documents.jobs import jobs
from vbgen.documents.kinds import decision, letter, submission, unit_letter
from vbgen.documents.schedule import schedule
from vbgen.errors import UsageError
from vbgen.model.fields import Problems
from vbgen.model.issued import IssuedDocument
from vbgen.model.section import check_order, paragraph
from vbgen.model.supplement import Supplement
from vbgen.model.unit import Unit, UnitName

EXAMPLE = Path(__file__).parents[2] / "examples" / "ke-hoach-cchc-2024"
SLUGS = [
    "quyet-dinh", "quyet-dinh-sua-doi", "quyet-dinh-nhan-su", "to-trinh", "huong-dan",
    "thong-bao", "thong-bao-ket-luan-cuoc-hop", "giay-moi", "bien-ban",
    "ngoai-nd30-phieu-trinh", "cong-van-giao-viec", "cong-van-don-doc", "cong-van-lay-y-kien",
    "cong-van-yeu-cau-bao-cao", "cong-van-tra-loi", "cong-van-trien-khai", "cong-van",
    "cong-van-lich", "bao-cao-danh-muc-van-ban", "phu-luc-tien-do", "bao-cao",
    "phu-luc-du-toan",
]  # fmt: skip
AT = datetime(2024, 3, 7, 9, 0, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MEETING = {
    "so": "1",
    "cuoc_hop": "Cuộc họp giao ban tháng 3",
    "ngay": "05/4/2024",
    "chuc_vu_chu_toa": "Chánh Văn phòng",
    "chu_toa": "Nguyễn Văn Chủ",
    "dia_diem": "Phòng họp số 1",
    "noi_dung": ("Tiến độ quý I",),
    "giao_viec": ({"don_vi": "NC", "viec": "báo cáo tiến độ rà soát", "thoi_han": "20/4/2024"},),
}
LISTS: dict[str, Any] = {
    "sua_doi": (
        {"ma": "2024-I-02.1", "cot": "thoi_han", "moi": "Tháng 4/2024", "ly_do": "Chờ hướng dẫn"},
        {"loai": "huy", "ma": "2024-V-20.1", "ly_do": "Không có kinh phí"},
    ),
    "cuoc_hop": (MEETING,),
    "van_ban_den": (
        {"so": "1", "loai": "Công văn", "so_ky_hieu": "12/SNV-CCHC", "ngay": "02/4/2024",
         "co_quan": "Sở Nội vụ", "noi_dung": "cung cấp số liệu", "thong_nhat": "co"},
    ),
    "trinh_ky": ({"so": "1", "trinh": "2024-III-09.2", "ten_van_ban": "dự thảo Quyết định"},),
}  # fmt: skip


def issued(number: int, code: str, day: date, **more: str) -> IssuedDocument:
    return IssuedDocument(
        number, "KH-VP", day, "Văn phòng UBND tỉnh", "ke-hoach-tuyen-truyen", "Kế hoạch",
        f"Việc số {number}", "VP/ke-hoach", deliverable=code, **more,
    )  # fmt: skip


@cache
def workspace() -> Any:
    return open_workspace(EXAMPLE)


def dossier(as_of: date | None = None, **lists: Any) -> Dossier:
    """The example with nothing supplied but the lists given."""
    return replace(dossier_of(workspace(), as_of), supplement=Supplement({}, {}, {**lists}))


@cache
def everything() -> Dossier:
    return replace(dossier(**LISTS), issued=(issued(5, "2024-I-02.1", date(2024, 3, 1)),))


def drafts(slug: str, of: Dossier) -> list[Draft]:
    found = [d for d in jobs(of).drafts if d.type.slug == slug]
    return found or [sample_draft(workspace(), slug)]


def coded(of: Dossier, code: str) -> Draft:
    return next(d for d in jobs(of).drafts if d.code == code)


def lines(draft: Draft, of: Dossier) -> list[str]:
    """Every paragraph of a rendered draft, tables and appendices among them."""
    data, _ = Studio(workspace(), of).render(draft)
    body = docx.Document(io.BytesIO(data)).element.body
    texts = ("".join(t.text or "" for t in p.iter(f"{W}t")).strip() for p in body.iter(f"{W}p"))
    return [text for text in texts if text]


def values(draft: Draft, of: Dossier) -> dict[str, Any]:
    return filled(Maker(of, draft)).values


def units(count: int) -> tuple[Unit, ...]:
    return tuple(
        Unit(f"P{n}", (UnitName(f"Phòng Chuyên môn số {n}"),), "phong", f"P{n}", parent="VP")
        for n in range(1, count + 1)
    )


# Every type.


@pytest.mark.parametrize("slug", SLUGS)
def test_every_draft_is_whole_and_its_numbers_follow_one_another(slug: str) -> None:
    of = everything()
    for draft in drafts(slug, of)[:3]:
        shown = lines(draft, of)
        assert not [t for t in shown if "{{" in t or "{%" in t or "None" in t or "{" in t]
        stop = next((i for i, t in enumerate(shown) if t.startswith("Nơi nhận")), len(shown))
        first = ("I.", "1.", "Điều 1.", "a)")
        start = next((i for i, t in enumerate(shown[:stop]) if t.startswith(first)), stop)
        problems = Problems()
        check_order([p for t in shown[start:stop] if (p := paragraph(t)).level != "gach"], problems)
        assert not problems.errors, problems.errors
        if draft.type.frame not in {"phu-luc", "phieu-trinh"}:
            assert sum("./." in t for t in shown[:stop]) == 1


@pytest.mark.parametrize("slug", SLUGS)
def test_no_two_types_share_their_sentences(slug: str) -> None:
    texts = [i for i in types.load(slug).items if isinstance(i, str) and len(i) > 90]
    own = {t for t in texts if not t.endswith("./.") and "hiệu lực kể từ" not in t}
    for other in SLUGS:
        if other != slug:
            assert not own & set(types.load(other).items), other


@pytest.mark.parametrize("slug", SLUGS)
def test_a_declaration_names_no_office_year_or_subject(slug: str) -> None:
    text = str(types.load(slug).items)
    for word in ("2024", "cải cách hành chính", "CCHC", "Quảng Trị", "UBND", "Văn phòng"):
        assert word not in text, word


# Made of the workspace's rows.


@pytest.mark.parametrize(
    "slug",
    ["quyet-dinh-sua-doi", "thong-bao-ket-luan-cuoc-hop", "bien-ban", "cong-van-tra-loi",
     "ngoai-nd30-phieu-trinh", "bao-cao-danh-muc-van-ban"],
)  # fmt: skip
def test_what_the_workspace_holds_nothing_for_waits_and_says_why(slug: str) -> None:
    of = dossier()
    found = jobs(of)
    assert slug not in {d.type.slug for d in found.drafts}
    assert slug in {w.type for w in found.waiting}
    with pytest.raises(UsageError, match="chưa có"):
        select(of, found, [slug])


def test_one_meeting_gives_three_papers_that_agree() -> None:
    of = dossier(cuoc_hop=(MEETING,))
    found = [d for d in jobs(of).drafts if d.row_code == "1"]
    assert {d.type.slug for d in found} == {"giay-moi", "bien-ban", "thong-bao-ket-luan-cuoc-hop"}
    for draft in found:
        shown = " ".join(lines(draft, of))
        assert "05/4/2024" in shown
        assert "Nguyễn Văn Chủ" in shown
        assert "cuộc họp giao ban tháng 3" in shown
    conclusions = next(d for d in found if d.type.base == "thong-bao")
    assert conclusions.subject.startswith(
        "Kết luận của Chánh Văn phòng Nguyễn Văn Chủ tại cuộc họp"
    )
    assert any("Phòng Nội chính: báo cáo tiến độ rà soát" in t for t in lines(conclusions, of))


def test_a_meeting_may_ask_for_some_papers_only() -> None:
    of = dossier(cuoc_hop=({**MEETING, "van_ban": ("giay-moi",)},))
    assert [d.type.slug for d in jobs(of).drafts if d.row_code] == ["giay-moi"]


def test_each_person_has_a_decision_and_no_name_leaves_it(tmp_path: Path) -> None:
    people = (
        {"ma": "2024-V-16.1", "so": "01", "ho_ten": "Lê Thị Riêng Tư"},
        {"ma": "2024-V-16.1", "so": "02", "ho_ten": "Trần Kín Đáo"},
    )
    of = dossier(nguoi=people)
    found = [d for d in jobs(of).drafts if d.code == "2024-V-16.1"]
    assert [d.stem[-3:] for d in found] == ["-01", "-02"]
    assert any("Lê Thị Riêng Tư" in t for t in lines(found[0], of))
    assert not any("Trần Kín Đáo" in t for t in lines(found[0], of))
    changed = replace(workspace(), supplement=Supplement({}, {}, {"nguoi": people}))
    build(changed, ["2024-V-16.1"], tmp_path)
    kept = [p for p in tmp_path.iterdir() if p.suffix != ".docx"]
    assert len(manifest.read(tmp_path)) == 2
    for text in (p.read_text(encoding="utf-8") for p in kept):
        assert "Riêng Tư" not in text
        assert "Kín Đáo" not in text


def test_a_decision_issued_for_one_person_leaves_the_other_open(tmp_path: Path) -> None:
    folder = tmp_path / "viec"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("bo-sung*"))
    rows = [f'{{ma: 2024-V-16.1, so: "0{n}", ho_ten: Người {n}}}' for n in (1, 2)]
    text = "nguoi:\n" + "".join(f"  - {row}\n" for row in rows)
    (folder / "bo-sung.yaml").write_text(text, encoding="utf-8")
    build(open_workspace(folder), ["2024-V-16.1"])
    first = folder / "out" / "2024-v-16-1-quyet-dinh-nhan-su-01.docx"
    issue(open_workspace(folder), Request(str(first), "12", date(2024, 3, 5)), AT)
    of = dossier_of(open_workspace(folder))
    found = {d.row_code: of.issued_as(d) for d in jobs(of).drafts if d.code == "2024-V-16.1"}
    assert found["01"] is not None
    assert found["02"] is None
    with pytest.raises(UsageError, match="có 2 văn bản") as refused:
        issue(open_workspace(folder), Request("2024-V-16.1", "13", date(2024, 3, 6)), AT)
    assert "ghi tên tệp" in refused.value.problems[0].remedy


# Decisions.


@pytest.mark.parametrize(
    ("subject", "matter"),
    [
        ("Thông qua phương án đơn giản hóa", "thong-qua"),
        ("Về việc công bố danh mục dịch vụ", "cong-bo"),
        ("Công nhận kết quả đánh giá", "cong-nhan"),
        ("Phê duyệt, điều chỉnh vị trí việc làm", "phe-duyet"),
        ("Thành lập Tổ công tác", "thanh-lap"),
        ("Sử dụng xe công", ""),
    ],
)
def test_the_matter_of_a_decision_is_told_by_its_verb(subject: str, matter: str) -> None:
    assert decision.matter(subject) == matter


@pytest.mark.parametrize(
    ("code", "title", "heading"),
    [
        ("2024-III-09.2", "PHƯƠNG ÁN ĐƠN GIẢN HÓA THỦ TỤC HÀNH CHÍNH NĂM 2024", "Phương án"),
        ("2024-VII-25.2", "DANH MỤC DỊCH VỤ CÔNG TRỰC TUYẾN TOÀN TRÌNH VÀ MỘT PHẦN", "Mã số"),
    ],
)
def test_a_superiors_decision_attaches_what_it_decides_on(
    code: str, title: str, heading: str
) -> None:
    of = dossier()
    shown = lines(coded(of, code), of)
    assert title in shown
    assert heading in shown
    assert any(
        t.startswith("Điều 4. Chánh Văn phòng UBND tỉnh, Trưởng Phòng Nội chính") for t in shown
    )
    assert "- Như Điều 4;" in shown


def test_the_results_of_an_attached_list_are_counted() -> None:
    rows = tuple(
        {"ma": "2024-V-17.1", "ho_ten": f"Người {n}", "ket_qua": "Hoàn thành tốt nhiệm vụ"}
        for n in range(3)
    )
    of = dossier(danh_muc=(*rows, {"ma": "2024-V-17.1", "ho_ten": "X", "ket_qua": "Khác"}))
    shown = lines(coded(of, "2024-V-17.1"), of)
    assert "Tổng hợp: Hoàn thành tốt nhiệm vụ: 03; Khác: 01." in shown


def test_a_decision_without_a_list_has_no_appendix() -> None:
    of = dossier()
    draft = coded(of, "2024-V-17.1")
    plain = replace(draft, subject="Sử dụng chung phòng họp")
    assert not any(t.startswith("Phụ lục") for t in lines(plain, of))
    assert any(t.startswith("Phụ lục") for t in lines(draft, of))


def test_amending_names_codes_old_words_and_new_ones() -> None:
    of = dossier(sua_doi=LISTS["sua_doi"])
    shown = lines(drafts("quyet-dinh-sua-doi", of)[0], of)
    changed = next(t for t in shown if t.startswith("1. Sửa đổi thời hạn"))
    assert "2024-I-02.1" in changed
    assert "từ “Quý I/2024” thành “Tháng 4/2024”" in changed
    assert any(t.startswith("2. Không tiếp tục") and "2024-V-20.1" in t for t in shown)
    assert any(t.startswith("Điều 1. Sửa đổi, bổ sung 02 nội dung") for t in shown)


def test_an_amendment_already_in_the_plan_asks_for_the_old_words() -> None:
    row = {"ma": "2024-I-02.1", "cot": "thoi_han", "moi": "Quý I/2024", "ly_do": "…"}
    of = dossier(sua_doi=(row,))
    maker = Maker(of, drafts("quyet-dinh-sua-doi", of)[0])
    assert "…" in filled(maker).values["sua_doi"][0]["cu"]


# Submissions.


def opinions(*rows: Mapping[str, str]) -> Dossier:
    return dossier(gop_y=tuple({"ma": "2024-III-09.2", **row} for row in rows))


def test_units_that_answered_are_counted_never_typed() -> None:
    of = opinions(
        {"don_vi": "HCTC", "noi_dung": "Bổ sung thời hạn", "tiep_thu": "co"},
        {"don_vi": "HCTC", "noi_dung": "Bỏ khoản 2", "tiep_thu": "khong", "ly_do": "cần giữ"},
        {"don_vi": "QTTV", "noi_dung": "Thống nhất"},
        {"don_vi": "Sở Nội vụ", "noi_dung": "thống nhất."},
        {"don_vi": "BTCD"},
    )
    draft = coded(of, "2024-III-09.b")
    found = values(draft, of)["gop_y"]
    asked = len(of.register.inside()) - 1 + 1  # all inside but the drafter, and one from outside
    assert found["so_gui"] == f"{asked:02d}"
    assert (found["so_tra_loi"], found["so_thong_nhat"]) == ("03", "02")
    assert (found["so_y_kien"], found["so_tiep_thu"], found["so_giai_trinh"]) == ("02", "01", "01")
    assert len(found["chua_tra_loi"]) == asked - 3
    shown = lines(draft, of)
    assert any(f"Đến nay có 03/{asked:02d} đơn vị có ý kiến" in t for t in shown)
    assert shown.count(submission.SILENT) == asked - 3


@pytest.mark.parametrize("count", [2, 40], ids=["two units", "forty units"])
def test_the_table_of_opinions_holds_each_unit_once(count: int) -> None:
    of = dossier()
    of = replace(of, register=replace(of.register, units=(*of.register.units[:3], *units(count))))
    found = values(coded(of, "2024-III-09.b"), of)["gop_y"]
    names = [row["don_vi"] for row in found["dong"]]
    assert len(names) == len(set(names)) == count + 1
    assert found["so_gui"] == f"{count + 1:02d}"


@pytest.mark.parametrize(
    ("slug", "kind", "row", "printed"),
    [
        ("bao-cao", "kien_nghi", {"noi_dung": "Bố trí kinh phí", "co_quan": "Sở Tài chính"},
         "- Bố trí kinh phí (với Sở Tài chính)."),
        ("to-trinh", "xin_y_kien", {"noi_dung": "Chọn phương án 1"}, "- Chọn phương án 1."),
    ],
)  # fmt: skip
def test_a_list_kept_outside_of_the_codes_reaches_its_document(
    slug: str, kind: str, row: dict[str, str], printed: str
) -> None:
    """As in bo-sung.xlsx, where every list is a sheet."""
    of = dossier(**{kind: (row,)})
    assert printed in lines(drafts(slug, of)[0], of)
    assert printed not in lines(drafts(slug, everything())[0], everything())


def test_a_submission_encloses_the_draft_and_the_report_behind_it() -> None:
    of = dossier()
    shown = lines(coded(of, "2024-III-09.b"), of)
    assert (
        "1. Dự thảo Quyết định thông qua phương án đơn giản hóa thủ tục hành chính năm 2024;"
        in shown
    )
    assert any(t.startswith("3. Báo cáo kết quả rà soát") for t in shown)


def test_a_normative_draft_is_said_to_be_one() -> None:
    of = dossier()
    assert any(
        "văn bản quy phạm pháp luật, được" in t for t in lines(coded(of, "2024-II-06.2"), of)
    )


# What is due.


def test_a_unit_is_assigned_what_the_schedule_gives_it() -> None:
    of = dossier()
    entries = schedule(of, load_calendar(range(2023, 2026))).entries
    for draft in drafts("cong-van-giao-viec", of):
        share = values(draft, of)["phan"]
        led = {r["ma"] for r in (*share["chu_tri_co_ngay"], *share["chu_tri_khac"])}
        joined = {r["ma"] for r in share["phoi_hop"]}
        named = {e.code for e in entries if draft.unit_code in e.lead_codes}
        plan = {c for c in named if not of.plan.by_code[c].supporting}
        assert plan <= led | joined
        assert not led & joined
        days = [r["dau"] for r in share["chu_tri_co_ngay"]]
        assert days == sorted(days)
        assert all(not r["ngay"] for r in share["chu_tri_khac"])


def test_a_units_duties_come_from_the_plans_body() -> None:
    of = dossier()
    draft = next(d for d in drafts("cong-van-giao-viec", of) if d.unit_code == "QTTV")
    shown = [t["chu"] for t in values(draft, of)["phan"]["trach_nhiem"]]
    assert "kinh phí" in shown[0]
    assert not any("Phòng Nội chính tham mưu" in t for t in shown)
    assert any(t.startswith("Lãnh đạo các đơn vị chịu trách nhiệm") for t in shown)


def test_a_reminder_counts_days_to_the_day_it_prints() -> None:
    of = dossier(date(2024, 4, 10))
    draft = coded(of, "2024-I-04.2")
    found = values(draft, of)["don_doc"]
    rows = {r["ma"]: r for unit in found["qua_han"] for r in unit["dong"]}
    assert rows["2024-I-02.1"]["so_ngay"] == "10"  # Quý I ended on 31/3
    assert rows["2024-II-08.1"]["so_ngay"] == "70"  # Tháng 01 ended on 31/01
    assert "2024-I-03.1" not in rows  # a whole year is never overdue
    assert any("tính đến ngày 10/4/2024" in t for t in lines(draft, of))


def test_a_reminder_goes_to_the_units_that_are_late() -> None:
    of = dossier(date(2024, 2, 5))
    found = values(coded(of, "2024-I-04.2"), of)
    late = {unit["ten"] for unit in found["don_doc"]["qua_han"]}
    assert {line.strip("- ;.") for line in found["kinh_gui"]} == late
    assert "Ban Tiếp công dân tỉnh" not in late


def test_what_is_issued_is_not_reminded_of() -> None:
    of = replace(dossier(date(2024, 4, 10)), issued=(issued(5, "2024-I-02.1", date(2024, 3, 1)),))
    found = values(coded(of, "2024-I-04.2"), of)["don_doc"]
    assert "2024-I-02.1" not in {r["ma"] for unit in found["qua_han"] for r in unit["dong"]}


def test_without_overdue_rows_a_reminder_looks_ahead() -> None:
    of = dossier(date(2024, 1, 10))
    shown = lines(coded(of, "2024-I-04.2"), of)
    assert any("không có sản phẩm nào quá thời hạn" in t for t in shown)
    assert "2024-I-01.1" in shown


def test_rows_that_a_command_found_overdue_are_taken_as_they_are() -> None:
    of = dossier(date(2024, 4, 10))
    entries = schedule(of, load_calendar(range(2023, 2026))).entries
    one = next(e for e in entries if e.code == "2024-II-07.1")
    given = replace(of, more={"overdue": (one,)})
    found = values(coded(given, "2024-I-04.2"), given)["don_doc"]
    assert [r["ma"] for unit in found["qua_han"] for r in unit["dong"]] == ["2024-II-07.1"]


def test_the_list_by_unit_prints_what_the_command_chose() -> None:
    of = dossier()
    entries = schedule(of, load_calendar(range(2023, 2026))).entries
    chosen = tuple(e for e in entries if e.code == "2024-V-18.1")
    given = replace(of, more={"schedule": chosen})
    draft = Draft(types.load("cong-van-lich"), types.load("cong-van-lich").abstract, "x")
    shown = lines(draft, given)
    assert "2024-V-18.1" in shown
    assert "2024-I-02.1" not in shown
    assert not any("{" in t for t in shown)


@pytest.mark.parametrize(("period", "answer"), [("2024-Q1", "14/3/2024"), ("2024", "16/12/2024")])
def test_units_answer_so_many_working_days_before_the_office(period: str, answer: str) -> None:
    of = dossier()
    draft = next(d for d in drafts("cong-van-yeu-cau-bao-cao", of) if d.period_code == period)
    assert values(draft, of)["yeu_cau"]["gui"] == answer


def test_a_progress_form_knows_what_is_issued() -> None:
    of = replace(dossier(), issued=(issued(5, "2024-I-02.1", date(2024, 3, 1)),))
    draft = next(d for d in drafts("phu-luc-tien-do", of) if d.unit_code == "HCTC")
    row = next(r for r in values(draft, of)["bieu"] if r["ma"] == "2024-I-02.1")
    assert row["trang_thai"] == "Hoàn thành"
    assert row["ket_qua"] == "Kế hoạch số 05/KH-VP ngày 01/3/2024"


@pytest.mark.parametrize("count", [2, 40], ids=["two units", "forty units"])
def test_many_units_are_addressed_by_their_group(count: int) -> None:
    of = dossier(date(2024, 4, 10))
    maker = Maker(of, coded(of, "2024-I-04.2"))
    made = filled(maker).values
    before = list(made["kinh_gui"])
    unit_letter._to(maker, made, [{"ten": u.name} for u in units(count)])
    assert (made["kinh_gui"] == before) is (count > unit_letter.MOST_NAMED)


# Lists and amounts.


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_evidence_is_the_register_in_order(count: int) -> None:
    papers = tuple(issued(n, "2024-I-02.1", date(2024, 3, 31 - n)) for n in range(1, count + 1))
    of = replace(dossier(), issued=papers)
    found = values(drafts("bao-cao-danh-muc-van-ban", of)[0], of)
    assert found["so_van_ban"] == f"{count:02d}"
    assert found["so_da_co"] == "01"
    days = [row["ngay"] for row in found["van_ban"]]
    assert days == [f"{d:02d}/3/2024" for d in range(31 - count, 31)]


def test_an_estimate_adds_up_only_what_is_known() -> None:
    rows = ({"noi_dung": "Tập huấn", "so_luong": "2", "don_gia": "6.000.000"},
            {"noi_dung": "In ấn", "thanh_tien": "1.500.000"})  # fmt: skip
    of = dossier(du_toan=rows)
    found = values(drafts("phu-luc-du-toan", of)[0], of)
    assert (found["tong_cong"], found["bang_chu"]) == (
        "13.500.000",
        "mười ba triệu năm trăm nghìn đồng",
    )
    of = dossier(du_toan=(*rows, {"noi_dung": "Chưa rõ"}))
    found = values(drafts("phu-luc-du-toan", of)[0], of)
    assert "…" in found["tong_cong"]
    assert found["bang_chu"] == ""


def test_an_estimate_without_lines_follows_the_plans_tasks() -> None:
    of = dossier()
    found = values(drafts("phu-luc-du-toan", of)[0], of)
    assert len(found["du_toan"]) == len(of.plan.tasks)
    assert all("…" in line["thanh_tien"] for line in found["du_toan"])


# Letters.


@pytest.mark.parametrize(
    ("subject", "about"),
    [
        ("triển khai thực hiện Chỉ thị số 35-CT/TU", "Chỉ thị số 35-CT/TU"),
        ("V/v triển khai sử dụng Hệ thống thông tin", "Hệ thống thông tin"),
        ("chấn chỉnh giờ tiếp dân", "chấn chỉnh giờ tiếp dân"),
    ],
)
def test_a_letter_names_its_matter_without_the_words_around_it(subject: str, about: str) -> None:
    assert letter.matter(subject) == about


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2024-V-17.a", "cá nhân tự đánh giá"),
        ("2024-V-19.2", "Mỗi người dùng một tài khoản"),
        ("2024-III-13.a", "Chuyển hồ sơ điện tử đến nơi giải quyết"),
    ],
)
def test_guidance_differs_with_the_work_it_is_for(code: str, words: str) -> None:
    of = dossier()
    codes = ["2024-V-17.a", "2024-V-19.2", "2024-III-13.a"]
    assert [c for c in codes if any(words in t for t in lines(coded(of, c), of))] == [code]


def test_an_answer_names_the_paper_it_answers() -> None:
    of = dossier(van_ban_den=LISTS["van_ban_den"])
    draft = drafts("cong-van-tra-loi", of)[0]
    shown = lines(draft, of)
    assert "Kính gửi: Sở Nội vụ" in shown
    assert any("Công văn số 12/SNV-CCHC ngày 02/4/2024 của Sở Nội vụ" in t for t in shown)
    assert any("thống nhất với nội dung" in t for t in shown)


@pytest.mark.parametrize(
    ("more", "numbered"),
    [
        ({}, False),
        ({"so_lieu": ({"noi_dung": "Đơn vị", "gia_tri": "07", "tinh_den": "nay"},)}, True),
    ],
    ids=["one matter", "figures too"],
)
def test_an_answer_numbers_its_parts_only_where_there_are_two(
    more: dict[str, Any], numbered: bool
) -> None:
    letter_in = {**LISTS["van_ban_den"][0], **more}
    of = dossier(van_ban_den=(letter_in,))
    shown = lines(drafts("cong-van-tra-loi", of)[0], of)
    numbers = [t[:2] for t in shown if t[:2] in {"1.", "2."}]
    assert numbers == (["1.", "2."] if numbered else [])


def test_the_articles_of_a_decision_are_all_sentences() -> None:
    """None has a title where the others have none."""
    for draft in drafts("quyet-dinh", everything()):
        articles = [t for t in lines(draft, everything()) if t.startswith("Điều ")]
        assert len(articles) == 4
        assert all(t.endswith((".", ":")) for t in articles)


def test_a_slip_is_marked_as_no_document_of_the_decree() -> None:
    of = everything()
    shown = lines(drafts("ngoai-nd30-phieu-trinh", of)[0], of)
    assert any("không thuộc thể thức của Nghị định số 30/2020/NĐ-CP" in t for t in shown)
    assert not any(t.startswith("Số:") for t in shown)
    assert any("2024-III-09.2" in t for t in shown)
