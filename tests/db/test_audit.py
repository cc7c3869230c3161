"""The chain: any single change is found at the first line that does not follow."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cart_ward.care.ports import Moment
from cart_ward.db import audit, verify
from cart_ward.db.audit import EMPTY, Head, first_bad, seal
from cart_ward.db.rows import Raw
from cart_ward.errors import NotAllowed
from tests.db.helpers import KeptWard, vitals
from tests.fakes import NOW

KEY = b"k" * 32
TEXTS = (1, 4, 6, 7, 9, 12, 13)
"""The places of the texts in a line."""


UNLOGGED = (
    "INSERT INTO chart_entry (id, kind, taken_at, recorded_at, recorded_by_id, station, act)"
    " VALUES (99, 'note', '1', '2', 1, 'x', 1)"
)


def chain_of(length: int) -> list[Raw]:
    """Return a sound chain."""
    lines: list[Raw] = []
    previous = EMPTY.seal
    for n in range(1, length + 1):
        digest = bytes([n]) * 32 if n % 3 else None
        row = n * 7 if n % 3 else None
        raw = (n, f"at{n}", n, 0, "s", 1, "nurse", f"act{n}", None, "note", row, digest, "", "v")
        previous = seal(KEY, previous, raw)
        lines.append((*raw, previous))
    return lines


CHAIN = chain_of(12)


def _changed(value: object, how: int) -> object:
    if isinstance(value, bytes):
        place = how % len(value)
        return value[:place] + bytes([value[place] ^ 1]) + value[place + 1 :]
    if isinstance(value, int):
        return value + 1
    return f"{value or ''}x"


def test_a_sound_chain_is_found_sound() -> None:
    """The last good head is the end of the chain."""
    assert first_bad(KEY, EMPTY, CHAIN) == (None, Head(count=12, seal=CHAIN[-1][-1]))


@given(st.integers(0, 11), st.integers(0, 14), st.integers(0, 1000))
def test_an_edited_value_is_found_at_its_line(line: int, column: int, how: int) -> None:
    """D3: each column of each line counts, the seal itself too."""
    lines = list(CHAIN)
    row = list(lines[line])
    row[column] = _changed(row[column], how)
    lines[line] = tuple(row)

    assert first_bad(KEY, EMPTY, lines)[0] == line + 1


@given(st.integers(0, 11), st.sampled_from(TEXTS), st.sampled_from(TEXTS), st.integers(1, 3))
def test_text_moved_between_columns_is_found(line: int, one: int, two: int, size: int) -> None:
    """No value can lend its end to its neighbour."""
    row = list(CHAIN[line])
    moved = str(row[one])[-size:]
    row[one], row[two] = str(row[one])[:-size] or "x", moved + str(row[two])
    lines = list(CHAIN)
    lines[line] = tuple(row)

    assert (first_bad(KEY, EMPTY, lines)[0] == line + 1) == (tuple(row) != CHAIN[line])


@given(st.integers(0, 10))
def test_a_deleted_line_is_found(line: int) -> None:
    """The one after it does not follow; only a cut tail needs the anchored head."""
    assert first_bad(KEY, EMPTY, CHAIN[:line] + CHAIN[line + 1 :])[0] == line + 1


@given(st.integers(0, 11), st.integers(0, 11))
def test_an_inserted_line_is_found(at: int, copied: int) -> None:
    """A copy of a good line is good in one place only."""
    lines = [*CHAIN[:at], CHAIN[copied], *CHAIN[at:]]

    expected = at + 1 if CHAIN[copied] != CHAIN[at] else at + 2
    assert first_bad(KEY, EMPTY, lines)[0] == expected


@given(st.integers(0, 11), st.integers(0, 11))
def test_swapped_lines_are_found_at_the_first(one: int, two: int) -> None:
    """Neither their order nor their numbers may change."""
    lines = list(CHAIN)
    lines[one], lines[two] = lines[two], lines[one]

    assert first_bad(KEY, EMPTY, lines)[0] == (None if one == two else min(one, two) + 1)


@given(st.integers(0, 11), st.integers(0, 11))
def test_swapped_numbers_with_swapped_content_are_found(one: int, two: int) -> None:
    """Renumbering the swapped lines does not help."""
    lines = list(CHAIN)
    lines[one] = (one + 1, *CHAIN[two][1:])
    lines[two] = (two + 1, *CHAIN[one][1:])

    assert first_bad(KEY, EMPTY, lines)[0] == (None if one == two else min(one, two) + 1)


def test_a_chain_under_another_key_is_found() -> None:
    """Who holds the file key alone cannot seal anew."""
    assert first_bad(b"other" * 7, EMPTY, CHAIN)[0] == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE chart_entry SET taken_at = recorded_at",
        "DELETE FROM chart_entry",
        "UPDATE vital_signs SET pulse = 60",
        "DELETE FROM vital_signs",
        "UPDATE audit_line SET act = 'x'",
        "DELETE FROM audit_line",
        "INSERT OR REPLACE INTO vital_signs (entry_id, pulse) VALUES (1, 60)",
        "DELETE FROM patient",
        "UPDATE protocol_version SET source_toml = 'x'",
        "UPDATE store_mark SET practice = 0",
    ],
)
def test_the_tables_refuse_changes(ward: KeptWard, statement: str) -> None:
    """D5: raw SQL meets the triggers."""
    ward.chart()

    with pytest.raises(NotAllowed, match=r"store\.append_only"):
        ward.raw(statement)


@pytest.mark.parametrize(
    ("statement", "code", "facts"),
    [
        ("UPDATE audit_line SET reason = 'x' WHERE id = 9", "chain.broken", {"line": 9}),
        ("DELETE FROM audit_line WHERE id = 9", "chain.broken", {"line": 9}),
        ("UPDATE vital_signs SET pulse = 60 WHERE entry_id = 2", "verify.row_changed", {"row": 2}),
        ("UPDATE vital_signs SET pulse = NULL WHERE entry_id = 2", "verify.row_changed", {}),
        ("UPDATE chart_entry SET kind = 'note' WHERE id = 2", "verify.row_changed", {"row": 2}),
        ("UPDATE chart_entry SET station = 'x' WHERE id = 3", "verify.row_changed", {"row": 3}),
        ("DELETE FROM vital_signs WHERE entry_id = 1", "verify.row_changed", {"row": 1}),
        (
            UNLOGGED,
            "verify.row_unlogged",
            {"row": 99},
        ),
        ("UPDATE bed SET name = 'x' WHERE id = 1", "verify.row_changed", {"table": "bed"}),
        ("UPDATE patient SET hospital_no = 'x'", "verify.row_changed", {"table": "patient"}),
        ("UPDATE admission SET bed_id = 2", "verify.row_changed", {"table": "admission"}),
        ("INSERT INTO bed VALUES (7, 'x', 1)", "verify.row_unlogged", {"table": "bed"}),
        ("DELETE FROM bed WHERE id = 2", "verify.row_missing", {"table": "bed", "row": 2}),
    ],
)
def test_a_row_changed_behind_the_program_is_found(
    ward: KeptWard, statement: str, code: str, facts: dict[str, object]
) -> None:
    """Somebody holds the file key, dropped the triggers, and changed one thing."""
    for pulse in (80, 90, 100):
        ward.chart(vitals(pulse=pulse))
    assert verify.verify_store(*ward.store.parts) == ()
    drop_triggers(ward)

    ward.raw(statement)

    (finding, *_) = verify.verify_store(*ward.store.parts)
    assert finding.code == code
    assert facts.items() <= finding.facts.items()


def test_an_entry_deleted_whole_is_found(ward: KeptWard) -> None:
    """Entry and body gone together still leave their line."""
    entry_id = ward.chart()
    ward.chart()
    drop_triggers(ward)

    ward.raw(
        "DELETE FROM vital_signs WHERE entry_id = 1",
        "DELETE FROM chart_entry WHERE id = 1",
    )

    (finding,) = verify.verify_store(*ward.store.parts)
    assert (finding.code, finding.facts["row"]) == ("verify.row_missing", entry_id)


def drop_triggers(ward: KeptWard) -> None:
    """Take every trigger away."""
    with ward.store.engine.begin() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for name in names.scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


WRITER = """
import sys
from pathlib import Path
from cart_ward.db import folder
from tests.db.helpers import NURSE
from tests.fakes import NOW, FixedClock

