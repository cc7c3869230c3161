"""Acts on calls, one press each: what came of one, the same role again, the next role."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import uuid4

from cart_ward.care import calls
from cart_ward.care.calls import AnswerCall, LogCall
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.observed import CallMade
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import CallOutcome, EntryId
from cart_ward.errors import CartWardError
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.calls.presenter import patient_words
from cart_ward.ui.forms import saying
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.station import Station

ANSWERED = "answered"
"""The press that says only that somebody answered."""

NOT_ANSWERED = frozenset({CallOutcome.NO_ANSWER.value, CallOutcome.NOT_NEEDED.value})


class Following:
    """Does one act at a time for the page that made it; what it says names the patient."""

    def __init__(self, station: Station, navigator: Navigator) -> None:
        self._station, self._navigator = station, navigator
        self._busy = False

    def follow(self, admission_id: AdmissionId, entry_id: EntryId, what: str) -> None:
        """Chart what came of a call: an outcome by its code, or `ANSWERED`."""
        call = self._call(admission_id, entry_id)
        if call is None:
            return
        answered = call.answered_at
        if what not in NOT_ANSWERED and answered is None:
            answered = self._station.now()
        command = AnswerCall(
            admission_id=admission_id,
            entry_id=entry_id,
            answered_at=answered,
            outcome="" if what == ANSWERED else what,
            reason=_("what came of the call"),
            token=uuid4().hex,
        )
        words = _("Answered") if what == ANSWERED else wording.outcome(what)
        self._do(partial(calls.answer_call, command=command), admission_id, call.role, words)

    def call(self, admission_id: AdmissionId, role: str, name: str) -> None:
        """Chart that a role was called now."""
        contact = calls.on_call(self._station.snapshot).get(role)
        command = LogCall(
            admission_id=admission_id,
            called_at=_minute(self._station.now()),
            role=role,
            name=name or ("" if contact is None else contact.name),
            answered_at=None,
            outcome="",
            late_reason=None,
            token=uuid4().hex,
        )
        self._do(partial(calls.log_call, command=command), admission_id, role, _("called"))

    def _call(self, admission_id: AdmissionId, entry_id: EntryId) -> CallMade | None:
        chart = self._station.snapshot.charts.get(admission_id)
        entry = None if chart is None else chart.entry(entry_id)
        return entry.body if entry is not None and isinstance(entry.body, CallMade) else None

    def _do(
        self, act: Callable[[Desk], Changes], patient: AdmissionId, role: str, words: str
    ) -> None:
        if self._busy:
            return
        self._busy = True
        self._station.perform(act, partial(self._done, patient, role, words), self._failed)

    def _done(self, patient: AdmissionId, role: str, words: str, _changes: Changes) -> None:
        self._busy = False
        snapshot = self._station.snapshot
        chart = snapshot.charts.get(patient)
        told = _("{role} for {who}: {what}. Saved {time}.")
        self._navigator.tell(
            told.format(
                role=wording.role(role),
                who="" if chart is None else patient_words(chart.subject),
                what=words,
                time=formats.clock_seconds(snapshot.read_at, self._station.zone),
            )
        )

    def _failed(self, error: CartWardError) -> None:
        self._busy = False
        words = saying.failure(error, self._station.zone)
        self._navigator.tell(words, good=False, here=True)


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
