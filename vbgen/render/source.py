"""A patched docxtpl source, cut into data and tags, judged, and put together again.

docxtpl's ``patch_xml`` gives XML with Jinja tags. Here each tag learns its spot in the XML, each
expression gets the output filter, each tag a line of its own (so that an error's line names the
tag), and the part is judged: may its output stand as it is, or must docxtpl go over it again?
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from jinja2 import Environment, TemplateSyntaxError

from vbgen.render.environment import FINAL, PUT, PUT_ANY, PUT_TEXT
from vbgen.render.text import (
    PARAGRAPH,
    PARAGRAPH_LOOK,
    RUN,
    RUN_LOOK,
    TEXT,
    Spot,
    found,
    plain,
)

_TAG = re.compile(r"<(/?)([\w:]+)[^>]*?(/?)>")
_PARAGRAPH_START = re.compile(r"<w:p([ >])")
_RAW = Spot("raw")
_BLOCK = Spot("block")


@dataclass(frozen=True, slots=True)
class Tag:
    """One Jinja tag: ``kind`` is ``variable`` or the statement's name, ``at`` its place in data."""

    at: int
    kind: str
    inner: str
    names: frozenset[str]
    filters: frozenset[str]
    block_set: bool = False

    @property
    def shown(self) -> str:
        """The tag as a person wrote it in Word."""
        inner = " ".join(self.inner.split())
        return f"{{{{ {inner} }}}}" if self.kind == "variable" else f"{{% {inner} %}}"


@dataclass(slots=True)
class Cut:
    """A source cut up: ``data`` is the XML without tags, ``tags`` in order of ``at``."""

    data: str
    tags: list[Tag] = field(default_factory=list)


def cut(env: Environment, source: str) -> Cut:
    """Cut with Jinja's own lexer, so that the tags are those that Jinja sees."""
    data: list[str] = []
    size = 0
    tags: list[Tag] = []
    inside: list[tuple[str, str]] | None = None
    begun = 1
    for line, kind, value in env.lex(env.preprocess(source)):
        if kind == "data":
            data.append(value)
            size += len(value)
        elif kind in ("variable_begin", "block_begin", "linestatement_begin"):
            inside, begun = [], line
        elif kind in ("variable_end", "block_end", "linestatement_end") and inside is not None:
            tags.append(_tag(size, kind, inside))
            inside = None
        elif inside is not None:
            inside.append((kind, value))
    if inside is not None:
        raise TemplateSyntaxError("lệnh mở mà không đóng", begun)
    return Cut("".join(data), tags)


def _tag(at: int, end: str, tokens: list[tuple[str, str]]) -> Tag:
    inner = "".join(value for _, value in tokens)
    names = [value for kind, value in tokens if kind == "name"]
    kind = "variable" if end == "variable_end" else (names[0] if names else "")
    assigns = ("operator", "=") in tokens
    dense = [value for kind, value in tokens if kind != "whitespace"]
    filters = frozenset(name for pipe, name in pairwise(dense) if pipe == "|") | {"~"} & {*dense}
    return Tag(at, kind, inner, frozenset(names), filters, kind == "set" and not assigns)


@dataclass(frozen=True, slots=True)
class Layout:
    """The paragraphs, runs and texts of the data, found as docxtpl finds them."""

    data: str
    paragraphs: list[re.Match[str]]

    def paragraph(self, at: int) -> re.Match[str] | None:
        """Return the paragraph around ``at``."""
        index = bisect_right(self.paragraphs, at, key=lambda m: m.start()) - 1
        if index < 0 or not self.paragraphs[index].start() < at <= self.paragraphs[index].end() - 6:
            return None
        return self.paragraphs[index]

    def spot(self, at: int, stack: tuple[str, ...]) -> Spot:
        """Return what kind of place ``at``, inside the elements ``stack``, is, and its looks."""
        if self.data.rfind("<", 0, at) > self.data.rfind(">", 0, at):
            return _RAW
        paragraph = self.paragraph(at)
        if paragraph is None:
            return _BLOCK
        look = found(PARAGRAPH_LOOK, paragraph[0])
        for run in RUN.finditer(self.data, paragraph.start(), paragraph.end()):
            if run.start() < at < run.end():
                for text in TEXT.finditer(self.data, run.start(), run.end()):
                    if text.start() < at <= text.end() - 6:
                        own = found(RUN_LOOK, run[0])
                        simple = stack[-3:] == ("w:p", "w:r", "w:t")
                        return Spot("text", look, own, not simple or _torn(look) or _torn(own))
                return _RAW
        return Spot("run", look, fragile=stack[-1:] != ("w:p",) or _torn(look))


