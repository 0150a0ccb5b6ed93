"""The decree's form as values, loaded once from ``data/forms/nd30.yml``."""

from vbgen.form.load import load
from vbgen.form.values import Component, Form, LineStyle, Literal, Margins, Mark, Page, Range, Rule

__all__ = [
    "Component",
    "Form",
    "LineStyle",
    "Literal",
    "Margins",
    "Mark",
    "Page",
    "Range",
    "Rule",
    "load",
]
