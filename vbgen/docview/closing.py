"""The closing block: Nơi nhận on the left, authority and name of the signer on the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from vbgen.docview import words
from vbgen.docview.facts import Block, Paragraph, Table
from vbgen.docview.lines import Line, lines
from vbgen.docview.words import Role, is_capitals

_REACH = 12  # blocks from the end within which a signature without recipients is looked for
_SMALL = 8  # cells of the largest table that can be a signature block
_GAP_PT = 30.0  # space above a name that stands for the blank lines of the signature


def closing_span(blocks: Sequence[Block]) -> tuple[int, int]:
    """Return where the closing begins and ends; both are the length if there is none."""
    last = _last(blocks, _names_recipients)
    if last is None:
        reach = max(0, len(blocks) - _REACH)
        found = _last(blocks[reach:], _is_signed)
        last = None if found is None else reach + found
    if last is None:
        return len(blocks), len(blocks)
    return _upwards(blocks, last), _downwards(blocks, last)


def _last(blocks: Sequence[Block], holds: Callable[[Block], bool]) -> int | None:
    return next((at for at in range(len(blocks) - 1, -1, -1) if holds(blocks[at])), None)


def _printed(block: Block) -> list[Line]:
    return [line for line in lines(block, tabs=True) if line.text]


def _names_recipients(block: Block) -> bool:
    return any(words.RECIPIENTS.match(line.folded) for line in _printed(block))


def _is_signed(block: Block) -> bool:
    """True for a small table with a post in it, or a paragraph that opens with a prefix."""
    found = _printed(block)
    if isinstance(block, Table):
        small = sum(len(row.cells) for row in block.rows) <= _SMALL
        return small and any(_is_authority(line) for line in found)
    return any(_is_prefixed(line) for line in found)


def _upwards(blocks: Sequence[Block], at: int) -> int:
    """Return the first block of the closing: posts may stand above the recipients."""
    first = at
    for above in range(at - 1, max(-1, at - _REACH), -1):
        block, found = blocks[above], _printed(blocks[above])
        if isinstance(block, Table):
            if not _is_signed(block):
                break
        elif found and not all(_is_authority(line) for line in found):
            break
        if found:
            first = above
    return first


def _downwards(blocks: Sequence[Block], at: int) -> int:
    """Return the end of the closing: with a table it ends there, without one at the next table."""
    end, in_table = at + 1, isinstance(blocks[at], Table)
    for below in range(at + 1, len(blocks)):
        block, found = blocks[below], _printed(blocks[below])
        if isinstance(block, Table) and not _is_signed(block):
            break
        if isinstance(block, Paragraph) and in_table and found and not _is_small_print(found):
            break
        end, in_table = below + 1, in_table or isinstance(block, Table)
    return end


def _is_small_print(found: list[Line]) -> bool:
    return all(
        words.ADDRESS.match(line.folded) or words.DRAFTER.match(line.folded) for line in found
    )


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
