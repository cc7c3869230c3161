"""The forms about people: add one, change badge or number, give a new PIN."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from cart_ward.care import sign_in, ward_setup
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.ward_setup import ChangePerson
from cart_ward.clinical.people import Actor, Name, Role, Staff
from cart_ward.errors import CartWardError, NotAllowed
from cart_ward.i18n import _, wording
from cart_ward.runtime import codes
from cart_ward.runtime.codes import Kind
from cart_ward.ui.forms import drafts
from cart_ward.ui.forms.line_field import LineField, row
from cart_ward.ui.forms.signing import Missing, required
from cart_ward.ui.setup.part import SetupForm, short
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.choice_row import ChoiceRow

ADD = "add"
CHANGE = "change"
PIN = "pin"

ROLES = (
    *(Role.NURSE, Role.CHARGE_NURSE, Role.PHYSICIAN, Role.PHARMACIST),
    *(Role.TRAINEE, Role.ADMINISTRATOR, Role.READER),
)
"""In the order in which a ward needs them."""


class BadgeField(LineField):
    """The number of a badge, scanned or typed; whose it is already is said at once."""

    def __init__(self, station: Station, of: Staff | None) -> None:
        super().__init__("badge", _("Badge: scan it, or type its number (may be left empty)"))
        self._station, self._of = station, of
        self.edited.connect(self._look)

    def number(self) -> str:
        """Return the number a scanner reads; our own prefix is not part of it."""
        code = codes.read(self.text())
        return code.numbers[0] if code.kind is Kind.STAFF and code.numbers else self.text()

    def problem(self) -> str:
        """Return whose badge it is, if it is somebody else's."""
        number = self.number().casefold()
        for person in self._station.snapshot.staff.values():
            other = self._of is None or person.id != self._of.id
            if number and other and person.badge.casefold() == number:
                code = "setup.badge_of" if person.active else "setup.badge_of_retired"
                return wording.say(code, name=person.name.both)
        return ""

    def _look(self) -> None:
        self.complain(self.problem())


class NewPin:
    """A PIN typed twice by the person whose it will be; it is shown nowhere and kept nowhere."""

    def __init__(self) -> None:
        self.pin = LineField("new_pin", _("New PIN, six digits or more"), secret=True)
        self.again = LineField("new_pin_again", _("New PIN once more"), secret=True)
        for field in self.fields:
            field.line.setMaxLength(12)

    @property
    def fields(self) -> tuple[LineField, LineField]:
        """Both fields."""
        return self.pin, self.again

    def missing(self) -> tuple[Missing, ...]:
        """Return what is wrong with it."""
        if not self.pin.text():
            return ((self.pin, required(self.pin.label)),)
        try:
            sign_in.check_policy(self.pin.text())
        except NotAllowed as error:
            return ((self.pin, wording.say(error.code, **error.facts)),)
        if self.pin.text() != self.again.text():
            return ((self.again, wording.say("setup.pins_differ")),)
        return ()

    def forget(self) -> None:
        """Forget it."""
        for field in self.fields:
            field.set_text("")


