"""A document view written as stable plain text: structure, roles and formatting, for goldens."""

from __future__ import annotations

from collections.abc import Iterator

from vbgen.docview.facts import (
    Block,
    Border,
    DocView,
    HeaderFooter,
    Paragraph,
    ParagraphFormat,
    Run,
    RunFormat,
    Section,
    Table,
    Where,
)
from vbgen.docview.roles import recognise

_SIGNS = str.maketrans(
    {"\t": "⇥", "\n": "↵", "\f": "⤓", "\v": "⤒", "\u00a0": "⍽", "«": "‹", "»": "›"}
)
_RULES = {"multiple": "×", "exact": "=", "at_least": "≥"}
Roles = dict[Where, str]


def dump(view: DocView) -> str:
    """Write a view as text, one paragraph a line; equal views give equal text.

    Clocks are left out (created, modified), so are sizes and names of parts.
    """
    roles: Roles = {}
    for item in recognise(view):
        known = roles.get(item.where, "")
        if item.role.value not in known.split("+"):
            roles[item.where] = f"{known}+{item.role.value}" if known else item.role.value
    out = [f"title «{view.core.title}» language {view.language or '-'}"]
    for number, section in enumerate(view.sections):
        out.append(_section(number, section, view.even_and_odd))
        for place, parts in (("header", section.headers), ("footer", section.footers)):
            out += [line for part in parts for line in _header(place, part, roles)]
        blocks = tuple(block for block in view.blocks if block.section == number)
        out += _blocks(blocks, roles, "")
    for note in view.notes:
        out += _header("note", note, roles)
    return "\n".join(out) + "\n"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value else "0"


def _section(number: int, section: Section, even: bool) -> str:
    margins = " ".join(
        f"{letter}{_number(value)}"
        for letter, value in (
            ("T", section.top_mm), ("B", section.bottom_mm), ("L", section.left_mm),
            ("R", section.right_mm), ("H", section.header_mm), ("F", section.footer_mm),
        )
    )  # fmt: skip
    flags = [section.break_kind]
    flags += ["titlePg"] if section.title_page else []
    flags += ["evenAndOdd"] if even else []
    flags += [f"from {section.page_start}"] if section.page_start is not None else []
    flags += [section.page_format] if section.page_format != "decimal" else []
    paper = f"{_number(section.width_mm)}×{_number(section.height_mm)} {section.orientation}"
    return f"\n== section {number + 1}: {paper} {margins} {' '.join(flags)}"


def _header(place: str, part: HeaderFooter, roles: Roles) -> list[str]:
    return [f"-- {place} {part.kind}", *_blocks(part.blocks, roles, "  ")]


def _blocks(blocks: tuple[Block, ...], roles: Roles, indent: str) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _table(block, roles, indent)
        else:
            yield from _paragraph(block, roles, indent)


def _table(table: Table, roles: Roles, indent: str) -> Iterator[str]:
    grid = " ".join(_number(width) for width in table.grid_mm)
    yield f"{indent}table «{table.style_name}» {table.alignment} {table.layout} [{grid}]"
    for number, row in enumerate(table.rows, start=1):
        flags = " header" * row.header + " cantSplit" * row.cant_split
        height = f" h{_number(row.height_mm)}" if row.height_mm else ""
        yield f"{indent}  row {number}{flags}{height}"
        for cell in row.cells:
            merge = f" merge-{cell.v_merge}" if cell.v_merge else ""
            edges = "".join(
                _edge(letter, line)
                for letter, line in (
                    ("t", cell.border_top), ("b", cell.border_bottom),
                    ("l", cell.border_left), ("r", cell.border_right),
                )
            )  # fmt: skip
            align = f" {cell.vertical_align}" if cell.vertical_align != "top" else ""
            yield (
                f"{indent}    cell {cell.column}+{cell.span} w{_number(cell.width_mm)}"
                f"{merge}{align}{edges}"
            )
            yield from _blocks(cell.blocks, roles, indent + "      ")


def _edge(letter: str, line: Border | None) -> str:
    return f" {letter}:{line.kind}/{_number(line.size_pt)}" if line else ""


def _paragraph(paragraph: Paragraph, roles: Roles, indent: str) -> Iterator[str]:
    role = roles.get(paragraph.where, "-")
    label = f" #{paragraph.numbering.label}" if paragraph.numbering else ""
    runs = "".join(f" {_run(form, text)}" for form, text in _merged(paragraph.runs))
    yield f"{indent}{role} «{paragraph.style_name}» {_form(paragraph.format)}{label} |{runs}"
    for drawing in paragraph.drawings:
        yield (
            f"{indent}  drawing {drawing.kind} "
            f"{_number(drawing.width_mm)}×{_number(drawing.height_mm)}"
        )
        yield from _blocks(drawing.blocks, roles, indent + "    ")


def _form(form: ParagraphFormat) -> str:
    parts = [
        form.alignment,
        f"in{_number(form.left_mm)}/{_number(form.right_mm)}/{_number(form.first_line_mm)}",
        f"sp{_number(form.before_pt)}/{_number(form.after_pt)}",
        f"{_RULES[form.line_rule]}{_number(form.line)}",
    ]
    flags = ("keep_next", "keep_lines", "page_break_before", "contextual_spacing")
    parts += [name.replace("_", "-") for name in flags if getattr(form, name)]
    parts += ["no-widow-control"] if not form.widow_control else []
    parts += [f"outline{form.outline}"] if form.outline else []
    edges = (("t", form.border_top), ("b", form.border_bottom))
    return " ".join(parts) + "".join(_edge(letter, line) for letter, line in edges)


def _merged(runs: tuple[Run, ...]) -> Iterator[tuple[RunFormat, str]]:
    """Join neighbours of one format: how a text is cut into runs is of no account."""
    held: tuple[RunFormat, str] | None = None
    for run in runs:
        text = f"{{{run.field}}}" if run.field else run.text
        if held and held[0] == run.format:
            held = (run.format, held[1] + text)
        else:
            if held:
                yield held
            held = (run.format, text)
    if held:
        yield held


def _run(form: RunFormat, text: str) -> str:
    parts = ["/".join(sorted(form.fonts)), _number(form.size_pt)]
    flags = ("bold", "italic", "caps", "small_caps", "strike", "hidden")
    parts += [name for name in flags if getattr(form, name)]
    parts += [f"u:{form.underline}"] if form.underline else []
    parts += [f"color:{form.color}"] if form.color not in ("auto", "000000") else []
    parts += [f"highlight:{form.highlight}"] if form.highlight else []
    parts += [form.vertical] if form.vertical else []
    return f"[{' '.join(parts)}]«{text.translate(_SIGNS)}»"
