"""What signing will change: the next checks, tocilizumab, whom the protocol asks to call."""

from datetime import datetime, timedelta, tzinfo

from cart_ward.clinical.alarms import Alarm
from cart_ward.clinical.escalation import CallDue
from cart_ward.clinical.schedule import CheckDue
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.i18n import _, formats, wording
from cart_ward.ui import theme
from cart_ward.ui.forms.preview import Ahead
from cart_ward.ui.patient.why import state_words
from cart_ward.ui.widgets.card import Card, clear, line

_CHECKS = (Check.VITALS, Check.NEURO)

_MINUTE = timedelta(minutes=1)


class ConsequencesCard(Card):
    """Sentences about what will be true once the form is signed; nothing of it is stored.

    It is not there while there is nothing to sign.
    """

    def __init__(self) -> None:
        super().__init__(_("When you sign"))
        theme.role(self.title, "title")
        self.setObjectName("consequences")
        self.body.setSpacing(2)
        self._lines: list[str] = []
        self.hide()

    def show_lines(self, lines: list[str]) -> None:
        """Show the sentences; nothing moves where nothing changed."""
        self.setVisible(bool(lines))
        if lines == self._lines:
            return
        self._lines = lines
        clear(self.body)
        for text in lines:
            self.body.addWidget(line(formats.unbroken(f"• {text}"), "body"))
        self.setAccessibleDescription(" ".join(lines))

    def sentences(self) -> tuple[str, ...]:
        """Return what is shown."""
        return tuple(self._lines)


def consequences(check: Check, before: PatientStatus, ahead: Ahead, zone: tzinfo) -> list[str]:
    """Return what will be true after signing this check."""
    after, now = ahead.status, ahead.status.now
    lines = [_next(due, now, zone) for due in after.due if _concerns(due, check, before)]
    lines += _calls(ahead, now)
    lines += _tocilizumab(after, now, zone)
    lines += _grades(before, after)
    old = {alarm.key for alarm in before.alarms}
    lines += [
        _alarm(alarm, zone) for alarm in after.alarms if alarm.key not in old and _told(alarm)
    ]
    return lines


def _concerns(due: CheckDue, check: Check, before: PatientStatus) -> bool:
    """Tell whether a turn is that of the check signed, or of another that moves because of it."""
    if due.check is check:
        return True
    same = [d for d in before.due if d.check is due.check and d.at == due.at]
    return due.check in _CHECKS and not same


def _calls(ahead: Ahead, now: datetime) -> list[str]:
    """Return whom to call for what, each role once: first for what this check has found."""
    asked: set[str] = set()
    lines = []
    for call in sorted(ahead.calls, key=lambda call: (call.since < ahead.taken_at, call.by)):
        roles = [role for role in call.roles if role not in asked]
        asked.update(roles)
        if roles:
            lines.append(_call(roles, call, now))
    return lines


def _call(roles: list[str], call: CallDue, now: datetime) -> str:
    names = _(", ").join(_coded(role, "who") for role in roles)
    why = _coded(call.trigger, "why")
    if call.by <= now:
        return _("Call {roles} at once: {why}.").format(roles=names, why=why)
    minutes = -((now - call.by) // _MINUTE)
    return _("Call {roles} within {minutes} min: {why}.").format(
        roles=names, minutes=minutes, why=why
    )


def _coded(code: str, kind: str) -> str:
    """Return the words of a protocol's code in the sentence; a ward's own name as it stands."""
    known = f"call.{kind}.{code}"
    return wording.say(known) if wording.knows(known) else code


def _told(alarm: Alarm) -> bool:
    """Tell whether a new alarm says more than the new grade and its calls."""
    return wording.knows(alarm.code) and not alarm.code.startswith(("alarm.crs_", "alarm.icans_"))


def _next(due: CheckDue, now: datetime, zone: tzinfo) -> str:
    at = formats.moment_near(due.at, now, zone)
    check = wording.say(f"words.Check.{due.check.value}")
    if due.why.interval is None:
        return _("{check} next at {at}").format(check=check, at=at)
    return _("{check} next at {at}, {rhythm} ({state})").format(
        check=check,
        at=at,
        rhythm=formats.interval(due.why.interval),
        state=state_words(due.why.state),
    )


def _grades(before: PatientStatus, after: PatientStatus) -> list[str]:
    lines = []
    for scale, old, new in (
        (Scale.CRS, before.crs.grade, after.crs.grade),
        (Scale.ICANS, before.icans.grade, after.icans.grade),
    ):
        if new is not None and new != old:
            lines.append(
                _("The board shows the new proposal {scale} {grade}").format(
                    scale=scale.value, grade=new
                )
            )
    return lines


def _tocilizumab(after: PatientStatus, now: datetime, zone: tzinfo) -> list[str]:
    course = after.course
    if not course.given:
        return []
    number = len(course.given) + 1
    if course.next_from is None:
        return [_("Tocilizumab: no further dose in this course")]
    return [
        _("Tocilizumab: dose {number} possible from {at}").format(
            number=number, at=formats.moment_near(course.next_from, now, zone)
        )
    ]


def _alarm(alarm: Alarm, zone: tzinfo) -> str:
    return wording.say_in(zone, alarm.code, alarm.facts)
