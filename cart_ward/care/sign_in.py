"""Sign in with name and PIN, and prove a second person."""

from cart_ward.care.ports import Desk
from cart_ward.clinical.people import Actor, StaffId


def sign_in(desk: Desk, staff_id: StaffId, pin: str) -> Actor:
    """Return the actor for a right PIN; `NotAllowed` with pin.wrong, pin.locked or pin.none.

    Failures are counted in the store, each with an audit line: 5 lock for 30 s, doubling to 15 min.
    """
    raise NotImplementedError


def set_pin(desk: Desk, staff_id: StaffId, pin: str) -> None:
    """Set a PIN of at least six digits that is neither a sequence nor a repetition."""
    raise NotImplementedError
