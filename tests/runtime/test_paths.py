"""Resources are found from source, installed and frozen."""

import sys
from pathlib import Path

import pytest

from cart_ward.runtime import paths


def test_resources_are_found_from_source() -> None:
    """Fonts, protocols, courses, cases and translations lie together."""
    found = paths.resources()

    names = {"fonts", "protocols", "products", "practice", "cases", "locale"}
    assert names <= {place.name for place in found.iterdir()}


def test_resources_are_found_frozen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A frozen program looks beside its own files."""
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)

    assert paths.resources() == tmp_path / "resources"


def test_the_station_secret_lies_outside_the_data() -> None:
    """Copying the data folder does not copy what opens it."""
    folders = [paths.default_data(), paths.default_practice()]

    secret = paths.station_secrets()

    assert all(folder not in (secret, *secret.parents) for folder in folders)
