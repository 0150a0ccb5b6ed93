"""Unicode forms of Vietnamese text: composing, mending look-alikes, keys for matching names."""

from __future__ import annotations

import re
import unicodedata

from vbgen.vi.tone import to_old

NO_BREAK = "\u00a0"
"""A blank at which no line ends."""

_FULL_WIDTH = {0x3000: 0x20} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# Icelandic eth and the African d look like the Vietnamese đ but sort, search and lower otherwise.
_LOOKALIKES = {0x00D0: "Đ", 0x00F0: "đ", 0x0189: "Đ", 0x0256: "đ"}
# Canonical order moves the horn and the dot below by itself; these marks keep the typed order.
_TONE_BEFORE_SHAPE = re.compile("([\u0300\u0301\u0303\u0309])([\u0302\u0306])")

_DASHES = dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212, 0xFE58), "-")
_INVISIBLE = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_STROKED_D = str.maketrans("đĐ", "dD")

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def nfc(text: str) -> str:
    """Return ``text`` with its letters composed (NFC), otherwise unchanged."""
    return unicodedata.normalize("NFC", text)


def full_width_to_ascii(text: str) -> str:
    """Return ``text`` with full-width forms (``ｆｕｌｌ－１``) as plain ASCII (``full-1``)."""
    return text.translate(_FULL_WIDTH)


def mend_lookalikes(text: str) -> str:
    """Return ``text`` with letters that only look like Đ and đ (``Ð`` U+00D0, …) made real."""
    return text.translate(_LOOKALIKES)


def mend(text: str) -> str:
    """Return ``text`` as it was meant: composed, no full-width forms, no false Đ.

    Also composes a tone typed before the vowel's own mark (``á`` + U+0302), which NFC leaves apart.
    """
    text = mend_lookalikes(full_width_to_ascii(text))
    decomposed = _TONE_BEFORE_SHAPE.sub(r"\2\1", unicodedata.normalize("NFD", text))
    return nfc(decomposed)


def strip_marks(text: str) -> str:
    """Return ``text`` without any diacritic, ``đ`` as ``d``; case, spaces and signs stay."""
    decomposed = unicodedata.normalize("NFD", mend_lookalikes(text))
    kept = (char for char in decomposed if unicodedata.category(char) != "Mn")
    return nfc("".join(kept)).translate(_STROKED_D)


def fold(text: str) -> str:
    """Return a key under which spellings of one name are equal.

    Case, Unicode form, tone placement, kinds of dash, spaces around a dash, runs of white space
    and invisible characters do not count; letters and tones do. The key is not for display.
    """
    plain = mend(text).translate(_DASHES).translate(_INVISIBLE)
    words = " ".join(plain.casefold().split())
    return to_old(re.sub(r" ?- ?", "-", words))


def same_name(one: str, other: str) -> bool:
    """Tell whether two spellings name the same thing, see :func:`fold`."""
    return fold(one) == fold(other)


def illegal_xml(text: str) -> list[tuple[int, str]]:
    """Return index and character of everything in ``text`` that XML 1.0 cannot hold."""
    return [(match.start(), match[0]) for match in _NOT_XML.finditer(text)]
