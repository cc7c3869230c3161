"""The alarm list: one card a patient, the most severe first, each with its answer."""

from datetime import datetime
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cart_ward.care import answering
from cart_ward.care.answering import AnswerAlarms
from cart_ward.care.changes import Changes
from cart_ward.clinical.alarms import Priority
from cart_ward.clinical.people import AdmissionId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats, ngettext
from cart_ward.ui import theme
from cart_ward.ui.alarms.card import AlarmCard
from cart_ward.ui.alarms.presenter import Group, groups
from cart_ward.ui.forms.charting import scrolled
from cart_ward.ui.messages import sentence
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line


class AlarmsPage(Page):
    """Every alarm of the ward. The cards stand still while somebody answers or points at them."""

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__()
        self._station = station
        self._navigator = navigator
        self._busy = False
        self.cards: dict[AdmissionId, AlarmCard] = {}
        theme.role(self, "page")
        self.head = line("", "heading")
        self.nothing = line(_("No alarm of high or medium priority is open."), "body")
        self.back = theme.role(QPushButton(_("Back to the board  Esc")), "secondary")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._lay_out()
        self.back.clicked.connect(navigator.show_board)
        station.ward_changed.connect(self._on_ward_changed)
        self.refresh()

    def title(self) -> str:
        """Return the heading of the frame."""
        return _("Alarms")

    def leave(self) -> None:
        """Stop listening."""
        self._station.ward_changed.disconnect(self._on_ward_changed)

    def refresh(self) -> None:
        """Show what is raised now; while the list is held newcomers stand below."""
        found = groups(self._station.statuses(), self._station.snapshot, self._station.zone)
        order = [group.admission_id for group in found]
        held = [key for key in self.cards if key in order]
        if self._held():
            order = [*held, *(key for key in order if key not in held)]
        by_key = {group.admission_id: group for group in found}
        for key in list(self.cards):
            if key not in by_key:
                self._drop(key)
        for place, key in enumerate(order):
            self._put(place, by_key[key])
        waiting = sum(group.worst in (Priority.HIGH, Priority.MEDIUM) for group in found)
        words = ngettext(
            "{count} patient needs somebody", "{count} patients need somebody", waiting
        )
        self.head.setText(words.format(count=waiting))
        self.nothing.setVisible(not waiting)
        self.begin_at(self._answer())

    def _held(self) -> bool:
        return self.underMouse() or any(card.asking for card in self.cards.values())

    def _answer(self) -> QWidget:
        """Return where the keys go: to the worst patient's answer."""
        order = [card for card in self._in_order() if not card.acknowledge.isHidden()]
        return order[0].acknowledge if order else self.back

    def _in_order(self) -> list[AlarmCard]:
        items = (self._column.itemAt(n) for n in range(self._column.count()))
        widgets = (None if item is None else item.widget() for item in items)
        return [widget for widget in widgets if isinstance(widget, AlarmCard)]

    def _put(self, place: int, group: Group) -> None:
        card = self.cards.get(group.admission_id)
        if card is None:
            card = AlarmCard(self._station, group.admission_id)
            card.patient_asked.connect(self._on_patient)
            card.answered.connect(self._on_answered)
            self.cards[group.admission_id] = card
        card.show_group(group)
        if self._column.indexOf(card) != place:
            self._column.removeWidget(card)
            self._column.insertWidget(place, card)

    def _drop(self, key: AdmissionId) -> None:
        card = self.cards.pop(key)
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 12)
        whole.setSpacing(10)
        whole.addWidget(self.head)
        whole.addWidget(self.nothing)
        whole.addWidget(scrolled(self._column), 1)
        whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        self.refresh()

    @Slot(int)
    def _on_patient(self, admission_id: int) -> None:
        self._navigator.show_patient(AdmissionId(admission_id))

    def _on_answered(self, admission_id: int, answer: str, until: datetime | None) -> None:
        """Chart the answer to what the card showed when it was asked, once."""
        card = self.cards[AdmissionId(admission_id)]
        if self._busy or card.group is None:
            return
        self._busy = True
        command = AnswerAlarms(
            admission_id=card.admission_id,
            keys=card.asked,
            answer=answer,
            until=until,
            token=uuid4().hex,
        )
        # Put away first: the re-read that follows may set the order anew.
        card.panel.hide()
        self._station.perform(
            partial(answering.answer_alarms, command=command),
            partial(self._on_saved, card.group.who),
            self._on_failed,
        )

    def _on_saved(self, who: str, _changes: Changes) -> None:
        self._busy = False
        at = formats.clock_seconds(self._station.snapshot.read_at, self._station.zone)
        self._navigator.tell(_("Acknowledged: {who}. Saved {time}.").format(who=who, time=at))

    def _on_failed(self, error: CartWardError) -> None:
        self._busy = False
        self._navigator.tell(sentence(error, self._station.zone), good=False, here=True)
