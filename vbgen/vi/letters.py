"""Vietnamese letters and Roman numerals: numbering of items, case, alphabetical order.

Nothing here asks the system's locale: the same names sort alike on every machine.
"""

from __future__ import annotations

import unicodedata

from vbgen.vi.patterns import Pattern
from vbgen.vi.unicode import mend, nfc

LIST_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of điểm in order: no letter with a mark except đ (nd30 PL I/1/II.6.d)."""

_ROMAN_VALUES = {
    "M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50,
    "XL": 40, "X": 10, "IX": 9, "V": 5, "IV": 4, "I": 1,
}  # fmt: skip
_MAX_ROMAN = 3999

_ALPHABET = {char: rank for rank, char in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONE_RANK = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_TOKEN = Pattern(r"[0-9]+|[^\W\d_]+")

Token = tuple[int, tuple[int, ...], tuple[int, ...]]
"""One syllable or number: kind, letters (or length and digits of the number), tones."""
SortKey = tuple[tuple[Token, ...], str]


def letter(number: int) -> str:
    """Return the letter of the ``number``-th điểm: 1 is ``a``, 5 is ``đ``, 23 is ``y``.

    Raises ValueError outside 1..23: no rule says what follows ``y``.
    """
    if not 1 <= number <= len(LIST_LETTERS):
        raise ValueError(
            f"không có chữ cái thứ {number} để đánh điểm: thứ tự chỉ có {len(LIST_LETTERS)} chữ, "
            f"từ a đến y; hãy tách bớt thành khoản mới"
        )
    return LIST_LETTERS[number - 1]


def letter_index(char: str) -> int:
    """Return the place (from 1) of a điểm's letter; case does not count.

    Raises ValueError for a letter that numbers no điểm (``ă``, ``f``, …).
    """
    place = LIST_LETTERS.find(lower(char)) + 1 if len(nfc(char)) == 1 else 0
    if not place:
        raise ValueError(f"“{char}” không phải chữ cái dùng để đánh điểm (a, b, c, d, đ, e, g, …)")
    return place


def roman(number: int) -> str:
    """Return ``number`` (1..3999) as a Roman numeral; ValueError outside."""
    if not 1 <= number <= _MAX_ROMAN:
        raise ValueError(f"số {number} không viết được bằng chữ số La Mã (chỉ từ 1 đến 3999)")
    written = ""
    for sign, value in _ROMAN_VALUES.items():
        count, number = divmod(number, value)
        written += sign * count
    return written


def from_roman(text: str) -> int:
    """Return the value of a Roman numeral, capital or small; ValueError unless well formed."""
    signs = text.strip().upper()
    number, rest = 0, signs
    for sign, value in _ROMAN_VALUES.items():
        while rest.startswith(sign):
            number, rest = number + value, rest.removeprefix(sign)
    if rest or not 1 <= number <= _MAX_ROMAN or roman(number) != signs:
        raise ValueError(f"“{text}” không phải chữ số La Mã viết đúng")
    return number


def upper(text: str) -> str:
    """Return ``text`` in capitals, composed."""
    return nfc(nfc(text).upper())


def lower(text: str) -> str:
    """Return ``text`` in small letters, composed."""
    return nfc(nfc(text).lower())


def _first_letter(text: str) -> int | None:
    """Find the first letter, unless a digit stands before it."""
    for index, char in enumerate(text):
        if char.isalpha():
            return index
        if char.isdigit():
            return None
    return None


def capitalize_first(text: str) -> str:
    """Return ``text`` with its first letter as a capital and the rest as it stands."""
    text = nfc(text)
    at = _first_letter(text)
    return text if at is None else text[:at] + text[at].upper() + text[at + 1 :]


def lower_first(text: str) -> str:
    """Return ``text`` with its first letter small, unless the word is an abbreviation (``UBND``).

    Proper names look like any other word: the caller knows which they are.
    """
    text = nfc(text)
    at = _first_letter(text)
    if at is None or text[at + 1 : at + 2].isupper():
        return text
    return text[:at] + text[at].lower() + text[at + 1 :]


def _rank(char: str) -> tuple[int, int]:
    """Return a letter's place in the alphabet and the rank of its tone."""
    tone, rest = 0, ""
    for part in unicodedata.normalize("NFD", char):
        tone = _TONE_RANK.get(part, tone)
        rest += "" if part in _TONE_RANK else part
    base = nfc(rest)
    return _ALPHABET.get(base, len(_ALPHABET) + ord(base[0]) if base else -1), tone


def _token(word: str) -> Token:
    if word.isascii() and word.isdecimal():
        digits = word.lstrip("0")
        return 0, (len(digits), *map(int, digits)), ()
    ranks = [_rank(char) for char in word]
    return 1, tuple(place for place, _ in ranks), tuple(tone for _, tone in ranks)


def sort_key(text: str) -> SortKey:
    """Return a key for Vietnamese alphabetical order, syllable by syllable as dictionaries do.

    Letters first (a ă â b c d đ e ê …), then tones (ngang, huyền, hỏi, ngã, sắc, nặng);
    numbers by value and before letters (``Phường 5`` before ``Phường 10``).
    """
    words = _TOKEN.findall(lower(mend(text)))
    return tuple(_token(word) for word in words), text


def name_sort_key(name: str) -> tuple[SortKey, SortKey, SortKey]:
    """Return a key for a person's name: given name, then family name, then what lies between."""
    family, *middle = name.split() or [""]
    given = middle.pop() if middle else family
    return sort_key(given), sort_key(family), sort_key(" ".join(middle))
