"""The two columns of a charting form: what is asked on the left, what it leads to on the right."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from cart_ward.care import grading
from cart_ward.care.changes import Changes
from cart_ward.care.grading import SignGrade
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import Actor, AdmissionId
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.errors import CartWardError
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.due_line import DueLine
from cart_ward.ui.forms.meanwhile import Meanwhile
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card
from cart_ward.ui.widgets.folding import Folding, column_of, drawn_width
from cart_ward.ui.widgets.following import Following
from cart_ward.ui.widgets.number_field import caption
from cart_ward.ui.widgets.time_field import TimeField

LOOK_AGAIN_MS = 120
"""How long after the last key the proposal is worked out again: under the 800 ms of a draft."""

SIDE_WIDTH = 398

TWO_COLUMNS = 1100
"""Width of a form, in pixels at 100 percent, from which its proposal stands beside it."""

LOWEST = 24
"""Height in pixels to which an area that scrolls may shrink."""

WIDE_ROWS = 740
"""The same for two columns of numbers."""

CAPTION = 142
"""Width of the captions of the rows of buttons, in pixels."""


class ChartingForm(SignedForm):
    """A check on one screen: rows on the left, the live proposal and its consequences right.

    `admission_id` never changes: another patient is another form.
    """

    grade_refused = Signal(object)

    check: Check
    scale: Scale
    """The scale whose proposal the form shows, and whose grade may be signed with the check."""

    spreads = False
    """Whether the rows share out the height there is; else they stand close, at the top."""

    def __init__(
        self, station: Station, admission_id: AdmissionId, title: str, sign_text: str
    ) -> None:
        super().__init__(station, sign_text)
        self.admission_id = admission_id
        self.saved = False
        self._confirmed: int | None = None
        self._by: Actor | None = None
        self.main = Card(title)
        self.time = TimeField(station, admission_id=admission_id)
        self.due = DueLine(station, admission_id, self.check)
        self.not_done_button = named(QPushButton(_("Not done…")), "not_done")
        self.back_button = named(QPushButton(_("Back  Esc")), "back")
        self.state = theme.role(named(QLabel(wordWrap=True), "state"), "hint")
        self.meanwhile = Meanwhile(station, admission_id, self.check)
        self.rows = QVBoxLayout()
        self.side = QVBoxLayout()
        self._timer = QTimer(self, singleShot=True, interval=LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._lay_out_columns()
        self.time.edited.connect(self._on_time)
        self.time.left.connect(self.go_on)
        station.ward_changed.connect(self._on_ward_changed)

    def _lay_out_columns(self) -> None:
        """Move the message and the buttons of a signed form under the left column."""
        close_together(self.main)
        self._lay_out_head()
        take_footer(self)
        self.area = scrolled(self.rows, fills=self.spreads)
        self.main.body.addWidget(self.area, 1)
        self.main.body.addWidget(self.meanwhile)
        self.main.body.addWidget(self.message)
        self.main.body.addLayout(self.buttons)
        self.state.setMaximumHeight(theme.current().sizes.target)
        self.buttons.insertWidget(0, self.state, 3)
        self.buttons.insertWidget(2, self.back_button)
        self.buttons.insertSpacing(3, 24)
        side = scrolled(self.side, gap=8)
        side.setFixedWidth(theme.px(SIDE_WIDTH))
        self._folding = Folding(side)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.main, 1)
        columns.addWidget(side)
        self.body.addLayout(columns)

    def _lay_out_head(self) -> None:
        """Put heading, due line and buttons into one part: where it is narrow it scrolls too."""
        self._head = QWidget()
        self._head_row = QHBoxLayout(self._head)
        self._head_row.setContentsMargins(0, 0, 0, 0)
        named_part, buttons = QHBoxLayout(), QHBoxLayout()
        self.main.head.removeWidget(self.main.title)
        named_part.addWidget(self.main.title)
        named_part.addWidget(self.due, 1)
        buttons.addWidget(self.not_done_button)
        buttons.addWidget(self.time)
        self._head_row.addLayout(named_part, 1)
        self._head_row.addLayout(buttons)
        self.main.head.addWidget(self._head)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Stand in one column where large text leaves no room for two."""
        super().resizeEvent(event)
        wide = drawn_width(self)
        self._folding.fold(self.area if wide < TWO_COLUMNS else None)
        self.fold_rows(narrow=wide < WIDE_ROWS)

    def fold_rows(self, *, narrow: bool) -> None:
        """Let heading and buttons scroll with the rows where it is narrow; forms fold theirs."""
        if narrow == (self._head_row.direction() == QBoxLayout.Direction.TopToBottom):
            return
        rows = column_of(self.area)
        if narrow:
            self._head_row.setDirection(QBoxLayout.Direction.TopToBottom)
            rows.insertWidget(0, self._head)
        else:
            self._head_row.setDirection(QBoxLayout.Direction.LeftToRight)
            self.main.head.addWidget(self._head)

    def add_row(self, label: str, hint: str, *widgets: QWidget, width: int = CAPTION) -> QWidget:
        """Add a row: its caption, then the widgets; return it so that it can be hidden."""
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(caption(label, hint, width=theme.px(width)))
        for place, widget in enumerate(widgets):
            last = int(place == len(widgets) - 1)
            row.addWidget(widget, last, Qt.AlignmentFlag.AlignVCenter)
        self.rows.addWidget(holder)
        return holder

    def add_sides(self, *cards: Card) -> None:
        """Put cards into the right column, close together: they are read at one glance."""
        for card in cards:
            close_together(card)
            self.side.addWidget(card)

    def chain(self, widgets: Sequence[QWidget]) -> None:
        """Let the tab key follow the order on the screen."""
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

    def typed(self, *_what: object) -> None:
        """Note that a value was typed: hold the time, and look at what it leads to."""
        if self.is_empty():
            self.time.release()
        else:
            self.time.hold()
        self._note_unsaved()
        self.touched()
        self._timer.start()

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        """Show what was charted elsewhere meanwhile; what is typed here stays."""
        here = self.admission_id in self.station.snapshot.charts
        if here and not (self.left or self.saved or self.busy):
            self.show_chart()
            self.meanwhile.look()
            self.look()

    def show_chart(self) -> None:
        """Show beside the fields what the chart last said."""

    def is_empty(self) -> bool:
        """Tell whether nothing was typed or chosen."""
        raise NotImplementedError

    def nothing_to_keep(self) -> bool:
        """Tell whether there is no draft: it is signed, or neither form nor time was touched."""
        return self.saved or (self.is_empty() and not self.time.chosen())

    def _on_time(self) -> None:
        self.touched()
        self._timer.start()

    def _note_unsaved(self) -> None:
        self.state.setText(_("Not saved yet. Leaving keeps it as a draft."))

    @Slot()
    def look(self) -> None:
        """Work out again what signing would lead to."""
        if not self.left and self.admission_id in self.station.snapshot.charts:
            self.show_preview()

    def show_preview(self) -> None:
        """Show what signing would lead to."""

    @Slot()
    def sign(self) -> None:
        """Sign what is on the screen: the proposal shown is the one of it. Only once."""
        if not self.saved:
            self.look()
            super().sign()

    def ticked(self) -> int | None:
        """Return the grade that signing confirms, or None."""
        return None

    def perform(self, act: Callable[[Desk], Changes]) -> None:
        """Hand the act to the station; what else was signed, and by whom, is read now."""
        self._confirmed, self._by = self.ticked(), self.station.actor
        super().perform(act)

    def answered(self, changes: Changes) -> None:
        """Take the answer; the grade that was signed with the check is signed though one has left.

        Not where somebody else has taken over: it would be in her name.
        """
        if not self.left:
            super().answered(changes)
            return
        self.saved = True
        if self._confirmed is not None and self.station.actor == self._by:
            self._sign(self._confirmed, lambda _graded: None, self._tell_grade_refused)

    def subject(self) -> AdmissionId | None:
        """Return whom the form is about."""
        return self.admission_id

    def _tell_grade_refused(self, error: CartWardError) -> None:
        reason = self.sentence_for(error)
        words = _("The check is saved; the grade is not signed. {reason}").format(reason=reason)
        self.tell_late(words)

    def done(self, changes: Changes) -> None:
        """Sign the grade too, where that was ticked; the check itself is on disk."""
        self.saved = True
        if self._confirmed is None:
            self.signed.emit(changes)
            return
        self.begin()
        self._sign(
            self._confirmed,
            lambda _graded: self.end(self.signed, changes),
            partial(self.end, self.grade_refused),
        )

    def _sign(
        self,
        grade: int,
        done: Callable[[Changes], None],
        failed: Callable[[CartWardError], None],
    ) -> None:
        command = SignGrade(
            admission_id=self.admission_id,
            scale=self.scale,
            grade=grade,
            at=self.station.now(),
            override_reason=None,
            token=uuid4().hex,
        )
        act = partial(grading.sign_grade, command=command)
        self.station.perform(act, done, failed, goes_on=True)

    def status(self) -> PatientStatus:
        """Return where this patient stands now."""
        return self.station.status(self.admission_id)

    def focusNextPrevChild(self, forward: bool, /) -> bool:  # noqa: FBT001 the signature is Qt's
        """Bring the field that takes the focus into sight."""
        moved = super().focusNextPrevChild(forward)
        here = self.focusWidget()
        if here is not None and self.area.isAncestorOf(here):
            self.area.ensureWidgetVisible(here)
        return moved

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        return self

    def showEvent(self, event: QShowEvent, /) -> None:
        """Begin in the first field."""
        super().showEvent(event)
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def draft_of_time(self) -> dict[str, object]:
        """Return the time as chosen, held or half typed."""
        return {**self.time.draft(), "seen": self.meanwhile.seen, "token": self.token}

    def restore_time(self, draft: dict[str, object]) -> None:
        """Put the time of a draft back, and the token: what was saved is not saved twice."""
        self.time.restore(draft)
        seen = draft.get("seen")
        if isinstance(seen, int):
            self.meanwhile.seen = seen
            self.meanwhile.look()
        self._note_unsaved()
        self.look()
        if token := drafts.text(draft.get("token")):
            self.token = token

    def time_missing(self) -> tuple[tuple[QWidget, str], ...]:
        """Return what is wrong with the time."""
        if not self.time.blocked():
            return ()
        if self.time.is_late() and self.time.late_reason() is None:
            return ((self.time.late, _("Say why this is recorded so late.")),)
        return ((self.time.clock, _("Put the observed time right.")),)


