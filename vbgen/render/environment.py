"""Jinja as vbgen uses it: sandboxed, autoescaping, strict about what is missing.

Only documented hooks are used: a subclass of the sandbox, an ``undefined`` class, a filter.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from jinja2 import Environment, StrictUndefined, Undefined
from jinja2.exceptions import TemplateRuntimeError, UndefinedError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup

from vbgen.render.limits import Limits, multiplied
from vbgen.render.prepared import Prepared
from vbgen.render.text import Emphasis, Spot, broken

# The filters that preparation adds to expressions. PUT leaves escaping to Jinja, the others
# escape themselves, in parts that Jinja compiles without autoescaping: PUT_TEXT for what lands in
# a run's text, PUT_ANY for all other places.
PUT, PUT_TEXT, PUT_ANY = "vbgen_put", "vbgen_put_text", "vbgen_put_any"
FINAL = "vbgen_finalize"  # a caller's ``finalize``, to be called before those
_DELIMITERS = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
)


class MissingValueError(UndefinedError):
    """A template asked for ``name`` (of ``owner``, where there is one) and there is none."""

    def __init__(self, owner: Any, name: Any, message: str | None = None) -> None:
        super().__init__(message)
        self.owner, self.name = owner, name


class UnfitCharacterError(TemplateRuntimeError):
    """A value holds a character that XML cannot hold."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character


class LeftOverError(TemplateRuntimeError):
    """A value that is no text (None, a function, an object) would be printed."""

    def __init__(self, value: Any) -> None:
        super().__init__(type(value).__name__)
        self.value = value


class NeedsTemplateError(TemplateRuntimeError):
    """An image or sub-document was put out without the docxtpl template it was made with."""


