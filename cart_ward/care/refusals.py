"""How an act says no: one finding, bound to the field it is about."""

from cart_ward.errors import Finding, Level, NotAllowed, stops


def refused(code: str, field: str = "", **facts: object) -> NotAllowed:
    """Return a refusal with one finding on `field`."""
    return NotAllowed(
        code, (Finding(field=field, level=Level.STOP, code=code, facts=facts),), **facts
    )


def refuse_stops(code: str, findings: tuple[Finding, ...]) -> None:
    """Raise `NotAllowed(code)` with all findings if one of them stops; warnings pass here."""
    if stops(findings):
        raise NotAllowed(code, findings)
