"""A template made anew never takes the place of one that somebody styled."""

from __future__ import annotations

from pathlib import Path

import pytest

from vbgen.cli.main import run


def test_a_styled_template_is_kept_unless_told_otherwise(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "thong-bao.docx"
    new = ["template", "new", "thong-bao", "-o", str(target)]
    assert run(new) == 0
    made = target.read_bytes()
    assert run(new) == 0  # the same again is no loss
    target.write_bytes(b"styled in Word")
    assert run(new) == 2
    assert "--overwrite" in capsys.readouterr().err
    assert target.read_bytes() == b"styled in Word"
    assert run([*new, "--overwrite"]) == 0
    assert target.read_bytes() == made
