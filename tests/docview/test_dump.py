from __future__ import annotations

from collections.abc import Callable

from support import recipes

from vbgen.docview import dump, read


def test_a_plan_is_dumped_as_before(golden: Callable[[str, str], None]) -> None:
    golden("docview-plan", dump(read(recipes.made(recipes.plan))))


def test_how_a_text_is_cut_into_runs_does_not_matter() -> None:
    whole = recipes.made(lambda d: recipes.write(d.add_paragraph(), "abcd"))
    cut = recipes.made(lambda d: recipes.write(recipes.write(d.add_paragraph(), "ab"), "cd"))
    assert dump(read(whole)) == dump(read(cut))


def test_a_change_of_size_shows() -> None:
    one, two = (
        recipes.made(lambda d, s=size: recipes.write(d.add_paragraph(), "a", s))
        for size in (13, 14)
    )
    assert dump(read(one)) != dump(read(two))
