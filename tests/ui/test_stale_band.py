"""H15: a page that is old says so in big words, and what was typed is safe under it."""

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.db.store import SqlStore
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.frame.stale_band import StaleBand
from tests.fakes import FixedClock
from tests.ui.whole import Whole

PAGES = ["patient", "vitals", "neuro", "tocilizumab", "handover", "alarms", "drug", "stay"]


@pytest.fixture
def whole(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Whole:
    """Return the whole window; its age is measured by the clock of the test."""
    made = Whole(qtbot, store, clock)
    made.station.fresh.measured_by(clock)
    return made


def band(whole: Whole) -> StaleBand:
    """Return the band of the window."""
    found = whole.window.findChild(StaleBand)
    assert isinstance(found, StaleBand)
    return found


def grow_old(whole: Whole) -> None:
    """Let three minutes pass in which nobody asked again."""
    whole.clock.advance(minutes=3)
    whole.station.ticked.emit(whole.clock.now())


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_patient_says_that_it_is_stale(whole: Whole, page: str) -> None:
    """In big words and grey; it goes by itself once the ward was asked again."""
    shown = whole.open(page)
    fresh = band(whole).isVisible()
    grow_old(whole)

    assert not fresh
    assert band(whole).isVisible()
    assert band(whole).accessibleName().startswith("STALE")
    assert "3 min ago" in band(whole).words.text()
    assert band(whole).veil.isVisible()
    assert band(whole).veil.geometry() == whole.window.stack.rect()
    assert not band(whole).geometry().intersects(whole.window.stack.geometry())

    whole.station.fresh.answered()
    whole.station.ask_again()
    assert not band(whole).isVisible()
    assert shown is whole.window.page


def test_what_is_typed_is_safe_under_it_and_can_be_signed(whole: Whole) -> None:
    """The veil takes no press and no key; signing works."""
    page = whole.open("vitals")
    assert isinstance(page, VitalsPage)
    page.vitals.fields.pulse.edit.setFocus()
    whole.type("118")
    grow_old(whole)
    kept = (page.vitals.fields.pulse.text(), page.vitals.fields.pulse.edit.hasFocus())
    whole.press("Ctrl+Return")

    assert kept == ("118", True)
    assert "saved" in whole.told


def test_the_locked_list_is_stale_too_and_the_board_says_it_once(whole: Whole) -> None:
    """The board has its own big word; the list of the locked station has this one."""
    whole.open("board")
    grow_old(whole)
    on_board = band(whole).isVisible()
    whole.window.lock()

    assert not on_board
    assert band(whole).isVisible()
