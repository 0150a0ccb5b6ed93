"""The template as its users see it: prepared once, rendered as often as one likes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from os import PathLike
from pathlib import Path
from types import CodeType
from typing import IO, TYPE_CHECKING, Any

import jinja2
from jinja2 import TemplateError, TemplateSyntaxError

from vbgen.errors import UserError
from vbgen.render import cache
from vbgen.render.deflate import deflate as deflate_by_name
from vbgen.render.environment import Output, UnfitCharacterError, check_characters, environment
from vbgen.render.package import assemble, joint_digest
from vbgen.render.prepared import Kind, Part, Prepared, Transform

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from docxtpl import DocxTemplate

    Source = str | PathLike[str] | bytes | IO[bytes] | Traversable

# What an expression of a template may raise on unsuitable data. All else is a defect of ours.
_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
)


class Template:
    """A docxtpl template, prepared once.

    ``source`` is a path, the bytes of a .docx or a stream. ``jinja_env`` lends its filters, tests,
    globals and extensions. ``transform`` changes raw parts before docxtpl sees them;
    ``cache_dir`` keeps prepared templates between runs (not with a ``jinja_env``, whose filters
    have no digest). ``deflate`` names a compressor, else the fastest installed is taken. With
    ``strict`` a None or a function that would be printed is an error; without, docxtpl's ``None``.

    Raises TemplateInvalid where the file is no Word document or a tag is broken.
    """

    def __init__(
        self,
        source: Source,
        jinja_env: jinja2.Environment | None = None,
        *,
        transform: Transform | None = None,
        cache_dir: Path | None = None,
        deflate: str | None = None,
        strict: bool = False,
        name: str = "",
    ) -> None:
        self._data, found = _read(source)
        self.name = name or found
        self._transform = transform
        self._deflate = deflate_by_name(deflate)
        self._output = Output(strict)
        self._lent = transform.filters if transform else {}
        self._env = environment(jinja_env, self._output, self._lent)
        self._lexer = jinja_env or self._env  # whose delimiters the tags are written in
        prepared, codes = self._prepare(cache_dir if jinja_env is None else None)
        self._fixed = prepared.fixed
        self._parts = prepared.parts
        self._compiled = [
            (
                part,
                jinja2.Template.from_code(self._env, codes[part.name], dict(self._env.globals)),
                part.head.encode(),
                part.tail.encode(),
            )
            for part in prepared.parts
        ]

    @property
    def why_slow(self) -> list[str]:
        """Why parts of this template must pass through docxtpl again; empty on the fast path."""
        return [f"{part.name}: {reason}" for part in self._parts for reason in part.slow]

    def render(self, context: Mapping[str, Any], using: DocxTemplate | None = None) -> bytes:
        """Return the document made from ``context``: the same bytes for the same input.

        ``using`` is a docxtpl.DocxTemplate of the same file with which images, sub-documents,
        links or replaced media were made; then the document is finished in its package.
        Raises TemplateInvalid for a missing value (with its data path) or a tag that fails,
        UserError for a character that XML cannot hold.
        """
        if using is not None:
            return self._render_using(context, using)
        return assemble(self._fixed, self._rendered(context), self._deflate)

    def render_digested(self, context: Mapping[str, Any]) -> tuple[bytes, str]:
        """Return the document and its :func:`content_digest`, without unpacking it again."""
        parts = self._rendered(context)
        digests = [(name, sha256(data).hexdigest()) for name, data in parts]
        document = assemble(self._fixed, parts, self._deflate)
        return document, joint_digest([*self._fixed.digests, *digests])

    def docxtpl(self) -> DocxTemplate:
        """Return a fresh docxtpl.DocxTemplate of this template, for objects that need one."""
        from vbgen.render.prepare import opened, transformed

        return opened(transformed(self._data, self._transform, self.name), self.name)

    def _rendered(self, context: Mapping[str, Any]) -> list[tuple[str, bytes]]:
        return [(entry[0].name, self._xml(*entry, context)) for entry in self._compiled]

    def _xml(
        self,
        part: Part,
        compiled: jinja2.Template,
        head: bytes,
        tail: bytes,
        context: Mapping[str, Any],
    ) -> bytes:
        try:
            pieces = [*self._encoded(compiled, context, look=not part.slow)]
            if part.slow or self._output.rough:
                body = self._output.unmade(b"".join(pieces).decode())
                pieces = [_finish(part.kind, part.whole(body)).encode()]
        except _FAULTS as exc:
            raise self._explained(exc, context, part) from exc
        return b"".join((head, *pieces, tail))

    def _encoded(
        self, compiled: jinja2.Template, context: Mapping[str, Any], *, look: bool
    ) -> Iterator[bytes]:
        """Yield the rendered part; ``look`` for characters that XML cannot hold."""
        self._output.start()
        try:
            for piece in self._output.limits.encoded(compiled.generate(context)):
                if look and not self._output.rough:
                    check_characters(piece)
                yield piece
        except UnicodeEncodeError as exc:  # half of a surrogate pair
            raise UnfitCharacterError(exc.object[exc.start]) from exc

    def _explained(self, exc: Exception, context: Mapping[str, Any], part: Part) -> UserError:
        from vbgen.render.faults import explain

        return explain(exc, context, self.name, part.name, part.lines)

    def _render_using(self, context: Mapping[str, Any], using: DocxTemplate) -> bytes:
        from docx.opc.oxml import parse_xml

        from vbgen.render.docxtpl_way import finish_with
        from vbgen.render.package import repacked

        compiled = {part.name: template for part, template, _, _ in self._compiled}

        def rendered(part: Part) -> str:
            try:
                body = b"".join(self._encoded(compiled[part.name], context, look=False)).decode()
                xml = str(using.resolve_listing(part.whole(body)))
                check_characters(xml.encode())
                if part.kind in ("header", "footer"):  # only in the body docxtpl mends XML
                    parse_xml(xml)
                return xml
            except _FAULTS as exc:
                raise self._explained(exc, context, part) from exc

        self._output.using = True
        try:
            return repacked(finish_with(using, self._parts, rendered, self._lexer), self._deflate)
        finally:
            self._output.using = False

    def _prepare(self, folder: Path | None) -> tuple[Prepared, dict[str, CodeType]]:
        name = (
            cache.key(self._data, self._transform.key if self._transform else "") if folder else ""
        )
        if folder and (kept := cache.load(folder, name)):
            self._output.serve(kept[0])
            return kept
        prepared = self._prepared()
        self._output.serve(prepared)  # constants of a template are put out as it compiles
        codes = {part.name: self._code(part) for part in prepared.parts}
        if folder:
            cache.store(folder, name, prepared, codes)
        return prepared, codes

    def _prepared(self) -> Prepared:
        from vbgen.render.prepare import prepare, transformed

        data = transformed(self._data, self._transform, self.name)
        lent = self._lent if self._lexer is self._env else None
        return prepare(data, self._lexer, self._env, self.name, _finish, lent)

    def _code(self, part: Part) -> CodeType:
        try:
            # The part's name as the code's file name: errors are found by it, and it is no path.
            return self._env.compile(part.source, part.name, part.name)
        except TemplateSyntaxError as exc:
            from vbgen.render.faults import broken_tag

            raise broken_tag(exc, self.name, part.lines) from exc


def _finish(kind: Kind, xml: str) -> str:
    from vbgen.render.docxtpl_way import finish

    return finish(kind, xml)


def _read(source: Source) -> tuple[bytes, str]:
    """Return the bytes of a template and the name to call it by in messages."""
    if isinstance(source, bytes):
        return source, "mẫu Word"
    if isinstance(source, str | PathLike):
        path = Path(source)
        return path.read_bytes(), path.name
    if hasattr(source, "read_bytes"):  # a file of an installed package
        return source.read_bytes(), source.name
    return source.read(), "mẫu Word"
