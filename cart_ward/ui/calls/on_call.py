"""Who is on call: one line a role, the number large enough to read standing; and its small form."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from cart_ward.care import access, calls
from cart_ward.care.calls import SetContact
from cart_ward.care.changes import Changes
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.clinical.calls import roles_named
from cart_ward.clinical.people import OnCall
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.calls.keyed_rows import KeyedRows, Row
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.signing import Missing, SignedForm, required
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import Card, line

OLD = timedelta(hours=24)
"""From then on a line asks whether it still holds."""

ANOTHER = ""
"""Stands for a role that is not in the list yet."""


def roles(snapshot: WardSnapshot) -> tuple[str, ...]:
    """Return the roles to show: those the protocols call, then those the ward has added."""
    named_there = roles_named(protocol for _v, protocol in snapshot.protocols.values())
    return tuple(dict.fromkeys((*named_there, *calls.on_call(snapshot))))


class OnCallRow(Row[tuple[str, OnCall | None]]):
    """One role: name, number, within how long an answer is owed, since when it stands there."""

    def __init__(self, station: Station, change: Callable[[str], None], *, may: bool) -> None:
        super().__init__()
        self._station, self._may = station, may
        self.role = ""
        self.title, self.name = line("", "strong"), line("", "body")
        self.number = line("", "number")
        self.details = line("")
        self.button = named(theme.role(QPushButton(_("Change…")), "secondary"), "change_contact")
        self.button.setVisible(may)
        self.button.clicked.connect(lambda: change(self.role))
        words = QVBoxLayout()
        words.setSpacing(0)
        for part in (self.title, self.name, self.number, self.details):
            words.addWidget(part)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addLayout(words, 1)
        across.addWidget(self.button)

    def first(self) -> QWidget | None:
        """Return the button, for whoever may change it."""
        return self.button if self._may else None

    def show_facts(self, facts: tuple[str, OnCall | None]) -> None:
        """Show who is on call for the role."""
        self.role, contact = facts
        title = wording.role(self.role)
        self.title.setText(title)
        self.button.setAccessibleName(_("Change who is on call: {role}").format(role=title))
        there = contact is not None
        self.number.setVisible(there)
        self.details.setVisible(there)
        self.name.setVisible(contact is None or bool(contact.name))
        if contact is None:
            self.name.setText(
                _("Nobody is entered: press Change and type name and number.")
                if self._may
                else _("Nobody is entered.")
            )
            return
        self.name.setText(contact.name)
        self.number.setText(contact.number)
        self.number.setAccessibleName(
            _("{role}: call {number}").format(role=title, number=contact.number)
        )
        self.details.setText(_details(contact, self._station))


def _details(contact: OnCall, station: Station) -> str:
    """Return within how long an answer is owed, and who entered the line when."""
    now = station.now()
    person = station.snapshot.staff.get(contact.by)
    since = _("since {at}, {name}").format(
        at=formats.unbroken(formats.moment_near(contact.since, now, station.zone)),
        name="" if person is None else formats.unbroken(person.name.both),
    )
    lines = [since]
    if contact.answer_within is not None:
        within = _("within {time}").format(time=formats.duration(contact.answer_within))
        lines.insert(0, formats.unbroken(within))
    if now - contact.since > OLD:
        lines.append(_("older than a day: does this still hold?"))
    return " · ".join(lines)


class ContactForm(SignedForm):
    """Name, number and minutes of one role. Signals: `closed()` when nothing more is asked."""

    closed = Signal()

    def __init__(self, station: Station) -> None:
        super().__init__(station, _("Save who is on call"))
        self._role = ANOTHER
        self.heading = line("", "strong")
        self.role_line = LineField("contact_role", _("Role"))
        self.name = LineField("contact_name", _("Name"))
        self.number = LineField("contact_number", _("Number"))
        self.minutes = LineField("contact_minutes", _("Answers within … minutes (may be empty)"))
        self.nobody = named(theme.role(QPushButton(_("Nobody on call")), "secondary"), "nobody")
        self.cancel = named(theme.role(QPushButton(_("Cancel")), "secondary"), "cancel_contact")
        self.buttons.insertWidget(1, self.cancel)
        self.buttons.insertWidget(2, self.nobody)
        for widget in (
            self.heading,
            self.role_line,
            row(self.name, self.number),
            self.minutes,
        ):
            self.body.addWidget(widget)
        for field in self._fields():
            field.edited.connect(self.touched)
        self.cancel.clicked.connect(self._on_cancel)
        self.nobody.clicked.connect(self._on_nobody)
        self.hide()

    def _fields(self) -> tuple[LineField, ...]:
        return self.role_line, self.name, self.number, self.minutes

    def ask(self, role: str, contact: OnCall | None) -> None:
        """Begin with what stands there."""
        self._role = role
        title = _("Another role") if role == ANOTHER else wording.role(role)
        self.heading.setText(_("On call: {role}").format(role=title))
        self.role_line.setVisible(role == ANOTHER)
        self.role_line.set_text("")
        self.name.set_text("" if contact is None else contact.name)
        self.number.set_text("" if contact is None else contact.number)
        within = None if contact is None else contact.answer_within
        minutes = "" if within is None else str(within // timedelta(minutes=1))
        self.minutes.set_text(minutes)
        self.nobody.setVisible(contact is not None)
        self.message.hide()
        self.show()
        self.first_field().setFocus()

    def first_field(self) -> QWidget:
        """Return where typing begins."""
        return self.role_line if self._role == ANOTHER else self.name

    @property
    def role(self) -> str:
        """The role it is about, as typed where it is another one."""
        return self._role or self.role_line.text().strip()

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if not self.role:
            found.append((self.role_line, required(self.role_line.label)))
        number = self.number.text().strip()
        if not number:
            found.append((self.number, required(self.number.label)))
        elif not any(character.isdecimal() for character in number):
            words = wording.say("contact.no_digit", typed=number)
            found.append((self.number, words))
        if not self._minutes_fit():
            most = calls.LONGEST_ANSWER
            words = _("Type whole minutes from 1 to {most}, or leave it empty.").format(most=most)
            found.append((self.minutes, words))
        return tuple(found)

    def _minutes_fit(self) -> bool:
        typed = self.minutes.text().strip()
        known = typed.isascii() and typed.isdecimal() and len(typed) < 5
        return not typed or (known and 1 <= int(typed) <= calls.LONGEST_ANSWER)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act that writes the line."""
        minutes = self.minutes.text().strip()
        command = SetContact(
            role=self.role,
            name=self.name.text(),
            number=self.number.text(),
            answer_within=int(minutes) if minutes else None,
        )
        return partial(calls.set_contact, command=command)

    def done(self, changes: Changes) -> None:
        """Put the form away: the line is on disk."""
        self._close()
        super().done(changes)

    def _on_nobody(self) -> None:
        """Write that the role is empty."""
        if self.busy:
            return
        self.begin()
        command = SetContact(role=self.role, name="", number="", answer_within=None)
        self.perform(partial(calls.set_contact, command=command))

    def _on_cancel(self) -> None:
        self._close()
        self.closed.emit()

    def _close(self) -> None:
        self.hide()
        for field in self._fields():
            field.set_text("")

    def draft(self) -> dict[str, object]:
        """Return what is being typed; nothing where the form is put away."""
        if self.isHidden():
            return {}
        typed: dict[str, object] = {
            field.line.objectName(): field.text() for field in self._fields()
        }
        return {**typed, "on_call": self._role}

    def restore(self, draft: dict[str, object]) -> None:
        """Open the form again with what was typed."""
        if "on_call" not in draft:
            return
        self.ask(drafts.text(draft.get("on_call")), None)
        for field in self._fields():
            field.set_text(drafts.text(draft.get(field.line.objectName())))


