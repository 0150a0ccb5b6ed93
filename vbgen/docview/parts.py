"""One unit taken apart: header, title, body, closing; each gives (role, line) pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vbgen.docview import words
from vbgen.docview.closing import closing_roles, closing_span
from vbgen.docview.facts import Block, Paragraph, Table
from vbgen.docview.header import header_end, header_roles
from vbgen.docview.lines import Line, lines, whole
from vbgen.docview.words import HEADINGS, LEVELS_IN_TEXT, Role, is_capitals, level_of

Found = Iterator[tuple[Role, Line]]

_ABSTRACT_LETTERS = 400
_TITLE_LETTERS = 300  # no heading of an appendix or header line stands in a longer paragraph
_TYPE_LETTERS = 40


def starts_appendix(block: Block) -> bool:
    """True for a paragraph that is an appendix heading (``Phụ lục II``) on a line of its own."""
    if not isinstance(block, Paragraph) or len(block.text) > _TITLE_LETTERS:
        return False
    first = next((line.folded for line in lines(block) if line.text), "")
    return bool(words.APPENDIX.match(first))


def starts_document(block: Block) -> bool:
    """True if the block holds Quốc hiệu."""
    if isinstance(block, Paragraph) and len(block.text) > _TITLE_LETTERS:
        return False
    return any(words.QUOC_HIEU.match(line.folded) for line in lines(block, tabs=True))


def assign(blocks: Sequence[Block]) -> Found:
    """Give a role to every line of a unit."""
    start, end = closing_span(blocks)
    if blocks and starts_appendix(blocks[0]):
        yield from _appendix(blocks[:start])
    else:
        top = header_end(blocks[:start])
        yield from header_roles(blocks[:top])
        yield from _titled(blocks[top:start])
    yield from closing_roles(blocks[start:end])
    yield from _body(blocks[end:], preamble=False)


def _appendix(blocks: Sequence[Block]) -> Found:
    """Heading, title (up to the note, or while centred or in capitals), note, body."""
    opening = list(_opening_lines(blocks))
    note = next((at for at, line in enumerate(opening) if _is_note(line)), None)
    taken: set[int] = set()
    for at, line in enumerate(opening):
        role = _appendix_role(line, at, note)
        if role is None:
            break
        taken.add(id(line.paragraph))
        yield role, line
    yield from _body([block for block in blocks if id(block) not in taken])


def _opening_lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Table):
            return
        yield from (line for line in lines(block) if line.text)


def _is_note(line: Line) -> bool:
    return bool(words.APPENDIX_NOTE.match(line.folded))


def _appendix_role(line: Line, at: int, note: int | None) -> Role | None:
    if words.APPENDIX.match(line.folded):
        return Role.APPENDIX
    if words.RULE_LINE.match(line.text):
        return Role.RULE_LINE
    if _is_note(line) or (line.centred and line.text.startswith("(")):
        return Role.APPENDIX_NOTE
    if note is not None and at > note:
        return None
    if line.centred or is_capitals(line.text):
        return None if level_of(line.text) in LEVELS_IN_TEXT else Role.APPENDIX_TITLE
    return Role.APPENDIX_TITLE if note is not None and note - at <= 3 else None


def _titled(blocks: Sequence[Block]) -> Found:
    """Type name, abstract, deciding authority, then the body."""
    at = _type_at(blocks)
    if at is None:
        yield from _body(blocks)
        return
    yield from _body(blocks[:at])
    named, rest = False, at
    for block in blocks[at:]:
        if isinstance(block, Table):
            break
        found = [line for line in lines(block) if line.text]
        roles = [
            _title_role(line, named or number > 0, rest > at) for number, line in enumerate(found)
        ]
        if any(role is None for role in roles):
            break
        named = named or bool(found)
        rest += 1
        yield from ((role, line) for role, line in zip(roles, found, strict=True) if role)
    yield from _body(blocks[rest:])


def _type_at(blocks: Sequence[Block]) -> int | None:
    """Return where the type name stands: a known name, else centred capitals before any text."""
    for at, block in enumerate(blocks[:15]):
        first = next((line for line in lines(block) if line.text), None)
        if isinstance(block, Table) or first is None:
            continue
        if first.folded in words.TYPE_NAMES:
            return at
        opens_text = words.SALUTATION.match(first.folded) or words.RESOLVE.match(first.folded)
        if opens_text or level_of(first.text) is not Role.PLAIN:
            return None
        if first.centred and is_capitals(first.text) and len(first.text) <= _TYPE_LETTERS:
            return at
    return None


def _title_role(line: Line, named: bool, below: bool) -> Role | None:
    """Return the role of a line of the title, None where the title is over."""
    folded = line.folded
    if not named:
        return Role.TYPE_NAME
    if words.RULE_LINE.match(line.text):
        return Role.RULE_LINE
    if words.APPENDIX_NOTE.match(folded):
        return Role.APPENDIX_NOTE
    if (
        words.SALUTATION.match(folded)
        or words.BASIS.match(folded)
        or words.RESOLVE.match(folded)
        or level_of(line.text) in LEVELS_IN_TEXT
        or len(folded) > _ABSTRACT_LETTERS
    ):
        return None
    if below and line.centred and is_capitals(line.text) and words.BODIES.match(folded):
        return Role.DECIDER
    if below and line.centred and is_capitals(line.text) and words.POSTS.match(folded):
        return Role.DECIDER
    if line.centred or line.bold:
        return Role.ABSTRACT
    return None


def _body(blocks: Sequence[Block], preamble: bool = True) -> Found:
    """Levels of the text; before the first of them, salutation and legal bases."""
    previous = Role.PLAIN
    for block in blocks:
        if isinstance(block, Table):
            yield from _table(block, preamble)
            continue
        line = whole(block)
        if not line.text and not any(run.field for run in line.runs):
            continue
        role = _body_role(line, preamble, previous)
        preamble = preamble and role not in LEVELS_IN_TEXT
        previous = role
        yield role, line


def _body_role(line: Line, preamble: bool, previous: Role) -> Role:
    folded = line.folded
    if words.RULE_LINE.match(line.text):
        return Role.RULE_LINE
    if preamble:
        role = _preamble_role(line, folded, previous)
        if role is not None:
            return role
    if words.RESOLVE.match(folded):
        return Role.RESOLVE
    if words.APPENDIX_NOTE.match(folded) and line.text.startswith("("):
        return Role.APPENDIX_NOTE
    level = level_of(line.text, line.bold)
    if level is Role.PLAIN and _is_heading_title(line, previous):
        return Role.HEADING_TITLE
    if level is Role.PLAIN and line.paragraph.numbering is not None:
        return Role.BULLET if line.paragraph.numbering.kind == "bullet" else level
    return level


def _is_heading_title(line: Line, previous: Role) -> bool:
    if previous in HEADINGS:
        return is_capitals(line.text) or line.centred or line.bold
    return previous is Role.HEADING_TITLE and is_capitals(line.text)


def _preamble_role(line: Line, folded: str, previous: Role) -> Role | None:
    if words.SALUTATION.match(folded):
        return Role.SALUTATION
    if previous in (Role.SALUTATION, Role.ADDRESSEE) and level_of(line.text) is Role.DASH:
        return Role.ADDRESSEE
    if words.BASIS.match(folded) and not folded.endswith(":"):
        return Role.BASIS
    if words.BASIS_TOO.match(folded) and (
        folded.endswith(";") or (previous is Role.BASIS and not folded.endswith(":"))
    ):
        return Role.BASIS
    if line.centred and is_capitals(line.text) and previous in (Role.PLAIN, Role.DECIDER):
        decides = words.POSTS.match(folded) or words.BODIES.match(folded)
        return Role.DECIDER if decides else None
    return None


def _table(table: Table, preamble: bool) -> Found:
    """A table of the body; one that opens with the salutation is set in columns only."""
    first = next((line.folded for line in lines(table) if line.text), "")
    if preamble and words.SALUTATION.match(first):
        for line in lines(table):
            if line.text:
                is_first = words.SALUTATION.match(line.folded)
                yield (Role.SALUTATION if is_first else Role.ADDRESSEE), line
        return
    for number, row in enumerate(table.rows):
        head = row.header or (number == 0 and not any(r.header for r in table.rows))
        for cell in row.cells:
            for block in cell.blocks:
                for line in lines(block):
                    if line.text:
                        yield (Role.TABLE_HEAD if head else Role.TABLE_CELL), line
