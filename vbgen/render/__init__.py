"""Word documents from docxtpl templates, fast. The only package that knows docxtpl.

``Template(path).render(context)`` gives, part by part, the XML that docxtpl gives with
autoescaping on and all names defined; ``docs/render.md`` tells how, and where it differs.
"""

from vbgen.cache import default_cache_dir
from vbgen.render.leftovers import blanks, leftovers
from vbgen.render.package import content_digest
from vbgen.render.prepared import Transform
from vbgen.render.template import Template
from vbgen.render.text import Blank, Emphasis

__all__ = [
    "Blank",
    "Emphasis",
    "Template",
    "Transform",
    "blanks",
    "content_digest",
    "default_cache_dir",
    "leftovers",
]
