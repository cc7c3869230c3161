"""What the place of setting up shows: people, beds and rules, with all that stands behind them."""

from collections.abc import Mapping
from dataclasses import dataclass

from cart_ward.care import access, sign_in
from cart_ward.care.ports import Desk
from cart_ward.care.sign_in import Paused
from cart_ward.clinical import rule_files
from cart_ward.clinical.people import (
    Admission,
    Approval,
    Bed,
    BedId,
    Lacking,
    Product,
    ProtocolVersion,
    Staff,
    StaffId,
    lacking,
    same_human,
)
from cart_ward.clinical.product import ProductRules
from cart_ward.clinical.protocol import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A protocol version as read, who signed it when, and what is still lacking."""

    version: ProtocolVersion
    protocol: Protocol
    approvals: tuple[Approval, ...]
    lacking: Lacking


@dataclass(frozen=True, slots=True, kw_only=True)
class WardLists:
    """The lists of a ward; `paused` only for who may unlock names, it tells who typed wrong PINs.

    `twice`: for each who stands on the list in several roles, those other lines.
    """

    people: tuple[Staff, ...]
    twice: Mapping[StaffId, tuple[Staff, ...]]
    paused: Mapping[StaffId, Paused]
    beds: tuple[Bed, ...]
    lies: Mapping[BedId, Admission]
    rules: tuple[Rules, ...]
    products: tuple[tuple[Product, ProductRules], ...]


def look(desk: Desk) -> WardLists:
    """Read the lists; everybody may see them. The newest rules come first."""
    may_unlock = access.may(desk.actor.role, "unlock_pin")
    paused = {one.person.id: one for one in sign_in.paused(desk)} if may_unlock else {}
    with desk.store.read() as reading:
        people = reading.staff()
        staff = {person.id: person for person in people}
        approvals = reading.approvals()
        return WardLists(
            people=tuple(sorted(people, key=_by_name)),
            twice={person.id: _others(person, people) for person in people},
            paused=paused,
            beds=reading.all_beds(),
            lies={stay.bed.id: stay for stay in reading.open_admissions()},
            rules=tuple(
                _rules(version, approvals, staff) for version in reversed(reading.protocols())
            ),
            products=tuple((p, rule_files.read_product(p.source_toml)) for p in reading.products()),
        )


def _by_name(person: Staff) -> tuple[bool, str, str, int]:
    name = person.name
    return not person.active, name.latin.casefold(), name.chinese, int(person.id)


def _others(person: Staff, people: tuple[Staff, ...]) -> tuple[Staff, ...]:
    return tuple(
        other
        for other in people
        if other.id != person.id and other.active and same_human(person, other)
    )


def _rules(
    version: ProtocolVersion, approvals: tuple[Approval, ...], staff: Mapping[StaffId, Staff]
) -> Rules:
    own = tuple(approval for approval in approvals if approval.version_id == version.id)
    return Rules(
        version=version,
        protocol=rule_files.read_protocol(version.source_toml),
        approvals=own,
        lacking=lacking((staff[one.staff_id], one.role) for one in own),
    )
