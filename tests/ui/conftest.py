"""Screens are tested without a screen, in the program's own dress; a Qt warning fails the test."""

import os
from collections.abc import Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from cart_ward import i18n
from cart_ward.ui import theme
from tests.ui.ward import Navigation, Ward, build_ward

HARMLESS = "This plugin does not support propagateSizeHints"
"""Said by the offscreen platform for every window; it means nothing."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every Qt warning fail the test it belongs to."""
    for item in items:
        if "/tests/ui/" in item.path.as_posix():
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
    _put_away(qapp)


def _put_away(app: QApplication) -> None:
    """Delete the windows of a test: without a running loop nothing else does, and each one left
    behind is dressed again by the tests that follow.
    """
    for window in app.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def navigation() -> Navigation:
    """Return a navigator that only remembers where it was sent."""
    return Navigation()


@pytest.fixture
def still_ward() -> Ward:
    """Return a station over a small ward, and its clock."""
    return build_ward()
