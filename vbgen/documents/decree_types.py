"""The decree's types of document (Đ7; PL III/I), loaded from ``data/terms/the-loai.yml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vbgen import resources
from vbgen.cache import kept
from vbgen.documents.types import DocumentType


@dataclass(frozen=True, slots=True)
class DecreeType:
    """One of the 29 types: name, abbreviation (empty: none), numbers of its sample forms."""

    slug: str
    name: str
    abbreviation: str
    forms: tuple[str, ...]


@cache
def type_terms() -> Mapping[str, Any]:
    """Return the whole file of names, abbreviations and symbols; dates in it are ISO texts."""
    return kept("the-loai", bytes, _read)


def _read() -> Mapping[str, Any]:
    text = resources.data("terms", "the-loai.yml").read_text(encoding="utf-8")
    terms: Mapping[str, Any] = resources.read_yaml(text)
    return terms


@cache
def decree_types() -> dict[str, DecreeType]:
    """Return the 29 types by slug, in the decree's order."""
    rows = type_terms()["the_loai"]
    return {
        row["slug"]: DecreeType(
            row["slug"], row["ten"], row.get("viet_tat") or "", tuple(row.get("mau") or ())
        )
        for row in rows
    }


def base_type(doc_type: DocumentType) -> DecreeType:
    """Return the decree's type that a declared type belongs to; papers outside it have no form."""
    return decree_types().get(doc_type.base) or DecreeType(doc_type.slug, doc_type.name, "", ())


def type_word(doc_type: DocumentType) -> str:
    """Return the type's name as written before an abstract or a number: ``Kế hoạch``."""
    return base_type(doc_type).name


def title_of(doc_type: DocumentType, abstract: str) -> str:
    """Return type and abstract on one line: ``Kế hoạch …``, ``Công văn V/v …``."""
    about = "V/v " if doc_type.base == "cong-van" and abstract else ""
    return f"{type_word(doc_type)} {about}{' '.join(abstract.split())}".strip()