store = folder.open_store(Path(sys.argv[1]), clock=FixedClock())
for n in range(int(sys.argv[2])):
    with store.act(NURSE, f"act {n}", NOW) as work:
        work.log("looked")
store.close()
"""


def test_three_programs_writing_at_once_keep_one_chain(ward: KeptWard) -> None:
    """Reading the last seal and writing the next happen under one lock: no line forks."""
    before = head(ward)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", WRITER, str(ward.folder), "40"]
    writers = [subprocess.Popen(command, cwd=root) for _ in range(3)]

    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]

    assert head(ward).count == before.count + 120
    assert verify.chain(ward.store.engine, ward.store.keys.audit, ward.store.anchor) == ()


def head(ward: KeptWard) -> Head:
    """Return the head of the ward's chain."""
    with ward.store.engine.begin() as connection:
        return audit.head(connection)


def test_only_the_tail_is_read_when_asked(ward: KeptWard) -> None:
    """A broken early line is not seen by the short check, and is seen by the long one."""
    for _ in range(20):
        ward.do(lambda work: work.log("looked"), at=NOW)
    drop_triggers(ward)
    ward.raw("UPDATE audit_line SET act = 'x' WHERE id = 3")
    parts = (ward.store.engine, ward.store.keys.audit, ward.store.anchor)

    assert verify.chain(*parts, last=10) == ()
    (finding,) = verify.chain(*parts)
    assert finding.facts == {"line": 3}


def test_the_newest_line_tells_both_times_and_a_changed_one_tells_nothing(ward: KeptWard) -> None:
    """By wall clock and steady time; what is no time is left to the chain to say."""
    ward.clock.turn(hours=5)
    ward.chart(vitals())
    with ward.store.read() as reading:
        assert reading.last_moment() == Moment(wall=ward.clock.now(), steady=NOW)
    line = "(SELECT max(id) FROM audit_line)"
    ward.raw(
        "DROP TRIGGER audit_line_no_update",
        f"UPDATE audit_line SET monotonic = 12345 WHERE id = {line}",  # noqa: S608 - our own text
    )
    with ward.store.read() as reading:
        assert reading.last_moment() == Moment(wall=ward.clock.now(), steady=None)
    for text in ("nonsense", "2026-01-01T00:00:00"):
        ward.raw(f"UPDATE audit_line SET at = '{text}' WHERE id = {line}")  # noqa: S608 - our own text
        with ward.store.read() as reading:
            assert reading.last_moment() is None
