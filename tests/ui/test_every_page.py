"""Every page in both languages at the smallest window: nothing cut, nameless or out of reach.

The other themes and 200 % text are walked too: what does not fit scrolls, downwards only, while the
banner and the button that signs stay in sight.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import AdmissionId, Name
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.db.store import SqlStore
from cart_ward.i18n import _
from cart_ward.reports import handover as paper
from cart_ward.runtime.settings import Look
from cart_ward.ui import looks, theme
from cart_ward.ui.alarms.sound import AlarmSound
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.forms.stay import StayPage
from cart_ward.ui.frame.top_bar import folded
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.health.behind import Behind
from cart_ward.ui.main_window import SMALLEST, MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.screens import factories
from cart_ward.ui.upkeep import Record, Upkeep
from cart_ward.ui.widgets.patient_banner import PatientBanner
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock
from tests.ui import charted
from tests.ui.charted import Charted
from tests.ui.clipping import climbs, clipped, cut_off, too_small, unreachable
from tests.ui.health.grounds import ground
from tests.ui.looking import tab_chain, unnamed


def render(sheet: HandoverSheet, language: str, printed_by: str) -> bytes:
    """Draw the real ward sheet."""
    return paper.render(sheet, language=language, printed_by=printed_by)


class NoPrinters:
    """A station without a printer."""

    def names(self) -> tuple[str, ...]:
        """Return none."""
        return ()

    def send(self, *_what: object) -> bool:
        """Take nothing."""
        return False


@dataclass
class Tour:
    """The whole window over a ward with one sick adult and one child."""

    window: MainWindow
    care: Charted
    child: AdmissionId

    def amend(self) -> None:
        """Open the correction of the last vital signs."""
        chart = self.care.station.snapshot.charts[self.care.patient]
        entry = chart.latest(VitalSigns)
        assert entry is not None
        self.window.show_amend(self.care.patient, entry.id)


PAGES: dict[str, Callable[[Tour], None]] = {
    "board": lambda t: t.window.show_board(),
    "patient": lambda t: t.window.show_patient(t.care.patient),
    "vitals": lambda t: t.window.show_vitals(t.care.patient),
    "neuro": lambda t: t.window.show_neuro(t.care.patient),
    "capd": lambda t: t.window.show_neuro(t.child),
    "tocilizumab": lambda t: t.window.show_tocilizumab(t.care.patient),
    "alarms": lambda t: t.window.show_alarms(),
    "handover": lambda t: t.window.show_handover(),
    "admit": lambda t: t.window.show_admit(),
    "stay": lambda t: t.window.show_stay(t.care.patient),
    "drug": lambda t: t.window.show_drug(t.care.patient),
    "call": lambda t: t.window.show_call(t.care.patient),
    "grade": lambda t: t.window.show_grade(t.care.patient, Scale.CRS),
    "not_done": lambda t: t.window.show_not_done(t.care.patient, Check.NEURO),
    "amend": Tour.amend,
    "keys": lambda t: t.window.keys.show_list(),
    "display": lambda t: t.window.top.display.click(),
    "team": lambda t: t.window.show_place("team"),
    "charge": lambda t: t.window.show_place("charge"),
    "setup": lambda t: t.window.show_place("setup"),
    "health": lambda t: t.window.show_place("health"),
    "locked": lambda t: t.window.lock(),
}


def built(
    store: SqlStore,
    clock: FixedClock,
    qtbot: QtBot,
    app: QApplication,
    language: str,
    look: Look,
    **who: object,
) -> Tour:
    """Return the window at 1366x768 in a language and a look."""
    i18n.set_language(language)
    care = charted.build(WardBuilder(store, clock), clock, **who)
    theme.apply(app, looks.worn(look, clock.now(), ZONE))
    child = care.ward.admit(bed="8", hospital_no="P8", day=3, birth_date=date(2020, 2, 2))
    charted.stormy(care)
    record = Record(check=tuple, back_up=lambda: None, look=ground)
    messages = Messages()
    upkeep, sound = Upkeep(care.station, messages, record), AlarmSound(care.station, messages, None)
    behind = Behind(upkeep=upkeep, sound=sound, printers=NoPrinters())
    window = MainWindow(care.station, factories(render, NoPrinters(), None, behind), messages)
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    window.show()
    care.station.sign_in(care.actor)
    return Tour(window=window, care=care, child=child)


@pytest.fixture(params=["en", "zh_CN"])
def tour(
    request: pytest.FixtureRequest,
    store: SqlStore,
    clock: FixedClock,
    qtbot: QtBot,
    qapp: QApplication,
) -> Tour:
    """Return the window at 1366x768 in a language."""
    return built(store, clock, qtbot, qapp, request.param, Look(theme="light"))


def opened(tour: Tour, name: str, qtbot: QtBot) -> None:
    """Open a page and let it be laid out."""
    PAGES[name](tour)
    qtbot.waitExposed(tour.window)
    QApplication.processEvents()
    QApplication.processEvents()


@pytest.mark.parametrize("name", PAGES)
def test_no_words_are_cut(tour: Tour, name: str, qtbot: QtBot) -> None:
    """Every label and button has the room its words need, inside what it lies in."""
    opened(tour, name, qtbot)

    assert clipped(tour.window) == []
    assert cut_off(tour.window) == []
    assert elided(tour) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_button_is_easily_hit(tour: Tour, name: str, qtbot: QtBot) -> None:
    """At least 44 pixels high and wide: a grade of one digit too (ux 3)."""
    opened(tour, name, qtbot)

    assert too_small(tour.window, theme.current().sizes.target) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_and_a_place_in_the_tab_order(
    tour: Tour, name: str, qtbot: QtBot
) -> None:
    """A reader names it, the tab key reaches it, and the focus never climbs within a column."""
    opened(tour, name, qtbot)
    front = tour.window.stack.currentWidget()
    assert front is not None
    start = front.focusWidget() or front
    chain = tab_chain(tour.window, start)

    assert unnamed(tour.window) == []
    assert unreachable(front, chain) == []
    assert climbs([w for w in chain if front.isAncestorOf(w)], front) == []


LONG_NAME = Name(
    family_zh="欧阳" * 7,
    given_zh="慕容" * 8,
    family_latin="Wolfeschlegelsteinhausen-Bergerdorff",
    given_latin="Hubert Blaine Maximilian",
)
"""60 Latin letters and 30 Chinese ones: as long as a name may be."""


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("worn", "percent"),
    [("light", 125), ("light", 150), ("light", 200), ("dark", 200), ("contrast", 200)],
)
def test_large_text_is_never_cut(
    store: SqlStore,
    clock: FixedClock,
    qtbot: QtBot,
    qapp: QApplication,
    language: str,
    worn: str,
    percent: int,
) -> None:
    """In every theme: words whole, nothing to be scrolled sideways, banner and button in sight."""
    look = Look(theme=worn, text_percent=percent)
    tour = built(store, clock, qtbot, qapp, language, look)
    for name in PAGES:
        opened(tour, name, qtbot)

        assert (name, clipped(tour.window)) == (name, [])
        assert (name, cut_off(tour.window)) == (name, [])
        assert (name, elided(tour)) == (name, [])
        assert (name, out_of_sight(tour)) == (name, [])


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_the_longest_name_is_never_cut(
    store: SqlStore,
    clock: FixedClock,
    qtbot: QtBot,
    qapp: QApplication,
    language: str,
    percent: int,
) -> None:
    """A name of 60 Latin and 30 Chinese letters wraps in the banner and pushes nothing out."""
    look = Look(theme="light", text_percent=percent)
    tour = built(store, clock, qtbot, qapp, language, look, name=LONG_NAME)
    for name in PAGES:
        opened(tour, name, qtbot)

        assert (name, clipped(tour.window)) == (name, [])
        assert (name, out_of_sight(tour)) == (name, [])


def elided(tour: Tour) -> list[str]:
    """Return what the frame had to shorten: where one is, and that nobody approved the rules."""
    top, rules = tour.window.top, tour.window.status.rules
    title = "" if tour.window.locked else tour.window.page.title()
    titles = (title, folded(title), _("Station locked"))
    found = [] if top.title.text() in titles else [top.title.text()]
    whole = (rules.toolTip() or rules.text(), _("Rules not approved here"))
    return found if rules.text() in whole and "…" not in rules.text() else [*found, rules.text()]


def out_of_sight(tour: Tour) -> list[str]:
    """Return what must be seen without scrolling and is not, and what scrolls sideways.

    On a page of several small forms each scrolls as a whole, with its button.
    """
    front = tour.window.stack.currentWidget()
    assert front is not None
    found = [
        f"scrolls sideways: {area.objectName() or type(area).__name__}"
        for area in front.findChildren(QScrollArea)
        if area.isVisibleTo(front) and area.horizontalScrollBar().maximum()
    ]
    for banner in front.findChildren(PatientBanner):
        needed = banner.heightForWidth(banner.width())
        if banner.visibleRegion().boundingRect().height() < needed:
            found.append("banner")
    for form in front.findChildren(SignedForm):
        button = form.sign_button
        several = isinstance(tour.window.page, StayPage | HandoverPage | NotDonePage)
        if button.isVisibleTo(front) and not several and not _is_seen(button):
            found.append(f"sign button of {type(form).__name__}")
    return found


def _is_seen(button: QPushButton) -> bool:
    return bool(button.visibleRegion().boundingRect() == button.rect())
