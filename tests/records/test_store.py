import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from vbgen.errors import OutputBlocked, UserError
from vbgen.model.issued import IssuedDocument
from vbgen.records import Records, schema
from vbgen.records.tables import HEADINGS, TITLES

AT = datetime(2024, 4, 1, tzinfo=UTC)
FILE = "so-theo-doi.sqlite"


def document(number: int) -> IssuedDocument:
    return IssuedDocument(
        number, "KH-VP", date(2024, 3, 29), "Văn phòng", "ke-hoach", "Kế hoạch", "việc", "VP",
        deliverable=f"2024-I-{number:02d}.1",
    )  # fmt: skip


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / FILE, wait=0.05)


def fill(records: Records, number: int = 1) -> None:
    with records.writing() as book:
        book.issued.register(document(number), AT)


def test_reading_makes_no_file(records: Records) -> None:
    assert records.issued() == ()
    with records.reading() as book:
        assert book.closed.latest("cchc", "2024-Q1") is None
        assert [len(list(table.rows)) for table in book.tables()] == [0] * len(TITLES)
    assert list(records.path.parent.iterdir()) == []


def test_reading_changes_no_byte_and_cannot_write(records: Records) -> None:
    fill(records)
    before = records.path.read_bytes()
    with pytest.raises(OutputBlocked), records.reading() as book:
        book.issued.register(document(2), AT)
    assert records.path.read_bytes() == before
    assert [p.name for p in records.path.parent.iterdir()] == [FILE]


def test_an_error_in_the_middle_undoes_all_of_it(records: Records) -> None:
    fill(records)
    with pytest.raises(ZeroDivisionError), records.writing() as book:
        book.issued.register(document(2), AT)
        raise ZeroDivisionError
    assert [d.number for d in records.issued()] == [1]


def test_a_second_writer_is_told_that_the_file_is_in_use(records: Records) -> None:
    fill(records)
    with records.writing() as book:
        book.issued.register(document(2), AT)
        with pytest.raises(UserError, match="đang được một lệnh khác dùng"):
            fill(records, 3)
        assert [d.number for d in records.issued()] == [1], "readers see what was settled"
    assert [d.number for d in records.issued()] == [1, 2]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"PK\x03\x04 not a database at all, much longer than the header of one" * 9, "bị hỏng"),
        (b"SQLite format 3\0" + b"\xff" * 200, "bị hỏng"),
    ],
    ids=["another kind of file", "a broken head"],
)
def test_a_damaged_file_is_named_with_a_remedy(
    records: Records, content: bytes, problem: str
) -> None:
    records.path.write_bytes(content)
    for use in (records.reading, records.writing):
        with pytest.raises(UserError, match=problem) as caught, use() as book:
            book.issued.current()
        assert caught.value.problems[0].place == FILE
        assert "sao lưu" in caught.value.problems[0].remedy
    assert records.path.read_bytes() == content


def test_pages_lost_in_the_middle_are_noticed(records: Records) -> None:
    with records.writing() as book:
        for number in range(1, 200):
            book.issued.register(document(number), AT)
    content = records.path.read_bytes()
    records.path.write_bytes(content[:4096] + b"\0" * (len(content) - 4096))
    with pytest.raises(UserError, match="bị hỏng"):
        records.issued()


def test_an_empty_file_is_an_empty_register(records: Records) -> None:
    records.path.touch()
    assert records.issued() == ()
    assert records.path.stat().st_size == 0
    fill(records)
    assert [d.number for d in records.issued()] == [1]


def test_another_programs_file_is_refused_and_left_alone(records: Records) -> None:
    with closing(sqlite3.connect(records.path)) as theirs:
        theirs.execute("CREATE TABLE issued (x)")
        theirs.commit()
    before = records.path.read_bytes()
    for use in (records.reading, records.writing):
        with pytest.raises(UserError, match="không phải sổ theo dõi của vbgen"), use():
            pass
    assert records.path.read_bytes() == before


