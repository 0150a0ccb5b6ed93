"""The header block: Quốc hiệu, Tiêu ngữ, bodies, number, place and date, ``V/v``, marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbgen.docview import words
from vbgen.docview.facts import Block, Paragraph
from vbgen.docview.lines import Line, lines
from vbgen.docview.words import Role, fold, level_of

_REACH = 15  # blocks from the top within which a header is looked for
_DIRECT = (
    (words.QUOC_HIEU, Role.QUOC_HIEU),
    (words.TIEU_NGU, Role.TIEU_NGU),
    (words.PARTY, Role.PARTY),
    (words.LETTER, Role.ABSTRACT_LETTER),
    (words.NUMBER, Role.NUMBER),
    (words.PLACE_DATE, Role.PLACE_DATE),
    (words.SECRECY, Role.SECRECY),
    (words.URGENCY, Role.URGENCY),
    (words.CIRCULATION, Role.CIRCULATION),
)
_MARKS = frozenset((Role.SECRECY, Role.URGENCY, Role.CIRCULATION))


def header_end(blocks: Sequence[Block]) -> int:
    """Return the number of blocks that the header takes; 0 if there is none."""
    end = 0
    for at, block in enumerate(blocks[:_REACH]):
        found = [line for line in lines(block, tabs=True) if line.text]
        if isinstance(block, Paragraph) and found and _ends_header(found[0]):
            break
        if any(_direct(line) for line in found):
            end = at + 1
    return end


def _ends_header(line: Line) -> bool:
    if words.SALUTATION.match(line.folded) or line.folded in words.TYPE_NAMES:
        return True
    return words.BASIS.match(line.folded) is not None or (
        level_of(line.text) is not Role.PLAIN and not words.RULE_LINE.match(line.text)
    )


def header_roles(blocks: Sequence[Block]) -> Iterator[tuple[Role, Line]]:
    """Give a role to every line of the header."""
    found = [line for block in blocks for line in lines(block, tabs=True) if line.text]
    direct = [_direct(line) for line in found]
    number = next((at for at, role in enumerate(direct) if role is Role.NUMBER), len(found))
    names = [
        at
        for at, line in enumerate(found)
        if direct[at] is None and line.column == 0 and at < number and not _is_rule(line)
    ]
    bodies = dict(zip(names, _bodies([found[at] for at in names]), strict=True))
    letter = False
    for at, line in enumerate(found):
        role = direct[at] or bodies.get(at)
        if role is None:
            role = _leftover(line, letter)
        letter = role is Role.ABSTRACT_LETTER or (letter and role in _MARKS | {Role.RULE_LINE})
        yield role, line


def _direct(line: Line) -> Role | None:
    folded = fold(line.text)
    return next((role for pattern, role in _DIRECT if pattern.match(folded)), None)


def _is_rule(line: Line) -> bool:
    return bool(words.RULE_LINE.match(line.text))


def _leftover(line: Line, letter: bool) -> Role:
    if _is_rule(line):
        return Role.RULE_LINE
    return Role.ABSTRACT_LETTER if letter and line.column == 0 else Role.OTHER


def _bodies(names: list[Line]) -> list[Role]:
    """Tell the superior's lines from the issuer's.

    The issuer alone is bold; where that does not part them, the issuer begins at the last line
    that opens with a body's first word (SỞ, VĂN PHÒNG, …).
    """
    cut = next((at for at, line in enumerate(names) if line.bold), 0)
    if not cut or not all(line.bold for line in names[cut:]):
        cut = _cut_by_words([line.folded for line in names])
    return [Role.SUPERIOR] * cut + [Role.ISSUER] * (len(names) - cut)


def _cut_by_words(names: list[str]) -> int:
    if names and words.OFFICES.fullmatch(names[0]):
        return 0
    return max((at for at, name in enumerate(names) if at and words.BODIES.match(name)), default=0)
