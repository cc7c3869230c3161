"""A data folder is made, opened, or refused with the reason a person can act on."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from cart_ward.db import folder, keys, network
from cart_ward.db.engine import Opening
from cart_ward.db.layout import HEAD, KEYS, STORE
from cart_ward.db.store import SqlStore
from cart_ward.errors import CartWardError, NotAllowed, Unavailable, Untrusted
from tests.db.helpers import NURSE, KeptWard, furnish
from tests.fakes import NOW, FixedClock

PHRASE = "long ward phrase"
NOBODY = 65534


def refusal(place: Path, secrets: Path | None = None) -> CartWardError:
    """Return how opening a folder is refused."""
    with pytest.raises(CartWardError) as caught:
        folder.open_store(place, clock=FixedClock(), secrets=secrets)
    return caught.value


def test_a_real_ward_opens_with_its_secret_and_phrase_only(tmp_path: Path) -> None:
    """Neither the phrase nor the folder alone opens it; a wrong one says so."""
    place, secrets = tmp_path / "ward", tmp_path / "secrets"
    made = folder.create(place, practice=False, secrets=secrets, passphrase=PHRASE)
    store = folder.open_store(place, clock=FixedClock(), secrets=secrets, passphrase=PHRASE)
    store.close()

    assert not store.practice
    assert made.recovery_code is not None
    assert len(made.recovery_code.replace("-", "")) == 32
    assert _refused(place, secrets, "wrong") == (Untrusted, "store.wrong_key")
    assert _refused(place, tmp_path / "elsewhere", PHRASE) == (Untrusted, "store.no_secret")
    assert _refused(place, None, PHRASE) == (Untrusted, "store.no_secret")


def _refused(place: Path, secrets: Path | None, passphrase: str) -> tuple[type, str]:
    with pytest.raises(CartWardError) as caught:
        folder.open_store(place, clock=FixedClock(), secrets=secrets, passphrase=passphrase)
    return type(caught.value), caught.value.code


def test_no_key_and_no_name_lies_plain_in_a_real_ward(tmp_path: Path) -> None:
    """C7, C8: the folder of a real ward holds neither a key nor a name, nor an SQLite header."""
    place, secrets = tmp_path / "ward", tmp_path / "secrets"
    folder.create(place, practice=False, secrets=secrets, passphrase=PHRASE)
    store = folder.open_store(place, clock=FixedClock(), secrets=secrets, passphrase=PHRASE)
    furnish(store, place, FixedClock())
    store.keep_sheet(b"%PDF sheet of Axicabtagene")

    plain = b"".join(path.read_bytes() for path in place.rglob("*") if path.is_file())
    store.close()

    for key in (store.keys.store, store.keys.audit):
        assert key not in plain
        assert key.hex().encode() not in plain
    for text in ("王", "Axicabtagene", "chart_entry", "SQLite format", PHRASE):
        assert text.encode() not in plain
    assert store.keys.store.hex() not in repr(store.keys)


def test_a_practice_ward_opens_without_asking_and_stays_one(ward: KeptWard) -> None:
    """Its mark lies in the store itself, so that wrapping its keys does not make it real."""
    ward.store.close()
    secrets = ward.folder.parent / "secrets"
    real = ward.folder.parent / "real"
    folder.create(real, practice=False, secrets=secrets)

    (ward.folder / KEYS).write_bytes((real / KEYS).read_bytes())
    swapped = refusal(ward.folder, secrets=secrets)

    assert ward.store.practice
    assert (type(swapped), swapped.code) == (Untrusted, "store.wrong_key")


def test_a_practice_store_under_real_keys_is_refused(ward: KeptWard) -> None:
    """Even with its own keys properly wrapped it is not a real ward."""
    ward.store.close()
    wrapped = keys.ward_file(ward.store.keys, b"s" * 32, "", "CODE")
    (ward.folder / KEYS).write_text(wrapped.text())
    secrets = ward.folder.parent
    (secrets / "station.secret").write_bytes(b"s" * 32)

    assert refusal(ward.folder, secrets=secrets).code == "store.mixed"


def test_a_folder_without_a_store_is_refused(tmp_path: Path) -> None:
    """Opening never makes a store by accident."""
    (tmp_path / "empty").mkdir()

    for place in (tmp_path / "empty", tmp_path / "none"):
        refused = refusal(place)
        assert (type(refused), refused.code) == (NotAllowed, "store.none")
    assert not (tmp_path / "none").exists()


def test_somebody_elses_folder_is_left_alone(tmp_path: Path) -> None:
    """Neither opened nor filled."""
    (tmp_path / "letter.txt").write_text("dear")

    with pytest.raises(NotAllowed, match=r"store\.foreign"):
        folder.create(tmp_path, practice=True)

    assert refusal(tmp_path).code == "store.foreign"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_store_is_never_made_over_another(ward: KeptWard) -> None:
    """What is there stays."""
    with pytest.raises(NotAllowed, match=r"store\.exists"):
        folder.create(ward.folder, practice=True)


def test_another_programs_database_is_foreign(ward: KeptWard) -> None:
    """A plain SQLite file under the store's name is not ours."""
    ward.store.close()
    (ward.folder / STORE).unlink()
    plain = dbapi2.connect(str(ward.folder / STORE))
    plain.execute("CREATE TABLE t (a)")
    plain.close()

    refused = refusal(ward.folder)

    assert (type(refused), refused.code) == (NotAllowed, "store.foreign")


