"""What goes to the console: text that any code page can print, JSON alone on standard output."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Iterable
from typing import Any

import click

from vbgen.errors import Problem


def _without_marks(error: UnicodeError) -> tuple[str, int]:
    """Print what the console cannot show without its marks ("Kế hoạch" as "Ke hoach")."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from vbgen.vi.unicode import strip_marks

    plain = strip_marks(error.object[error.start : error.end])
    plain = plain.replace("…", "...").replace("–", "-").replace("·", "-").replace("“", '"')
    return plain.encode("ascii", "replace").decode("ascii"), error.end


def prepare_streams() -> None:
    """Let every message print on any console (cp1252, ``LC_ALL=C``)."""
    codecs.register_error("vbgen-plain", _without_marks)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="vbgen-plain")


def say(text: str) -> None:
    """Print a line to standard output."""
    click.echo(text)


def tell(text: str) -> None:
    """Print a line to standard error: progress and remarks, never part of the result."""
    click.echo(text, err=True)


def emit_json(value: Any) -> None:
    """Print one JSON document, and nothing else, on standard output."""
    import json

    unicode_ok = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    click.echo(json.dumps(value, ensure_ascii=not unicode_ok, indent=2))


def report(problems: Iterable[Problem], as_json: bool = False) -> None:
    """Show problems: the JSON shape on standard output, or Vietnamese text on standard error."""
    if as_json:
        from vbgen.reporters.as_json import errors_json

        emit_json(errors_json(problems))
        return
    from vbgen.reporters.text import problems_text

    tell(problems_text(problems))
