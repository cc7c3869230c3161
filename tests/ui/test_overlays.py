"""What lies over the pages fits, in both languages, and every control of it has a name."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.people import Name
from cart_ward.db.store import SqlStore
from cart_ward.ui import theme
from tests.fakes import FixedClock
from tests.ui.clipping import clipped
from tests.ui.looking import unnamed
from tests.ui.whole import Whole

LONG = Name(
    family_zh="欧阳", given_zh="志远", family_latin="Ouyang-Hohenlohe", given_latin="Zhiyuan"
)


def stop(whole: "Long") -> None:
    """Scan Wang's wristband over the form of the patient with the long name."""
    whole.open("vitals", whole.long)
    whole.scan("P40655")
    assert whole.window.stopped


def past(whole: "Long") -> None:
    """Open the page of somebody who has left."""
    whole.ward.discharge(whole.chen)
    whole.read_again()
    whole.open("patient", whole.chen)


def palette(whole: "Long") -> None:
    """Open the palette over a form."""
    whole.open("vitals")
    whole.press("Ctrl+K")


def find(whole: "Long") -> None:
    """Open the search over the board."""
    whole.open("board")
    whole.press("Ctrl+F")


def scanned(whole: "Long") -> None:
    """Open a form by the wristband."""
    whole.open("vitals", whole.long)
    whole.scan("P40777")


def keys_of_a_form(whole: "Long") -> None:
    """Open the list of keys over a form."""
    whole.open("vitals")
    whole.press("F1")


def locked(whole: "Long") -> None:
    """Lock the station."""
    whole.window.lock()


SHOWN = [stop, past, palette, find, scanned, keys_of_a_form, locked]


class Long(Whole):
    """A ward with a patient of a long name in it."""

    def __init__(self, qtbot: QtBot, store: SqlStore, clock: FixedClock) -> None:
        super().__init__(qtbot, store, clock)
        self.long = self.ward.admit(bed="7", hospital_no="P40777", name=LONG)
        self.read_again()


@pytest.fixture(params=["en", "zh_CN"])
def whole(
    request: pytest.FixtureRequest,
    qtbot: QtBot,
    store: SqlStore,
    clock: FixedClock,
    qapp: QApplication,
) -> Iterator[Long]:
    """Return the whole window in a language, one patient with a long name."""
    i18n.set_language(request.param)
    theme.apply(qapp, theme.LIGHT)
    yield Long(qtbot, store, clock)
    i18n.set_language("en")
    theme.apply(qapp, theme.LIGHT)


@pytest.mark.parametrize("show", SHOWN, ids=lambda show: show.__name__)
def test_it_fits_and_every_control_has_a_name(whole: Long, show: Callable[[Long], None]) -> None:
    """No words are cut at 1366x768, in English and in Chinese."""
    show(whole)
    QApplication.processEvents()
    QApplication.processEvents()

    assert clipped(whole.window) == []
    assert unnamed(whole.window) == []
