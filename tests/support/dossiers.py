"""Dossiers read from a workspace folder or made of a few lines of YAML, without any command."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from vbgen.documents import product_types
from vbgen.documents.dossier import Dossier
from vbgen.documents.periodic.regimes import load_regimes
from vbgen.model.fields import Fields, Problems
from vbgen.model.issued import IssuedDocument
from vbgen.model.office import read_office
from vbgen.model.plan import read_plan
from vbgen.model.raw import Raw
from vbgen.model.supplement import read_supplement
from vbgen.model.unit import read_register
from vbgen.sources.yaml_file import read_yaml

EXAMPLES = Path(__file__).parents[2] / "examples"


def read_dossier(
    folder: Path, as_of: date | None = None, issued: tuple[IssuedDocument, ...] = ()
) -> Dossier:
    """Read the four files of a workspace; every problem found is a failure."""
    problems = Problems()
    raw: dict[str, Raw | None] = {
        stem: read_yaml(path) if (path := folder / f"{stem}.yaml").is_file() else None
        for stem in ("van-phong", "don-vi", "ke-hoach", "bo-sung")
    }
    register = read_register(Fields(raw["don-vi"], problems, "đơn vị"))
    plan = read_plan(Fields(raw["ke-hoach"], problems, "kế hoạch"), register, product_types.infer)
    dossier = Dossier(
        office=read_office(Fields(raw["van-phong"], problems, "văn phòng")),
        register=register,
        plan=plan,
        supplement=read_supplement(raw["bo-sung"], problems),
        regimes=load_regimes(plan.year),
        issued=issued,
        as_of=as_of,
    )
    problems.raise_errors()
    return dossier


def write_workspace(folder: Path, files: Mapping[str, str]) -> Path:
    """Write YAML texts as the files of a workspace."""
    for stem, text in files.items():
        (folder / f"{stem}.yaml").write_text(text, encoding="utf-8")
    return folder
