"""The example of 2024 holds the whole plan: its counts, codes, deadlines, citations and people."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from vbgen.model.deadline import Deadline
from vbgen.model.deadline_atoms import Kind
from vbgen.model.fields import Fields, Problems
from vbgen.model.office import read_office
from vbgen.model.plan import Plan, read_plan
from vbgen.model.plan_checks import REFERENCE, check_plan, texts_of
from vbgen.model.task import NOT_DOCUMENTS
from vbgen.model.unit import read_register
from vbgen.sources.yaml_file import read_yaml

EXAMPLE = Path(__file__).parents[2] / "examples" / "ke-hoach-cchc-2024"

SECTIONS = ["I", "II", "III", "IV"]
ADDRESSEES = ["LĐVP", "phong-ban-don-vi", "NC", "TTPVHCC", "CTTĐT", "HCTC", "BTCD", "TTXT", "QTTV",
              "phong-ban-don-vi"]  # fmt: skip
ENDING = {Kind.BEFORE, Kind.MONTH, Kind.QUARTER, Kind.RANGE}


def fields(stem: str, problems: Problems) -> Fields:
    return Fields(read_yaml(EXAMPLE / f"{stem}.yaml"), problems, stem)


@pytest.fixture(scope="module")
def plan() -> Plan:
    register = read_register(fields("don-vi", Problems()))
    return read_plan(fields("ke-hoach", Problems()), register, str)


def test_it_is_read_without_a_problem() -> None:
    problems = Problems()
    office = read_office(fields("van-phong", problems))
    register = read_register(fields("don-vi", problems))
    plan = read_plan(fields("ke-hoach", problems), register, str)
    check_plan(plan, office, register, problems)
    assert problems.errors == ()
    assert all("cau_hoi" in p.remedy for p in problems.warnings)  # only recorded questions


def test_it_has_the_counts_of_the_original(plan: Plan) -> None:
    rows = [row for task in plan.tasks for row in task.rows]
    documents = [d for d in plan.deliverables if d.type not in NOT_DOCUMENTS]
    assert [task.number for task in plan.tasks] == [str(n) for n in range(1, 30)]
    assert (len(plan.groups), len(rows), len(product_lines(plan))) == (7, 36, 38)
    assert (len(plan.deliverables), len(documents)) == (50, 42)


def test_each_code_says_group_task_and_place_in_the_cell(plan: Plan) -> None:
    for group in plan.groups:
        for task in group.tasks:
            stem = f"2024-{group.number}-{task.number.zfill(2)}"
            numbers = [f"{stem}.{n}" for n in range(1, len(task.deliverables) + 1)]
            letters = [f"{stem}.{x}" for x in "abcdeghi"[: len(task.supporting)]]
            assert [d.code for d in task.all_deliverables] == numbers + letters


def test_two_thirds_of_the_product_lines_have_no_day_of_their_own(plan: Plan) -> None:
    kinds = Counter(kind_of(line) for line in product_lines(plan))
    assert kinds == {"ends": 12, "year": 18, "periodic": 4, "event": 2, "document": 1,
                     "continuous": 1}  # fmt: skip


def test_every_citation_of_the_register_is_used_and_every_reference_is_in_it(
    plan: Plan,
) -> None:
    used = {key for text, _ in texts_of(plan) for key in REFERENCE.findall(text)}
    assert used == set(plan.citation_by_key)


def test_every_citation_has_number_date_issuer_and_subject(plan: Plan) -> None:
    for citation in plan.citations:
        assert all((citation.key, citation.date, citation.issuer, citation.subject)), citation


def test_the_body_has_all_sections_in_order(plan: Plan) -> None:
    body = plan.body
    assert [p.number for p in body if p.level == "muc"] == SECTIONS
    assert [p.unit for p in body if p.unit] == ADDRESSEES
    assert [p.field for p in body if p.field] == [f.code for f in plan.fields]
    assert sum(not p.heading for p in (*plan.opening, *body)) >= 65
    assert body[-1].text.endswith("./.")


def test_it_is_signed_for_the_chief_by_the_deputy(plan: Plan) -> None:
    office = read_office(fields("van-phong", Problems()))
    signer = office.body.signer("ke-hoach", plan.signer)
    assert signer.authority == ("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG")
    assert signer.name == "Lê Hữu Phước"


def test_the_readme_names_every_recorded_question(plan: Plan) -> None:
    readme = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    asked = [c.key for c in plan.citations if c.question]
    assert asked == ["35-CT/TU", "3647/QĐ-UBND", "150/2020/NĐ-CP"]
    assert all(key in readme for key in asked)


def product_lines(plan: Plan) -> list[str]:
    """Return the time of each product line: a time cell of two lines stands for two of them."""
    lines: list[str] = []
    for task in plan.tasks:
        for row in task.rows:
            lines += [t for t in re.split(r"\n", row.cells["thoi_han"].strip()) if t]
    return lines


def kind_of(line: str) -> str:
    kinds = set(Deadline.parse(line, 2024).kinds)
    if kinds & ENDING:
        return "ends"
    names = {Kind.YEAR: "year", Kind.PERIODIC: "periodic", Kind.EVENT: "event",
             Kind.DOCUMENT: "document", Kind.CONTINUOUS: "continuous"}  # fmt: skip
    return next(name for kind, name in names.items() if kind in kinds)
