"""A correction: what was charted stays visible, what is right stands beside it, with the reason."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from cart_ward.care import amending, times
from cart_ward.care.amending import AMENDABLE, SENIOR, STRIKABLE, AmendEntry, StrikeOut, by_senior
from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical import limits, timing
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.people import Actor, AdmissionId
from cart_ward.clinical.vocabulary import EntryId
from cart_ward.errors import Finding
from cart_ward.i18n import _, formats
from cart_ward.ui import theme
from cart_ward.ui.forms import drafts, typed
from cart_ward.ui.forms.again import Again
from cart_ward.ui.forms.amend_fields import AmendFields
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.naming import named
from cart_ward.ui.forms.person_proof import PersonProof
from cart_ward.ui.forms.signing import Missing, required
from cart_ward.ui.forms.small_page import ShortForm, SmallPage
from cart_ward.ui.navigation import Navigator
from cart_ward.ui.patient.describe import described
from cart_ward.ui.patient.words import kind_words
from cart_ward.ui.station import Station
from cart_ward.ui.widgets.card import line
from cart_ward.ui.widgets.folding import large_text


class AmendForm(ShortForm):
    """The entry as charted, editors for what can be corrected, a reason; or strike it out."""

    def __init__(self, station: Station, admission_id: AdmissionId, entry: Entry[Body]) -> None:
        super().__init__(station, admission_id, _("Sign the correction"))
        self.entry = entry
        self.strikes = False
        zone = station.zone
        self.reason = LineField("amend_reason", _("Why is it corrected? (stays in the chart)"))
        self.taken = LineField("taken_at", _("Observed at (year-month-day hour:minute)"))
        self.taken.set_text(formats.moment_on_paper(entry.taken_at, zone))
        self.taken_again = Again(self.taken)
        self.fields = AmendFields(entry.body, zone, self._check)
        self.strike_button = theme.role(
            named(QPushButton(_("Strike out: entered in error")), "strike"), "danger"
        )
        self.old = line(described(entry.body, zone), "strong")
        charted = _("Charted for {taken} by {who}, recorded {recorded}.").format(
            taken=formats.moment_on_screen(entry.taken_at, zone),
            who=self._who(),
            recorded=formats.moment_on_screen(entry.recorded_at, zone),
        )
        label = _("Signed by a charge nurse or physician")
        self.senior = PersonProof(station, "senior", label, SENIOR)
        self.why_senior = line("", "hint")
        stated = (self.old, line(charted), self.reason, self.taken, self.taken_again)
        for widget in (*stated, self.fields):
            self.body.addWidget(widget)
        self.body.addWidget(self.why_senior)
        self.body.addWidget(self.senior)
        if large_text():
            self.body.addWidget(self.strike_button)
        else:
            self.buttons.insertWidget(0, self.strike_button)
        self._show_what_is_possible()
        for signal in (
            self.reason.edited,
            self.taken.edited,
            self.taken_again.edited,
            self.fields.edited,
            self.senior.edited,
        ):
            signal.connect(self.touched)
        self.fields.left.connect(self.go_on)
        self.strike_button.clicked.connect(self.strike)

    def _who(self) -> str:
        person = self.station.snapshot.staff.get(self.entry.recorded_by)
        return _("not known") if person is None else person.name.both

    def _show_what_is_possible(self) -> None:
        kind = type(self.entry.body)
        for widget in (self.taken, self.fields, self.sign_button):
            widget.setVisible(kind in AMENDABLE)
        self.strike_button.setVisible(kind in STRIKABLE)
        self._show_senior()

    def _show_senior(self) -> None:
        """Ask for the senior where striking out, or what was changed so far, wants one."""
        strikes = type(self.entry.body) in STRIKABLE and self._by_senior(struck=True)
        changes = self._by_senior(struck=False)
        self.why_senior.setText(
            _("This changes what counts as a dose and since when.")
            if changes
            else _("To strike this out, let a charge nurse or physician sign.")
        )
        for widget in (self.senior, self.why_senior):
            widget.setVisible(strikes or changes)

    def _by_senior(self, *, struck: bool) -> bool:
        """Tell whether somebody else must sign: a senior, where the person here is none."""
        actor = self.station.actor
        chart = self.station.snapshot.charts.get(self.admission_id)
        if chart is None or (actor is not None and actor.role in SENIOR):
            return False
        if struck:
            return by_senior(chart, self.entry)
        changed = (self.fields.changed() or self.moved()) and not self.fields.missing()
        return changed and by_senior(chart, self.entry, self.fields.body(), self._taken_at())

    def _check(self, body: Body) -> tuple[Finding, ...]:
        """Hold a corrected entry against the limits of a new one."""
        chart = self.station.snapshot.charts.get(self.admission_id)
        if chart is None:
            return ()
        on = self.entry.taken_at.astimezone(self.station.zone).date()
        age = timing.age_years(chart.subject.patient.birth_date, on)
        return limits.check_correction(body, self.entry.body, age)

    def _odd_time(self) -> str:
        """Return why the corrected time is typed once more, or nothing."""
        chart, at = self.station.snapshot.charts.get(self.admission_id), self._taken_at()
        if chart is None or not self.moved():
            return ""
        if at < chart.subject.admitted_at:
            arrived = formats.moment_on_screen(chart.subject.admitted_at, self.station.zone)
            return _(
                "That is before the admission at {moment}. If it is right, type it once more."
            ).format(moment=arrived)
        if abs(at - self.entry.taken_at) > times.LATE:
            return _(
                "That is more than 12 hours from the time charted first. If it is right, type it "
                "once more."
            )
        return ""

    def _taken_at(self) -> datetime:
        """Return the observed time as corrected; as it was where none can be read."""
        read = typed.moment(self.taken.text(), self.station.zone, self.station.now())
        return read.value if self.moved() and read.value is not None else self.entry.taken_at

    def touched(self, *what: object) -> None:
        """Note that something was typed, and whether it wants a senior."""
        self._show_senior()
        self.taken_again.ask(self._odd_time())
        super().touched(*what)

    def first_field(self) -> QWidget:
        """Return the reason: it is asked of every correction."""
        return self.reason

    def moved(self) -> bool:
        """Tell whether the observed time was changed; shown to the minute, kept exact."""
        return self.taken.text() != formats.moment_on_paper(self.entry.taken_at, self.station.zone)

    def missing(self) -> tuple[Missing, ...]:
        """Return what is still asked for; striking out asks for the reason alone."""
        found: list[Missing] = []
        if not self.reason.text():
            found.append((self.reason, required(self.reason.label)))
        signs = self.senior.missing() if self._by_senior(struck=self.strikes) else ()
        if self.strikes:
            return (*found, *signs)
        read = typed.moment(self.taken.text(), self.station.zone, self.station.now())
        if self.moved() and read.value is None:
            found.append((self.taken, read.complaint or required(self.taken.label)))
        found += self.taken_again.missing()
        found += self.fields.missing()
        if not self.fields.changed() and not self.moved():
            found.append((self.fields, _("Nothing was changed.")))
        return (*found, *signs)

    def sign(self) -> None:
        """Sign the correction."""
        self.strikes = False
        super().sign()

    def strike(self) -> None:
        """Strike the entry out."""
        self.strikes = True
        super().sign()

    def proceed(self) -> None:
        """Let the senior sign where one is needed: the correction is in that person's name."""
        if self._by_senior(struck=self.strikes):
            self.senior.prove(self._on_proved, self.fail)
        else:
            super().proceed()

    def _on_proved(self, senior: Actor) -> None:
        if self.left:
            return
        act = self.act()

        def signed(desk: Desk) -> Changes:
            return act(desk.of(senior))

        self.perform(signed)

    def act(self) -> Callable[[Desk], Changes]:
        """Return the act: a correction, or a strike-out."""
        if self.strikes:
            struck = StrikeOut(
                admission_id=self.admission_id,
                entry_id=self.entry.id,
                reason=self.reason.text(),
                token=self.token,
            )
            return partial(amending.strike_out, command=struck)
        amended = AmendEntry(
            admission_id=self.admission_id,
            entry_id=self.entry.id,
            body=self.fields.body(),
            taken_at=self._taken_at(),
            reason=self.reason.text(),
            token=self.token,
        )
        return partial(amending.amend, command=amended)

    def draft(self) -> dict[str, object]:
        """Return what was typed."""
        if not (self.reason.text() or self.moved() or self.fields.changed()):
            return {}
        return {
            "reason": self.reason.text(),
            "taken": self.taken.text(),
            "fields": self.fields.draft(),
        }

    def restore(self, draft: dict[str, object]) -> None:
        """Put a draft back."""
        self.reason.set_text(drafts.text(draft.get("reason")))
        if taken := drafts.text(draft.get("taken")):
            self.taken.set_text(taken)
        self.fields.restore(drafts.part(draft, "fields"))


class AmendPage(SmallPage):
    """The correction of one entry of one patient."""

    def __init__(
        self, station: Station, navigator: Navigator, admission_id: AdmissionId, entry_id: EntryId
    ) -> None:
        entry = station.snapshot.charts[admission_id].entry(entry_id)
        if entry is None:
            raise KeyError(entry_id)
        self.amend = AmendForm(station, admission_id, entry)
        self._kind = kind_words(entry.kind)
        title = _("Correct: {kind}").format(kind=self._kind)
        super().__init__(station, navigator, self.amend, title)

    def saved_words(self) -> str:
        """Return that the correction is saved, or that the entry is struck out."""
        if not self.amend.strikes:
            return super().saved_words()
        return _("{what} of {name}: struck out as entered in error, saved {time}.").format(
            what=self._kind, name=self.banner.name.text(), time=self.saved_at()
        )