def test_a_file_of_a_later_version_is_refused_and_left_alone(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(records)
    with closing(sqlite3.connect(records.path)) as later:
        later.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    before = records.path.read_bytes()
    for use in (records.reading, records.writing):
        with pytest.raises(UserError, match="bản vbgen mới hơn") as caught, use():
            pass
        assert "cập nhật vbgen" in caught.value.problems[0].remedy
    assert records.path.read_bytes() == before


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """A vbgen that has taken a further step: a column more and a default for what stands there."""
    step = "ALTER TABLE runs ADD COLUMN who TEXT NOT NULL DEFAULT '?'; CREATE TABLE scores (a)"
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return schema.version_of(connection)


def test_an_older_file_is_read_without_being_changed(
    records: Records, request: pytest.FixtureRequest
) -> None:
    fill(records)
    before = records.path.read_bytes()
    request.getfixturevalue("next_version")
    with records.reading() as book:
        assert [d.number for d in book.issued.current()] == [1]
        assert "scores" in [table.title for table in book.tables()]
    assert records.path.read_bytes() == before


def test_an_older_file_is_brought_up_to_date_by_the_first_that_writes(
    records: Records, request: pytest.FixtureRequest
) -> None:
    fill(records)
    older = version(records.path)
    request.getfixturevalue("next_version")
    fill(records, 2)
    assert version(records.path) == older + 1
    assert [d.number for d in records.issued()] == [1, 2]


def test_a_failed_step_leaves_the_older_file(
    records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(records)
    broken = (*schema.STEPS, "CREATE TABLE scores (a); CREATE TABLE issued (a)")
    with monkeypatch.context() as patch:
        patch.setattr(schema, "STEPS", broken)
        patch.setattr(schema, "VERSION", len(broken))
        with pytest.raises(sqlite3.OperationalError), records.writing():
            pass
    assert version(records.path) == schema.VERSION
    assert [d.number for d in records.issued()] == [1]


def test_every_table_and_column_has_a_vietnamese_heading(records: Records) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        schema.upgrade(connection)
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        names = [name for (name,) in tables]
        columns = [
            row[1] for name in names for row in connection.execute(f"PRAGMA table_info({name})")
        ]
    assert set(names) == set(TITLES)
    assert set(columns) <= set(HEADINGS)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind here")
def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "chi-doc"
    folder.mkdir()
    folder.chmod(0o500)
    with pytest.raises(OutputBlocked, match="không mở hoặc không ghi được"):
        fill(Records(folder / FILE))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputBlocked, match="không mở hoặc không ghi được"):
        fill(Records(tmp_path / "khong-co" / FILE))


SCRIPT = """
    import sys
    from datetime import UTC, date, datetime
    from pathlib import Path
    from vbgen.errors import UserError
    from vbgen.model.issued import IssuedDocument
    from vbgen.records import Records

    records, who = Records(Path(sys.argv[1])), sys.argv[2]

    def enter(book, number):
        document = IssuedDocument(
            number, "KH-VP", date(2024, 3, 29), "VP", "ke-hoach", "Kế hoạch", "việc", "VP",
            deliverable=f"{who}-{number}")
        book.issued.register(document, datetime(2024, 4, 1, tzinfo=UTC), ["dòng"] * 50)
"""


def start(records: Records, who: str, body: str) -> "subprocess.Popen[str]":
    code = textwrap.dedent(SCRIPT) + textwrap.dedent(body)
    return subprocess.Popen(
        [sys.executable, "-c", code, str(records.path), who],
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


def test_two_commands_at_once_share_the_numbers_without_loss(records: Records) -> None:
    body = """
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(1, 31):
        try:
            with records.writing() as book:
                enter(book, number)
            print(number)
        except UserError as error:
            assert "đã cấp cho" in str(error), error
    """
    both = [start(records, who, body) for who in ("một", "hai")]
    for process in both:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in both:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    taken = {
        (who, int(line))
        for process, who in zip(both, ("một", "hai"), strict=True)
        for line in process.communicate(timeout=60)[0].split()
    }
    assert [process.returncode for process in both] == [0, 0]
    held = Records(records.path).issued()
    assert {(d.deliverable.split("-")[0], d.number) for d in held} == taken
    assert sorted(d.number for d in held) == list(range(1, 31))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal here")
@pytest.mark.parametrize("flushed", [False, True], ids=["in memory", "pages already on disk"])
def test_a_command_killed_in_the_middle_leaves_what_was_settled(
    records: Records, flushed: bool
) -> None:
    fill(records)
    body = f"""
    with records.writing() as book:
        if {flushed}:
            book.connection.execute("PRAGMA cache_size = 1")
        for number in range(2, 60):
            enter(book, number)
        print("now", flush=True)
        sys.stdin.readline()
    """
    process = start(records, "bị-dừng", body)
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        journal = records.path.with_name(FILE + "-journal")
        assert journal.exists()
        process.kill()
    assert [d.number for d in records.issued()] == [1]
    fill(records, 2)
    assert [d.number for d in records.issued()] == [1, 2]
    assert not journal.exists()