def close_together(card: Card) -> None:
    """Let a card spend little on its margins: a check is one screen."""
    layout = card.layout()
    if layout is not None:
        layout.setContentsMargins(8, 5, 6, 5)
        layout.setSpacing(2)
    card.body.setSpacing(2)


def scrolled(layout: QVBoxLayout, gap: int = 1, *, fills: bool = False) -> QScrollArea:
    """Return an area that scrolls where a layout is taller than the page.

    What `fills` it shares out the height there is by its own stretches.
    """
    area = Following()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    # Lower than Qt thinks fit: what must stay in sight round it comes first.
    area.setMinimumHeight(LOWEST)
    # Put in place before it is filled: a widget is dressed again each time what it stands in moves.
    holder = QWidget()
    area.setWidget(holder)
    outer = QVBoxLayout(holder)
    outer.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    outer.addLayout(layout, int(fills))
    if not fills:
        outer.addStretch(1)
    return area


def scroll_body(form: SignedForm) -> QScrollArea:
    """Let the fields of a signed form scroll; its message and its buttons stay in sight."""
    whole = form.layout()
    area = scrolled(QVBoxLayout())
    if isinstance(whole, QBoxLayout):
        whole.takeAt(whole.indexOf(form.body))
        column_of(area).insertLayout(0, form.body)
        whole.insertWidget(0, area, 1)
        whole.setSpacing(4)
    return area


def take_footer(form: SignedForm) -> None:
    """Take message and buttons out of a signed form, to stand where nothing scrolls."""
    whole = form.layout()
    if isinstance(whole, QBoxLayout):
        whole.removeWidget(form.message)
        whole.takeAt(whole.indexOf(form.buttons))
