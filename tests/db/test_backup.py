"""A copy is called good only after it was opened and checked, and comes back whole."""

import os
import shutil
from pathlib import Path

import pytest

from cart_ward.clinical.observed import HandoverSigned
from cart_ward.clinical.people import StaffId
from cart_ward.db import backup, folder, restore, verify
from cart_ward.db.backup import Backup
from cart_ward.db.engine import Opening, make_engine
from cart_ward.db.layout import HEAD, KEYS, REPLACED, STORE
from cart_ward.db.restore import Credentials
from cart_ward.errors import CartWardError, NotAllowed, Untrusted
from tests.db.helpers import KeptWard, furnish, vitals
from tests.fakes import FixedClock

PRACTICE = Credentials()
PHRASE = "long ward phrase"


def back_up(ward: KeptWard, into: Path) -> Backup:
    """Take a copy of a ward."""
    return backup.back_up(ward.store.engine, ward.store.keys, ward.folder, into)


def test_a_copy_is_one_encrypted_file_named_by_its_head(ward: KeptWard, tmp_path: Path) -> None:
    """The name says how long the chain was and where it ended."""
    ward.chart()
    made = back_up(ward, tmp_path / "copies")
    with ward.store.read() as reading:
        code, count = reading.audit_head()

    assert made.path.name == f"ward-{count:010d}-{code}.db"
    assert sorted(path.name for path in (tmp_path / "copies").iterdir()) == sorted(
        [made.path.name, backup.key_file_of(made.path).name]
    )
    assert b"chart_entry" not in made.path.read_bytes()
    assert backup.prove(made.path, ward.store.keys) == made.head


def test_a_second_copy_of_the_same_ward_overwrites_nothing(ward: KeptWard, tmp_path: Path) -> None:
    """A good copy stays as it is."""
    made = back_up(ward, tmp_path)
    before = made.path.read_bytes()

    assert back_up(ward, tmp_path) == made
    assert made.path.read_bytes() == before


