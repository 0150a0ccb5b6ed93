"""Whether each citation of the plan agrees with itself, by the rules of ``data/terms``."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from vbgen.documents.decree_types import type_terms
from vbgen.errors import Problem
from vbgen.model.citation import Citation
from vbgen.model.citation_rules import SymbolRules, check_citation


@cache
def symbol_rules() -> SymbolRules:
    """Return the rules of ``data/terms/the-loai.yml``."""
    return SymbolRules.from_data(type_terms())


def symbol_problems(citations: Iterable[Citation]) -> list[Problem]:
    """Return what does not fit together inside each citation."""
    return [p for citation in citations for p in check_citation(citation, symbol_rules())]
