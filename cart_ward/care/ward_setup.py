"""Set up the ward: beds, staff, products, protocol versions and their approval.

Nobody's role is changed and no row is deleted: who works in two roles stands on the list twice, and
who leaves is retired, so that what was signed keeps the name and the role it was signed in.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from cart_ward.care import access, acts, bodies
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk, UnitOfWork
from cart_ward.care.refusals import refused
from cart_ward.care.sign_in import STANDARD, Pins
from cart_ward.clinical import rule_files
from cart_ward.clinical.people import (
    Actor,
    Bed,
    BedId,
    Name,
    ProductId,
    ProtocolVersionId,
    Role,
    Staff,
    StaffId,
    same_human,
)

MOST_BEDS = 99
LONGEST_BED_NAME = 12
"""Characters of a bed's name: it must be read on the board from a metre."""

_STAFF = Changes(kinds=frozenset({"staff"}))
_BED = Changes(kinds=frozenset({"bed"}))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWard:
    """What a ward begins with; `zone` is an IANA name, an empty `passphrase` asks for none."""

    name: str
    beds: int
    zone: str
    language: str
    charge_nurse: Name
    pin: str = field(repr=False)
    passphrase: str = field(default="", repr=False)


def founder(station: str) -> Actor:
    """Return the actor who furnishes a store that has no people yet."""
    return Actor(staff_id=StaffId(0), role=Role.ADMINISTRATOR, station=station)


def found(
    desk: Desk, new: NewWard, rules: tuple[Iterable[str], Iterable[str]], pins: Pins = STANDARD
) -> None:
    """Furnish an empty ward: beds, product and protocol files (not approved), its first person.

    She stands on the list twice, as charge nurse and as administrator: nobody else can add staff.
    """
    products, protocols = rules
    for number in range(1, new.beds + 1):
        add_bed(desk, f"{number:02d}")
    for source in products:
        add_product(desk, source)
    for source in protocols:
        add_protocol(desk, source)
    for role in (Role.CHARGE_NURSE, Role.ADMINISTRATOR):
        add_staff(desk, new.charge_nurse, role, new.pin, pins=pins)


@contextmanager
def _setting_up(desk: Desk, act: str) -> Iterator[UnitOfWork]:
    """Begin an act of setting up; until an administrator is on the list, a founder may act."""
    with desk.store.act(desk.actor, act, desk.clock.now()) as work:
        furnished = any(
            person.active and person.role is Role.ADMINISTRATOR for person in work.staff()
        )
        if furnished or desk.actor.staff_id != founder("").staff_id:
            acts.person(work, desk.actor)
        yield work


def add_bed(desk: Desk, name: str) -> BedId:
    """Add a bed."""
    access.require(desk.actor, "add_bed")
    with _setting_up(desk, "add_bed") as work:
        return _new_bed(work, name)


def add_beds(desk: Desk, names: tuple[str, ...]) -> Changes:
    """Add several beds, all of them or none."""
    access.require(desk.actor, "add_beds")
    with _setting_up(desk, "add_beds") as work:
        for name in names:
            _new_bed(work, name)
    return _BED


def _new_bed(work: UnitOfWork, name: str) -> BedId:
    trimmed = bodies.needs_text(name, "name")
    if len(trimmed) > LONGEST_BED_NAME:
        raise refused("setup.bed_name_long", "name", most=LONGEST_BED_NAME)
    for bed in work.all_beds():
        if _alike(bed.name) == _alike(trimmed):
            code = "setup.bed_exists" if bed.active else "setup.bed_out_of_use"
            raise refused(code, "name", bed=bed.name)
    return work.add_bed(trimmed)


def _alike(name: str) -> str:
    """Return a bed's name as a person hears it: bed 1 is bed 01, bed 3a is bed 3A."""
    return re.sub(r"\d+", lambda digits: str(int(digits[0])), name.casefold())


def close_bed(desk: Desk, bed_id: BedId) -> Changes:
    """Take an empty bed out of use: nobody is admitted there, its past stays as it was."""
    access.require(desk.actor, "close_bed")
    with _setting_up(desk, "close_bed") as work:
        bed = _bed(work, bed_id)
        for stay in work.open_admissions():
            if stay.bed.id == bed.id:
                name = stay.patient.name.both
                raise refused("setup.bed_occupied", "bed", bed=bed.name, name=name)
        if bed.active:
            work.use_bed(bed.id, active=False)
    return _BED


def open_bed(desk: Desk, bed_id: BedId) -> Changes:
    """Take a bed into use again."""
    access.require(desk.actor, "open_bed")
    with _setting_up(desk, "open_bed") as work:
        bed = _bed(work, bed_id)
        if not bed.active:
            work.use_bed(bed.id, active=True)
    return _BED


def _bed(work: UnitOfWork, bed_id: BedId) -> Bed:
    for bed in work.all_beds():
        if bed.id == bed_id:
            return bed
    raise refused("setup.bed_unknown", "bed")


