"""What every form that signs one act shares: keys, one act at a time, sentences, drafts."""

from collections.abc import Callable
from itertools import pairwise
from uuid import uuid4

from PySide6.QtCore import Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.board.presenter import initials
from cart_ward.ui.forms import saying
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.naming import named, wrapping
from cart_ward.ui.keys import SIGN
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.announce import announce
from cart_ward.ui.widgets.time_field import TimeField

Missing = tuple[QWidget, str]
"""A field that still wants something, and the sentence that says what."""


class SignedForm(QWidget):
    """A form that signs one act; Ctrl+Enter signs, Enter goes to the next field.

    Signals: `signed(Changes)` after the commit, `edited` when something was typed,
    `refused(CartWardError)` when nothing was saved.
    The token stays the same until something is edited or signed, so a second click, and a draft
    that comes back after a crash, charts nothing twice.
    """

    signed = Signal(object)
    refused = Signal(object)
    edited = Signal()

    def __init__(self, station: Station, sign_text: str) -> None:
        super().__init__()
        self.station = station
        self.token = uuid4().hex
        self._busy = False
        self._left = False
        self._stopped = False
        self._gone = False
        self.message = wrapping("message")
        self.sign_button = theme.role(named(QPushButton(sign_text), "sign"), "primary")
        self.sign_button.setAccessibleName(sign_text)
        self.sign_button.clicked.connect(self.sign)
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self.buttons = QHBoxLayout()
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.sign_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addLayout(self.body)
        whole.addWidget(self.message)
        whole.addLayout(self.buttons)
        self._shortcuts = listen(self, self.sign)
        station.ward_changed.connect(self._look_for_patient)

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right before signing, in the order of the fields."""
        return ()

    def blocked(self) -> bool:
        """Tell whether a rule forbids signing whatever is typed."""
        return self._stopped

    def forbid(self, *, forbidden: bool) -> None:
        """Say that a rule asked elsewhere forbids signing, or no longer does."""
        self._stopped = forbidden
        self.show_readiness()

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act as typed; asked only when nothing is missing."""
        raise NotImplementedError

    def signs_at_enter(self) -> QWidget | None:
        """Return the field after which Enter signs; None: only Ctrl+Enter and the button do."""
        return None

    def draft(self) -> dict[str, object]:
        """Return what has been typed; never a PIN, never a blind calculation."""
        return {}

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""

    def refresh(self) -> None:
        """Look again at the chart; what was typed stays."""

    def hand_keys_on(self) -> None:
        """Leave the keys that sign to the page: parts of the form stand outside it there."""
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)

    @property
    def busy(self) -> bool:
        """Whether an act is under way."""
        return self._busy

    @property
    def left(self) -> bool:
        """Whether the form was left: late answers are ignored."""
        return self._left

    def leave(self) -> None:
        """Stop listening."""
        self._left = True

    @Slot()
    def sign(self) -> None:
        """Do the act, once; or say what is missing and go to that field."""
        if self._busy or self._gone or self.blocked():
            return
        missing = self.missing()
        if missing:
            for field, sentence in missing:
                if isinstance(field, LineField):
                    field.complain(sentence)
            self.say(" ".join(dict.fromkeys(sentence for _field, sentence in missing)))
            missing[0][0].setFocus()
            return
        self.begin()
        self.proceed()

    def proceed(self) -> None:
        """Do the act; a form that needs a PIN first proves the person here."""
        self.perform(self.act())

    def perform(self, act: Callable[[Desk], Changes]) -> None:
        """Hand the act to the station."""
        self.station.perform(act, self.answered, self.fail)

    def begin(self) -> None:
        """Take no second click until the answer is there."""
        self._busy = True
        self.show_readiness()

    def end(self, told: SignalInstance, what: object) -> None:
        """Be free again after the last answer of several, then tell whoever listens."""
        self._busy = False
        told.emit(what)

    def touched(self, *_what: object) -> None:
        """Note that something was typed."""
        if not self._busy:
            self.token = uuid4().hex
        self.message.setVisible(self._gone)
        self.show_readiness()
        self.edited.emit()

    def show_readiness(self) -> None:
        """Let the button tell whether signing is possible."""
        self.sign_button.setEnabled(not (self._busy or self._gone or self.blocked()))

    def focus_first(self) -> None:
        """Put the focus on the first field."""
        for field in self._tab_stops():
            if field.isVisibleTo(self):
                field.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def showEvent(self, event: QShowEvent, /) -> None:
        """Let the tab key reach the buttons after the fields: they were made first."""
        super().showEvent(event)
        self.put_buttons_last()

    def put_buttons_last(self) -> None:
        """Let the tab key reach the buttons after everything else of this form."""
        stops = self._tab_stops()
        held = [self.buttons.itemAt(n) for n in range(self.buttons.count())]
        buttons = [w for item in held if item is not None and (w := item.widget()) is not None]
        fields = [stop for stop in stops if stop not in buttons]
        for before, after in pairwise([*fields[-1:], *buttons]):
            QWidget.setTabOrder(before, after)

    def _tab_stops(self) -> list[QWidget]:
        """Return what the tab key reaches here, in its order."""
        found: list[QWidget] = []
        at = self.nextInFocusChain()
        while at is not None and at is not self:
            if at.focusPolicy() & Qt.FocusPolicy.TabFocus and self.isAncestorOf(at):
                found.append(at)
            at = at.nextInFocusChain()
        return found

    def say(self, sentence: str, *, good: bool = False) -> None:
        """Show a sentence above the button, and tell it to a screen reader."""
        theme.role(self.message, "good" if good else "error")
        self.message.setText(sentence)
        self.message.setVisible(bool(sentence))
        announce(self.message, sentence)

    def answered(self, changes: Changes) -> None:
        """Take the answer to the act: the form is free again and its token new."""
        self._busy = False
        self.token = uuid4().hex
        if not self._left:
            self.message.setVisible(False)
            self.show_readiness()
            self.done(changes)

    def done(self, changes: Changes) -> None:
        """Answer a commit: tell whoever listens."""
        self.signed.emit(changes)

    def fail(self, error: CartWardError) -> None:
        """Say why nothing was saved; what was typed is kept."""
        self._busy = False
        if self._left:
            self.tell_late(self.sentence_for(error))
            return
        self.show_readiness()
        self.say(self.sentence_for(error))
        self.refused.emit(error)

    def subject(self) -> AdmissionId | None:
        """Return whom the form is about, if about one patient."""
        found: AdmissionId | None = getattr(self, "admission_id", None)
        return found

    @Slot(object)
    def _look_for_patient(self, _changes: object) -> None:
        """Take no signature once another station has discharged the patient; say so."""
        subject = self.subject()
        if self._left or self._busy or subject is None:
            return
        gone = subject not in self.station.snapshot.charts
        if gone != self._gone:
            self._gone = gone
            self.show_readiness()
            self.say(_("The patient has left the ward: nothing can be signed.") if gone else "")

    def tell_late(self, sentence: str) -> None:
        """Say in the window's own line what came of a form that had been left, and whose it was.

        By bed and initials: it may stand there while the station is locked or read from afar.
        """
        subject = self.subject()
        chart = None if subject is None else self.station.snapshot.charts.get(subject)
        if chart is not None:
            sentence = _("Bed {bed} {name}: {sentence}").format(
                bed=chart.subject.bed.name,
                name=initials(chart.subject.patient),
                sentence=sentence,
            )
        self.station.refused_late.emit(sentence)

    def sentence_for(self, error: CartWardError) -> str:
        """Return the sentence for a failure."""
        return saying.failure(error, self.station.zone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field, or presses the button it stands on."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        ):
            here = self.focusWidget()
            if here is not None and here is self.signs_at_enter():
                self.sign()
            elif isinstance(here, QPushButton):
                here.click()
            else:
                self.go_on()
            event.accept()
            return
        super().keyPressEvent(event)

    @Slot()
    def go_on(self) -> None:
        """Go to the next field, as Enter does; after the last one to the button that signs."""
        self.focusNextChild()
        here = self.window().focusWidget()
        # The button that leads away may stand first: Enter, pressed on, is not meant for it.
        if here is not None and self.buttons.indexOf(here) >= 0 and self.sign_button.isVisible():
            self.sign_button.setFocus(Qt.FocusReason.TabFocusReason)


def listen(where: QWidget, sign: Callable[[], None]) -> tuple[QShortcut, ...]:
    """Let the keys that sign do so wherever the focus is inside `where`."""
    made = tuple(QShortcut(QKeySequence(keys), where) for keys in SIGN)
    for shortcut in made:
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(sign)
    return made


def time_missing(time: TimeField, sentence: str) -> Missing:
    """Return what a blocked time wants: the reason for being late, or a time at all."""
    if time.is_late() and time.late_reason() is None and time.problem.isHidden():
        return time.late, _("Say why this is recorded so late.")
    return time.clock if time.panel.isVisible() else time.button, sentence


def required(label: str) -> str:
    """Return the sentence for an empty field."""
    return _("{field}: still empty.").format(field=label)
