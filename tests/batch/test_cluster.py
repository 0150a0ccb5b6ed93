"""The same jobs on a Dask cluster of real worker processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from vbgen.app.batch import Asked, Means, batch
from vbgen.app.opening import open_workspace
from vbgen.cli.main import run

Tree = Callable[[Path], dict[str, bytes]]

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def test_a_cluster_makes_the_same_bytes(
    address: str, country: Path, tmp_path: Path, tree: Tree
) -> None:
    workspace = open_workspace(country)
    local, far = tmp_path / "local", tmp_path / "far"
    batch(workspace, local, Asked(), Means(1))
    result = batch(workspace, far, Asked(), Means(2, address))
    assert (result.exit_code, result.counts["failed"]) == (0, 0)
    assert tree(far) == tree(local)


def test_a_cluster_that_is_not_there_is_named(
    country: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["-o", str(tmp_path / "out"), "--scheduler", "tcp://127.0.0.1:1"]
    assert run(["batch", str(country), *out]) == 2
    assert "không nối được" in capsys.readouterr().err
