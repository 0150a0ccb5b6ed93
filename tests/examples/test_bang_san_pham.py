"""docs/bang-san-pham-2024.md: every product of the plan of 2024, held against the domain sheet.

The page is made here (``pytest --accept`` writes it anew); the sheet's table stands, transcribed,
in tests/fixtures/bang-san-pham-2024.yml with the reason of each difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from vbgen.app.api import open_workspace
from vbgen.app.drafting import dossier_of
from vbgen.documents.decree_types import decree_types
from vbgen.documents.jobs import Jobs, jobs
from vbgen.documents.schedule import STATE_NAMES, Entry
from vbgen.model.task import NOT_DOCUMENTS, Deliverable
from vbgen.vi.dates import short_date

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "bang-san-pham-2024.md"
AS_OF = date(2024, 3, 31)
OTHER_TYPES = {"cong-van": "CV", "phu-luc": "PL", "nghi-quyet": "NQ"}

sheet = YAML(typ="safe").load(
    (ROOT / "tests" / "fixtures" / "bang-san-pham-2024.yml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class Found:
    """What vbgen makes of the plan on one day."""

    deliverables: dict[str, Deliverable]
    task_of: dict[str, str]
    entries: dict[str, list[Entry]]
    jobs: Jobs


@cache
def found() -> Found:
    workspace = open_workspace(ROOT / "examples" / "ke-hoach-cchc-2024")
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in workspace.schedule(as_of=AS_OF).entries:
        entries[entry.code].append(entry)
    plan = workspace.plan
    numbers = {code: task.number for code, task in plan.task_of.items()}
    return Found(plan.by_code, numbers, entries, jobs(dossier_of(workspace, AS_OF)))


def abbreviation(slug: str) -> str:
    """Return the decree's abbreviation of a type, "-" for what is no document."""
    if slug in NOT_DOCUMENTS:
        return "-"
    bases = sorted((*decree_types(), *OTHER_TYPES), key=len, reverse=True)
    base = next(b for b in bases if slug == b or slug.startswith(f"{b}-"))
    return OTHER_TYPES.get(base) or decree_types()[base].abbreviation


def days(entries: Iterable[Entry]) -> list[str]:
    found_days = sorted({e.working_due for e in entries if e.working_due})
    return [f"{day:%d/%m}" for day in found_days]


# --- against the sheet --------------------------------------------------------------------------


@pytest.mark.parametrize("row", sheet["bang"], ids=[row["so"] for row in sheet["bang"]])
def test_each_row_of_the_sheet_is_answered(row: dict[str, Any]) -> None:
    want = {**row, **row.get("vbgen", {})}
    assert bool(row.get("vbgen")) == bool(row.get("vi_sao")), "a difference has its reason"
    for kind, code in zip(row["loai"].split(", "), row["ma"], strict=True):
        assert abbreviation(found().deliverables[code].type) in kind.split("|")
        assert {e.state.value for e in found().entries[code]} == {want["trang_thai"]}
        assert days(found().entries[code]) == want["ngay"]


@pytest.mark.parametrize("row", [r for r in sheet["bang"] if r.get("vbgen")], ids=lambda r: r["so"])
def test_a_difference_is_one(row: dict[str, Any]) -> None:
    assert any(row[key] != value for key, value in row["vbgen"].items())


def test_named_products_are_marked_so_and_supporting_ones_are_not_alone() -> None:
    for row in sheet["bang"]:
        first = found().deliverables[row["ma"][0]]
        assert first.supporting is (row["dau"] == "S"), row["so"]


def test_every_product_is_in_the_sheet_or_explained() -> None:
    listed = [code for row in sheet["bang"] for code in row["ma"]]
    listed += [row["ma"] for row in sheet["them"]]
    assert sorted(listed) == sorted(found().deliverables)
    assert {found().task_of[code] for code in listed} == {str(n) for n in range(1, 30)}


def test_every_task_yields_a_file_or_the_reason_why_none() -> None:
    drafted = {d.code for d in found().jobs.drafts if d.code}
    declined = {d.deliverable for d in found().jobs.declined}
    assert set(found().deliverables) == drafted | declined
    assert not drafted & declined


# --- the page -----------------------------------------------------------------------------------


def test_the_page_is_what_vbgen_makes(request: pytest.FixtureRequest) -> None:
    made = page()
    if request.config.getoption("--accept"):
        PAGE.write_text(made, encoding="utf-8", newline="\n")
    assert made == PAGE.read_text(encoding="utf-8"), "pytest --accept, then look at the change"


def page() -> str:
    return "\n".join([*_opening(), *_table(), "", *_standing(), "", *_differences(), ""])


