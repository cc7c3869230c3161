"""The composition root: a ward is made apart, kept or dropped, and opened with what it asks for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cart_ward import app
from cart_ward.app import Options
from cart_ward.care import monitoring
from cart_ward.care.ward_setup import NewWard
from cart_ward.clinical.people import Name
from cart_ward.db import folder
from cart_ward.errors import NotAllowed, Untrusted
from cart_ward.runtime import paths
from tests.builders import PIN
from tests.fakes import FixedClock

PHRASE = "long ward phrase"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a place of this test's own for data and secrets."""
    monkeypatch.setattr(paths, "station_secrets", lambda: tmp_path / "home" / "secrets")
    return tmp_path / "home"


def options(home: Path, passphrase: str = "") -> Options:
    """Return the options of a start over the ward of this test."""
    return Options(data=home / "ward", language=None, practice=False, passphrase=lambda: passphrase)


def new_ward(pin: str = PIN, passphrase: str = "") -> NewWard:
    """Return what the first run asks for."""
    return NewWard(
        name="3F East",
        beds=3,
        zone="Europe/Berlin",
        language="zh_CN",
        charge_nurse=Name(family_latin="Li"),
        pin=pin,
        passphrase=passphrase,
    )


def test_a_kept_ward_opens_with_its_settings(home: Path, clock: FixedClock) -> None:
    """Name, zone and language are those of the first run; its passphrase is asked for."""
    code, founding = app.begin_ward(options(home), clock, new_ward(passphrase=PHRASE))
    founding.keep()

    ward = app.open_ward(options(home, PHRASE), clock)

    assert (ward.settings.ward_name, ward.settings.zone) == ("3F East", "Europe/Berlin")
    assert ward.settings.language == "zh_CN"
    assert len(monitoring.read_ward(ward.desk).beds) == 3
    assert folder.needs_passphrase(home / "ward")
    ward.store.close()
    with pytest.raises(Untrusted, match=r"store\.wrong_key"):
        app.open_ward(options(home, "another"), clock)
    assert code not in "".join(
        path.read_text(errors="replace") for path in home.rglob("*") if path.is_file()
    )


def test_a_refused_ward_leaves_nothing(home: Path, clock: FixedClock) -> None:
    """A rule said no half-way through."""
    with pytest.raises(NotAllowed, match=r"pin\.too_plain"):
        app.begin_ward(options(home), clock, new_ward(pin="111111"))

    assert not home.exists()


def test_the_program_asks_where_there_is_no_ward(tmp_path: Path) -> None:
    """Started over an empty folder it shows its first page, and left there it leaves nothing."""
    probed = {"CART_WARD_PROBE": "1", "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    found = subprocess.run(
        [sys.executable, "-m", "cart_ward", "--data", str(tmp_path / "ward")],
        env={**os.environ, **probed, "XDG_CONFIG_HOME": str(tmp_path / "config")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (found.returncode, found.stdout.split()) == (0, ["painted", "asked"])
    assert not (tmp_path / "ward").exists()
