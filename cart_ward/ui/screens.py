"""Which page is which: the frame with all its screens, and what keeps them awake."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cart_ward.errors import stops
from cart_ward.i18n import language
from cart_ward.ui.alarms.page import AlarmsPage
from cart_ward.ui.application import QtWords
from cart_ward.ui.attending import attend
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.crash import Crash
from cart_ward.ui.curtain import FirstPaint
from cart_ward.ui.forms.admit import AdmitPage
from cart_ward.ui.forms.amend import AmendPage
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
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.opening import Opened
from cart_ward.ui.pages import PageFactories
from cart_ward.ui.patient.left_page import patient_page
from cart_ward.ui.refresh import Elsewhere, Refresh
from cart_ward.ui.station import Station
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from cart_ward.ui.upkeep import Upkeep
from cart_ward.ui.wakeups import Wakeups

QUEUED = Qt.ConnectionType.QueuedConnection


def factories(render: Render, printers: Printers | None = None) -> PageFactories:
    """Return how each page of the frame is made; the system's printers unless others are given."""
    return PageFactories(
        board=BoardPage,
        alarms=AlarmsPage,
        handover=partial(HandoverPage, render=render, printers=printers),
        admit=AdmitPage,
        patient=patient_page,
        vitals=VitalsPage,
        neuro=NeuroCheckPage,
        tocilizumab=TocilizumabPage,
        drug=DrugPage,
        stay=StayPage,
        not_done=NotDonePage,
        grade=GradePage,
        amend=AmendPage,
    )


def open_window(
    station: Station, crash: Crash, opened: Opened, printers: Printers | None = None
) -> MainWindow:
    """Return the frame over a station, with everything that keeps it awake."""
    messages = Messages()
    pages = factories(opened.render, printers)
    window = MainWindow(station, pages, messages, opened.drafts)
    messages.setParent(window)
    station.setParent(window)
    crash.happened.connect(window.show_bug)
    _speak_qt(window)
    wakeups = Wakeups(opened.desk.clock, window)
    Refresh(station, wakeups, messages, alone=opened.news is None)
    attend(window, station, messages, opened)
    if opened.news is not None:
        Elsewhere(station, wakeups, messages, opened.news)
    _keep_up(window, station, messages, opened, wakeups)
    window.closing.connect(wakeups.stop)
    wakeups.start()
    return window


def _keep_up(
    window: MainWindow, station: Station, messages: Messages, opened: Opened, wakeups: Wakeups
) -> None:
    """Show what stops the record; look after it once the board has been seen."""
    window.show_record(RecordState(trouble=stops(opened.trouble)))
    if opened.record is None:
        return
    upkeep = Upkeep(station, messages, opened.record)
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
