"""A problem that two checks found is told once."""

from __future__ import annotations

from vbgen.errors import Place, Problem
from vbgen.reporters.as_json import errors_json
from vbgen.reporters.text import problems_text

TWICE = [Problem(Place("a.yaml", 3), "sai", "đúng", "sửa") for _ in range(2)]
OTHER = Problem(Place("a.yaml", 4), "sai", "đúng", "sửa")


def test_in_text_and_in_json() -> None:
    assert problems_text([*TWICE, OTHER]).count("sai") == 2
    assert len(errors_json([*TWICE, OTHER])["errors"]) == 2
