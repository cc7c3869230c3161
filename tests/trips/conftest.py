"""A trip goes through real parts: encrypted file, real threads, the whole window, real paper."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.people import Role
from cart_ward.ui import theme
from tests.fakes import FixedClock
from tests.trips.seats import Seat

HARMLESS = "This plugin does not support (propagateSizeHints|raise)"
"""Said by the offscreen platform, which has no window manager; it means nothing."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every Qt warning fail the test it belongs to."""
    for item in items:
        if "/tests/trips/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(HARMLESS))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Wear the light theme and speak English at the start of each test."""
    i18n.set_language("en")
    if qapp.property("cart_ward_tokens") != theme.LIGHT:
        theme.apply(qapp, theme.LIGHT)
    yield
    i18n.set_language("en")


@pytest.fixture
def sit(qtbot: QtBot, data: Path, clock: FixedClock) -> Iterator[Callable[..., Seat]]:
    """Return a way to sit down at one more computer of the ward; all are closed at the end."""
    seats: list[Seat] = []

    def at(role: Role = Role.NURSE, number: int = 0, **how: Any) -> Seat:
        seats.append(Seat(qtbot, data, clock, role=role, number=number, **how))
        return seats[-1]

    yield at
    for seat in reversed(seats):
        seat.close()
