"""Problems as the JSON shapes that scripts rely on (docs/json.md)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vbgen.errors import Problem


def errors_json(problems: Iterable[Problem]) -> dict[str, Any]:
    """Return the shape of a refusal: ``{"errors": [{place, problem, required, remedy}]}``."""
    return {
        "errors": [
            {
                "place": str(p.place),
                "problem": p.problem,
                "required": p.required,
                "remedy": p.remedy,
            }
            for p in dict.fromkeys(problems)
        ]
    }