def _torn(look: str) -> bool:
    """Say whether a look ends early: docxtpl's pattern stops where that of a revision does."""
    return look.count("<w:pPr>") > 1 or (look.startswith("<w:rPr>") and look.count("<w:rPr>") > 1)


def layout(data: str) -> Layout:
    """Find the paragraphs of the data."""
    return Layout(data, list(PARAGRAPH.finditer(data)))


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A part ready for Jinja: its source, its spots, where each line's tag stands, the verdict."""

    source: str
    spots: tuple[Spot, ...]
    lines: tuple[tuple[int, str], ...]
    slow: tuple[str, ...]
    own_escaping: bool


def by_lines(source: str) -> str:
    """Begin a line with each paragraph, as docxtpl does: the line of an error says where it is."""
    return _PARAGRAPH_START.sub(r"\n<w:p\1", source)


def rewrite(
    env: Environment, source: str, first_spot: int, kind: str, lent: Iterable[str] | None = ()
) -> Rewritten:
    """Put the source together again with the output filter and one line for each tag.

    ``lent`` names filters that, like those of :data:`INDIFFERENT`, do not care for escaping;
    None where the environment is a caller's, with functions that may.
    """
    parts = cut(env, source)
    where = layout(parts.data)
    stacks, whole = _stacks(parts)
    spots = [
        where.spot(tag.at, stack) if kind != "core" else _RAW
        for tag, stack in zip(parts.tags, stacks, strict=True)
    ]
    slow = judge(parts, stacks, spots, kind)
    if not whole:
        slow += ("XML của mẫu không khép kín sau khi đọc các lệnh",)
    own = (
        not slow
        and lent is not None
        and all(tag.filters <= INDIFFERENT.union(lent) for tag in parts.tags)
    )
    numbers = {spot: first_spot + n for n, spot in enumerate(dict.fromkeys(spots))}
    out: list[str] = []
    lines: list[tuple[int, str]] = []
    line, end = 1, 0
    in_trans = False  # there a tag may hold a name and no more
    for tag, spot in zip(parts.tags, spots, strict=True):
        in_trans = tag.kind == "trans" or (in_trans and tag.kind != "endtrans")
        piece = _literal(env, parts.data[end : tag.at], kind)
        line += piece.count("\n")
        lines.append((line + 1, _beginning(parts, where, tag)))
        number = numbers[spot] if not slow else -1 - numbers[spot]
        put = PUT if not own else PUT_TEXT if spot.kind == "text" else PUT_ANY
        written = _write(env, tag, "" if in_trans else f"{put}({number})")
        line += written.count("\n")
        out += (piece, written)
        end = tag.at
    out.append(_literal(env, parts.data[end:], kind))
    return Rewritten("".join(out), tuple(numbers), tuple(lines), slow, own)


# Filters that give the same with and without autoescaping. Where a part uses no other, escaping
# is left to the output filter, which for most values finds that there is nothing to escape.
# fmt: off
INDIFFERENT = frozenset({
    "abs", "capitalize", "count", "d", "default", "dictsort", "first", "float", "groupby", "int",
    "items", "last", "length", "list", "lower", "max", "min", "rejectattr", "reverse", "round",
    "selectattr", "sort", "sum", "title", "trim", "unique", "upper",
})
# fmt: on


def _write(env: Environment, tag: Tag, put: str) -> str:
    if tag.kind == "variable":
        begin, end = env.variable_start_string, env.variable_end_string
        if not put:
            return f"{begin}\n{tag.inner}{end}"
        final = f"{FINAL}|" if env.finalize else ""  # Jinja would call it after our filter
        return f"{begin}\n({tag.inner})|{final}{put}{end}"
    return f"{env.block_start_string}\n{tag.inner}{env.block_end_string}"


# What docxtpl lets a person write where braces shall be printed.
_BRACES = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}


def _literal(env: Environment, data: str, kind: str) -> str:
    """Return data as source: line breaks before paragraphs go, braces stay braces."""
    data = data.replace("\n<w:p>", "<w:p>").replace("\n<w:p ", "<w:p ")
    if kind != "core":
        for written, meant in _BRACES.items():
            data = data.replace(written, meant)
    starts = (env.variable_start_string, env.block_start_string, env.comment_start_string)
    # At the very end the first sign alone would join the tag that follows.
    signs = [*map(re.escape, starts), *(re.escape(start[0]) + r"\Z" for start in starts)]
    return re.sub("|".join(signs), lambda m: verbatim(env, m[0]), data)


