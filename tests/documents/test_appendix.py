"""The task table: cells merged over a task's rows, never into the next task."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from vbgen.app.opening import open_workspace
from vbgen.documents.appendix import TaskTable
from vbgen.documents.cite import Mentions

EXAMPLES = Path(__file__).parents[2] / "examples"


def table(name: str) -> dict[str, Any]:
    workspace = open_workspace(EXAMPLES / name)
    plan = workspace.plan
    mentions = Mentions(plan.citation_by_key)
    return TaskTable(plan, workspace.register, mentions, str, plan.draft_date).context()


@pytest.mark.parametrize("name", ["ke-hoach-mau", "ke-hoach-cchc-2024"])
def test_each_merged_cell_begins_and_ends_within_its_task(name: str) -> None:
    for group in table(name)["nhom"]:
        for role in (c["vai_tro"] for c in table(name)["cot"]):
            open_task = ""
            for row in group["dong"]:
                cell, number = row["o"][role], row["o"]["tt"]["doan"]
                if number:
                    open_task = str(number[0])
                    assert cell["gop"] != "tiep", "a task's first cell begins anew"
                assert open_task
                assert cell["gop"] in {"", "bat-dau", "tiep"}
                assert not (cell["gop"] == "tiep" and cell["doan"])


def test_lines_of_a_cell_stay_lines() -> None:
    row = table("ke-hoach-mau")["nhom"][0]["dong"][0]
    assert row["o"]["hoat_dong"]["doan"] == [
        "- Soạn, lấy ý kiến, ban hành kế hoạch",
        "- Tổng hợp báo cáo",
    ]


def test_lead_and_partners_span_the_rows_that_leave_them_empty() -> None:
    first, second = table("ke-hoach-mau")["nhom"][0]["dong"]
    assert first["o"]["chu_tri"] == {"doan": ["Văn phòng Sở"], "gop": "bat-dau"}
    assert second["o"]["chu_tri"] == {"doan": [], "gop": "tiep"}
    assert second["o"]["thoi_han"] == {"doan": ["Quý IV/2026"], "gop": ""}
