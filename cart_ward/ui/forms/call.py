"""A call about one patient: what is due, one press for a role, or with all that is known of it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from cart_ward.care import calls
from cart_ward.care.calls import LogCall
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import CallOutcome
from cart_ward.i18n import _, wording
from cart_ward.ui import theme
from cart_ward.ui.calls.following import NOT_ANSWERED, Following
from cart_ward.ui.calls.keyed_rows import KeyedRows
from cart_ward.ui.calls.on_call import roles
from cart_ward.ui.calls.open_row import OUTCOMES, OpenRow
from cart_ward.ui.calls.presenter import asks, open_calls, to_dial
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.charting import scrolled
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import Missing
from cart_ward.ui.forms.small_page import ShortForm, SmallPage
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, clear, line
from cart_ward.ui.widgets.choice_row import ChoiceRow
from cart_ward.ui.widgets.flow import FlowLayout
from cart_ward.ui.widgets.folding import large_text
from cart_ward.ui.widgets.time_field import TimeField
from cart_ward.ui.widgets.time_text import most_recent, parse

NOT_YET, NOW, THEN = "not_yet", "now", "then"
"""When a call was answered."""


class CallForm(ShortForm):
    """Whom, when, answered when, and what came of it; one press on a role signs it all."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        super().__init__(station, admission_id, _("Sign the call"))
        self.roles = roles(station.snapshot)
        self.due = Card(_("Calls due"))
        self._due_shown: object = None
        following = Following(station, navigator)
        self.open = KeyedRows(partial(OpenRow, station, following, patient=False))
        self.quick = QWidget()
        self.role_buttons: dict[str, QPushButton] = {}
        self.role: ChoiceRow[str] = ChoiceRow(
            [(role, wording.role(role)) for role in self.roles], name="call_role"
        )
        self.role.name_buttons(_("Called"))
        self.other = LineField("call_other", _("Somebody else (role)"))
        self.name = LineField("call_name", _("Name"))
        self.dial = line("", "strong")
        self.when: ChoiceRow[str] = ChoiceRow(
            [(NOT_YET, _("Not answered yet")), (NOW, _("Now  A")), (THEN, _("At another time"))],
            name="call_answered",
        )
        self.when.name_buttons(_("Answered"))
        self.answered_at = LineField("call_answered_at", _("Answered at"))
        self.outcome: ChoiceRow[str] = ChoiceRow(
            [(o.value, wording.outcome(o.value)) for o in OUTCOMES], name="call_outcome"
        )
        self.outcome.name_buttons(_("Outcome"))
        self.words = LineField("call_words", _("Outcome in a few words"))
        self.time = TimeField(station, admission_id=admission_id, label=_("Called {time}"))
        self._name_proposed = ""
        self._earlier = False
        self._lay_out_fields()
        self._connect()
        self.look()

    def _lay_out_fields(self) -> None:
        flow = FlowLayout(self.quick)
        for role in self._urgent_first():
            button = named(QPushButton(), f"called_{role}")
            button.clicked.connect(partial(self._on_quick, role))
            self.role_buttons[role] = button
            flow.addWidget(button)
        for widget in (
            line(_("One press signs the call:"), "strong"),
            self.quick,
            self.open,
            line(_("Or with more: whom, and what came of it"), "strong"),
            self.role,
            row(self.other, self.name),
            self.dial,
            line(_("Answered"), "label"),
            self.when,
            self.answered_at,
            line(_("Outcome"), "label"),
            self.outcome,
            self.words,
            self.time,
        ):
            self.body.addWidget(widget)
        self.dial.hide()
        self.answered_at.hide()

    def _connect(self) -> None:
        self.role.chosen.connect(self._on_role)
        self.when.chosen.connect(self._on_answered)
        self.outcome.chosen.connect(self._on_outcome)
        for choice in (self.role, self.when, self.outcome):
            choice.left.connect(self.focusNextChild)
        for field in (self.other, self.name, self.answered_at, self.words):
            field.edited.connect(self.touched)
        self.time.edited.connect(self._on_time)
        self.station.ward_changed.connect(self._on_ward_changed)
        self.station.ticked.connect(self._on_tick)

    # ---- what is due

    def _urgent_first(self) -> tuple[str, ...]:
        found = calls.standing(self.station.snapshot, self.admission_id)
        if found is None:
            return self.roles
        due = calls.due(self.station.snapshot, self.station.status(self.admission_id))
        asked = dict.fromkeys(role for call in due for role in call.roles)
        return tuple(dict.fromkeys((*asked, *self.roles)))

    def look(self) -> None:
        """Show what is due and what nobody has answered, as the chart says now."""
        found = calls.standing(self.station.snapshot, self.admission_id)
        if found is None:
            self.forbid(forbidden=True)
            self.quick.setEnabled(False)
            return
        chart, protocol = found
        status = self.station.status(self.admission_id)
        contacts = calls.on_call(self.station.snapshot)
        due = calls.due(self.station.snapshot, status)
        lines = [asks(call, status.now, self.station.zone) for call in due]
        self._show_due(lines or [_("No call is due by the protocol.")], urgent=bool(lines))
        waiting = open_calls(chart, protocol, status, contacts)
        self.open.show_rows([(one.role, one) for one in waiting])
        asked = {role for call in due for role in call.roles}
        for role, button in self.role_buttons.items():
            self._dress(button, role, to_dial(role, contacts), urgent=role in asked)

    def _show_due(self, lines: list[str], *, urgent: bool) -> None:
        if lines == self._due_shown:
            return
        self._due_shown = lines
        clear(self.due.body)
        for words in lines:
            self.due.body.addWidget(line(words, "warn" if urgent else "body"))

    def _dress(self, button: QPushButton, role: str, dial: str, *, urgent: bool) -> None:
        """Let a button say what one press signs, and under it what to dial."""
        words = _("{role} called").format(role=wording.role(role))
        button.setText(f"{words}\n{dial}" if dial else words)
        button.setAccessibleName(f"{words} {dial}".strip())
        theme.role(button, "primary" if urgent else "secondary")
        sizes = theme.current().sizes
        button.setMinimumHeight(sizes.touch + sizes.px(14))

    # ---- what is typed

    def first_field(self) -> QWidget:
        """Return the role that is to be called first."""
        return next(iter(self.role_buttons.values()), self.role)

    def _on_quick(self, role: str) -> None:
        """Sign a call to this role, with whatever else stands in the form."""
        self.role.set_value(role)
        self._propose(role)
        self.other.set_text("")
        self.sign()

    def _on_role(self, role: str | None) -> None:
        """Hold the time: the phone rings now, what comes of it is typed later."""
        if role is not None:
            self.time.hold()
        self._propose(role)
        self.touched()

    def _propose(self, role: str | None) -> None:
        """Propose name and number of who is on call, unless a name was typed."""
        contacts = calls.on_call(self.station.snapshot)
        contact = None if role is None else contacts.get(role)
        before, self._name_proposed = self._name_proposed, "" if contact is None else contact.name
        if self.name.text() in ("", before):
            self.name.set_text(self._name_proposed)
        dial = "" if role is None else to_dial(role, contacts)
        self.dial.setText(_("Dial {number}").format(number=dial))
        self.dial.setVisible(bool(dial))

    def _on_time(self) -> None:
        """Note that the call is typed afterwards: its answer was not now."""
        self._earlier = True
        self.touched()

    def answer_now(self) -> None:
        """Say that the call was answered this minute."""
        self.when.set_value(NOW)
        self._on_answered(NOW)

    def _on_answered(self, when: str | None) -> None:
        self.answered_at.setVisible(when == THEN)
        if when in (NOW, THEN) and self.outcome.value() in NOT_ANSWERED:
            self.outcome.set_value(None)
        if when == THEN:
            self.answered_at.setFocus()
        self.touched()

    def _on_outcome(self, outcome: str | None) -> None:
        """Let an outcome that needs somebody be answered now, unless it is typed later."""
        if outcome in NOT_ANSWERED:
            self.when.set_value(NOT_YET)
        elif outcome is not None and self.when.value() in (None, NOT_YET):
            self.when.set_value(THEN if self._earlier else NOW)
        self.answered_at.setVisible(self.when.value() == THEN)
        self.touched()

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right, in the order of the fields."""
        found: list[Missing] = []
        if not self._role():
            found.append((self.role, _("Choose who was called, or type the role.")))
        elif self.role.value() is not None and self.other.text().strip():
            found.append((self.other, _("One call goes to one role: choose it or type it.")))
        if self.when.value() == THEN and self._answered() is None:
            words = _("Type when it was answered, after the call, for example 13:40.")
            found.append((self.answered_at, words))
        if self.time.blocked():
            found.append((self.time, _("Put the time right, or say why it is recorded so late.")))
        return tuple(found)

    def _role(self) -> str:
        return self.role.value() or self.other.text().strip()

    def _answered(self) -> datetime | None:
        """Return when it was answered, or None where it was not, or no such time is typed."""
        now = self.station.now()
        if self.when.value() == NOW:
            return now
        typed = parse(self.answered_at.text()) if self.when.value() == THEN else None
        if typed is None:
            return None
        at = most_recent(typed, now, self.station.zone)
        return at if at is not None and at >= self.time.taken_at() else None

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act that charts the call."""
        command = LogCall(
            admission_id=self.admission_id,
            called_at=self.time.taken_at(),
            role=self._role(),
            name=self.name.text(),
            answered_at=self._answered(),
            outcome=self.words.text().strip() or self.outcome.value() or "",
            late_reason=self.time.late_reason(),
            token=self.token,
        )
        return partial(calls.log_call, command=command)

    def draft(self) -> dict[str, object]:
        """Return what was typed."""
        typed: dict[str, object] = {
            "role": self.role.value(),
            "other": self.other.text(),
            "name": self.name.text(),
            "answered": self.when.value(),
            "answered_at": self.answered_at.text(),
            "outcome": self.outcome.value(),
            "words": self.words.text(),
        }
        held = self.time.held_at()
        if not any(typed.values()) and held is None:
            return {}
        taken = None if held is None else held.isoformat()
        return {
            **typed,
            "earlier": self._earlier,
            "taken_at": taken,
            "late": self.time.late.text(),
            "token": self.token,
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        role, answered = drafts.text(draft.get("role")), drafts.text(draft.get("answered"))
        self.role.set_value(role if role in self.roles else None)
        self._propose(self.role.value())
        for name, field in (
            ("other", self.other),
            ("name", self.name),
            ("answered_at", self.answered_at),
            ("words", self.words),
        ):
            field.set_text(drafts.text(draft.get(name)))
        self.when.set_value(answered if answered in (NOT_YET, NOW, THEN) else None)
        self.outcome.set_value(drafts.one_of(CallOutcome, draft.get("outcome")))
        self.answered_at.setVisible(self.when.value() == THEN)
        self._earlier = drafts.flag(draft.get("earlier")) is True
        self.time.set_taken_at(drafts.moment(draft.get("taken_at")), drafts.text(draft.get("late")))
        self.token = drafts.text(draft.get("token")) or self.token

    @Slot(object)
    def _on_ward_changed(self, _changes: object) -> None:
        if not self.left:
            self.look()

    @Slot(object)
    def _on_tick(self, now: datetime) -> None:
        if not self.left:
            for each in self.open.rows.values():
                if isinstance(each, OpenRow):
                    each.show_time(now)


class CallPage(SmallPage):
    """A call about one patient."""

    def __init__(self, station: Station, navigator: Navigator, admission_id: AdmissionId) -> None:
        self.call = CallForm(station, navigator, admission_id)
        super().__init__(station, navigator, self.call, _("Call"))
        if large_text():
            self.call.body.insertWidget(self.call.body.indexOf(self.call.open), self.call.due)
        else:
            side = QVBoxLayout()
            side.addWidget(self.call.due)
            self.middle.insertWidget(1, scrolled(side), 5)
            self.middle.setStretch(2, 0)

    def go_on(self) -> None:
        """Stay where nobody answered: the form says who is next."""
        if self.call.outcome.value() == CallOutcome.NO_ANSWER:
            self.navigator.show_call(self.call.admission_id)
        else:
            super().go_on()

    def key_ways(self) -> dict[str, Callable[[], None]]:
        """Let one key say that it was answered now."""
        return {"answered_now": self.call.answer_now}