def add_staff(
    desk: Desk,
    name: Name,
    role: Role,
    pin: str,
    registration_no: str = "",
    badge: str = "",
    *,
    pins: Pins = STANDARD,
) -> StaffId:
    """Add a person with a first PIN; `badge` is what a scanner reads from the badge.

    Refused: who is on the list in this role already, and a badge that is somebody else's.
    """
    access.require(desk.actor, "add_staff")
    bodies.needs_text(name.both, "name")
    record = pins.hashed(pin)
    new = Staff(
        id=StaffId(0),
        name=name,
        role=role,
        registration_no=registration_no.strip(),
        badge=badge.strip(),
    )
    with _setting_up(desk, "add_staff") as work:
        _not_listed(work, new)
        _free_badge(work, new)
        staff_id = work.add_staff(name, role, new.registration_no, new.badge)
        work.set_pin(staff_id, record)
        return staff_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePerson:
    """What may be put right about a person; names and roles stay as they were signed with."""

    staff_id: StaffId
    registration_no: str
    badge: str


def change_staff(desk: Desk, command: ChangePerson) -> Changes:
    """Give a person another badge or registration number; who was retired may give one back."""
    access.require(desk.actor, "change_staff")
    with _setting_up(desk, "change_staff") as work:
        person = replace(
            _listed(work, command.staff_id),
            registration_no=command.registration_no.strip(),
            badge=command.badge.strip(),
        )
        _free_badge(work, person)
        work.change_staff(person)
    return _STAFF


def retire_staff(desk: Desk, staff_id: StaffId) -> Changes:
    """Let a person no longer sign in nor sign; everything signed stays.

    Refused for oneself: so the ward always keeps an administrator.
    """
    access.require(desk.actor, "retire_staff")
    with _setting_up(desk, "retire_staff") as work:
        person = _listed(work, staff_id)
        if person.active and staff_id == desk.actor.staff_id:
            administrators = [
                one for one in work.staff() if one.active and one.role is Role.ADMINISTRATOR
            ]
            last = len(administrators) == 1
            raise refused("setup.last_administrator" if last else "setup.retire_own", "name")
        if person.active:
            work.change_staff(replace(person, active=False))
    return _STAFF


def bring_back_staff(desk: Desk, staff_id: StaffId) -> Changes:
    """Let a retired person sign in again, with the PIN as it was."""
    access.require(desk.actor, "bring_back_staff")
    with _setting_up(desk, "bring_back_staff") as work:
        person = _listed(work, staff_id)
        if not person.active:
            work.change_staff(replace(person, active=True))
    return _STAFF


def _listed(work: UnitOfWork, staff_id: StaffId) -> Staff:
    """Return a person of the list, active or not."""
    for person in work.staff():
        if person.id == staff_id:
            return person
    raise refused("access.unknown_person", "name")


def _not_listed(work: UnitOfWork, new: Staff) -> None:
    for person in work.staff():
        if person.role is new.role and same_human(person, new):
            code = "setup.person_exists" if person.active else "setup.person_retired"
            raise refused(code, "name", name=person.name.both)


def _free_badge(work: UnitOfWork, wanted: Staff) -> None:
    """Refuse a badge that somebody has, retired people too: a scan must find one person."""
    for person in work.staff():
        same = wanted.badge and person.badge.casefold() == wanted.badge.casefold()
        if same and person.id != wanted.id:
            code = "setup.badge_of" if person.active else "setup.badge_of_retired"
            raise refused(code, "badge", name=person.name.both)


def add_product(desk: Desk, source_toml: str) -> ProductId:
    """Read and keep a product file; `NotAllowed("rules.malformed")` names what is wrong."""
    access.require(desk.actor, "add_product")
    product = rule_files.read_product(source_toml)
    with _setting_up(desk, "add_product") as work:
        return work.add_product(product.code, product.name, product.version, source_toml)


def add_protocol(desk: Desk, source_toml: str) -> ProtocolVersionId:
    """Read and keep a protocol file; `NotAllowed("rules.malformed")` names what is wrong."""
    access.require(desk.actor, "add_protocol")
    protocol = rule_files.read_protocol(source_toml)
    with _setting_up(desk, "add_protocol") as work:
        return work.add_protocol(protocol.name, protocol.version, source_toml)


def approve_protocol(desk: Desk, version: ProtocolVersionId) -> Changes:
    """Sign a protocol version; approved once two people, one of them a physician, have signed.

    Two people are two human beings: who stands on the list twice, as the founder of a ward does,
    signs once. `clinical.people.same_human` says who is one.
    """
    access.require(desk.actor, "approve_protocol")
    with _setting_up(desk, "approve_protocol") as work:
        signed = next((v.approved_by for v in work.protocols() if v.id == version), None)
        if signed is None:
            raise refused("protocol.unknown")
        if desk.actor.staff_id in signed:
            raise refused("protocol.signed_already")
        if any(acts.one_human(work, one, desk.actor.staff_id) for one in signed):
            raise refused("protocol.signed_in_other_role")
        work.approve_protocol(version, desk.actor.staff_id)
    return Changes(kinds=frozenset({"protocol"}))