def _opening() -> Iterator[str]:
    by_state: dict[str, int] = defaultdict(int)
    for code in found().deliverables:
        by_state[STATE_NAMES[found().entries[code][0].state]] += 1
    total = len(found().deliverables)
    named = sum(not d.supporting for d in found().deliverables.values())
    files = sum(bool(d.code) for d in found().jobs.drafts)
    counts = ", ".join(f"{count} {name}" for name, count in sorted(by_state.items()))
    yield from (
        "# Bảng sản phẩm của kế hoạch năm 2024",
        "",
        f"Mỗi sản phẩm của ví dụ `examples/ke-hoach-cchc-2024` tính đến ngày {short_date(AS_OF)}",
        "(`--as-of 2024-03-31`): loại, tình trạng của thời hạn, ngày làm việc đến hạn, tệp dự",
        "thảo. Trang này do phép thử `tests/examples/test_bang_san_pham.py` lập; ngày và tệp lấy",
        "từ `vbgen schedule`, `vbgen build`.",
        "",
        f"29 nhiệm vụ, {named} sản phẩm kế hoạch nêu tên (N), {total - named} văn bản hỗ trợ (S),",
        f"{files} tệp dự thảo. Tình trạng thời hạn: {counts}.",
        "",
    )


def _table() -> Iterator[str]:
    yield "| Nhiệm vụ | Mã | | Loại | Thời hạn | Ngày đến hạn | Tệp |"
    yield "|---|---|---|---|---|---|---|"
    for code, d in found().deliverables.items():
        entries = found().entries[code]
        due = ", ".join(_shown(day) for day in days(entries)) or "-"
        late = " (quá hạn)" if any(e.overdue for e in entries) else ""
        mark = "S" if d.supporting else "N"
        state = STATE_NAMES[entries[0].state]
        kind = f"`{d.type}`" if d.is_document else NOT_DOCUMENTS[d.type]
        cells = (found().task_of[code], f"`{code}`", mark, kind, state, due + late, _files(code))
        yield f"| {' | '.join(cells)} |"


def _shown(day: str) -> str:
    """Write 30/08 as offices do: 30/8."""
    return short_date(date(2024, int(day[3:]), int(day[:2]))).removesuffix("/2024")


def _shared(stems: list[str]) -> str:
    """Return the words with which all names begin."""
    first, last = min(stems), max(stems)
    same = next((i for i, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), None)
    return first[:same].rsplit("-", 1)[0] + "-"


def _files(code: str) -> str:
    stems = [d.stem for d in found().jobs.drafts if d.code == code]
    if not stems:
        reasons = (d.reason for d in found().jobs.declined if d.deliverable == code)
        return "không soạn: " + next(reasons)
    if len(stems) == 1:
        return f"`{stems[0]}.docx`"
    return f"`{_shared(stems)}*.docx`, {len(stems)} tệp"


def _standing() -> Iterator[str]:
    yield "## Văn bản lập từ cả kế hoạch"
    yield ""
    yield "| Loại | Tệp |"
    yield "|---|---|"
    by_type: dict[str, list[str]] = defaultdict(list)
    for draft in found().jobs.drafts:
        if not draft.code:
            by_type[draft.type.slug].append(draft.stem)
    for slug, stems in by_type.items():
        several = f"`{_shared(stems)}*.docx`, {len(stems)} tệp"
        yield f"| `{slug}` | {f'`{stems[0]}.docx`' if len(stems) == 1 else several} |"
    for waiting in found().jobs.waiting:
        yield f"| `{waiting.type}` | chờ: {waiting.reason} |"


def _differences() -> Iterator[str]:
    yield "## Chỗ khác với bảng nghiệp vụ"
    yield ""
    yield "Bảng nghiệp vụ kê các văn bản mà 29 nhiệm vụ đòi hỏi theo thông lệ. Số trong bảng ấy chỉ"
    yield "văn bản, không phải mã sản phẩm. Mọi dòng khác của bảng trùng với lịch của vbgen."
    yield ""
    yield "| Bảng nghiệp vụ | Mã | Bảng ghi | vbgen | Vì sao |"
    yield "|---|---|---|---|---|"
    for row in sheet["bang"]:
        if row.get("vbgen"):
            codes = ", ".join(f"`{code}`" for code in row["ma"])
            yield (
                f"| {row['so']} | {codes} | {_said(row)} | {_said({**row, **row['vbgen']})} "
                f"| {row['vi_sao']} |"
            )
    for row in sheet["them"]:
        yield f"| - | `{row['ma']}` | không có | có thêm | {row['vi_sao']} |"


def _said(row: dict[str, Any]) -> str:
    names = {state.value: name for state, name in STATE_NAMES.items()}
    return ": ".join(
        [names[row["trang_thai"]], ", ".join(map(_shown, row["ngay"])) or "không có ngày"]
    )
