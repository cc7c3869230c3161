"""The tour itself: offered once on the practice ward, it notices by itself what was done."""

from PySide6.QtCore import QObject, QTimer, Slot

from cart_ward.clinical.people import Actor
from cart_ward.i18n import _
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.frame.around import put_below
from cart_ward.ui.frame.key_list import KeyListPage
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.station import Acted, Station
from cart_ward.ui.tour.bar import TourBar
from cart_ward.ui.tour.marker import Marker
from cart_ward.ui.tour.steps import STEPS, Step

LOOK_EVERY = 300
"""Milliseconds between two looks at what was done and where the control stands."""


class Tour(QObject):
    """Leads through the steps; nobody has to take it, and nothing waits for it."""

    def __init__(self, station: Station, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._at: int | None = None
        self._over = self._declined = False
        self._armed = True
        self._heard: set[str] = set()
        self.marker = Marker(window)
        self.bar = TourBar()
        self._put_in()
        station.acted.connect(self._on_acted)
        station.person_changed.connect(self._on_person)
        window.rebuilt.connect(self._on_language)
        window.shown.connect(self._on_shown)
        self._timer = QTimer(self, interval=LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self._show()

    @property
    def step(self) -> Step | None:
        """The step in hand, or None where no tour is under way."""
        return None if self._at is None else STEPS[self._at]

    @Slot()
    def begin(self) -> None:
        """Begin at the first step."""
        self._go(0)

    @Slot()
    def back(self) -> None:
        """Go back one step; it must be done anew to go on by itself."""
        if self._at:
            self._go(self._at - 1)
            step = self.step
            self._armed = step is None or not step.done(self._window, frozenset())

    @Slot()
    def skip(self) -> None:
        """Go on without doing the step."""
        if self._at is not None:
            self._go(self._at + 1)

    @Slot()
    def end(self) -> None:
        """Leave the tour."""
        self._at, self._over, self._declined = None, False, True
        self._show()

    @Slot()
    def look(self) -> None:
        """Look whether the step was done, and where its control stands now."""
        step = self.step
        if step is None:
            self._show_offer()
            return
        done = step.done(self._window, frozenset(self._heard))
        if done and self._armed:
            self.skip()
            step = self.step
        self._armed = self._armed or not done
        self.marker.go_round(None if step is None else step.shown(self._window))

    def _go(self, at: int) -> None:
        self._heard.clear()
        self._armed = True
        self._over = at >= len(STEPS)
        self._at = None if self._over else at
        self._declined = True
        self._show()

    def _show(self) -> None:
        step = self.step
        if step is not None and self._at is not None:
            self.bar.show_step(self._at + 1, len(STEPS), _(step.words))
        elif self._over:
            self.bar.show_end()
        else:
            self.bar.hide()
            self._show_offer()
        self.marker.go_round(None if step is None else step.shown(self._window))

    def _show_offer(self) -> None:
        """Offer the tour on the board until it was declined, and always beside the keys."""
        if self._over:
            return
        page = self._window.page
        first = isinstance(page, BoardPage) and not page.far() and not self._declined
        wanted = first or isinstance(page, KeyListPage)
        if wanted == self.bar.isHidden():
            if wanted:
                self.bar.offer()
            else:
                self.bar.hide()

    def _put_in(self) -> None:
        """Put the bar above the line at the bottom of the window."""
        around = self._window.centralWidget()
        if around is not None:
            put_below(around, self.bar)
        self.bar.take.clicked.connect(self.begin)
        self.bar.decline.clicked.connect(self.end)
        self.bar.back.clicked.connect(self.back)
        self.bar.skip.clicked.connect(self.skip)
        self.bar.end.clicked.connect(self.end)

    @Slot()
    def _on_language(self) -> None:
        """Speak the other language; the step stays the same."""
        self.bar = TourBar()
        self._put_in()
        self.marker.raise_()
        self._show()

    @Slot()
    def _on_shown(self) -> None:
        """Offer it where it may be; nothing is pressed while a question stands before all."""
        self.bar.setDisabled(self._window.stopped)
        if self.step is None:
            self._show_offer()

    @Slot(object)
    def _on_acted(self, acted: Acted) -> None:
        self._heard |= acted.changes.kinds

    @Slot(object)
    def _on_person(self, actor: Actor | None) -> None:
        if actor is None:
            self._heard.add("locked")
        elif "locked" in self._heard:
            self._heard.add("unlocked")