def verbatim(env: Environment, text: str) -> str:
    """Return source that prints ``text`` as it is, tags and all."""
    begin, end = env.block_start_string, env.block_end_string
    return f"{begin} raw {end}{text}{begin} endraw {end}"


def _beginning(parts: Cut, where: Layout, tag: Tag) -> str:
    """Return the first words of the paragraph a tag stands in, tags included."""
    paragraph = where.paragraph(tag.at)
    if paragraph is None:
        return _short(tag.shown)
    pieces: list[str] = []
    end = paragraph.start()
    for other in parts.tags:
        if paragraph.start() < other.at < paragraph.end() and other.kind != "":
            pieces += (parts.data[end : other.at], other.shown)
            end = other.at
    text = "".join([*pieces, parts.data[end : paragraph.end()]])
    return _short(plain(text) or tag.shown)


def _short(text: str, size: int = 70) -> str:
    return text if len(text) <= size else f"{text[: size - 1]}…"


# Statements whose output lands where they stand. What is gathered first and put out elsewhere
# (macros, blocks, includes) may land in another run than the one it was written in.
_PLAIN = {
    "variable",
    "for",
    "endfor",
    "if",
    "elif",
    "else",
    "endif",
    "set",
    "with",
    "endwith",
    "do",
}
_OPENS, _TURNS, _CLOSES = {"for", "if", "with"}, {"elif", "else"}, {"endfor", "endif", "endwith"}


def judge(
    parts: Cut, stacks: list[tuple[str, ...]], spots: list[Spot], kind: str
) -> tuple[str, ...]:
    """Return why docxtpl must go over the rendered part again; nothing where it need not."""
    reasons = dict.fromkeys(_by_tags(parts.tags))
    if not reasons:
        reasons |= dict.fromkeys(_by_blocks(parts, stacks, spots))
    if _has_breaks(parts.data):
        reasons["xuống dòng hoặc dấu tách ô nằm trong chữ của mẫu"] = None
    if kind == "document":
        reasons |= dict.fromkeys(_by_structure(parts))
    return tuple(reasons)


def _by_tags(tags: Iterable[Tag]) -> Iterator[str]:
    for tag in tags:
        if tag.kind not in _PLAIN or tag.block_set or "recursive" in tag.names:
            yield f"lệnh {tag.shown}: chữ in ra có thể nằm ở chỗ khác chỗ viết lệnh"
        if "safe" in tag.names:
            yield f"{tag.shown}: XML của người dùng được in nguyên"


def _by_blocks(parts: Cut, stacks: list[tuple[str, ...]], spots: list[Spot]) -> Iterator[str]:
    """A block must leave the XML, and the formatting of what follows, as it found them."""
    opened: list[int] = []
    for index, tag in enumerate(parts.tags):
        if tag.kind in _OPENS:
            opened.append(index)
        elif tag.kind in _TURNS | _CLOSES and opened:
            start = opened[-1]
            if (stacks[start], spots[start]) != (stacks[index], spots[index]):
                yield f"khối {parts.tags[start].shown} mở và đóng ở hai chỗ định dạng khác nhau"
            if tag.kind in _CLOSES:
                opened.pop()


def _stacks(parts: Cut) -> tuple[list[tuple[str, ...]], bool]:
    """Return, for each tag, the names of the XML elements open there, and whether all is closed.

    docxtpl cuts around a tag for runs or paragraphs by pattern, and may cut an element in two.
    """
    stacks: list[tuple[str, ...]] = []
    stack: list[str] = []
    whole = True
    tags = iter(parts.tags)
    tag = next(tags, None)
    for element in _TAG.finditer(parts.data):
        while tag is not None and tag.at < element.end():
            stacks.append(tuple(stack))
            tag = next(tags, None)
        closing, name, empty = element.groups()
        if closing:
            whole &= bool(stack) and stack.pop() == name
        elif not empty:
            stack.append(name)
    stacks += [tuple(stack)] * (len(parts.tags) - len(stacks))
    return stacks, whole and not stack


def _has_breaks(data: str) -> bool:
    """Say whether text of the template itself holds a character that docxtpl turns into XML."""
    return any(
        re.search(r"[\n\t\a\f]", text[0])
        for paragraph in PARAGRAPH.finditer(data)
        for run in RUN.finditer(paragraph[0])
        for text in TEXT.finditer(run[0])
    )


