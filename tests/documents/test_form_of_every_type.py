"""Every declared type, drafted from real plans: the decree's form, the schema, printed pages."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from support import layout, nd30, office
from support.effective import components
from support.schemas import assert_valid, requires_schemas

from vbgen import resources
from vbgen.app.drafting import Options, Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.app.templates import preview
from vbgen.documents import types
from vbgen.documents.decree_types import decree_types
from vbgen.documents.jobs import jobs
from vbgen.docview import read

EXAMPLES = Path(__file__).parents[2] / "examples"
COMBINATIONS = [("14", 14), ("13", 13), ("13", 14)]
DECREE = [slug for slug in types.slugs() if types.load(slug).base in decree_types()]
OUTSIDE = [slug for slug in types.slugs() if slug not in DECREE]


@cache
def drafted(slug: str, header_set: str = "14", body: int = 14) -> bytes:
    """The first draft of a type that the 2024 example calls for, else a preview of samples."""
    workspace, dossier, by_type = _example()
    options = Options(header_set=header_set, body_size=body)
    if slug in by_type:
        return Studio(workspace, dossier, options).render(by_type[slug])[0]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "mau.docx"
        return preview(resources.template(slug), target, None, options).read_bytes()


@cache
def _example():  # type: ignore[no-untyped-def]
    workspace = open_workspace(EXAMPLES / "ke-hoach-cchc-2024")
    dossier = dossier_of(workspace)
    by_type = {d.type.slug: d for d in reversed(jobs(dossier).drafts)}
    return workspace, dossier, by_type


@pytest.mark.parametrize("slug", DECREE)
@pytest.mark.parametrize(("header_set", "body"), COMBINATIONS, ids=["14-14", "13-13", "13-14"])
def test_sizes_and_styles_are_those_of_the_decree(slug: str, header_set: str, body: int) -> None:
    met = nd30.check_form(drafted(slug, header_set, body), header_set, body)
    assert {"national_name", "motto", "issuer"} <= met
    assert met & {"body", "article"}


@requires_schemas
@pytest.mark.parametrize("slug", types.slugs())
def test_every_part_validates(slug: str) -> None:
    assert_valid(drafted(slug))


@pytest.mark.parametrize("slug", OUTSIDE)
def test_papers_outside_the_decree_bear_no_number_of_its_types(slug: str) -> None:
    assert slug.startswith(("ngoai-nd30", "phu-luc"))


def printed() -> Iterator[tuple[str, Path]]:
    yield from zip(types.slugs(), office.to_pdf(*map(drafted, types.slugs())), strict=True)


@office.requires_libreoffice
@pytest.mark.slow
def test_the_printed_pages_of_every_type() -> None:
    """Margins, page numbers, headings, signatures, one-line Quốc hiệu, lines, nothing lost."""
    faults = []
    for slug, pdf in printed():
        view = read(drafted(slug))
        found = components(view)
        checks = [
            lambda p=pdf, v=view: layout.check_margins(p, v),
            lambda p=pdf: layout.check_page_numbers(p),
            lambda p=pdf, f=found: layout.check_headings(p, f),
            lambda p=pdf, v=view: layout.check_nothing_lost(p, v),
        ]
        if slug in DECREE:
            checks += [
                lambda p=pdf, f=found: layout.check_level(p, f),
                lambda p=pdf: layout.check_one_line(p, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                lambda p=pdf, f=found: layout.check_signature(p, f),
                lambda p=pdf, f=found: nd30.check_rules(p, f),
            ]
        for check in checks:
            try:
                check()
            except AssertionError as error:
                faults.append(f"{slug}: {str(error).splitlines()[0]}")
    assert not faults, "\n".join(faults)
