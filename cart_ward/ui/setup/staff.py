"""The people of the ward: who may sign in, in which role, and who was retired."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton

from cart_ward.care import ward_setup
from cart_ward.care.ward_lists import WardLists
from cart_ward.clinical.people import Role, Staff
from cart_ward.i18n import _, wording
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.patient.words import join
from cart_ward.ui.setup import staff_forms
from cart_ward.ui.setup.part import Part, SetupForm, people_in, short
from cart_ward.ui.setup.staff_forms import (
    AddPersonForm,
    BadgeField,
    ChangePersonForm,
    PinForm,
)
from cart_ward.ui.station import Station

GIVES_PINS = frozenset({Role.CHARGE_NURSE, Role.ADMINISTRATOR})
"""Who sets another person's PIN; the own one everybody does."""


class StaffPart(Part):
    """The list of people."""

    name = "staff"

    def __init__(self, station: Station, navigator: Navigator) -> None:
        super().__init__(station, navigator, _("People"))
        self.add: QPushButton | None = None
        if self.may("add_staff"):
            self.add = self.head_button("add_person", _("Add a person"), staff_forms.ADD)
        else:
            self.explain(_who_may(people_in(station, Role.ADMINISTRATOR)))

    def show_lists(self, lists: WardLists) -> None:
        """Show the list; while a nurse or a physician is lacking, adding comes first."""
        super().show_lists(lists)
        roles = {person.role for person in lists.people if person.active}
        lacks = not {Role.NURSE, Role.PHYSICIAN} <= roles
        self.begin_at(self.add if self.add is not None and lacks else self.list)

    def rows(self, lists: WardLists) -> tuple[tuple[str, str], ...]:
        """Return each person with role, number, badge and state."""
        return tuple((str(person.id), _told(person, lists)) for person in lists.people)

    def make_form(self, address: str) -> SetupForm | None:
        """Return the form that adds a person, changes one or gives a new PIN."""
        kind, _slash, key = address.partition("/")
        if kind == staff_forms.ADD:
            return AddPersonForm(self.station) if self.may("add_staff") else None
        person, actor = self._person(key), self.station.actor
        if person is None or actor is None:
            return None
        if kind == staff_forms.CHANGE and self.may("change_staff"):
            return ChangePersonForm(self.station, person)
        if kind == staff_forms.PIN and self._gives_pin(person):
            return PinForm(self.station, person, actor)
        return None

    def open_row(self, _key: str) -> None:
        """Open what one may do with a person first."""
        for name in ("change", "pin"):
            if name in self.ways:
                self.ways[name].click()
                return

    def show_ways(self, key: str) -> None:
        """Offer what may be done with the person."""
        person = self._person(key)
        if person is None:
            return
        if self.may("change_staff"):
            words, address = _("Badge and number"), f"{staff_forms.CHANGE}/{person.id}"
            self.offer("change", words, partial(self.open_form, address))
        if self._gives_pin(person):
            words = _("My own new PIN") if self._own(person) else _("New PIN")
            address = f"{staff_forms.PIN}/{person.id}"
            self.offer("pin", words, partial(self.open_form, address))
        if not self.may("retire_staff"):
            return
        name = short(person.name.both)
        if not person.active:
            self.offer("bring_back", _("Bring {name} back").format(name=name), self._back(person))
        elif not self._own(person):
            self.offer("retire", _("Retire {name}").format(name=name), self._retire(person))

    def take_badge(self, number: str) -> bool:
        """Put a scanned badge into the open form; tell whether it asks for one."""
        field = getattr(self.form, "badge", None)
        if not isinstance(field, BadgeField):
            return False
        field.set_text(number)
        field.setFocus()
        return True

    def _own(self, person: Staff) -> bool:
        actor = self.station.actor
        return actor is not None and actor.staff_id == person.id

    def _gives_pin(self, person: Staff) -> bool:
        actor = self.station.actor
        may = actor is not None and (actor.role in GIVES_PINS or self._own(person))
        return may and person.active

    def _person(self, key: str) -> Staff | None:
        staff = self.station.snapshot.staff.values()
        return next((person for person in staff if str(person.id) == key), None)

    def _retire(self, person: Staff) -> Callable[[], None]:
        said = _(
            "{name} can no longer sign in. Everything signed stays; Bring back takes this back."
        ).format(name=person.name.both)
        act = partial(ward_setup.retire_staff, staff_id=person.id)
        return partial(self.do_now, act, said)

    def _back(self, person: Staff) -> Callable[[], None]:
        said = _("{name} can sign in again, with the PIN as it was.").format(name=person.name.both)
        act = partial(ward_setup.bring_back_staff, staff_id=person.id)
        return partial(self.do_now, act, said)


def _who_may(administrators: tuple[Staff, ...]) -> str:
    names = ", ".join(person.name.both for person in administrators)
    if not names:
        return _("An administrator adds and retires people. This ward has none.")
    words = _("An administrator adds and retires people: {names}. They sign in with Ctrl+Shift+L.")
    return words.format(names=names)


def _told(person: Staff, lists: WardLists) -> str:
    """Return two lines about a person."""
    role = wording.say(f"words.Role.{person.role.value}")
    number = _("registration number {number}").format(number=person.registration_no)
    others = ", ".join(
        wording.say(f"words.Role.{other.role.value}") for other in lists.twice[person.id]
    )
    twice = _("also on this list as: {roles}").format(roles=others)
    details = join(
        number if person.registration_no else _("no registration number"),
        _("has a badge") if person.badge else _("no badge"),
        twice if others else "",
        _state(person, lists),
    )
    return _("{name} · {role}\n{details}").format(name=person.name.both, role=role, details=details)


def _state(person: Staff, lists: WardLists) -> str:
    if not person.active:
        return _("RETIRED, cannot sign in")
    paused = lists.paused.get(person.id)
    if paused is None:
        return _("active")
    if paused.until is None:
        return _("LOCKED by wrong PINs, Ctrl+8 unlocks")
    return _("waits after wrong PINs")
