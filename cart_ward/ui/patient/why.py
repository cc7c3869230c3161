"""Why a check is due, in one sentence: protocol and version, state, rhythm, what it counts from."""

from datetime import datetime, tzinfo

from cart_ward.clinical.schedule import CheckDue
from cart_ward.i18n import _, formats, wording


def state_words(state: str) -> str:
    """Return the words of a protocol's phase or state; a ward's own name as it stands."""
    code = f"state.{state}"
    return wording.say(code) if wording.knows(code) else state


def protocol_words(name: str) -> str:
    """Return the readable name of a rule set; a hospital's own name as it stands."""
    code = f"protocol.{name}"
    return wording.say(code) if wording.knows(code) else name


def why_words(due: CheckDue, now: datetime, zone: tzinfo) -> str:
    """Return why this check is due then."""
    why = due.why
    rhythm = _("once") if why.interval is None else formats.interval(why.interval)
    if why.reckoned_from is None:
        return _("{protocol} {version}, {state}: {rhythm}.").format(
            protocol=protocol_words(why.protocol),
            version=why.version,
            state=state_words(why.state),
            rhythm=rhythm,
        )
    return _("{protocol} {version}, {state}: {rhythm}, counted from {at}.").format(
        protocol=protocol_words(why.protocol),
        version=why.version,
        state=state_words(why.state),
        rhythm=rhythm,
        at=formats.moment_near(why.reckoned_from, now, zone),
    )
