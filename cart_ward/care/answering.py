"""Answer the alarms of a patient: who, when, and what happens next."""

from dataclasses import dataclass
from datetime import datetime

from cart_ward.care import acts, bodies
from cart_ward.care.acts import ChartAct
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.care.refusals import refused
from cart_ward.clinical.observed import AlarmAnswer
from cart_ward.clinical.people import AdmissionId


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAlarms:
    """One answer to the alarms that were seen on the screen: `keys`, not whatever is open now.

    `answer` says what happens next (the value of an `AlarmReply`, or words); from `until` on the
    alarms are raised again if their reason still stands.
    """

    admission_id: AdmissionId
    keys: tuple[str, ...]
    answer: str
    until: datetime | None
    token: str


def answer_alarms(desk: Desk, command: AnswerAlarms) -> Changes:
    """Chart the answer to each of the alarms in one act; it is given now, by who is signed in."""
    return acts.on_chart(desk, "answer_alarms", command, _answer)


def _answer(act: ChartAct, command: AnswerAlarms) -> None:
    if not command.keys:
        raise refused("entry.text_needed", "alarm_key")
    for key in dict.fromkeys(command.keys):
        body = AlarmAnswer(alarm_key=key, answer=command.answer.strip(), until=command.until)
        bodies.check(body, act.setting(act.now))
        act.write(body, act.now)
