"""Which page is which: the frame with all its screens, and what keeps them awake."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cart_ward.errors import stops
from cart_ward.i18n import language
from cart_ward.runtime.clock import SystemClock
from cart_ward.ui.alarms.page import AlarmsPage
from cart_ward.ui.application import QtWords
from cart_ward.ui.attending import attend, sound_of
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.calls.page import TeamPage
from cart_ward.ui.charge.page import ChargePage
from cart_ward.ui.crash import Crash
from cart_ward.ui.curtain import FirstPaint
from cart_ward.ui.display import Display
from cart_ward.ui.display_page import DisplayPage
from cart_ward.ui.find_bar import Finder
from cart_ward.ui.forms.admit import AdmitPage
from cart_ward.ui.forms.amend import AmendPage
from cart_ward.ui.forms.call import CallPage
from cart_ward.ui.forms.drug import DrugPage
from cart_ward.ui.forms.grade import GradePage
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.stay import StayPage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.frame.status_bar import RecordState
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.handover.presenter import Render
from cart_ward.ui.handover.printing import Printers
from cart_ward.ui.health.behind import Behind
from cart_ward.ui.health.page import HealthPage
from cart_ward.ui.idle import IdleLock
from cart_ward.ui.keyboard import Keyboard
from cart_ward.ui.locked_names import LockedNames
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.opening import LIGHT_BY_HAND, Opened
from cart_ward.ui.pages import PageFactories
from cart_ward.ui.palette.desk import Palette
from cart_ward.ui.patient.past import patient_page
from cart_ward.ui.patient.sheet import PatientSheet
from cart_ward.ui.refresh import Elsewhere, Refresh
from cart_ward.ui.scan_desk import ScanDesk
from cart_ward.ui.setup.page import SetupPage, Shown
from cart_ward.ui.station import Station
from cart_ward.ui.steps import Steps
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from cart_ward.ui.tour.tour import Tour
from cart_ward.ui.undo import UndoOffer
from cart_ward.ui.upkeep import Upkeep
from cart_ward.ui.wakeups import Wakeups

QUEUED = Qt.ConnectionType.QueuedConnection


def factories(
    render: Render,
    printers: Printers | None = None,
    display: Display | None = None,
    behind: Behind | None = None,
) -> PageFactories:
    """Return how each page of the frame is made; the system's printers unless others are given."""
    known = behind or Behind(printers=printers)
    return PageFactories(
        board=BoardPage,
        alarms=AlarmsPage,
        display=partial(_display_page, display),
        handover=partial(HandoverPage, render=render, printers=printers),
        admit=AdmitPage,
        patient=patient_page,
        vitals=VitalsPage,
        neuro=NeuroCheckPage,
        tocilizumab=TocilizumabPage,
        drug=DrugPage,
        stay=StayPage,
        call=CallPage,
        not_done=NotDonePage,
        grade=GradePage,
        amend=AmendPage,
        places={
            "team": TeamPage,
            "charge": partial(ChargePage, behind=known),
            "setup": partial(SetupPage, shown=Shown()),
            "health": partial(HealthPage, behind=known),
        },
    )


def _display_page(display: Display | None, station: Station, _navigator: Navigator) -> DisplayPage:
    """Return the page of the window's display; without one it is chosen for this page only."""
    return DisplayPage(display or Display(station, Messages(), LIGHT_BY_HAND))


def open_window(
    station: Station, crash: Crash, opened: Opened, printers: Printers | None = None
) -> MainWindow:
    """Return the frame over a station, with everything that keeps it awake."""
    messages = Messages()
    display = Display(station, messages, opened.look, opened.keep_look)
    display.dress()
    sound = sound_of(station, messages, opened)
    upkeep = None if opened.record is None else Upkeep(station, messages, opened.record)
    behind = Behind(upkeep=upkeep, sound=sound, clock=opened.clock, printers=printers)
    pages = factories(opened.render, printers, display, behind)
    window = MainWindow(station, pages, messages, opened.drafts)
    messages.setParent(window)
    station.setParent(window)
    display.setParent(window)
    display.changed.connect(window.build_anew)
    crash.happened.connect(window.show_bug)
    station.refused_late.connect(partial(messages.tell, good=False))
    _speak_qt(window)
    scans = _give_keys(window, station, opened, printers)
    display.listen(window.keys)
    UndoOffer(station, window)
    LockedNames(station, window)
    if station.facts.practice:
        Tour(station, window)
    wakeups = Wakeups(opened.desk.clock, window)
    Refresh(station, wakeups, messages, alone=opened.news is None)
    attend(window, station, sound)
    scans.answered.connect(sound.answer_scan)
    if opened.news is not None:
        Elsewhere(station, wakeups, messages, opened.news)
    _keep_up(window, upkeep, opened, wakeups)
    window.closing.connect(wakeups.stop)
    wakeups.start()
    return window


def _give_keys(
    window: MainWindow, station: Station, opened: Opened, printers: Printers | None
) -> ScanDesk:
    """Let the keyboard and the scanner do all they can; return who answers the scans."""
    Steps(window, station)
    Finder(window)
    palette = Palette(window, station)
    window.find_asked.connect(palette.toggle)
    window.keys.add("print", partial(_print_next, window))
    if opened.render_patient is not None:
        PatientSheet(window, station, opened.render_patient, printers)
    keyboard = Keyboard(window, letters=station.facts.letter_keys)
    IdleLock(station, window, keyboard, SystemClock())
    scans = ScanDesk(window, station)
    keyboard.scanned.connect(scans.on_scan)
    keyboard.scan_broken.connect(scans.on_broken)
    return scans


def _print_next(window: MainWindow) -> None:
    """Go to the sheet, Enter prints it."""
    window.show_handover()
    if isinstance(window.page, HandoverPage):
        window.page.print_next()


def _keep_up(window: MainWindow, upkeep: Upkeep | None, opened: Opened, wakeups: Wakeups) -> None:
    """Show what stops the record; look after it once the board has been seen."""
    window.show_record(RecordState(trouble=stops(opened.trouble)))
    if upkeep is None:
        return
    upkeep.changed.connect(window.show_record)
    wakeups.jumped.connect(upkeep.on_jump)
    seen = FirstPaint(window)
    seen.seen.connect(partial(upkeep.start_soon, opened.trouble), QUEUED)


def _speak_qt(window: MainWindow) -> None:
    """Let Qt's own words follow the language of the screens."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    found = app.findChild(QtWords, "qt_words")
    words = found if isinstance(found, QtWords) else QtWords(app)
    words.speak(language())
    window.language_changed.connect(words.speak)