class OnCallCard(Card):
    """Every role with its number; who may not change them reads who may."""

    def __init__(self, station: Station) -> None:
        super().__init__(_("On call"))
        self._station = station
        actor = station.actor
        self.may = actor is not None and access.may(actor.role, "set_contact")
        self.form = ContactForm(station)
        self.rows = KeyedRows(partial(OnCallRow, station, self.change, may=self.may))
        self.another = named(
            theme.role(QPushButton(_("Another role…")), "secondary"), "another_role"
        )
        self.another.setVisible(self.may)
        self.another.clicked.connect(partial(self.change, ANOTHER))
        words = _("A charge nurse, physician or administrator enters who is on call.")
        self.who_may = line(words)
        self.who_may.setVisible(not self.may)
        for part in (self.form, self.who_may, self.rows):
            self.body.addWidget(part)
        self.body.addWidget(self.another, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.form.signed.connect(self._on_saved)
        self.form.closed.connect(self._go_back)
        self._from = ANOTHER
        self.refresh()

    def refresh(self) -> None:
        """Show the roles as they stand now."""
        there = calls.on_call(self._station.snapshot)
        shown = roles(self._station.snapshot)
        self.rows.show_rows([(role, (role, there.get(role))) for role in shown])

    def change(self, role: str) -> None:
        """Ask who is on call for a role."""
        self._from = role
        self.form.ask(role, calls.on_call(self._station.snapshot).get(role))

    def _on_saved(self, _changes: Changes) -> None:
        self.refresh()
        self._go_back()

    def _go_back(self) -> None:
        """Put the focus where the form was opened."""
        found = self.rows.rows.get(self._from)
        place = self.another if found is None else found.first() or self.another
        place.setFocus()
