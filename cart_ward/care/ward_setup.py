"""Set up the ward: beds, staff, products, protocol versions and their approval."""

from cart_ward.care.ports import Desk
from cart_ward.clinical.people import (
    BedId,
    Name,
    ProductId,
    ProtocolVersionId,
    Role,
    StaffId,
)


def add_bed(desk: Desk, name: str) -> BedId:
    """Add a bed."""
    raise NotImplementedError


def add_staff(desk: Desk, name: Name, role: Role, pin: str, registration_no: str = "") -> StaffId:
    """Add a person with a first PIN."""
    raise NotImplementedError


def add_product(desk: Desk, source_toml: str) -> ProductId:
    """Read and keep a product file; `NotAllowed("rules.malformed")` names what is wrong."""
    raise NotImplementedError


def add_protocol(desk: Desk, source_toml: str) -> ProtocolVersionId:
    """Read and keep a protocol file; `NotAllowed("rules.malformed")` names what is wrong."""
    raise NotImplementedError


def approve_protocol(desk: Desk, version: ProtocolVersionId) -> None:
    """Sign a protocol version; approved once two people, one of them a physician, have signed."""
    raise NotImplementedError
