"""Set up the ward: beds, staff, products, protocol versions and their approval."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from cart_ward.care import access, acts, bodies
from cart_ward.care.ports import Desk, UnitOfWork
from cart_ward.care.refusals import refused
from cart_ward.care.sign_in import STANDARD, Pins
from cart_ward.clinical import rule_files
from cart_ward.clinical.people import (
    Actor,
    BedId,
    Name,
    ProductId,
    ProtocolVersionId,
    Role,
    StaffId,
)

MOST_BEDS = 99


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
        if any(person.active and person.role is Role.ADMINISTRATOR for person in work.staff()):
            acts.person(work, desk.actor)
        yield work


def add_bed(desk: Desk, name: str) -> BedId:
    """Add a bed."""
    access.require(desk.actor, "add_bed")
    trimmed = bodies.needs_text(name, "name")
    with _setting_up(desk, "add_bed") as work:
        if any(bed.name == trimmed for bed in work.beds()):
            raise refused("setup.bed_exists", "name", bed=trimmed)
        return work.add_bed(trimmed)


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
    """Add a person with a first PIN; `badge` is what a scanner reads from the badge."""
    access.require(desk.actor, "add_staff")
    bodies.needs_text(name.both, "name")
    record = pins.hashed(pin)
    with _setting_up(desk, "add_staff") as work:
        staff_id = work.add_staff(name, role, registration_no.strip(), badge.strip())
        work.set_pin(staff_id, record)
        return staff_id


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


def approve_protocol(desk: Desk, version: ProtocolVersionId) -> None:
    """Sign a protocol version; approved once two people, one of them a physician, have signed."""
    access.require(desk.actor, "approve_protocol")
    with _setting_up(desk, "approve_protocol") as work:
        signed = next((v.approved_by for v in work.protocols() if v.id == version), None)
        if signed is None:
            raise refused("protocol.unknown")
        if desk.actor.staff_id in signed:
            raise refused("protocol.signed_already")
        work.approve_protocol(version, desk.actor.staff_id)
