"""Team and calls: who is on call, whom to call still, who has not answered."""

from datetime import datetime, timedelta

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.calls.cards import CallCards
from cart_ward.ui.calls.on_call import OnCallCard
from cart_ward.ui.calls.presenter import Team, team
from cart_ward.ui.forms import saying
from cart_ward.ui.forms.charting import TWO_COLUMNS, scrolled
from cart_ward.ui.forms.naming import named
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.folding import Folding, drawn_width, page_margins

ON_CALL_WIDTH = 486

AGAIN = timedelta(minutes=1)
"""How long the calls hold that are worked out; the minutes beside them move by themselves."""


class TeamPage(Page):
    """The calls on the left, who is on call on the right; below each other where text is large.

    The calls of the ward are worked out off the GUI thread: an answer that is late, or comes
    after a newer question, shows nothing.
    """

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__()
        self._station, self._navigator = station, navigator
        self._left = False
        self._asked = 0
        self._asked_at = station.now()
        theme.role(self, "page")
        self.board = named(theme.role(QPushButton(_("Ward board")), "secondary"), "to_board")
        self.calls = CallCards(station, navigator)
        self.on_call = OnCallCard(station)
        self._lay_out()
        self.begin_at(self.board)
        self.board.clicked.connect(navigator.show_board)
        self.on_call.form.signed.connect(self._on_contact)
        station.ward_changed.connect(self._on_ward_changed)
        station.ticked.connect(self._on_tick)
        self.refresh()

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(self.calls)
        right.addWidget(self.on_call)
        self.area = scrolled(left, gap=12)
        side = scrolled(right, gap=12)
        side.setFixedWidth(theme.px(ON_CALL_WIDTH))
        self._folding = Folding(side)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.area, 1)
        columns.addWidget(side)
        foot = QHBoxLayout()
        foot.addWidget(self.board)
        foot.addStretch(1)
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addLayout(columns, 1)
        whole.addLayout(foot)

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("Team and calls")

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Stand in one column where large text leaves no room for two."""
        super().resizeEvent(event)
        self._folding.fold(self.area if drawn_width(self) < TWO_COLUMNS else None)

    def draft(self) -> dict[str, object]:
        """Return who is being entered as on call."""
        return self.on_call.form.draft()

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back, for whoever may save it."""
        if draft and self.on_call.may:
            self.on_call.form.restore(draft)

    def leave(self) -> None:
        """Stop listening."""
        self._left = True
        self.on_call.form.leave()

    def refresh(self) -> None:
        """Work out the calls of the ward again."""
        self._asked += 1
        asked, self._asked_at = self._asked, self._station.now()
        snapshot, statuses, zone = (
            self._station.snapshot,
            self._station.statuses(),
            self._station.zone,
        )
        at = self._asked_at

        def done(found: Team) -> None:
            if not self._left and asked == self._asked:
                self._show(found)

        self._station.tasks.run(
            lambda: team(snapshot, statuses, at, zone), done, self._fail, lane="find"
        )

    def _show(self, found: Team) -> None:
        self.calls.show_team(found)
        self.begin_at(self.calls.first() or self.on_call.rows.first() or self.board)
        if self.hasFocus():
            self.setFocus()

    def _fail(self, error: CartWardError) -> None:
        if not self._left:
            words = saying.failure(error, self._station.zone)
            self._navigator.tell(words, good=False, here=True)

    def _on_contact(self, _changes: object) -> None:
        at = formats.clock_seconds(self._station.snapshot.read_at, self._station.zone)
        self._navigator.tell(_("Who is on call: saved {time}.").format(time=at))

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        if not self._left:
            self.on_call.refresh()
            self.refresh()

    @Slot(object)
    def _on_tick(self, now: datetime) -> None:
        if self._left:
            return
        self.calls.show_time(now)
        if not timedelta(0) <= now - self._asked_at < AGAIN:
            self.refresh()
