"""Numbers as Vietnamese offices write them: in words, with decimal comma, as shares.

Rounding is half up and exact: no value passes through binary fractions on the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from vbgen.vi.patterns import Pattern
from vbgen.vi.text import two_digits

if TYPE_CHECKING:  # most documents have no share to work out
    from decimal import Decimal
    from fractions import Fraction

Number: TypeAlias = "int | Decimal | Fraction | float"

MAX_IN_WORDS = 10**18

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 10**9
_MAX_EXPONENT = 400
_WRITTEN = Pattern(r"[-−]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")


def in_words(
    number: int,
    *,
    zero: Literal["linh", "lẻ"] = "linh",
    thousand: Literal["nghìn", "ngàn"] = "nghìn",
) -> str:
    """Return a whole number in words: 105 is ``một trăm linh năm``, -21 ``âm hai mươi mốt``.

    ``zero`` and ``thousand`` choose the regional word. ValueError beyond ±10^18.
    """
    if abs(number) > MAX_IN_WORDS:
        raise ValueError(f"số {number} quá lớn để viết bằng chữ (tối đa 10^18)")
    if number == 0:
        return _DIGITS[0]
    words = " ".join(_words(abs(number), (zero, thousand), full=False))
    return f"âm {words}" if number < 0 else words


def _words(number: int, style: tuple[str, str], *, full: bool) -> list[str]:
    """Spell a positive number; ``full`` says that larger groups stand before it."""
    high, rest = divmod(number, _BILLION)
    words = [*_words(high, style, full=full), "tỷ"] if high else []
    for scale, name in ((10**6, ["triệu"]), (1000, [style[1]]), (1, [])):
        group, rest = divmod(rest, scale)
        if group:
            words += _hundreds(group, style[0], full=full or bool(words)) + name
    return words


def _hundreds(group: int, zero: str, *, full: bool) -> list[str]:
    """Spell 1..999; ``full`` speaks the missing hundreds too."""
    hundreds, below = divmod(group, 100)
    if not hundreds and not full:
        return _tens(below)
    words = [_DIGITS[hundreds], "trăm"]
    if not below:
        return words
    return words + ([zero, _DIGITS[below]] if below < 10 else _tens(below))


def _tens(number: int) -> list[str]:
    tens, unit = divmod(number, 10)
    if not tens:
        return [_DIGITS[unit]]
    if tens == 1:
        last = "lăm" if unit == 5 else _DIGITS[unit]
        return ["mười", last] if unit else ["mười"]
    return [_DIGITS[tens], "mươi", *([_AFTER_TENS.get(unit, _DIGITS[unit])] if unit else [])]


def _exact(value: Number) -> Fraction:
    """Return the value as it is written: the float 2.675 counts as 2.675."""
    from decimal import Decimal
    from fractions import Fraction

    if isinstance(value, (int, Fraction)):
        return Fraction(value)
    decimal = Decimal(repr(value)) if isinstance(value, float) else value
    if not decimal.is_finite() or abs(decimal.adjusted()) > _MAX_EXPONENT:
        raise ValueError(f"“{value}” không phải một số dùng được")
    return Fraction(decimal)


def round_half_up(value: Number, places: int) -> Decimal:
    """Return ``value`` with exactly ``places`` decimals, halves away from zero."""
    from decimal import Decimal, localcontext

    exact = _exact(value)
    scaled = abs(exact) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    with localcontext() as context:
        context.prec = max(len(str(units)) + 1, places + 1)
        return Decimal(-units if exact < 0 else units).scaleb(-places)


def thousands(number: int) -> str:
    """Return a whole number with dots between the thousands: ``1.234.567``."""
    return f"{number:,}".replace(",", ".")


def decimal_comma(value: Number, places: int, *, trim: bool = False, grouped: bool = True) -> str:
    """Return ``value`` with a decimal comma, rounded half up: ``1.234,50``.

    ``trim`` drops zeros at the end (``1.234,5``); ``grouped`` puts dots between the thousands.
    """
    text = f"{round_half_up(value, places):{',' if grouped else ''}f}"
    text = text.translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if trim and places else text


def ratio(numerator: Number, denominator: Number, places: int = 2) -> Decimal:
    """Return the share in percent, rounded half up: 193457 of 195197 is 99.11.

    Raises ValueError when the denominator is zero: there is nothing to have a share of, and
    what is printed then is the caller's decision.
    """
    whole = _exact(denominator)
    if not whole:
        raise ValueError("không tính được tỷ lệ: mẫu số bằng 0")
    return round_half_up(_exact(numerator) / whole * 100, places)


def percent(
    numerator: Number,
    denominator: Number,
    places: int = 2,
    *,
    trim: bool = False,
    sign: str = "%",
) -> str:
    """Return the share as text: ``98,50%``; with ``trim`` ``98,5%``; ``sign`` may be ``" %"``.

    Raises ValueError when the denominator is zero.
    """
    return decimal_comma(ratio(numerator, denominator, places), places, trim=trim) + sign


def parse_number(text: str) -> Decimal:
    """Read ``1.234,5`` or ``1234,5``: comma for decimals, dots only between thousands.

    Raises ValueError for anything else, ``98.5`` included, whose dot could mean either.
    """
    from decimal import Decimal

    plain = text.strip()
    if not _WRITTEN.fullmatch(plain):
        raise ValueError(
            f"“{text}” không phải số viết đúng; dấu phẩy cho phần thập phân, "
            f"dấu chấm giữa các hàng nghìn, ví dụ 1.234,5"
        )
    return Decimal(plain.replace("−", "-").replace(".", "").replace(",", "."))


def document_number(number: int) -> str:
    """Return a document's number, below 10 with a leading zero (nd30 PL I/1/II.3.c).

    Raises ValueError below 1: the numbers of a year begin with 01.
    """
    if number < 1:
        raise ValueError(f"số văn bản {number} không hợp lệ: số bắt đầu từ 01 mỗi năm")
    return two_digits(number)
