"""Problems as lines for people (design §6): place, what is wrong, what is required, the cure."""

from __future__ import annotations

from collections.abc import Iterable

from vbgen.errors import Problem

_LABELS = {"error": "", "warning": "Lưu ý: ", "note": "Ghi chú: "}


def problem_text(problem: Problem) -> str:
    """Return one problem as one or two lines."""
    place = f"{problem.place} · " if str(problem.place) else ""
    code = f"{problem.code} " if problem.code else ""
    lines = [f"{_LABELS[problem.level]}{place}{code}{problem.problem}"]
    advice = []
    if problem.required:
        clause = (
            f" ({problem.clause})"
            if problem.clause and problem.clause not in problem.required
            else ""
        )
        advice.append(f"Cần: {problem.required}{clause}.")
    if problem.remedy:
        advice.append(
            f"Sửa: {problem.remedy}" + ("" if problem.remedy.endswith(("?", ".")) else ".")
        )
    if advice:
        lines.append("  " + "   ".join(advice))
    return "\n".join(lines)


def problems_text(problems: Iterable[Problem]) -> str:
    """Return all problems in the order given, each once."""
    return "\n".join(dict.fromkeys(problem_text(p) for p in problems))