class AddPersonForm(SetupForm):
    """Both names, role, registration number, badge, and the first PIN."""

    def __init__(self, station: Station) -> None:
        super().__init__(station, ADD, _("Add a person"), _("Add this person"))
        self.names = {
            "family_zh": LineField("family_zh", _("Family name, Chinese")),
            "given_zh": LineField("given_zh", _("Given name, Chinese")),
            "family_latin": LineField("family_latin", _("Family name, Latin letters")),
            "given_latin": LineField("given_latin", _("Given name, Latin letters")),
        }
        self.role: ChoiceRow[Role] = ChoiceRow(
            [(role, wording.say(f"words.Role.{role.value}")) for role in ROLES], name="role"
        )
        self.role.name_buttons(_("Role"))
        self.number = LineField("registration_no", _("Registration number (may be left empty)"))
        self.badge = BadgeField(station, None)
        self.new_pin = NewPin()
        self._lay_out()
        for field in (*self.kept(), *self.new_pin.fields):
            field.edited.connect(self.touched)
        self.role.chosen.connect(self.touched)
        self.role.left.connect(self.number.setFocus)

    def _lay_out(self) -> None:
        names = list(self.names.values())
        twice = _("Who works in two roles is added once for each, with a PIN for each.")
        alone = _("The new person types the PIN, twice, and alone knows it.")
        for widget in (
            row(*names[:2]),
            row(*names[2:]),
            line(_("Role"), "label"),
            self.role,
            line(twice),
            row(self.number, self.badge),
            line(alone),
            row(*self.new_pin.fields),
        ):
            self.body.addWidget(widget)

    def kept(self) -> tuple[LineField, ...]:
        """Return everything but the PIN."""
        return (*self.names.values(), self.number, self.badge)

    def draft(self) -> dict[str, object]:
        """Return what was typed, and the role."""
        found, role = super().draft(), self.role.value()
        return {**found, "role": role.value} if role is not None else found

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        super().restore(draft)
        self.role.set_value(drafts.one_of(Role, draft.get("role")))

    def first_field(self) -> QWidget:
        """Return the family name."""
        return self.names["family_zh"]

    def signs_at_enter(self) -> QWidget:
        """Return the PIN's second field: it comes last."""
        return self.new_pin.again.line

    def field_of(self, name: str) -> LineField | None:
        """Return the field a refusal is about."""
        found = {"name": self.names["family_zh"], "badge": self.badge, "pin": self.new_pin.pin}
        return found.get(name)

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        found: list[Missing] = []
        if not self._name().both:
            found.append((self.names["family_zh"], wording.say("setup.name_needed")))
        if self.role.value() is None:
            found.append((self.role, _("Choose the role.")))
        if problem := self.badge.problem():
            found.append((self.badge, problem))
        return (*found, *self.new_pin.missing())

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act; the PIN is forgotten with the form."""
        role, name = self.role.value(), self._name()
        if role is None:
            raise ValueError("asked before a role was chosen")
        number, badge, pin = self.number.text(), self.badge.number(), self.new_pin.pin.text()
        self.said = _("{name} is on the list and can sign in.").format(name=name.both)

        def add(desk: Desk) -> Changes:
            self.goes_to = str(ward_setup.add_staff(desk, name, role, pin, number, badge))
            return Changes(kinds=frozenset({"staff"}))

        return add

    def _name(self) -> Name:
        return Name(**{part: field.text() for part, field in self.names.items()})


class ChangePersonForm(SetupForm):
    """Another badge or registration number."""

    def __init__(self, station: Station, person: Staff) -> None:
        title = _("Badge and number of {name}").format(name=short(person.name.both))
        super().__init__(station, f"{CHANGE}/{person.id}", title, _("Save the change"))
        self._person = person
        self.number = LineField("registration_no", _("Registration number (may be left empty)"))
        self.badge = BadgeField(station, person)
        stays = _(
            "Name and role stay as everything was signed with them. For another role the person is"
            " added once more, and the old line is retired."
        )
        for widget in (line(person.name.both, "strong"), self.number, self.badge, line(stays)):
            self.body.addWidget(widget)
        self.number.set_text(person.registration_no)
        self.badge.set_text(person.badge)
        self.number.edited.connect(self.touched)
        self.badge.edited.connect(self.touched)

    def kept(self) -> tuple[LineField, ...]:
        """Return both fields."""
        return self.number, self.badge

    def draft(self) -> dict[str, object]:
        """Return what was typed; nothing while it is as it was."""
        same = self.number.text() == self._person.registration_no
        return {} if same and self.badge.text() == self._person.badge else super().draft()

    def first_field(self) -> QWidget:
        """Return the badge: it is what changes."""
        return self.number

    def signs_at_enter(self) -> QWidget:
        """Return the badge: it comes last."""
        return self.badge.line

    def field_of(self, name: str) -> LineField | None:
        """Return the field a refusal is about."""
        return self.badge if name == "badge" else None

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        problem = self.badge.problem()
        return ((self.badge, problem),) if problem else ()

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act."""
        command = ChangePerson(
            staff_id=self._person.id,
            registration_no=self.number.text(),
            badge=self.badge.number(),
        )
        name = self._person.name.both
        self.said = _("Badge and number of {name} are saved.").format(name=name)
        return partial(ward_setup.change_staff, command=command)


class PinForm(SetupForm):
    """A new PIN: who gives it proves to be there with the own PIN, for a station may stand open."""

    def __init__(self, station: Station, person: Staff, actor: Actor) -> None:
        own = actor.staff_id == person.id
        name = person.name.both
        title = _("My own new PIN") if own else _("New PIN for {name}").format(name=short(name))
        super().__init__(station, f"{PIN}/{person.id}", title, _("Set the new PIN"))
        self._person, self._actor = person, actor
        giver = station.snapshot.staff[actor.staff_id].name.both
        proof = _("My PIN as it is now") if own else _("PIN of {name}, who gives the new one")
        self.proof = LineField("own_pin", proof.format(name=giver), secret=True)
        self.proof.line.setMaxLength(12)
        self.new_pin = NewPin()
        alone = _("{name} types the new PIN, twice, and alone knows it. The old one ends.")
        for widget in (
            self.proof,
            line(alone.format(name=name)),
            row(*self.new_pin.fields),
        ):
            self.body.addWidget(widget)
        for field in (self.proof, *self.new_pin.fields):
            field.edited.connect(self.touched)

    def first_field(self) -> QWidget:
        """Return the proof."""
        return self.proof

    def signs_at_enter(self) -> QWidget:
        """Return the PIN's second field: it comes last."""
        return self.new_pin.again.line

    def field_of(self, name: str) -> LineField | None:
        """Return the field a refusal is about: the new PIN was looked at before."""
        return self.proof if name == "pin" else None

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right."""
        words = _("Type the PIN of the person who is signed in.")
        lacks: tuple[Missing, ...] = () if self.proof.text() else ((self.proof, words),)
        return (*lacks, *self.new_pin.missing())

    def proceed(self) -> None:
        """Prove who gives it, then set it."""
        actor, own, new = self._actor, self.proof.text(), self.new_pin.pin.text()
        self.proof.set_text("")

        def proved(_actor: Actor) -> None:
            if self.left:
                return
            self.said = _("{name} signs in with the new PIN from now on.").format(
                name=self._person.name.both
            )
            self.perform(partial(sign_in.set_pin, staff_id=self._person.id, pin=new))

        self.station.ask(lambda desk: sign_in.sign_in(desk, actor.staff_id, own), proved, self.fail)

    def fail(self, error: CartWardError) -> None:
        """Say why no PIN was set; it is typed anew."""
        super().fail(error)
        if not self.left and error.code not in ("pin.wrong", "pin.station_waits"):
            self.new_pin.forget()
