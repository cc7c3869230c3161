"""What is open on the ward: the charge nurse's page, worked out from the charts, never stored."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from cart_ward.care import open_ward
from cart_ward.care.changes import Changes
from cart_ward.care.open_ward import Copied, Kept, Ward
from cart_ward.clinical.entries import KIND_OF
from cart_ward.clinical.medicines import StockMove
from cart_ward.clinical.observed import HandoverSigned
from cart_ward.clinical.open_work import OpenThing, Place
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats, ngettext
from cart_ward.ui import theme
from cart_ward.ui.charge import presenter
from cart_ward.ui.charge.open_list import OpenList
from cart_ward.ui.charge.presenter import Group
from cart_ward.ui.forms.naming import named
from cart_ward.ui.health.behind import Behind
from cart_ward.ui.messages import sentence
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.folding import page_margins

ASKED_AGAIN = frozenset({KIND_OF[HandoverSigned], KIND_OF[StockMove]})
"""Kinds of entry after which the store is asked again for what only it knows."""

LANE = "find"
"""Where it is worked out: short questions that keep no act and no sheet waiting."""

OLD = timedelta(minutes=1)
"""After this long the minutes in the rows are told anew."""


class ChargePage(Page):
    """Rows in groups; while a pointer or a key is on one they stand still and changes are told.

    Everything is worked out beside the screen's thread from what the station holds.
    """

    def __init__(self, station: Station, navigator: Navigator, *, behind: Behind) -> None:
        super().__init__()
        self._station, self._navigator, self._behind = station, navigator, behind
        self._left = False
        self._asked = 0
        self._kept: Kept | None = None
        self._worked_out = station.now()
        self._found: tuple[Group, ...] = ()
        theme.role(self, "page")
        self.head = named(line("", "heading"), "open_count")
        self.changed = named(theme.role(QPushButton(), "secondary"), "take_over")
        self.changed.hide()
        self.rows = OpenList()
        whole = QVBoxLayout(self)
        page_margins(whole)
        whole.addWidget(self.head)
        whole.addWidget(self.changed)
        whole.addWidget(self.rows, 1)
        self.begin_at(self.rows)
        self.rows.chosen.connect(self._on_chosen)
        self.rows.let_go.connect(self._on_let_go)
        self.changed.clicked.connect(self.take_over)
        station.ward_changed.connect(self._on_ward_changed)
        station.ticked.connect(self._on_tick)
        if behind.upkeep is not None:
            behind.upkeep.changed.connect(self._on_record)
        self.refresh()
        self._ask()

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("Charge nurse")

    def leave(self) -> None:
        """Stop listening; late answers are ignored."""
        self._left = True

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Take over what was announced."""
        return {"refresh": self.take_over}

    # ---- working it out

    def _ask(self) -> None:
        # Not where acts wait for their turn: the archive of sheets grows with the years.
        self._station.ask(open_ward.ask, self._on_kept, self._on_failed, lane=LANE)

    def _on_kept(self, kept: Kept) -> None:
        self._kept = kept
        self.refresh()

    def refresh(self) -> None:
        """Work out again what is open; only the last question asked is answered."""
        if self._left:
            return
        self._asked += 1
        self._worked_out = self._station.now()
        ward = Ward(
            snapshot=self._station.snapshot,
            statuses=self._station.statuses(),
            now=self._worked_out,
            zone=self._station.zone,
            kept=self._kept,
            copied=self._copied(),
        )
        self._station.tasks.run(
            partial(presenter.derive, ward),
            partial(self._on_found, self._asked),
            self._on_failed,
            lane=LANE,
        )

    def _copied(self) -> Copied | None:
        upkeep = self._behind.upkeep
        if upkeep is None:
            return None
        return Copied(
            at=upkeep.state.backed_up_at,
            failed=upkeep.state.backup_failed,
            damaged=bool(upkeep.state.trouble),
            opened_at=upkeep.opened_at,
        )

    def _on_found(self, asked: int, found: tuple[Group, ...]) -> None:
        if self._left or asked != self._asked:
            return
        self._found = found
        at = formats.clock(self._worked_out, self._station.zone)
        self.head.setText(presenter.summary(found, at))
        if self.rows.held:
            self.rows.show_words(found)
            self._announce()
        else:
            self.take_over()

    def _announce(self) -> None:
        """Say how many rows came, went or changed place."""
        before = self.rows.keys()
        now = tuple(row.key for group in self._found for row in group.rows)
        count = len(set(before) ^ set(now))
        stayed = [key for key in before if key in now]
        if [key for key in now if key in before] != stayed:
            count = max(count, 1)
        words = ngettext("{count} row changed", "{count} rows changed", count)
        self.changed.setText(_("{what} (F5)").format(what=words.format(count=count)))
        self.changed.setVisible(count > 0)

    @Slot()
    def take_over(self) -> None:
        """Show what was worked out last."""
        self.changed.hide()
        self.rows.show_groups(self._found)

    # ---- slots

    @Slot(object)
    def _on_ward_changed(self, changes: Changes) -> None:
        if not self._left:
            if changes.kinds & ASKED_AGAIN:
                self._ask()
            self.refresh()

    @Slot(object)
    def _on_tick(self, now: datetime) -> None:
        if now - self._worked_out >= OLD:
            self.refresh()

    @Slot(object)
    def _on_record(self, _state: object) -> None:
        self.refresh()

    @Slot()
    def _on_let_go(self) -> None:
        if not self.changed.isHidden():
            self.take_over()

    def _on_failed(self, error: CartWardError) -> None:
        if not self._left:
            self._navigator.tell(sentence(error, self._station.zone), good=False, here=True)

    # ---- leading on

    @Slot(object)
    def _on_chosen(self, thing: OpenThing) -> None:
        """Go to where the thing is done."""
        to, stay = self._navigator, thing.stay
        of_ward: dict[Place, Callable[[], None]] = {
            Place.ALARMS: to.show_alarms,
            Place.HANDOVER: to.show_handover,
            Place.SETUP: partial(to.show_place, "setup"),
            Place.HEALTH: partial(to.show_place, "health"),
        }
        if thing.place in of_ward:
            of_ward[thing.place]()
        elif stay is None or stay.id not in self._station.snapshot.charts:
            to.show_board()
        else:
            self._go(stay.id, thing)

    def _go(self, admission_id: AdmissionId, thing: OpenThing) -> None:
        to = self._navigator
        ways: dict[Place, Callable[[AdmissionId], None]] = {
            Place.VITALS: to.show_vitals,
            Place.NEURO: to.show_neuro,
            Place.TOCILIZUMAB: to.show_tocilizumab,
            Place.STAY: to.show_stay,
            Place.GRADE_CRS: partial(to.show_grade, scale=Scale.CRS),
            Place.GRADE_ICANS: partial(to.show_grade, scale=Scale.ICANS),
            Place.NOT_DONE: partial(to.show_not_done, check=thing.check or Check.VITALS),
        }
        ways.get(thing.place, to.show_patient)(admission_id)
