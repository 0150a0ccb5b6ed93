"""The shipped templates made from the type declarations and the decree's values."""

from vbgen.builder.template import build_template

__all__ = ["build_template"]
