"""Findings are counted in one state each and followed from year to year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.dossiers import EXAMPLES, read_dossier, write_workspace

from vbgen.documents import findings as found
from vbgen.documents.dossier import Dossier
from vbgen.documents.findings import Finding, state_of, tally

JULY = date(2024, 7, 15)


@pytest.fixture
def opened(tmp_path: Path):  # type: ignore[no-untyped-def]
    def make(supplement: str) -> Dossier:
        example = EXAMPLES / "ke-hoach-cchc-2024"
        stems = ("van-phong", "don-vi", "ke-hoach")
        files = {s: (example / f"{s}.yaml").read_text(encoding="utf-8") for s in stems}
        return read_dossier(write_workspace(tmp_path, {**files, "bo-sung": supplement}))

    return make


@given(st.lists(st.sampled_from(list(found.STATES))))
def test_every_finding_is_counted_once(states: list[str]) -> None:
    counted = tally((Finding("NC", 2024, "", "", state=s) for s in states), JULY)
    assert counted.total == len(states) == counted.done + counted.doing + counted.untouched


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("da_khac_phuc", "da_khac_phuc"),
        ("Đã khắc phục", "da_khac_phuc"),
        ("đang khắc phục", "dang"),
        ("chua", "chua"),
        ("", "chua"),
        ("xong rồi", None),
    ],
)
def test_a_state_is_read_as_code_or_as_printed(text: str, state: str | None) -> None:
    assert state_of(text) == state


@pytest.mark.parametrize(
    ("due", "state", "overdue"),
    [
        ("14/7/2024", "chua", True),
        ("14/7/2024", "dang", True),
        ("14/7/2024", "da_khac_phuc", False),
        ("15/7/2024", "chua", False),
        ("Quý II/2024", "chua", False),
        ("", "chua", False),
    ],
)
def test_only_an_open_finding_past_its_day_is_overdue(due: str, state: str, overdue: bool) -> None:
    assert Finding("NC", 2024, "", "", due=due, state=state).overdue(JULY) is overdue


def test_findings_without_a_year_are_of_the_plans_year(opened) -> None:  # type: ignore[no-untyped-def]
    dossier = opened(
        "phat_hien: [{don_vi: Phòng Nội chính, noi_dung: A}, {don_vi: NC, nam: 2022, noi_dung: B}]"
    )
    assert [(f.unit, f.year) for f in found.findings(dossier)] == [("NC", 2024), ("NC", 2022)]


def test_history_takes_what_is_entered_and_counts_what_is_not(opened) -> None:  # type: ignore[no-untyped-def]
    dossier = opened(
        """
lich_su_kiem_tra:
  - {don_vi: NC, nam: 2021, thong_bao: Thông báo số 12/TB-VP, so_phat_hien: 4, da_khac_phuc: 3}
  - {don_vi: NC, nam: 2022}
phat_hien:
  - {don_vi: NC, nam: 2021, noi_dung: A, trang_thai: dang}
  - {don_vi: NC, nam: 2022, noi_dung: B, trang_thai: da_khac_phuc, van_ban: X}
  - {don_vi: HCTC, nam: 2023, noi_dung: C}
"""
    )
    past = [(p.unit, p.year, p.found, p.remedied) for p in found.history(dossier)]
    assert past == [("HCTC", 2023, "1", "0"), ("NC", 2022, "1", "1"), ("NC", 2021, "4", "3")]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("tthc", "III"),
        ("III", "III"),
        ("Cải cách thủ tục hành chính", "III"),
        ("", None),
        ("x", None),
    ],
)
def test_a_field_is_known_by_code_number_or_name(name: str, number: str | None) -> None:
    dossier = read_dossier(EXAMPLES / "ke-hoach-cchc-2024")
    assert found.field_of(dossier, name) == number