@dataclass(slots=True)
class _Table:
    depth: int
    columns: int = 0
    rows: list[_Row] = field(default_factory=list)


@dataclass(slots=True)
class _Row:
    depth: int
    own: bool
    cells: int = 0
    width: int = 0
    in_cell: bool = False


_PART = re.compile(
    r"<(?P<close>/?)(?P<name>w:tbl|w:tr|w:tc|w:gridCol|w:gridSpan|wp:docPr|w:sdtContent|w:customXml"
    r"|w:tblGridChange|w:tcPrChange)(?=[ />])(?P<rest>[^>]*)>"
)
_Event = tuple[int, Literal["tag", "element"], Tag | re.Match[str]]


def _by_structure(parts: Cut) -> Iterator[str]:
    """Tables must keep their columns whatever the data; drawings must occur exactly once."""
    walk = _Structure()
    elements: list[_Event] = [(m.start(), "element", m) for m in _PART.finditer(parts.data)]
    tags: list[_Event] = [(t.at, "tag", t) for t in parts.tags]
    # A tag inside an element's own markup (an attribute) comes after the element's start.
    for _, _, event in sorted([*tags, *elements], key=lambda e: (e[0], e[1] == "element")):
        if isinstance(event, Tag):
            walk.tag(event)
        else:
            walk.element(event, parts)
    yield from walk.reasons


class _Structure:
    def __init__(self) -> None:
        self.depth = 0
        self.tables: list[_Table] = []
        self.rows: list[_Row] = []
        self.reasons: list[str] = []

    def tag(self, tag: Tag) -> None:
        self.depth += (tag.kind in _OPENS) - (tag.kind in _CLOSES)

    def element(self, match: re.Match[str], parts: Cut) -> None:
        name, close = match["name"], bool(match["close"])
        if name == "w:tbl" and close:
            self._close_table()
        elif name == "w:tbl":
            self.tables.append(_Table(self.depth))
        elif name == "wp:docPr":
            if self.depth or ' id="' not in match["rest"]:
                self.reasons.append("hình vẽ trong khối lặp hoặc khối điều kiện")
        elif name == "w:tr":
            self._row(close)
        elif name == "w:tc" and close:
            if self.rows:
                self.rows[-1].in_cell = False
        elif self.tables and not close:
            self._inside(name, match, parts)

    def _row(self, close: bool) -> None:
        if close:
            if self.rows:
                self.rows.pop()
        elif self.tables:
            row = _Row(self.depth, self.depth == self.tables[-1].depth)
            self.rows.append(row)
            self.tables[-1].rows.append(row)

    def _inside(self, name: str, match: re.Match[str], parts: Cut) -> None:
        table = self.tables[-1]
        if name == "w:gridCol":
            table.columns += 1
            self._require(self.depth == table.depth)
        elif self.rows and name == "w:tc":
            row = self.rows[-1]
            row.cells += 1
            row.width += 1
            row.in_cell = True
            self._require(self.depth == row.depth)
        elif self.rows and name == "w:gridSpan":
            span = re.search(r'w:val="(\d+)"', match["rest"])
            inside = any(match.start() < tag.at < match.end() for tag in parts.tags)
            self._require(span is not None and not inside)
            self.rows[-1].width += int(span[1]) - 1 if span else 0
        elif name in ("w:tblGridChange", "w:tcPrChange"):
            self.reasons.append("bảng có thay đổi định dạng đang được theo dõi")
        elif name in ("w:sdtContent", "w:customXml") and self.rows and not self.rows[-1].in_cell:
            self.reasons.append("bảng có ô nằm trong khung nội dung")  # docxtpl does not count it

    def _require(self, fixed: bool) -> None:
        if not fixed:
            self.reasons.append("bảng có số cột thay đổi theo dữ liệu")

    def _close_table(self) -> None:
        if not self.tables:
            return
        table = self.tables.pop()
        if any(row.cells > table.columns for row in table.rows):
            self.reasons.append("bảng có hàng nhiều ô hơn số cột khai báo")
        if not any(row.own and row.width >= table.columns for row in table.rows):
            self.reasons.append("bảng không có hàng cố định nào rộng đủ số cột")
        if self.tables:  # docxtpl counts the rows of an inner table among those of the outer
            self.tables[-1].rows += [_Row(r.depth, False, r.cells, r.width) for r in table.rows]
