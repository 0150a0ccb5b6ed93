"""The country as a workspace: real communes, each with an office of its own."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import pytest

from vbgen import resources
from vbgen.app.country import init_country
from vbgen.app.drafting import Studio, dossier_of
from vbgen.app.opening import open_workspace
from vbgen.app.workspace import Workspace
from vbgen.batch.jobs import folder_of
from vbgen.cli.main import run
from vbgen.documents.jobs import jobs
from vbgen.errors import UsageError

ALL = 3_321


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("nuoc") / "nuoc"
    init_country(folder)
    return open_workspace(folder)


def test_every_commune_of_the_register_is_a_unit(country: Workspace) -> None:
    with resources.data("units", "don-vi-hanh-chinh.csv").open(encoding="utf-8") as file:
        communes = {r["ma"]: r for r in csv.DictReader(file) if r["tinh"]}
    units = {u.code: u for u in country.register.units if u.inside}
    assert len(units) == ALL
    assert set(units) == set(communes)
    for code, unit in units.items():
        assert unit.place_name == communes[code]["dia_danh"]
        assert unit.province.casefold() == communes[code]["ten_tinh"].casefold()


def test_names_recur_and_folders_do_not(country: Workspace) -> None:
    units = [u for u in country.register.units if u.inside]
    assert len({u.name for u in units}) < ALL
    assert len({folder_of(u) for u in units}) == ALL
    assert len({country.register.full_label(u) for u in units}) == ALL


def test_a_name_of_the_day_holds_until_it_changes(country: Workspace) -> None:
    former = [u for u in country.register.units if len(u.names) > 1]
    assert former
    for unit in former:
        old, new = unit.names
        assert old.until
        assert new.since
        assert unit.name_on(old.until) == old.name
        assert unit.name_on(new.since) == new.name


def test_a_commune_issues_as_an_office_of_its_own(country: Workspace) -> None:
    dossier = dossier_of(country)
    draft = next(
        d
        for d in jobs(dossier).drafts
        if d.unit and d.type.slug == "ke-hoach-don-vi" and d.unit.kind == "xa"
    )
    assert draft.unit
    values = Studio(country, dossier).fill(draft).values
    territory = draft.unit.name.removeprefix("UBND ")
    assert values["co_quan"]["cap_tren"] == []
    assert values["co_quan"]["ten"] == ["ỦY BAN NHÂN DÂN", territory.upper()]
    assert values["ky"]["quyen_han"] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    assert values["ky_hieu"] == "KH-UBND"
    assert values["dia_danh_ngay"].startswith(f"{draft.unit.place_name}, ngày")


def test_a_part_of_the_country_is_spread_over_it(tmp_path: Path) -> None:
    init_country(tmp_path / "nuoc", 34)
    units = [u for u in open_workspace(tmp_path / "nuoc").register.units if u.inside]
    assert len(units) == 34
    assert len({u.province for u in units}) > 20


@pytest.mark.parametrize("units", [0, ALL + 1])
def test_more_units_than_there_are_is_refused(units: int, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="bấy nhiêu"):
        init_country(tmp_path / "nuoc", units)
    assert not (tmp_path / "nuoc").exists()


def test_the_command_makes_it(tmp_path: Path) -> None:
    folder = tmp_path / "nuoc"
    assert run(["init", str(folder), "--example", "ca-nuoc", "--units", "3"]) == 0
    assert run(["init", str(folder), "--example", "ca-nuoc"]) == 2
    assert (folder / "ke-hoach.yaml").is_file()


def test_former_units_ship_with_their_successors() -> None:
    data = resources.data("units", "don-vi-cu.csv.gz").read_bytes()
    rows = list(csv.DictReader(gzip.decompress(data).decode("utf-8").splitlines()))
    assert len(rows) > 10_000
    assert all(row["ke_thua"] for row in rows)
