"""Lines of text within blocks, as a reader sees them, wherever the file puts them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vbgen.docview.facts import Block, Cell, Paragraph, Run
from vbgen.docview.words import fold


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line's worth of runs of one paragraph; ``column`` counts tabs or cells passed."""

    paragraph: Paragraph
    runs: tuple[Run, ...]
    column: int = 0
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """The text as printed, without blanks at the ends."""
        return "".join(run.shown for run in self.runs).strip()

    @property
    def folded(self) -> str:
        """The text for comparison."""
        return fold(self.text)

    @property
    def bold(self) -> bool:
        """True if every visible letter is bold."""
        seen = [run.format.bold for run in self.runs if run.shown.strip()]
        return bool(seen) and all(seen)

    @property
    def centred(self) -> bool:
        """True if the paragraph is centred."""
        return self.paragraph.format.alignment == "center"


def whole(paragraph: Paragraph, column: int = 0, cell: Cell | None = None) -> Line:
    """Return a paragraph as one line; its automatic number comes first, as a run."""
    runs = paragraph.runs
    if paragraph.numbering and paragraph.numbering.label and paragraph.numbering.kind != "bullet":
        runs = (Run(paragraph.numbering.label + " ", paragraph.mark, field="LABEL"), *runs)
    return Line(paragraph, runs, column, cell)


def split(line: Line, at: str) -> Iterator[Line]:
    """Split a line at line breaks (``\\n``) or at tabs, which count columns."""
    if not any(at in run.text for run in line.runs):
        yield line
        return
    column, runs = line.column, list[Run]()
    for run in line.runs:
        pieces = run.text.split(at)
        for number, piece in enumerate(pieces):
            if number:
                yield replace(line, runs=tuple(runs), column=column)
                column, runs = column + (at == "\t"), []
            if piece or run.drawings or run.field:
                runs.append(replace(run, text=piece))
    yield replace(line, runs=tuple(runs), column=column)


def lines(block: Block, tabs: bool = False) -> Iterator[Line]:
    """Yield the lines of a block in reading order, empty ones included.

    With ``tabs`` a paragraph set in two columns by tabs gives a line for each column.
    """
    if isinstance(block, Paragraph):
        for line in split(whole(block), "\n"):
            yield from split(line, "\t") if tabs else (line,)
        return
    for row in block.rows:
        for cell in row.cells:
            for inner in cell.blocks:
                for line in lines(inner):
                    yield replace(line, column=max(cell.column, line.column), cell=cell)
