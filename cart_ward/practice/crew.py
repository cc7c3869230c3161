"""The people, beds, vials and rules of a practice ward; all names are invented."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

from cart_ward.care import calls, stock, ward_setup
from cart_ward.care.ports import Desk
from cart_ward.clinical.people import (
    Actor,
    Bed,
    Name,
    ProductId,
    ProtocolVersionId,
    Role,
)

WARD = "3F East"
"""The name of the practice ward."""

PIN = "314159"
"""The PIN of everybody in a practice ward; the sign-in page says it."""

LOT = "PRACTICE-1"
EXPIRY = date(2099, 12, 31)
VIALS = {80: 200, 200: 100, 400: 100}

PEOPLE = (
    ("李", "娜", "Li", "Na", Role.CHARGE_NURSE, "PRACTICE-1"),
    ("王", "静", "Wang", "Jing", Role.NURSE, "PRACTICE-2"),
    ("张", "敏", "Zhang", "Min", Role.NURSE, "PRACTICE-3"),
    ("高", "建华", "Gao", "Jianhua", Role.PHYSICIAN, "PRACTICE-4"),
    ("林", "晓", "Lin", "Xiao", Role.PHARMACIST, "PRACTICE-5"),
)
"""Names, roles and badges; a badge is scanned as CW:U: and its number."""

ON_CALL = (
    ("ward_doctor", "高建华 Gao Jianhua", "6012", 5),
    ("icu_outreach", "", "6100", 15),
    ("neurology", "", "6044", 30),
    ("emergency_team", "", "8888", None),
    ("charge_nurse", "李娜 Li Na", "6001", 5),
    ("pharmacist", "林晓 Lin Xiao", "6060", 30),
    ("icu", "", "6110", 15),
)
"""Roles, names, numbers, and within how many minutes they answer; all invented."""

PRODUCTS = {
    "axicabtagene ciloleucel": "axi-cel",
    "tisagenlecleucel": "tisa-cel",
    "lisocabtagene maraleucel": "liso-cel",
    "brexucabtagene autoleucel": "brexu-cel",
    "idecabtagene vicleucel": "ide-cel",
    "ciltacabtagene autoleucel": "cilta-cel",
    "relmacabtagene autoleucel": "relma-cel",
}
"""Short names of the products that the published reports name in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Who acts in a practice ward, and with what."""

    charge: Actor
    nurse: Actor
    second: Actor
    physician: Actor
    beds: tuple[Bed, ...]
    products: Mapping[str, ProductId]
    protocol_id: ProtocolVersionId
    lots: str = LOT

    def product(self, name: str) -> ProductId:
        """Return the product a report names, "other" where the ward has no leaflet of it."""
        code = PRODUCTS.get(name, name)
        return self.products[code] if code in self.products else self.products["other"]


def furnish(desk: Desk, resources: Path, beds: int = 12) -> None:
    """Fill an empty practice store: beds, people, products, protocol (not approved), vials."""
    for number in range(1, beds + 1):
        ward_setup.add_bed(desk, f"{number:02d}")
    for family_zh, given_zh, family, given, role, badge in PEOPLE:
        name = Name(family_zh=family_zh, given_zh=given_zh, family_latin=family, given_latin=given)
        ward_setup.add_staff(desk, name, role, PIN, badge=badge)
    for path in sorted((resources / "products").glob("*.toml")):
        ward_setup.add_product(desk, path.read_text(encoding="utf-8"))
    for path in sorted((resources / "protocols").glob("*.toml")):
        ward_setup.add_protocol(desk, path.read_text(encoding="utf-8"))
    keeper = desk.of(crew_of(desk).charge)
    for size, count in VIALS.items():
        vials = stock.ReceiveVials(
            lot=LOT, expiry=EXPIRY, size_mg=size, count=count, token=uuid4().hex
        )
        stock.receive(keeper, vials)


def on_call(desk: Desk) -> None:
    """Enter who is on call tonight."""
    charge = desk.of(crew_of(desk).charge)
    for role, name, number, within in ON_CALL:
        command = calls.SetContact(role=role, name=name, number=number, answer_within=within)
        calls.set_contact(charge, command)


def crew_of(desk: Desk) -> Crew:
    """Return the crew of a furnished practice store."""
    with desk.store.read() as reading:
        people = reading.staff()
        beds = reading.beds()
        products = {product.code: product.id for product in reading.products()}
        protocols = reading.protocols()
    by_role: dict[Role, list[Actor]] = {}
    for person in people:
        actor = Actor(staff_id=person.id, role=person.role, station=desk.actor.station)
        by_role.setdefault(person.role, []).append(actor)
    first, second = by_role[Role.NURSE][:2]
    return Crew(
        charge=by_role[Role.CHARGE_NURSE][0],
        nurse=first,
        second=second,
        physician=by_role[Role.PHYSICIAN][0],
        beds=beds,
        products=products,
        protocol_id=protocols[-1].id,
    )


def founder(station: str) -> Actor:
    """Return the actor who furnishes a store that has no people yet."""
    return ward_setup.founder(station)