@pytest.mark.parametrize(("name", "code"), [(KEYS, "store.keys_missing"), (STORE, "store.missing")])
def test_a_missing_file_is_named(ward: KeptWard, name: str, code: str) -> None:
    """Nothing is made anew in its place."""
    ward.store.close()
    (ward.folder / name).unlink()

    refused = refusal(ward.folder)

    assert (type(refused), refused.code) == (Untrusted, code)
    assert not (ward.folder / name).exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": 9, "practice": true}', "\udcff"])
def test_a_damaged_key_file_is_named(ward: KeptWard, text: str) -> None:
    """Whatever stands in it, one sentence."""
    ward.store.close()
    (ward.folder / KEYS).write_bytes(text.encode("utf-8", "surrogateescape"))

    assert refusal(ward.folder).code == "store.keys_damaged"


def test_keys_of_another_ward_are_told_from_damage(ward: KeptWard) -> None:
    """A key that does not fit is not called a broken file."""
    ward.store.close()
    other = ward.folder.parent / "other"
    folder.create(other, practice=True)
    (ward.folder / KEYS).write_bytes((other / KEYS).read_bytes())

    refused = refusal(ward.folder)

    assert (type(refused), refused.code) == (Untrusted, "store.wrong_key")


@pytest.mark.parametrize("place", [16, 100, 4095])
def test_a_flipped_byte_at_the_start_is_damage(ward: KeptWard, place: int) -> None:
    """The seal of the first page is broken."""
    ward.store.close()
    file = ward.folder / STORE
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(bytes(content))

    refused = refusal(ward.folder)

    assert (type(refused), refused.code) == (Untrusted, "store.damaged")


@pytest.mark.parametrize("left", [0, 10, 4096, 4096 * 3 + 5, -1])
def test_a_truncated_file_is_damage(ward: KeptWard, left: int) -> None:
    """Not even an empty file is taken for a new ward."""
    ward.store.close()
    file = ward.folder / STORE
    file.write_bytes(file.read_bytes()[:left])

    refused = refusal(ward.folder)

    assert (type(refused), refused.code) == (Untrusted, "store.damaged")


def test_a_newer_schema_is_refused_and_left_as_it_is(ward: KeptWard) -> None:
    """An older program never guesses at a newer file."""
    ward.raw("UPDATE alembic_version SET version_num = '9999'")
    ward.store.close()
    before = (ward.folder / STORE).read_bytes()

    refused = refusal(ward.folder)

    assert (type(refused), refused.code) == (Untrusted, "store.newer_schema")
    assert refused.facts == {"found": "9999"}
    assert (ward.folder / STORE).read_bytes() == before


def test_a_locked_file_is_busy_and_works_again(ward: KeptWard) -> None:
    """Another program holds the write lock; nothing is lost, and trying again helps."""
    hasty = folder.open_store(ward.folder, clock=FixedClock(), opening=Opening(busy_seconds=0.01))
    with ward.store.act(NURSE, "long", NOW) as work:
        work.log("looked")
        refused = _acting(hasty)

    assert (type(refused), refused.code) == (Unavailable, "store.busy")
    with hasty.act(NURSE, "again", NOW) as work:
        work.log("looked")
    hasty.close()


def _acting(store: SqlStore) -> CartWardError:
    with pytest.raises(CartWardError) as caught, store.act(NURSE, "act", NOW) as work:
        work.log("looked")
    return caught.value


