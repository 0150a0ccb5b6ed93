"""What is kept between drafts changes no draft: each comes out as from a dossier of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from vbgen.app.country import init_country
from vbgen.app.drafting import Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.app.workspace import Workspace
from vbgen.documents.jobs import jobs
from vbgen.documents.shelf import Later, Shelf, of_latest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def drafted(workspace: Workspace, *, afresh: bool) -> dict[str, bytes]:
    """Every draft, unit by unit, from one dossier, or each from a dossier that made no other."""
    dossier = dossier_of(workspace)
    studio = Studio(workspace, dossier)
    found = {}
    for draft in sorted(jobs(dossier).drafts, key=lambda d: d.unit_code):
        if afresh:
            studio.dossier = replace(dossier)
        found[draft.stem] = studio.render(draft)[0]
    return found


@pytest.mark.parametrize("example", ["ke-hoach-cchc-2024", "ke-hoach-mau"])
def test_a_draft_is_the_same_whatever_was_drafted_before_it(example: str) -> None:
    workspace = open_workspace(EXAMPLES / example)
    assert drafted(workspace, afresh=False) == drafted(workspace, afresh=True)


def test_the_drafts_of_communes_are_the_same_too(tmp_path: Path) -> None:
    init_country(tmp_path / "nuoc", 3)
    workspace = open_workspace(tmp_path / "nuoc")
    assert drafted(workspace, afresh=False) == drafted(workspace, afresh=True)


def test_a_units_values_are_kept_until_the_next_units_turn() -> None:
    shelf, made = Shelf(), []
    for unit in ("A", "A", "B", "A"):
        shelf.kept_for(unit, "x", lambda unit=unit: made.append(unit))
    assert made == ["A", "B", "A"]


def test_the_value_of_an_object_is_not_taken_for_anothers() -> None:
    shelf = Shelf()
    found = [shelf.kept_of([n], "x", lambda n=n: n) for n in range(50)]
    assert found == list(range(50))


def test_a_list_for_later_is_made_once_and_only_when_looked_into() -> None:
    made = []
    later = Later(lambda: made.append(1) or ["a", "b"])
    assert not made
    assert (len(later), later[1], list(later), made) == (2, "b", ["a", "b"], [1])


def test_the_latest_answer_is_given_for_the_very_same_object_alone() -> None:
    asked: list[object] = []
    length = of_latest(lambda found: asked.append(found) or len(found))
    first, equal = ["a"], ["a"]
    assert [length(first), length(first), length(equal)] == [1, 1, 1]
    assert len(asked) == 2