class Missing(StrictUndefined):
    """Undefined that remembers, in the error it raises, what was asked of which object."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        raises: Any = partial(MissingValueError, obj, name) if exc is UndefinedError else exc
        super().__init__(hint, obj, name, raises)


class DataFirst(SandboxedEnvironment):
    """A sandbox in which ``x.items`` of a dict is the entry ``items`` where there is one."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply, within bounds."""
        multiplied(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an entry of a dict before a method of it; all else as the sandbox does.

        Fields of records, too, are taken at once: there is nothing unsafe about them.
        """
        if isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
        elif (
            attribute in getattr(obj.__class__, "__dataclass_fields__", ()) and attribute[0] != "_"
        ):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def environment(
    user: Environment | None, output: Output, lent: Mapping[str, Callable[..., Any]]
) -> Environment:
    """Return the environment of one template, with all that ``user`` brings along.

    ``lent`` are the filters of the tags that preparation itself writes.
    From a caller's environment come filters, tests, globals, extensions, loader and policies;
    escaping, the sandbox and (unless it has an ``undefined`` of its own) strictness stay ours.
    """
    env = _like(user) if user is not None else DataFirst(undefined=Missing)
    env.globals["range"] = output.limits.range
    env.autoescape = output.escaped_by_jinja
    env.filters |= {**lent, PUT: output.put, PUT_TEXT: output.put_text, PUT_ANY: output.put_any}
    return env


def _like(user: Environment) -> DataFirst:
    env = DataFirst(
        undefined=Missing if user.undefined is Undefined else user.undefined,
        extensions=[type(extension) for extension in user.extensions.values()],
        loader=user.loader,
        **{name: getattr(user, name) for name in _DELIMITERS},
    )
    plain = Environment()
    for name in vars(user).keys() - vars(plain).keys():  # what extensions keep there
        setattr(env, name, getattr(user, name))
    own = plain.globals
    env.globals.update({k: v for k, v in user.globals.items() if own.get(k) is not v})
    env.filters.update(user.filters)
    env.tests.update(user.tests)
    env.policies.update(user.policies)
    if user.finalize:
        env.filters[FINAL] = user.finalize
    return env


class Output:
    """The way each value takes into the XML: ``put(value, number)``, the filter on every tag.

    A number stands for a spot of the template; a negative number (``-1 - n``) marks a
    part whose breaks docxtpl resolves afterwards. With ``strict`` None and functions are errors.
    ``using`` says whether the docxtpl template is at hand with which images are made.
    """

    def __init__(self, strict: bool) -> None:
        self.spots: Sequence[Spot] = ()
        self.strict, self.using = strict, False
        # Set when a value brought XML that may not fit where it went: docxtpl then mends the part.
        self.rough = False
        self._made: list[tuple[str, str]] = []  # values with the breaks made here, and without
        self.limits = Limits()
        self.own_escaping = frozenset[str | None]()  # parts that Jinja does not escape
        special = self._special

        def put(value: Any, number: int) -> Any:
            # Jinja escapes a plain str itself; this test runs for every value of every document.
            if (
                value.__class__ is str
                and "\n" not in value
                and "\t" not in value
                and "\f" not in value
                and "\a" not in value
            ):
                return value
            return special(value, number)

        def put_text(value: Any, number: int) -> Any:
            if (
                value.__class__ is str
                and "&" not in value
                and "<" not in value
                and ">" not in value
                and "\n" not in value
                and "\t" not in value
                and "\f" not in value
                and "\a" not in value
            ):
                return value
            return Markup.escape(special(value, number))

        def put_any(value: Any, number: int) -> Any:
            if value.__class__ is int:  # a measured indent
                return str(value)
            return Markup.escape(special(value, number))

        self.put, self.put_text, self.put_any = put, put_text, put_any

    def serve(self, prepared: Prepared) -> None:
        """Put out the values of this template from now on."""
        self.spots = prepared.spots
        self.own_escaping = frozenset(part.name for part in prepared.parts if part.own_escaping)

    def start(self) -> None:
        """Begin a part."""
        self.rough = False
        self._made.clear()
        self.limits.start()

    def unmade(self, xml: str) -> str:
        """Take back the breaks made in a part that turned out rough: docxtpl makes them anew.

        Which look a break takes over depends on the XML around it, and that was not foreseen.
        """
        for made, value in sorted(set(self._made), key=lambda pair: -len(pair[0])):
            xml = xml.replace(made, value)
        return xml

    def escaped_by_jinja(self, name: str | None) -> bool:
        """Say whether Jinja escapes what the template ``name`` puts out (its hook for this)."""
        return name not in self.own_escaping

    def _special(self, value: Any, number: int) -> Any:
        if isinstance(value, Undefined | int | float):
            return str(value)
        spot = self.spots[number if number >= 0 else -1 - number]
        ours = number >= 0 and not self.using  # else docxtpl goes over the part in any case
        if isinstance(value, Emphasis):
            xml = value.at(spot)
        elif hasattr(value, "__html__"):
            if hasattr(value, "tpl") and not self.using:
                raise NeedsTemplateError(type(value).__name__)
            xml = value.__html__()
            self.rough |= ours and "<" in xml and not _belongs(value, xml, spot)
        else:
            if self.strict and (value is None or callable(value)):
                raise LeftOverError(value)
            if spot.kind != "text" or not ours:
                return str(value)
            xml = str(Markup.escape(str(value)))
        if not ours or self.rough:
            return Markup(xml)
        made = broken(xml, spot)
        if made != xml:
            if spot.fragile:
                self.rough = True
                return Markup(xml)
            self._made.append((made, xml))
        return Markup(made)


def _belongs(value: Any, xml: str, spot: Spot) -> bool:
    """Say whether XML of a value's own stands where such a value is meant to stand.

    Rich text belongs between runs (``{{r x }}``), paragraphs and sub-documents between
    paragraphs. A caller's own Markup may be anything.
    """
    meant = spot.kind == "block" or (spot.kind == "run" and "<w:p>" not in xml)
    return meant and type(value).__module__.partition(".")[0] == "docxtpl"


_CONTROLS = [bytes([code]) for code in range(32) if code not in b"\t\n\r"]
_NONCHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


def check_characters(data: bytes) -> None:
    """Raise UnfitCharacterError where ``data`` (UTF-8) holds what XML cannot hold.

    A search for each such byte in turn is many times faster than any single pass in Python.
    """
    for control in _CONTROLS:
        if control in data:
            raise UnfitCharacterError(control.decode())
    if b"\xef" in data:
        for noncharacter in _NONCHARACTERS:
            if noncharacter in data:
                raise UnfitCharacterError(noncharacter.decode())
