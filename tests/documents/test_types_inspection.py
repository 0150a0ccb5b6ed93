"""The inspection set drafted in its smallest case and its largest: what each paper must say."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from support.dossiers import EXAMPLES

from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.documents.frame import NUMBER_BLANK
from vbgen.documents.jobs import jobs
from vbgen.render import leftovers
from vbgen.vi.letters import from_roman, letter_index

SET = (
    "ke-hoach-kiem-tra",
    "quyet-dinh-thanh-lap-doan",
    "cong-van-kiem-tra",
    "bao-cao-phuc-vu-kiem-tra",
    "bien-ban-kiem-tra",
    "thong-bao-ket-luan-kiem-tra",
    "cong-van-khac-phuc",
    "bao-cao-khac-phuc",
    "bao-cao-ket-qua-kiem-tra",
)
PER_UNIT = tuple(s for s in SET if s not in (SET[0], SET[1], SET[-1]))
AS_OF = date(2024, 7, 15)
STATES = ("da_khac_phuc", "dang", "chua")
FAULT = "Báo cáo <quý> & số liệu {{ gửi }} chậm, lần"


class Set:
    """The papers of one workspace by type, as text, each rendered once."""

    def __init__(self, folder: Path) -> None:
        workspace = open_workspace(folder)
        dossier = dossier_of(workspace, AS_OF)
        self.studio = Studio(workspace, dossier, Options(AS_OF))
        self.drafts = [d for d in jobs(dossier).drafts if d.type.slug in SET]
        self.asked: dict[str, tuple[str, ...]] = {}
        self._files: dict[str, bytes] = {}

    def files(self, slug: str) -> list[bytes]:
        return [self._file(i) for i, d in enumerate(self.drafts) if d.type.slug == slug]

    def _file(self, index: int) -> bytes:
        key = self.drafts[index].stem
        if key not in self._files:
            self._files[key], filled = self.studio.render(self.drafts[index])
            self.asked[key] = filled.asked
        return self._files[key]

    def lines(self, slug: str, unit: str = "") -> list[str]:
        index = next(
            i
            for i, d in enumerate(self.drafts)
            if d.type.slug == slug and d.unit_code in ("", unit or d.unit_code)
        )
        return list(lines_of(self._file(index)))

    def text(self, slug: str, unit: str = "") -> str:
        return "\n".join(self.lines(slug, unit))


def lines_of(data: bytes) -> Iterator[str]:
    """The paragraphs and table rows of a document, in order."""
    for block in Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        elif isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(cell.text for cell in row.cells)


def workspace(folder: Path, units: int, supplement: str) -> Path:
    """The 2024 example with so many units to inspect."""
    shutil.copytree(EXAMPLES / "ke-hoach-cchc-2024", folder)
    register = folder / "don-vi.yaml"
    text = register.read_text(encoding="utf-8").replace("kiem_tra: co", "kiem_tra: khong")
    more = "".join(
        f"  - {{ma: D{n:02d}, ten: Chi cục số {n}, loai: truc-thuoc,"
        " nguoi_dung_dau: CHI CỤC TRƯỞNG}\n"
        for n in range(1, units + 1)
    )
    register.write_text(text.replace("don_vi:\n", f"don_vi:\n{more}", 1), encoding="utf-8")
    (folder / "bo-sung.yaml").write_text(supplement, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> Set:
    """One unit, inspected, nothing found."""
    rows = "kiem_tra: [{don_vi: D01, ngay: 14/5/2024, khong_phat_hien: co}]\n"
    return Set(workspace(tmp_path_factory.mktemp("nho") / "a", 1, rows))


@pytest.fixture(scope="module")
def unknown(tmp_path_factory: pytest.TempPathFactory) -> Set:
    """Two units of which nothing is known yet."""
    return Set(workspace(tmp_path_factory.mktemp("trong") / "a", 2, "{}"))


@pytest.fixture(scope="module")
def largest(tmp_path_factory: pytest.TempPathFactory) -> Set:
    """Forty units, all visited, thirty findings at ten of them, in each state; one of 2022 open."""
    visits = "".join(
        f"  - {{don_vi: D{n:02d}, ngay: {n % 5 + 6}/5/2024,"
        f" nhom: {'Đợt một' if n < 21 else 'Đợt hai'}}}\n"
        for n in range(1, 41)
    )
    faults = "".join(
        f"  - {{don_vi: D{n % 10 + 1:02d}, so: {n // 10 + 1}, linh_vuc: tthc,"
        f" khac_phuc: Gửi đúng hạn, noi_dung: '{FAULT} {n}', thoi_han: 1{n % 10}/7/2024,"
        f" trang_thai: {STATES[n % 3]}, van_ban: Báo cáo số {n + 1}/BC, ly_do: Thiếu người}}\n"
        for n in range(30)
    )
    old = "  - {don_vi: D01, nam: 2022, noi_dung: Sổ theo dõi thiếu cột, trang_thai: dang}\n"
    team = (
        "doan_kiem_tra: [{ho_ten: Lê Văn An, chuc_vu: Phó Chánh Văn phòng, vai_tro: Trưởng đoàn}]"
    )
    rows = f"kiem_tra:\n{visits}phat_hien:\n{faults}{old}{team}\n"
    return Set(workspace(tmp_path_factory.mktemp("lon") / "a", 40, rows))


CASES = ("smallest", "unknown", "largest")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("slug", SET)
def test_nothing_of_the_template_is_left_over(
    case: str, slug: str, request: pytest.FixtureRequest
) -> None:
    papers: Set = request.getfixturevalue(case)
    for data in papers.files(slug)[:3]:
        text = "\n".join(lines_of(data))
        assert not re.search(r"\{%|%\}|\bNone\b|Undefined", text)
        assert [x for x in leftovers(data) if "{{" not in x and "}}" not in x] == []
        assert text.count("{{") == text.count("{{ gửi }}")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("slug", SET)
def test_numbers_follow_each_other(case: str, slug: str, request: pytest.FixtureRequest) -> None:
    """I., II. … once a section (body, appendix); 1., 2. … and a), b) … anew under each heading."""
    section = clause = point = 0
    for line in request.getfixturevalue(case).lines(slug):
        if line.startswith(("Phụ lục", "Điều ")):
            section = clause = point = 0
        elif match := re.match(r"([IVX]+)\. ", line):
            assert from_roman(match[1]) == section + 1, line
            section, clause, point = section + 1, 0, 0
        elif match := re.match(r"(\d+)\. ", line):
            assert int(match[1]) == clause + 1, line
            clause, point = clause + 1, 0
        elif match := re.match(r"([a-zđ])\) ", line):
            assert letter_index(match[1]) == point + 1, line
            point += 1


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("slug", SET)
def test_the_body_ends_as_the_decree_wants(
    case: str, slug: str, request: pytest.FixtureRequest
) -> None:
    assert request.getfixturevalue(case).text(slug).count("./.") == 1


@pytest.mark.parametrize("slug", PER_UNIT)
def test_each_unit_inspected_gets_its_paper(slug: str, smallest: Set, largest: Set) -> None:
    assert len([d for d in smallest.drafts if d.type.slug == slug]) == 1
    assert len([d for d in largest.drafts if d.type.slug == slug]) == 40


def test_the_plan_states_count_total_share_and_minimum(largest: Set, unknown: Set) -> None:
    text = largest.text("ke-hoach-kiem-tra")
    assert "có 40 đơn vị thuộc diện kiểm tra" in text
    assert "tương ứng 12 đơn vị (làm tròn lên)" in text
    assert "40/40 đơn vị, đạt tỷ lệ 100%" in text
    assert "01/02 đơn vị, đạt tỷ lệ 50%" in unknown.text("ke-hoach-kiem-tra")


def test_every_count_is_printed_in_two_digits_in_sentences_and_tables(largest: Set) -> None:
    lines = largest.lines("bao-cao-ket-qua-kiem-tra")
    assert any("Số hạn chế phát hiện: 30, tại 10 đơn vị; đã khắc phục 10" in t for t in lines)
    assert "1 | Chi cục số 1 | 03 | 01 | 01 | 01 | 02" in lines


def test_the_plan_states_the_draw_with_its_seed(unknown: Set, largest: Set) -> None:
    assert "bốc thăm theo mã số 2024" in unknown.text("ke-hoach-kiem-tra")
    assert "bốc thăm" not in largest.text("ke-hoach-kiem-tra")


def test_the_timetable_lists_every_unit_under_its_group(largest: Set) -> None:
    lines = largest.lines("ke-hoach-kiem-tra")
    first, second = lines.index("1. Đợt một"), lines.index("2. Đợt hai")
    rows = [i for i, line in enumerate(lines) if re.match(r"\d+ \| Chi cục số \d+ \| ", line)]
    assert len(rows) == 40
    assert sum(first < i < second for i in rows) == 20


def test_the_plan_inspects_tasks_of_the_plan_and_not_the_inspection(largest: Set) -> None:
    text = largest.text("ke-hoach-kiem-tra")
    assert "- Nhiệm vụ 4: " in text
    assert "- Nhiệm vụ 5: " not in text


def test_the_decision_rests_on_the_inspection_plan(unknown: Set) -> None:
    lines = unknown.lines("quyet-dinh-thanh-lap-doan")
    bases = [line for line in lines if line.startswith(("Căn cứ", "Theo đề nghị"))]
    assert f"Kế hoạch số {NUMBER_BLANK}/KH-VP" in bases[-2]
    assert bases[-1].startswith("Theo đề nghị")
    assert [line[-1] for line in bases] == [*";" * (len(bases) - 1), "."]
    assert "- Như Điều 5;" in "\n".join(lines)
    assert any(line.startswith("Điều 5. ") for line in lines)


def test_the_record_has_three_signatures(largest: Set) -> None:
    text = largest.text("bien-ban-kiem-tra")
    for title in ("NGƯỜI GHI BIÊN BẢN", "TRƯỞNG ĐOÀN KIỂM TRA", "ĐẠI DIỆN ĐƠN VỊ ĐƯỢC KIỂM TRA"):
        assert text.count(title) == 1
    assert "Lê Văn An" in text


@pytest.mark.parametrize(
    "slug", ["bien-ban-kiem-tra", "thong-bao-ket-luan-kiem-tra", "bao-cao-khac-phuc"]
)
def test_every_finding_of_the_unit_is_told_as_typed(slug: str, largest: Set) -> None:
    text = largest.text(slug, "D03")
    assert [n for n in range(30) if f"{FAULT} {n}" in text and n % 10 == 2] == [2, 12, 22]
    assert f"{FAULT} 3" not in text


def test_the_letter_asks_only_for_what_is_open_and_says_what_is_late(largest: Set) -> None:
    text = largest.text("cong-van-khac-phuc", "D04")  # findings 3, 13 and 23
    assert f"{FAULT} 3 " not in text
    assert "đã khắc phục 01, đang khắc phục 01, chưa khắc phục 01; quá thời hạn 02" in text
    assert "Đang khắc phục (quá hạn)" in text


def test_a_finding_of_an_earlier_year_is_asked_about_again(largest: Set) -> None:
    for slug in ("ke-hoach-kiem-tra", "cong-van-kiem-tra", "bao-cao-khac-phuc", SET[-1]):
        assert "Sổ theo dõi thiếu cột" in largest.text(slug, "D01"), slug


def test_the_summary_counts_found_remedied_and_open(largest: Set) -> None:
    text = largest.text(SET[-1])
    assert "Số hạn chế phát hiện: 30, tại 10 đơn vị; đã khắc phục 10 (đạt 33,33%)" in text
    assert "| Tổng số | 30 | 10 | 10 | 10 | " in text
    assert sum(f"{FAULT} {n} " in text for n in range(30)) == 30
    assert "10/40 đơn vị thuộc diện kiểm tra" in text
    assert "chưa đạt tỷ lệ tối thiểu 30%" in text


def test_a_unit_without_findings_owes_no_remedy(smallest: Set) -> None:
    assert "không phát hiện hạn chế phải khắc phục" in smallest.text("thong-bao-ket-luan-kiem-tra")
    assert "không còn hạn chế phải khắc phục" in smallest.text("cong-van-khac-phuc")
    text = smallest.text(SET[-1])
    assert "bảo đảm tỷ lệ tối thiểu 30%" in text
    assert "không phát hiện hạn chế phải khắc phục tại Chi cục số 1" in text


def test_what_is_not_known_is_blank_and_asked_for(unknown: Set) -> None:
    unknown.files("thong-bao-ket-luan-kiem-tra")
    (asked,) = (a for stem, a in unknown.asked.items() if "thong-bao" in stem)
    assert "phat_hien.noi_dung" in asked
    assert any(path.startswith("kiem_tra.D0") for path in asked)
    assert "chưa có kết quả kiểm tra" in unknown.text(SET[-1])


def test_the_units_report_is_due_working_days_before_the_visit(smallest: Set) -> None:
    assert "chậm nhất ngày 07/5/2024" in smallest.text("cong-van-kiem-tra")
