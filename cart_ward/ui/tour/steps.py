"""The steps of the tour: what to do, where it is done, and by what the tour notices."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from cart_ward.i18n import N_
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.grade import GradePage
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.not_done import NotDonePage
from cart_ward.ui.forms.page import ChartingPage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.tocilizumab.page import TocilizumabPage

Heard = frozenset[str]
"""What has happened since the step began: kinds of entries signed, "unlocked"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: `shown` tells what to frame, `done` whether it was done."""

    key: str
    words: str
    shown: Callable[[MainWindow], QWidget | None]
    done: Callable[[MainWindow, Heard], bool]


def _signed(kind: str) -> Callable[[MainWindow, Heard], bool]:
    def done(_window: MainWindow, heard: Heard) -> bool:
        return kind in heard

    return done


def _nav(window: MainWindow, place: str) -> QWidget | None:
    return window.nav.buttons.get(place)


def _board(window: MainWindow) -> QWidget | None:
    page = window.page
    return page.table if isinstance(page, BoardPage) else _nav(window, "ward")


def _form_of(kind: type[ChartingPage], act: str) -> Callable[[MainWindow], QWidget | None]:
    """Return where a check is signed; before it is open, what opens it."""

    def shown(window: MainWindow) -> QWidget | None:
        page = window.page
        if isinstance(page, kind):
            empty = not page.draft()
            return page.form.first_field() if empty else page.form.sign_button
        if isinstance(page, PatientPage):
            return page.act_buttons[act]
        return _board(window)

    return shown


def _grade(window: MainWindow) -> QWidget | None:
    page = window.page
    if isinstance(page, GradePage):
        return page.grade.sign_button
    return page.crs.sign if isinstance(page, PatientPage) else _nav(window, "patient")


def _pause(window: MainWindow) -> QWidget | None:
    page = window.page
    return page.pause.reasons["imaging"] if isinstance(page, NotDonePage) else _board(window)


def _handover(window: MainWindow) -> QWidget | None:
    page = window.page
    return page.sheet_card if isinstance(page, HandoverPage) else _nav(window, "handover")


def _lock(window: MainWindow) -> QWidget | None:
    return window.entrance.pin if window.locked else window.top.lock


def _chosen(window: MainWindow, _heard: Heard) -> bool:
    page = window.page
    return isinstance(page, BoardPage) and page.table.chosen() is not None


def _asked_why(window: MainWindow, _heard: Heard) -> bool:
    return isinstance(window.page, NotDonePage)


def _at_the_dose(window: MainWindow, _heard: Heard) -> bool:
    return isinstance(window.page, TocilizumabPage)


def _previewed(window: MainWindow, _heard: Heard) -> bool:
    page = window.page
    return isinstance(page, HandoverPage) and page.presenter.drawn is not None


STEPS = (
    Step(
        key="choose",
        words=N_(
            "The board shows who needs somebody first. Choose a patient: click on a row, or type"
            " the number of the bed and press Enter."
        ),
        shown=_board,
        done=_chosen,
    ),
    Step(
        key="why",
        words=N_(
            "Why is a check due? Press W, or click on the cell “Next check”. The same page says why"
            " a check was not done, and pauses monitoring."
        ),
        shown=_board,
        done=_asked_why,
    ),
    Step(
        key="vitals",
        words=N_(
            "Record vital signs: Esc leads back, V opens the form. Enter goes to the next field;"
            " the grade on the right follows what you type. Ctrl+Enter signs."
        ),
        shown=_form_of(VitalsPage, "vitals"),
        done=_signed("vital_signs"),
    ),
    Step(
        key="neuro",
        words=N_(
            "Do a neuro check: N opens it. 1 is right, 0 is wrong, and the next item follows by"
            " itself. Choose a consciousness too; Ctrl+Enter signs."
        ),
        shown=_form_of(NeuroCheckPage, "neuro"),
        done=_signed("neuro_check"),
    ),
    Step(
        key="grade",
        words=N_(
            "The program proposes, a named person decides. Press “Sign grade…” on the patient's"
            " page: confirm the grade, or choose another one and say why."
        ),
        shown=_grade,
        done=_signed("grading"),
    ),
    Step(
        key="pause",
        words=N_(
            "A patient goes to CT: press W on the row, then X and Enter. All checks show as paused"
            " and until when; R on the patient's page resumes, Undo takes it back."
        ),
        shown=_pause,
        done=_signed("monitoring_pause"),
    ),
    Step(
        key="dose",
        words=N_(
            "Tocilizumab: press T on a row, or Alt+T. The step that is next stands open; the rules"
            " and the time of the next dose stand beside it."
        ),
        shown=lambda window: _nav(window, "tocilizumab"),
        done=_at_the_dose,
    ),
    Step(
        key="handover",
        words=N_(
            "The handover sheet is made from the chart: press Ctrl+4 and read the preview. Both"
            " nurses sign it, then it is printed."
        ),
        shown=_handover,
        done=_previewed,
    ),
    Step(
        key="lock",
        words=N_(
            "Leaving the desk? Ctrl+L locks the station and keeps what you typed. Tap your name"
            " and type the PIN, which stands beside it here, to come back."
        ),
        shown=_lock,
        done=_signed("unlocked"),
    ),
)
