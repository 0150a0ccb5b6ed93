"""A .docx read into facts: pages, blocks, effective formatting, and the decree's components.

``read(source)`` gives a :class:`DocView`; ``recognise(view)`` finds Quốc hiệu, số, trích yếu and
the rest in it; ``dump(view)`` writes it as stable text. Knows no template of vbgen's own.
"""

from vbgen.docview.dump import dump
from vbgen.docview.facts import DocView
from vbgen.docview.reader import read
from vbgen.docview.roles import Component, Components, recognise
from vbgen.docview.strokes import Stroke, stroke_under
from vbgen.docview.words import Role

__all__ = [
    "Component",
    "Components",
    "DocView",
    "Role",
    "Stroke",
    "dump",
    "read",
    "recognise",
    "stroke_under",
]
