"""A new ward takes its place whole when it is kept; dropped, nothing of it is left."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cart_ward.db import folder, founding
from cart_ward.db.founding import Founding
from cart_ward.errors import NotAllowed
from tests.fakes import FixedClock

PHRASE = "long sentence"


def test_a_kept_ward_opens_with_its_secret_and_passphrase(
    tmp_path: Path, clock: FixedClock
) -> None:
    """It lies in its folder, and nothing else does."""
    place, secrets = tmp_path / "new" / "ward", tmp_path / "secrets"
    new = Founding(place, secrets)

    code = new.make(PHRASE)
    assert not folder.is_store(place)
    new.keep()

    assert len(code.split("-")) == 8
    assert sorted(path.name for path in place.iterdir()) == ["head", "keys.json", "ward.db"]
    store = folder.open_store(place, clock=clock, secrets=secrets, passphrase=PHRASE)
    assert not store.practice
    store.close()


def test_a_dropped_ward_leaves_nothing(tmp_path: Path) -> None:
    """Neither folder nor secret, for they were not there before."""
    new = Founding(tmp_path / "new" / "ward", tmp_path / "config" / "secrets")
    new.make("")

    new.drop()

    assert list(tmp_path.iterdir()) == []


def test_a_dropped_ward_leaves_what_was_there(tmp_path: Path) -> None:
    """Another ward of this computer still opens."""
    place, secrets = tmp_path / "ward", tmp_path / "secrets"
    place.mkdir()
    (place / "settings.toml").write_text("")
    secret = folder.station_secret(secrets, make=True)
    new = Founding(place, secrets)
    new.make("")

    new.drop()

    assert [path.name for path in place.iterdir()] == ["settings.toml"]
    assert folder.station_secret(secrets, make=False) == secret


def test_what_a_killed_attempt_left_is_no_ward(tmp_path: Path) -> None:
    """The next attempt begins anew."""
    place, secrets = tmp_path / "ward", tmp_path / "secrets"
    first = Founding(place, secrets).make("")

    assert not folder.is_store(place)
    again = Founding(place, secrets)
    assert again.make("") != first
    again.keep()
    assert not (place / founding.ASIDE).exists()


def _ward(place: Path) -> None:
    folder.create(place, practice=True)


def _letters(place: Path) -> None:
    place.mkdir()
    (place / "letter.txt").write_text("mine")


@pytest.mark.parametrize(("fill", "code"), [(_ward, "store.exists"), (_letters, "store.foreign")])
def test_a_taken_folder_is_refused(tmp_path: Path, fill: Callable[[Path], None], code: str) -> None:
    """What lies there is left as it is."""
    place = tmp_path / "taken"
    fill(place)
    before = sorted(path.name for path in place.iterdir())

    with pytest.raises(NotAllowed) as refused:
        Founding(place, tmp_path / "secrets").make("")

    assert refused.value.code == code
    assert sorted(path.name for path in place.iterdir()) == before
