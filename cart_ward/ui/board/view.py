"""The ward board: one row a bed, the most urgent first, still while somebody acts."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Check
from cart_ward.i18n import _, ngettext
from cart_ward.ui import theme
from cart_ward.ui.board.below import BelowBoard
from cart_ward.ui.board.count_card import CountCard
from cart_ward.ui.board.counts import COUNTS, keep_order, look
from cart_ward.ui.board.delegate import BoardDelegate
from cart_ward.ui.board.empty import EmptyBoard
from cart_ward.ui.board.far import FarBoard
from cart_ward.ui.board.model import BoardModel
from cart_ward.ui.board.presenter import BoardRow, row
from cart_ward.ui.board.stale import StaleVeil
from cart_ward.ui.board.table import BoardTable
from cart_ward.ui.board.typed_bed import led_to
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets import icons
from cart_ward.ui.widgets.one_line import OneLine

FULL = 20
"""Compact rows beyond which the line below gives way: 24 beds stand without scrolling."""

LOW = 430
"""Pixels of height, drawn for 100 percent, below which everything round the rows gives way."""


class BoardPage(Page):
    """The board, its counts, and what to do next."""

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__()
        self._station = station
        self._navigator = navigator
        self._rows: tuple[BoardRow, ...] = ()
        self._filter = "all"
        self.model = BoardModel(station.zone, self)
        self.delegate = BoardDelegate(self)
        self.table = BoardTable(self.model, self.delegate, self)
        self.table.setAccessibleName(_("Patients, the most urgent first"))
        self.counts = {count.key: CountCard(count.key, _(count.label)) for count in COUNTS}
        self.admit = theme.role(QPushButton(_("Admit")), "secondary")
        self.handover = theme.role(QPushButton(_("Handover")), "secondary")
        self.record = theme.role(QPushButton(_("Record due check")), "primary")
        self.density = theme.role(QPushButton(_("Compact")), "chip")
        self.density.setCheckable(True)
        self.changed = theme.role(QPushButton(), "secondary")
        self.empty = EmptyBoard()
        self.first = self.empty.first
        self.below = BelowBoard()
        self.far_button = theme.role(QPushButton(), "chip")
        self.far_button.setAccessibleName(_("Board readable from afar"))
        self.far_button.setToolTip(_("Board readable from afar  F11"))
        self.far_button.setIcon(icons.icon("far", theme.current().ink))
        self.far_board = FarBoard()
        self.near_button = theme.role(QPushButton(_("Leave the far view (Esc)")), "secondary")
        self.veil = StaleVeil(self)
        self.begin_at(self.table)
        self._lay_out()
        self._connect()
        self.refresh()

    def title(self) -> str:
        """Return the name of the ward."""
        return _("CAR-T Ward · {ward}").format(ward=self._station.facts.ward_name)

    def admission(self) -> AdmissionId | None:
        """Return the chosen row's patient, for the keys of the frame."""
        return self.table.chosen()

    def draft(self) -> dict[str, object]:
        """Return how the board is looked at: it survives a change of language and a form.

        While a row is held, so is the order: it comes back as it was left.
        """
        chosen = self.table.chosen()
        order = [] if chosen is None else [int(r.admission_id) for r in self._rows]
        return {
            "compact": self.delegate.compact,
            "filter": self._filter,
            "chosen": chosen,
            "order": order,
            "far": self.far(),
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Look at the board as before."""
        self.density.setChecked(draft.get("compact") is True)
        order = draft.get("order")
        if isinstance(order, list) and order:
            before = tuple(AdmissionId(key) for key in order if isinstance(key, int))
            self._rows, moved = keep_order(before, self._rows)
            self._announce(moved)
        self.show_only(str(draft.get("filter", "all")))
        chosen = draft.get("chosen")
        if isinstance(chosen, int):
            self.table.choose(AdmissionId(chosen))
        if draft.get("far") is True and not self.far():
            self.toggle_far()

    def far(self) -> bool:
        """Tell whether the board is shown for the corridor."""
        return not self.far_board.isHidden()

    def toggle_far(self) -> None:
        """Show the board for the corridor, or for the desk again (F11)."""
        far = not self.far()
        for part in (self.top, self.table, self.below):
            part.setHidden(far)
        self.far_board.setVisible(far)
        self.near_button.setVisible(far)
        if far:
            self.table.choose(None)
            self.begin_at(self.far_board)
            self.far_board.setFocus()
        else:
            self.begin_at(self.table)
            self.table.setFocus()
        self.refresh(in_order=far)
        self.far_changed.emit(far)

    def leave(self) -> None:
        """Stop listening."""
        self._station.ward_changed.disconnect(self._on_ward_changed)
        self._station.ticked.disconnect(self._on_tick)
        self._station.namesakes.changed.disconnect(self._on_namesakes)

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Return what the keys of this page do; Esc leaves the far view."""
        leave = {"back": self.toggle_far} if self.far() else {}
        acts = ("row_vitals", "row_neuro", "row_tocilizumab", "row_call", "why")
        rows = {a: partial(self._on_key, key) for a, key in zip(acts, "VNTCW", strict=True)}
        return {**leave, **rows, "far": self.toggle_far, "refresh": self._on_take_over}

    def find_texts(self) -> tuple[str, ...]:
        """Return the rows shown as words: bed, name, number, what to watch."""
        return tuple(
            " ".join((row.bed, row.who.main, row.who.sub, row.watch)) for row in self.model.rows
        )

    def find_show(self, row: int) -> None:
        """Choose a row."""
        self.table.choose(self.model.rows[row].admission_id)

    def refresh(self, *, in_order: bool = False) -> None:
        """Ask again where everybody stands; keep the order while a row is held."""
        asked = tuple(self._row(status) for status in self._station.statuses())
        held = self.table.held and not in_order
        before = tuple(shown.admission_id for shown in self._rows)
        self._rows, moved = keep_order(before, asked) if held else (asked, 0)
        self._announce(moved)
        self._show()

    def _row(self, status: PatientStatus) -> BoardRow:
        charts, key = self._station.snapshot.charts, status.admission.id
        others = (charts.get(other) for other in self._station.namesakes.of(key))
        beds = tuple(other.subject.bed.name for other in others if other is not None)
        return row(status, charts.get(key), self._station.zone, beds)

    def show_only(self, key: str) -> None:
        """Show only the rows of one count."""
        self._filter = key if key in self.counts else "all"
        self._show()

    def _show(self) -> None:
        now = self._station.now()
        chosen = self.table.chosen()
        holds = {count.key: count.holds for count in COUNTS}
        shown = tuple(r for r in self._rows if holds[self._filter](r, now))
        order = self.model.order()
        self.model.show(shown)
        if self.model.order() != order:
            self.table.choose(chosen)
        self.table.fit_rows()
        for key, card in self.counts.items():
            card.setChecked(key == self._filter)
            card.show_number(sum(holds[key](r, now) for r in self._rows), look(key, self._rows))
        if self.top.isVisible():
            self.top.fit()
        self.far_board.show_rows(self._rows, now)
        self.empty.setVisible(not self._rows and not self.far())
        self.table.setVisible(bool(self._rows) and not self.far())
        self.record.setEnabled(bool(shown))
        self.below.show_count(len(shown), len(self._rows))
        self.below.show_ward(self._station.snapshot, now, self._station.zone)
        # A full ward in compact rows needs every line; no bed of it is free.
        full = self.delegate.compact and len(shown) == len(self._rows) > FULL
        self.below.setHidden(self.far() or full or not self.below.tells)
        self._show_age()

    def _announce(self, moved: int) -> None:
        words = ngettext("{count} row changed place", "{count} rows changed place", moved)
        self.changed.setText(_("{what} (F5)").format(what=words.format(count=moved)))
        self.changed.setVisible(moved > 0)

    def _show_age(self) -> None:
        """Grey the board out once nobody may rely on it; it comes back by itself (H15)."""
        fresh = self._station.fresh
        if fresh.stale:
            self.veil.show_age(fresh.as_of, fresh.age(), self._station.zone)
        else:
            self.veil.hide()

    def _lay_out(self) -> None:
        theme.role(self, "page")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 6)
        layout.setSpacing(8)
        layout.addWidget(self._top_row())
        layout.addWidget(self.changed)
        layout.addWidget(self.table, 100)
        layout.addWidget(self.empty)
        layout.addWidget(self.below)
        layout.addWidget(self.far_board, 100)
        layout.addWidget(self.near_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.far_board.hide()
        self.near_button.hide()

    def _top_row(self) -> OneLine:
        """Return counts and buttons in one line."""
        late, soon, *others = self.counts.values()
        buttons = (self.far_button, self.density, self.admit, self.handover, self.record)
        self.far_button.setIconSize(QSize(theme.px(16), theme.px(16)))
        crs, icans, toci, unknown, everybody = others
        # First what the bar on the left or a key offers as well; what is late or due stays.
        least = (
            self.handover, self.far_button, self.density, toci, icans, crs, self.admit,
            unknown, everybody,
        )  # fmt: skip
        self.top = OneLine((late, soon, *others), buttons, least)
        return self.top

    def _connect(self) -> None:
        for key, card in self.counts.items():
            card.clicked.connect(lambda _checked=False, key=key: self._on_count(key))
        self.admit.clicked.connect(self._navigator.show_admit)
        self.first.clicked.connect(self._navigator.show_admit)
        self.handover.clicked.connect(self._navigator.show_handover)
        self.below.admit_asked.connect(self._navigator.show_admit)
        self.below.patient_asked.connect(self._on_left_patient)
        self.far_button.clicked.connect(self.toggle_far)
        self.near_button.clicked.connect(self.toggle_far)
        self.record.clicked.connect(self._on_record)
        self.changed.clicked.connect(self._on_take_over)
        self.density.toggled.connect(self._on_density)
        self.table.key_chosen.connect(self._on_key)
        self.table.bed_chosen.connect(self.finish_choice)
        self.table.patient_chosen.connect(self._on_patient)
        self.table.hover_changed.connect(self._on_hover)
        self._station.namesakes.changed.connect(self._on_namesakes)
        self._station.ward_changed.connect(self._on_ward_changed)
        self._station.ticked.connect(self._on_tick)

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        self.refresh()

    @Slot(object)
    def _on_tick(self, now: datetime) -> None:
        self.model.tick(now)
        if self.far():
            self.far_board.show_rows(self._rows, now)
        self._show_age()

    @Slot()
    def _on_namesakes(self) -> None:
        self.refresh()

    @Slot(int)
    def _on_left_patient(self, admission_id: int) -> None:
        self._navigator.show_patient(AdmissionId(admission_id))

    def _on_count(self, key: str) -> None:
        self.show_only("all" if key == self._filter else key)

    def _on_take_over(self) -> None:
        self.refresh(in_order=True)

    def _on_hover(self) -> None:
        if not self.table.held and self.changed.isVisible():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the rows where there is little: a low window, or large text in it."""
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW)
        if low != self.delegate.low:
            self.delegate.low = low
            self._dress()

    def _on_density(self, compact: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.delegate.compact = compact
        self._dress()

    def _dress(self) -> None:
        """Make what stands round the rows small where they are compact or the window is low."""
        compact, low = self.delegate.compact, self.delegate.low
        small = compact or low
        for card in self.counts.values():
            card.set_compact(compact=small)
        # One line: what the bar on the left offers as well gives way, and buttons are chips.
        theme.role(self.admit, "chip" if small else "secondary")
        theme.role(self.handover, "chip" if small else "secondary")
        theme.role(self.record, "primary_chip" if small else "primary")
        self.top.leave_out(*((self.counts["all"], self.handover) if compact and not low else ()))
        self.below.set_brief(brief=low)
        self._dense(dense=small)
        self._show()
        self.table.viewport().update()

    def _dense(self, *, dense: bool) -> None:
        layout = self.layout()
        if layout is not None:
            edge = 1 if dense else 10
            layout.setContentsMargins(10, edge, 10, 0 if dense else 6)
            layout.setSpacing(1 if dense else 8)

    def _on_patient(self) -> None:
        chosen = self.table.chosen()
        if chosen is not None:
            self._navigator.show_patient(chosen)

    def _on_record(self) -> None:
        """Record what is due for the chosen row, or for the most urgent one."""
        if not self.finish_choice():
            return
        if self.table.chosen() is None and self.model.rows:
            self.table.choose(self.model.rows[0].admission_id)
        self._on_key("Enter")

    def finish_choice(self) -> bool:
        """Choose the bed whose number was typed; where none can be, nobody is chosen, and why."""
        digits = self.table.typed.pop()
        if not digits:
            return True
        found = led_to(digits, self.model.rows, self._rows, self._station.snapshot.beds)
        if isinstance(found, str):
            self._navigator.tell(found, good=False, here=True)
            return False
        self.table.choose(found)
        return True

    def _on_key(self, key: str) -> None:
        if not self.finish_choice():
            return
        chosen = self.table.chosen()
        if chosen is None:
            self._navigator.tell(_("Choose a row first."), good=False, here=True)
            return
        ways = {
            "V": self._navigator.show_vitals,
            "N": self._navigator.show_neuro,
            "T": self._navigator.show_tocilizumab,
            "C": self._navigator.show_call,
            "W": self.why,
            "Enter": self._due_form,
        }
        ways[key](chosen)

    def why(self, admission_id: AdmissionId) -> None:
        """Show why the next check is due, and the ways not to do it now."""
        found = next((r for r in self.model.rows if r.admission_id == admission_id), None)
        if found is None or found.due is None:
            self._navigator.show_patient(admission_id)
        else:
            self._navigator.show_not_done(admission_id, found.due.check)

    def _due_form(self, admission_id: AdmissionId) -> None:
        found = next((r for r in self.model.rows if r.admission_id == admission_id), None)
        due = None if found is None else found.due
        if due is not None and due.check is Check.VITALS:
            self._navigator.show_vitals(admission_id)
        elif due is not None and due.check is Check.NEURO:
            self._navigator.show_neuro(admission_id)
        else:
            self._navigator.show_patient(admission_id)