def test_a_bad_copy_is_refused_and_nothing_is_changed(ward: KeptWard, tmp_path: Path) -> None:
    """F3: a flipped byte, a cut end, another file."""
    made = back_up(ward, tmp_path / "copies")
    ward.store.close()
    good, present = made.path.read_bytes(), (ward.folder / STORE).read_bytes()
    flipped = bytearray(good)
    flipped[len(flipped) // 2] ^= 1

    for content in (bytes(flipped), good[: len(good) // 2], b"letter", b""):
        made.path.write_bytes(content)
        with pytest.raises(Untrusted) as caught:
            restore.restore(made.path, ward.folder, PRACTICE)
        assert caught.value.code == "backup.unusable"
    assert (ward.folder / STORE).read_bytes() == present


def test_a_copy_whose_chain_was_changed_is_refused(ward: KeptWard, tmp_path: Path) -> None:
    """A copy must follow from its first line to its last."""
    made = back_up(ward, tmp_path)
    forged = make_engine(made.path, ward.store.keys, Opening(single_file=True))
    with forged.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_line_no_update")
        connection.exec_driver_sql("UPDATE audit_line SET act = 'x' WHERE id = 2")
    forged.dispose()

    with pytest.raises(Untrusted, match=r"backup\.unusable"):
        backup.prove(made.path, ward.store.keys)


def test_a_restore_brings_the_copy_back_and_sets_the_rest_aside(
    ward: KeptWard, tmp_path: Path
) -> None:
    """What was charted after the copy is counted, and still there under replaced/."""
    ward.chart(vitals(pulse=81))
    made = back_up(ward, tmp_path / "copies")
    ward.chart(vitals(pulse=82))
    ward.chart(vitals(pulse=83))
    ward.store.close()
    newest = (ward.folder / STORE).read_bytes()

    restored = restore.restore(made.path, ward.folder, PRACTICE)

    assert restored.lost_lines == 2
    assert restored.head == made.head
    store = folder.open_store(ward.folder, clock=ward.clock)
    assert store.trouble == ()
    assert verify.verify_store(*store.parts) == ()
    with store.read() as reading:
        assert len(reading.chart(ward.admission_id).entries) == 1
    store.close()
    assert (ward.folder / REPLACED / "0001" / STORE).read_bytes() == newest


def test_a_damaged_ward_comes_back_with_its_sheets(ward: KeptWard, tmp_path: Path) -> None:
    """Only what the copy lacks is lost; signed sheets are copied with it."""
    digest = ward.store.keep_sheet(b"%PDF signed")
    ward.chart(
        HandoverSigned(
            shift="night",
            giver_id=StaffId(1),
            taker_id=StaffId(2),
            facts_json="{}",
            pdf_digest=digest,
        )
    )
    made = back_up(ward, tmp_path / "copies")
    ward.store.close()
    (ward.folder / STORE).write_bytes(b"x" * 8192)
    shutil.rmtree(ward.folder / "sheets")

    restore.restore(made.path, ward.folder, PRACTICE)

    store = folder.open_store(ward.folder, clock=ward.clock)
    assert store.sheet(digest) == b"%PDF signed"
    assert verify.verify_store(*store.parts) == ()
    store.close()


def test_a_ward_moves_to_another_computer_with_its_recovery_code(tmp_path: Path) -> None:
    """The code opens the copy; from then on the new station's own secret does."""
    place, new = tmp_path / "ward", tmp_path / "new"
    made = folder.create(place, practice=False, secrets=tmp_path / "old", passphrase=PHRASE)
    store = folder.open_store(
        place, clock=FixedClock(), secrets=tmp_path / "old", passphrase=PHRASE
    )
    ward = furnish(store, place, FixedClock())
    copy = back_up(ward, tmp_path / "copies")
    store.close()
    assert made.recovery_code is not None
    typed = made.recovery_code.lower().replace("-", " ")
    code = Credentials(secrets=tmp_path / "here", passphrase="new phrase", recovery_code=typed)  # noqa: S106 - of this test

    restored = restore.restore(copy.path, new, code)

    assert restored.lost_lines is None
    again = folder.open_store(
        new,
        clock=FixedClock(),
        secrets=tmp_path / "here",
        passphrase="new phrase",  # noqa: S106 - of this test
    )
    with again.read() as reading:
        assert len(reading.staff()) == 2
    again.close()
    with pytest.raises(Untrusted, match=r"store\.wrong_key"):
        folder.open_store(new, clock=FixedClock(), secrets=tmp_path / "old", passphrase=PHRASE)
    wrong = Credentials(secrets=tmp_path / "here", recovery_code="AAAA-BBBB")
    with pytest.raises(Untrusted, match=r"store\.wrong_key"):
        restore.restore(copy.path, tmp_path / "third", wrong)


def test_practice_never_takes_the_place_of_a_real_ward(ward: KeptWard, tmp_path: Path) -> None:
    """Nor the other way round, nor by wrapping its keys."""
    secrets = tmp_path / "secrets"
    folder.create(tmp_path / "real", practice=False, secrets=secrets)
    made = back_up(ward, tmp_path / "copies")

    refused = _restoring(made.path, tmp_path / "real", Credentials(secrets=secrets))
    with pytest.raises(NotAllowed, match=r"store\.practice_only"):
        restore.adopt(ward.folder, Credentials(secrets=secrets))

    assert (type(refused), refused.code) == (NotAllowed, "store.real_ward")


def _restoring(copy: Path, into: Path, credentials: Credentials) -> CartWardError:
    with pytest.raises(CartWardError) as caught:
        restore.restore(copy, into, credentials)
    return caught.value


def test_a_damaged_key_file_does_not_stop_the_cure(ward: KeptWard, tmp_path: Path) -> None:
    """The keys beside the copy open it; nothing but a real ward takes an unknown one's place."""
    secrets, real = Credentials(secrets=tmp_path / "secrets"), tmp_path / "real"
    folder.create(real, practice=False, secrets=tmp_path / "secrets")
    store = folder.open_store(real, clock=FixedClock(), secrets=tmp_path / "secrets")
    made = back_up(furnish(store, real, FixedClock()), tmp_path / "copies")
    store.close()
    practice = back_up(ward, tmp_path / "practice copies")
    (real / KEYS).write_bytes(b"\x00" * 512)

    refused = _restoring(practice.path, real, secrets)
    restore.restore(made.path, real, secrets)

    assert refused.code == "store.keys_damaged"
    again = folder.open_store(real, clock=FixedClock(), secrets=tmp_path / "secrets")
    assert verify.verify_store(*again.parts) == ()
    again.close()


def test_a_copy_without_any_key_file_cannot_be_opened(ward: KeptWard, tmp_path: Path) -> None:
    """The sentence asks for the key file."""
    made = back_up(ward, tmp_path / "copies")
    backup.key_file_of(made.path).unlink()

    assert _restoring(made.path, tmp_path / "new", PRACTICE).code == "store.keys_missing"
    assert _restoring(tmp_path / "none.db", tmp_path / "new", PRACTICE).code == "backup.unusable"


def test_verify_notices_a_missing_or_changed_sheet(ward: KeptWard) -> None:
    """The chart names the digest; the sheet must be there."""
    digest = ward.store.keep_sheet(b"%PDF signed")
    signed = HandoverSigned(
        shift="night", giver_id=StaffId(1), taker_id=StaffId(2), facts_json="{}", pdf_digest=digest
    )
    ward.chart(signed)
    assert verify.verify_store(*ward.store.parts) == ()

    path = ward.store.sheets.path(digest)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    (finding,) = verify.verify_store(*ward.store.parts)
    assert finding.code == "verify.sheet_damaged"
    path.unlink()
    assert len(verify.verify_store(*ward.store.parts)) == 1


def test_verify_names_a_damaged_page(ward: KeptWard) -> None:
    """A byte flipped in the middle is found by the cipher's own seal."""
    for _ in range(30):
        ward.chart()
    ward.store.close()
    file = ward.folder / STORE
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
    engine = make_engine(file, ward.store.keys)
    parts = (ward.store.keys.audit, ward.store.anchor, ward.store.sheets)

    finding, *_ = verify.verify_store(engine, *parts)

    assert finding.code == "verify.integrity"
    assert "page" in str(finding.facts["detail"])
    engine.dispose()


def test_what_a_killed_backup_left_is_cleared_away(ward: KeptWard, tmp_path: Path) -> None:
    """After a day; a copy that is being made now is left alone."""
    left, running = tmp_path / ".new-left", tmp_path / ".new-running"
    for place in (left, running):
        place.mkdir()
        (place / STORE).write_bytes(b"half a copy")
    os.utime(left, (0, 0))

    back_up(ward, tmp_path)

    assert not left.exists()
    assert running.exists()


def test_a_key_file_lies_beside_each_copy(ward: KeptWard, tmp_path: Path) -> None:
    """A copy that cannot be opened is none."""
    made = back_up(ward, tmp_path)

    assert backup.key_file_of(made.path).read_text() == (ward.folder / KEYS).read_text()
    assert not (tmp_path / HEAD).exists()


def test_of_old_copies_days_and_weeks_are_kept(tmp_path: Path) -> None:
    """F2: the last day whole, then the last of 14 days and of 8 weeks; their keys go with them."""
    newest = 1_800_000_000
    hours = (0, 1, 5, 23, *(24 * day + hour for day in range(1, 100) for hour in (2, 9)))
    for hour in hours:
        copy = tmp_path / f"ward-{10**6 - hour:010d}-ABCD.db"
        for path in (copy, backup.key_file_of(copy)):
            path.write_text("")
            os.utime(path, (newest - 3600 * hour,) * 2)

    backup.prune(tmp_path)
    backup.prune(tmp_path)

    left = sorted(tmp_path.glob("ward-*.db"))
    ages = sorted((newest - path.stat().st_mtime) / 3600 for path in left)
    assert [age for age in ages if age <= 24] == [0, 1, 5, 23]
    assert len({age // 24 for age in ages if age <= 13 * 24}) == 13
    assert 6 * 7 * 24 <= ages[-1] <= 8 * 7 * 24
    assert len(left) <= 4 + 14 + 8
    assert len(list(tmp_path.glob("*.keys.json"))) == len(left)


def test_no_copies_are_nothing_to_prune(tmp_path: Path) -> None:
    """An empty folder stays empty."""
    backup.prune(tmp_path)

    assert list(tmp_path.iterdir()) == []
