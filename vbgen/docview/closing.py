"""The closing block: Nơi nhận on the left, authority and name of the signer on the right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbgen.docview import words
from vbgen.docview.facts import Block, Table
from vbgen.docview.lines import Line, lines
from vbgen.docview.words import Role, is_capitals

_GAP_PT = 30.0  # space above a name that stands for the blank lines of the signature


def closing_start(blocks: Sequence[Block]) -> int:
    """Return the index of the first block of the closing, the length if there is none."""
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if _closes(block, last=at >= len(blocks) - 12):
            return at - _authority_above(blocks, at)
    return len(blocks)


def _closes(block: Block, last: bool) -> bool:
    found = [line for line in lines(block, tabs=True) if line.text]
    if any(words.RECIPIENTS.match(line.folded) for line in found):
        return True
    if isinstance(block, Table):
        few = sum(len(row.cells) for row in block.rows) <= 8
        return last and few and any(_is_authority(line) for line in found)
    return last and any(_is_prefixed(line) for line in found)


def _authority_above(blocks: Sequence[Block], at: int) -> int:
    """Count the paragraphs above that already belong to the signature (no table layout)."""
    up = 0
    if isinstance(blocks[at], Table):
        return 0
    for block in reversed(blocks[max(0, at - 8) : at]):
        if isinstance(block, Table):
            break
        found = [line for line in lines(block, tabs=True) if line.text]
        if found and not all(_is_authority(line) for line in found):
            break
        up += 1
    above = blocks[at - up : at]
    return up if any(line.text for block in above for line in lines(block)) else 0


def _is_prefixed(line: Line) -> bool:
    return is_capitals(line.text) and bool(words.PREFIX.match(line.folded))


def _is_authority(line: Line) -> bool:
    return _is_prefixed(line) or (is_capitals(line.text) and bool(words.POSTS.match(line.folded)))


def closing_roles(blocks: Sequence[Block]) -> Iterator[tuple[Role, Line]]:
    """Give a role to every line of the closing."""
    listing = False
    signing: list[Line] = []
    for line in (line for block in blocks for line in lines(block, tabs=True)):
        folded = line.folded
        if words.RECIPIENTS.match(folded):
            listing = True
            yield Role.RECIPIENTS, line
        elif listing and _belongs_left(line, blocks):
            if line.text:
                yield _left_role(folded, line), line
        elif words.ADDRESS.match(folded):
            yield Role.ADDRESS, line
        else:
            signing.append(line)
    yield from _signature(signing)


def _belongs_left(line: Line, blocks: Sequence[Block]) -> bool:
    if line.column:
        return False
    if line.cell is not None:
        return True
    return line.text.startswith(("-", "–", "—")) or bool(words.DRAFTER.match(line.folded))


def _left_role(folded: str, line: Line) -> Role:
    if line.text.startswith(("-", "–", "—", "+")) or not words.DRAFTER.match(folded):
        return Role.OTHER if words.RULE_LINE.match(line.text) else Role.RECIPIENT
    return Role.DRAFTER


def _signature(found: list[Line]) -> Iterator[tuple[Role, Line]]:
    """Authority lines stand before the gap; the name is last, another post may stand above it."""
    for column in sorted({line.column for line in found}):
        stretch = [line for line in found if line.column == column]
        shown = [line for line in stretch if line.text]
        gap = _gap(stretch)
        for at, line in enumerate(shown):
            yield _signature_role(line, at, len(shown), gap), line


def _gap(stretch: list[Line]) -> int:
    """Return how many shown lines stand before the largest gap; all if there is no gap."""
    best, found, blank, shown = 0, len(stretch), 0, 0
    for line in stretch:
        if not line.text:
            blank += 1
            continue
        high = line.paragraph.format.before_pt >= _GAP_PT
        size = blank + (10 if high else 0)
        if shown and size > best:
            best, found = size, shown
        blank, shown = 0, shown + 1
    return found


def _signature_role(line: Line, at: int, total: int, gap: int) -> Role:
    if words.SIGNATURE_NOTE.match(line.folded):
        return Role.SIGNATURE_NOTE
    if at < gap:
        named = at == total - 1 and at > 0 and not is_capitals(line.text)
        return Role.SIGNER if named else Role.AUTHORITY
    return Role.SIGNER if at == total - 1 else Role.OTHER_POSITION
