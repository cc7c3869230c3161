"""What signing will change: the next checks, tocilizumab, whom the protocol asks to call."""

from datetime import datetime, tzinfo

from cart_ward.clinical.alarms import Alarm
from cart_ward.clinical.schedule import CheckDue
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.vocabulary import Check, Scale
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.patient.why import state_words
from cart_ward.ui.widgets.card import Card, clear, line

_CHECKS = (Check.VITALS, Check.NEURO)


class ConsequencesCard(Card):
    """Sentences about what will be true once the form is signed; nothing of it is stored."""

    def __init__(self) -> None:
        super().__init__(_("When you sign"))
        self.setObjectName("consequences")
        self._lines: list[str] = []

    def show_lines(self, lines: list[str]) -> None:
        """Show the sentences; nothing moves where nothing changed."""
        if lines == self._lines:
            return
        self._lines = lines
        clear(self.body)
        for text in lines:
            self.body.addWidget(line(f"• {text}", "body"))
        self.setAccessibleDescription(" ".join(lines))


def consequences(before: PatientStatus, after: PatientStatus, zone: tzinfo) -> list[str]:
    """Return what differs, or will be due, after signing."""
    now = after.now
    lines = [_next(due, now, zone) for due in after.due if due.check in _CHECKS]
    lines += _grades(before, after)
    lines += _tocilizumab(after, now, zone)
    old = {alarm.key for alarm in before.alarms}
    lines += [_alarm(alarm, zone) for alarm in after.alarms if alarm.key not in old]
    return lines


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
    if not wording.knows(alarm.code):
        return _("New alarm: {code}").format(code=alarm.code)
    return wording.say_in(zone, alarm.code, alarm.facts)
