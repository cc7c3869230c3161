"""Which role may do which act; an act without a row here is refused to everybody."""

from collections.abc import Mapping

from cart_ward.care.refusals import refused
from cart_ward.clinical.people import Actor, Role

_GIVES_CARE = frozenset({Role.NURSE, Role.CHARGE_NURSE, Role.PHYSICIAN})
_CHARTS = _GIVES_CARE | {Role.TRAINEE}
_EVERYBODY = frozenset(Role)

ROLES: Mapping[str, frozenset[Role]] = {
    "record_vitals": _CHARTS,
    "record_neuro_check": _CHARTS,
    "record_entry": _CHARTS,
    "answer_alarms": _CHARTS,
    "amend": _CHARTS | {Role.PHARMACIST},
    "strike_out": _CHARTS | {Role.PHARMACIST},
    "undo": _CHARTS | {Role.PHARMACIST},
    "sign_grade": _GIVES_CARE,
    "mark_episode": _GIVES_CARE,
    "step_down": frozenset({Role.CHARGE_NURSE, Role.PHYSICIAN}),
    "admit": _GIVES_CARE,
    "move_bed": _GIVES_CARE,
    "discharge": _GIVES_CARE,
    "rulings": _GIVES_CARE | {Role.PHARMACIST},
    "order_tocilizumab": _GIVES_CARE,
    "stop_order": _GIVES_CARE,
    "prepare_dose": frozenset({Role.NURSE, Role.CHARGE_NURSE, Role.PHARMACIST}),
    "check_dose": _GIVES_CARE | {Role.PHARMACIST},
    "start_dose": _GIVES_CARE,
    "record_dose_step": _GIVES_CARE,
    "chart_deviation": _GIVES_CARE,
    "sign_handover": frozenset({Role.NURSE, Role.CHARGE_NURSE}),
    "print_sheet": _EVERYBODY,
    "receive": frozenset({Role.NURSE, Role.CHARGE_NURSE, Role.PHARMACIST}),
    "add_bed": frozenset({Role.CHARGE_NURSE, Role.ADMINISTRATOR}),
    "add_staff": frozenset({Role.ADMINISTRATOR}),
    "change_staff": frozenset({Role.ADMINISTRATOR}),
    "retire_staff": frozenset({Role.ADMINISTRATOR}),
    "bring_back_staff": frozenset({Role.ADMINISTRATOR}),
    "add_beds": frozenset({Role.CHARGE_NURSE, Role.ADMINISTRATOR}),
    "close_bed": frozenset({Role.CHARGE_NURSE, Role.ADMINISTRATOR}),
    "open_bed": frozenset({Role.CHARGE_NURSE, Role.ADMINISTRATOR}),
    "add_product": frozenset({Role.ADMINISTRATOR}),
    "add_protocol": frozenset({Role.ADMINISTRATOR}),
    "approve_protocol": frozenset(
        {Role.CHARGE_NURSE, Role.PHYSICIAN, Role.PHARMACIST, Role.ADMINISTRATOR}
    ),
    "set_pin": _EVERYBODY,
    "note_clock_jump": _EVERYBODY,
    "keep_clock_line": _EVERYBODY,
    "confirm_clock": frozenset({Role.CHARGE_NURSE, Role.PHYSICIAN}),
    "log_call": _CHARTS,
    "answer_call": _CHARTS,
    "set_contact": frozenset({Role.CHARGE_NURSE, Role.PHYSICIAN, Role.ADMINISTRATOR}),
    "unlock_pin": frozenset({Role.CHARGE_NURSE, Role.ADMINISTRATOR}),
}
"""Reliability C5. `set_pin` is for everybody's own PIN; another person's asks for more.
`note_clock_jump` and `keep_clock_line` are the station's own, whoever is signed in.

Reading the ward asks for no role: board and alarms live on while nobody is signed in.
"""


def may(role: Role, act: str) -> bool:
    """Tell whether a role may do an act; an unknown act is nobody's."""
    return role in ROLES.get(act, frozenset())


def require(actor: Actor, act: str) -> None:
    """Raise `NotAllowed("access.denied")` unless the actor's role may do the act."""
    if not may(actor.role, act):
        raise refused("access.denied", act=act, role=actor.role)
