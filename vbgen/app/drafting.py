"""Drafts rendered: the dossier of a workspace, templates prepared once, contexts filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from vbgen import resources
from vbgen.app.workspace import Workspace
from vbgen.documents.dossier import Dossier, Draft
from vbgen.documents.filled import Filled, context
from vbgen.documents.periodic.regimes import load_regimes
from vbgen.render import Emphasis, Template, default_cache_dir
from vbgen.render.fitting import Fitting, PlanColumn
from vbgen.render.fitting import Settings as Look


@dataclass(frozen=True, slots=True)
class Options:
    """What a command asks for beyond the workspace's own settings."""

    as_of: date | None = None
    header_set: str | None = None
    body_size: int | None = None


def dossier_of(
    workspace: Workspace, as_of: date | None = None, more: Mapping[str, Any] | None = None
) -> Dossier:
    """Return what the drafts of a workspace follow from."""
    return Dossier(
        office=workspace.office,
        register=workspace.register,
        plan=workspace.plan,
        supplement=workspace.supplement,
        regimes=load_regimes(own=workspace.own_regimes),
        issued=workspace.issued(),
        as_of=as_of,
        rich=Emphasis,
        more=more or {},
        own_holidays=workspace.own_holidays,
    )


@dataclass
class Studio:
    """Renders the drafts of one dossier; each template is prepared once."""

    workspace: Workspace
    dossier: Dossier
    options: Options = Options()
    _templates: dict[str, Template] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    def template(self, slug: str) -> Template:
        """Return the prepared template of a type: the workspace's own, else the shipped one."""
        if slug not in self._templates:
            data = resources.template(slug, self.workspace.root).read_bytes()
            own = resources.own_template(slug, self.workspace.root) is not None
            fitting = Fitting(data, self._look(own), self._columns())
            self._digests[slug] = sha256(fitting.key.encode() + data).hexdigest()
            self._templates[slug] = Template(
                data,
                transform=fitting,
                cache_dir=default_cache_dir(),
                strict=True,
                name=f"{slug}.docx",
            )
        return self._templates[slug]

    def template_digest(self, slug: str) -> str:
        """Return the digest of a type's template and of all that is fitted into it."""
        self.template(slug)
        return self._digests[slug]

    def _look(self, own: bool) -> Look:
        """Settings go into a shipped template; an office's own keeps its look unless asked."""
        settings, options = self.workspace.settings, self.options
        if own:
            return Look(options.header_set, options.body_size, None)
        return Look(
            options.header_set or settings.header_set,
            options.body_size or settings.body_size,
            settings.margins,
        )

    def _columns(self) -> tuple[PlanColumn, ...]:
        return tuple(PlanColumn(c.role, c.width) for c in self.workspace.plan.columns)

    def fill(self, draft: Draft) -> Filled:
        """Return the context of a draft."""
        return context(self.dossier, draft)

    def render(self, draft: Draft) -> tuple[bytes, Filled]:
        """Return a draft's .docx and the context it was made from."""
        filled = self.fill(draft)
        return self.template(draft.type.slug).render(filled.values), filled

    def render_digested(self, draft: Draft) -> tuple[bytes, str, Filled]:
        """Return a draft's .docx, the digest of its content, and its context."""
        filled = self.fill(draft)
        template = self.template(draft.type.slug)
        return *template.render_digested(filled.values), filled
