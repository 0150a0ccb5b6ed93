"""Phrases: lists in a sentence, counts, shortening for messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def two_digits(number: int) -> str:
    """Return a count as offices write it: below 10 with a leading zero (``05``)."""
    return f"{number:02d}" if number >= 0 else str(number)


class Count(int):
    """A count that is printed as offices write it (``05``) and otherwise is the number it is."""

    def __str__(self) -> str:
        """Return :func:`two_digits`."""
        return two_digits(int(self))


def join_list(items: Iterable[str], *, last: str = "và", separator: str = ", ") -> str:
    """Return ``A, B và C``. ``last`` is the linking word (``hoặc``), ``separator`` the sign."""
    *before, final = list(items) or [""]
    return f"{separator.join(before)} {last} {final}" if before else final


def first_of(items: Sequence[str], most: int) -> str:
    """Return ``A, B, …``: the first ``most`` of a list, and a sign where there are more."""
    return ", ".join(items[:most]) + (", …" if len(items) > most else "")


def count_phrase(number: int, noun: str) -> str:
    """Return ``05 đơn vị``, ``12 ngày``: counts below 10 take a zero; nouns do not change."""
    return f"{two_digits(number)} {noun}"


def squeeze(text: str) -> str:
    """Return ``text`` on one line, each run of white space as one space."""
    return " ".join(text.split())


def shorten(text: str, width: int = 60) -> str:
    """Return ``text`` on one line of at most ``width`` characters, cut at a word with ``…``."""
    line = squeeze(text)
    if len(line) <= width:
        return line
    head = line[: max(width - 1, 0)]
    if not line[len(head)].isspace():
        at = head.rfind(" ")
        head = head[:at] if at > width // 2 else head
    return head.rstrip(" ,;:.-") + "…"


def quote(text: str) -> str:
    """Return ``text`` between Vietnamese quotation marks."""
    return f"“{text}”"
