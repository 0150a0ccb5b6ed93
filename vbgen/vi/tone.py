"""Old and new placement of the tone mark: ``hòa, khỏe, ủy`` and ``hoà, khoẻ, uỷ``.

The two habits differ only in syllables that end in *oa*, *oe* or *uy*. A closed syllable
(``hoàn``, ``xoáy``, ``huỳnh``) and an onset *qu* (``quý``) carry the mark in one place only.
The decree leaves the choice open; Decree 30's own rule text prints ``HÒA``.
"""

from __future__ import annotations

import unicodedata

from vbgen.vi.patterns import Pattern

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_OPEN_RHYMES = (("o", "a"), ("o", "e"), ("u", "y"))


def _rhyme_tables() -> tuple[dict[str, str], dict[str, str]]:
    """Pair every marked rhyme, in each mixture of cases, with its spelling in the other habit."""
    to_old: dict[str, str] = {}
    for first, second in _OPEN_RHYMES:
        for a in (first, first.upper()):
            for b in (second, second.upper()):
                for tone in _TONES:
                    old = unicodedata.normalize("NFC", a + tone + b)
                    to_old[unicodedata.normalize("NFC", a + b + tone)] = old
    return to_old, {old: new for new, old in to_old.items()}


_TO_OLD, _TO_NEW = _rhyme_tables()

_LETTER = r"[^\W\d_]"
_ONSET = "ngh|ng|nh|n|kh|k|gh|gi|g|ch|c|th|tr|t|ph|p|b|d|đ|h|l|m|r|s|v|x|"


def _one_of(position: int) -> str:
    return "[" + "".join(sorted({rhyme[position] for rhyme in (*_TO_OLD, *_TO_NEW)})) + "]"


# "q" is no onset here: in "quý" the u belongs to it and y alone can carry the mark.
_OPEN_SYLLABLE = Pattern(
    rf"(?<!{_LETTER})((?i:{_ONSET}))({_one_of(0)}{_one_of(1)})(?!{_LETTER}|[\u0300-\u036f])"
)


def _respell(text: str, table: dict[str, str]) -> str:
    text = unicodedata.normalize("NFC", text)
    return _OPEN_SYLLABLE.sub(lambda found: found[1] + table.get(found[2], found[2]), text)


def to_old(text: str) -> str:
    """Return ``text`` (composed to NFC) with the mark on the first vowel: ``hòa, khỏe, ủy``."""
    return _respell(text, _TO_OLD)


def to_new(text: str) -> str:
    """Return ``text`` (composed to NFC) with the mark on the main vowel: ``hoà, khoẻ, uỷ``."""
    return _respell(text, _TO_NEW)
