"""Which document type a product's name means, and which types are scheduled but never drafted."""

from __future__ import annotations

from functools import cache

from vbgen import resources
from vbgen.cache import kept
from vbgen.model.task import NOT_DOCUMENTS
from vbgen.vi.unicode import nfc


@cache
def _data() -> dict[str, dict[str, object]]:
    return kept("san-pham", bytes, _read)


def _read() -> dict[str, dict[str, object]]:
    text = resources.data("terms", "san-pham.yml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, object]] = resources.read_yaml(text)
    return loaded


def infer(name: str) -> str:
    """Return the type of a product named so ("Kế hoạch …" is a general sub-plan)."""
    plain = nfc(name).casefold().strip(" -+.")
    words = sorted(_data()["loai"].items(), key=lambda item: -len(item[0]))
    return next((str(slug) for word, slug in words if plain.startswith(word)), "khac")


@cache
def outside() -> dict[str, str]:
    """Return the types that vbgen declines to draft, each with the reason."""
    return {slug: str(entry["ly_do"]) for slug, entry in _data()["ngoai"].items()}  # type: ignore[index]


def outside_name(slug: str) -> str:
    """Return what a declined type is called."""
    return str(_data()["ngoai"][slug]["ten"])  # type: ignore[index]


def not_a_document(slug: str) -> str:
    """Return the kind of a product that is no document ("phần mềm"), or an empty text."""
    return NOT_DOCUMENTS.get(slug, "")