@pytest.fixture
def guarded() -> Iterator[Path]:
    """Give a folder that stays out of reach of an ordinary account, and act as one."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        place.chmod(0o755)
        yield place
        if root:
            os.seteuid(0)


def _as_nobody(place: Path) -> None:
    """Take every right to write from a folder, and from this process the power to do so anyway."""
    for path in (place, *place.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


def test_a_folder_that_cannot_be_written_is_named(guarded: Path) -> None:
    """Neither made nor opened; the sentence is about the folder."""
    place = guarded / "ward"
    folder.create(place, practice=True)
    _as_nobody(guarded)

    with pytest.raises(Unavailable, match=r"store\.unwritable"):
        folder.create(guarded / "other", practice=True)
    refused = refusal(place)
    if os.geteuid() == NOBODY:
        os.seteuid(0)
    for path in (guarded, place):
        path.chmod(0o755)

    assert (type(refused), refused.code) == (Unavailable, "store.unwritable")


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/ward /mnt/ward\\040files nfs4 rw 0 0
/dev/sdb1 /mnt/ward\\040files/local ext4 rw 0 0
//pc/share /srv/share cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "share"),
    [
        ("/home/ward", False),
        ("/mnt/ward files/data", True),
        ("/mnt/ward files/local/data", False),
        ("/srv/share", True),
        ("/srv/shared", False),
        ("\\\\pc\\share\\ward", True),
    ],
)
def test_a_network_share_is_known(place: str, share: bool) -> None:  # noqa: FBT001 - a table
    """The longest mount point that holds the folder decides."""
    assert network.is_share(Path(place), MOUNTS) is share


def test_a_network_share_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither made nor opened there."""
    mounts = tmp_path / "mounts"
    mounts.write_text(f"server:/x {tmp_path} nfs rw 0 0\n")
    monkeypatch.setattr(network, "_MOUNTS", mounts)

    with pytest.raises(NotAllowed, match=r"store\.network_share"):
        folder.create(tmp_path / "ward", practice=True)
    assert refusal(tmp_path / "ward").code == "store.network_share"


def test_a_cut_tail_opens_for_reading_only(ward: KeptWard) -> None:
    """D4: an older file with the newer anchored head."""
    ward.store.close()
    older = (ward.folder / STORE).read_bytes()
    store = folder.open_store(ward.folder, clock=FixedClock())
    with store.act(NURSE, "later", NOW) as work:
        work.log("looked")
        work.log("looked")
    store.close()
    (ward.folder / STORE).write_bytes(older)

    store = folder.open_store(ward.folder, clock=FixedClock())
    refused = _acting(store)

    (finding,) = store.trouble
    assert (finding.code, finding.facts["missing"]) == ("chain.shorter", 2)
    assert (type(refused), refused.code) == (Untrusted, "store.read_only")
    with store.read() as reading:
        assert len(reading.staff()) == 2
    store.close()


def test_another_history_of_the_same_length_is_found(ward: KeptWard, tmp_path: Path) -> None:
    """The seal at the anchored line counts, not only the number of lines."""
    ward.store.close()
    older = (ward.folder / STORE).read_bytes()
    for act in ("one", "two"):
        (ward.folder / STORE).write_bytes(older)
        (ward.folder / HEAD).unlink(missing_ok=True)
        store = folder.open_store(ward.folder, clock=FixedClock())
        store.anchor.start()
        with store.act(NURSE, act, NOW) as work:
            work.log(act)
        store.close()
        (tmp_path / act).write_bytes((ward.folder / HEAD).read_bytes())
    (ward.folder / HEAD).write_bytes((tmp_path / "one").read_bytes())

    store = folder.open_store(ward.folder, clock=FixedClock())
    store.close()

    assert [finding.code for finding in store.trouble] == ["chain.other"]


@pytest.mark.parametrize("content", [None, b"", b"nonsense", b"x" * 384])
def test_a_lost_head_is_told_and_stops_nothing(ward: KeptWard, content: bytes | None) -> None:
    """The chain itself is sound; people compare its end with a sheet."""
    ward.store.close()
    (ward.folder / HEAD).unlink()
    if content is not None:
        (ward.folder / HEAD).write_bytes(content)

    store = folder.open_store(ward.folder, clock=FixedClock())
    with store.act(NURSE, "act", NOW) as work:
        work.log("looked")
    store.close()

    assert [finding.code for finding in store.trouble] == ["chain.no_head"]


def test_the_key_file_says_what_it_is_for(ward: KeptWard) -> None:
    """Practice is marked where a person can read it."""
    assert json.loads((ward.folder / KEYS).read_text())["practice"] is True
    assert folder.is_practice(ward.folder)
