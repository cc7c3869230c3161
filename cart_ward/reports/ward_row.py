"""One patient as a row of the ward sheet."""

from datetime import datetime, timedelta

from cart_ward.clinical.handover import GradeNow, PatientLine, Severity
from cart_ward.clinical.vocabulary import DrugKind
from cart_ward.i18n import _, wording
from cart_ward.reports import events, phrases, styles
from cart_ward.reports.blocks import Badge, Beside, Block, Cell, Group, Row
from cart_ward.reports.phrases import Times
from cart_ward.reports.text import Line, Run, lines_of, strong, text

WIDTHS = (58, 100, 84, 86, 46, 104, 108, 98, 101)
SOON = timedelta(hours=4)
ON_WARD_SHEET = frozenset({DrugKind.STEROID, DrugKind.ANTI_CYTOKINE, DrugKind.VASOACTIVE})
NOTES_IN_COLUMN = 160
BAR = {Severity.UNSTABLE: 4.0, Severity.WATCH: 0.0, Severity.STABLE: 0.0}


def header() -> Row:
    """Return the header of the table, repeated on each page."""
    names = [
        _("Bed, day"),
        _("Patient"),
        _("CRS"),
        _("ICANS · ICE"),
        _("NEWS2"),
        _("Last vital signs"),
        _("Tocilizumab, steroids"),
        _("Next checks"),
        _("Watch and do"),
    ]
    return Row([(text(strong(name)),) for name in names], WIDTHS, padding=3, line=1.0)


def row(patient: PatientLine, times: Times, since: str) -> Group:
    """Return one patient; it is never torn apart between two pages."""
    cells = [
        _bed(patient),
        _patient(patient),
        (*graded(patient.crs, times, brief=True), text(_masked(patient.crs))),
        (
            *graded(patient.icans, times, brief=True),
            text(strong(phrases.score(patient.score, times)), phrases.score_change(patient.score)),
        ),
        (news2(patient),),
        (_signs(patient, times),),
        (text(*tocilizumab(patient, times), *_drugs(patient, times)),),
        (text(*_next(patient, times)),),
        (text(*_watch(patient, times, since)),),
    ]
    bar = BAR[patient.severity]
    below = _below(patient, times, since)
    if not below:
        return Group([Row(cells, WIDTHS, padding=3, bar=bar)])
    wide = [WIDTHS[0], sum(WIDTHS[1:])]
    return Group(
        [
            Row(cells, WIDTHS, padding=3, line=0, bar=bar),
            Row([(), (text(*below),)], wide, padding=3, bar=bar),
        ]
    )


def _below(patient: PatientLine, times: Times, since: str) -> list[Line]:
    """Return what takes the whole width: notes too long for their column, and what changed."""
    lines = _notes(patient) if _long(patient) else []
    if patient.changed:
        words = events.changed(patient.changed, times)
        lines.append((strong(_("Changed since {at}: ").format(at=since)), Run(words)))
    return lines


def _notes(patient: PatientLine) -> list[Line]:
    return [line for note in patient.notes for line in lines_of(note.text)]


def _long(patient: PatientLine) -> bool:
    """Tell whether the notes would make a row much higher than its other cells."""
    return sum(len(note.text) for note in patient.notes) > NOTES_IN_COLUMN


def _bed(patient: PatientLine) -> Cell:
    who = patient.who
    words = wording.say(f"handover.severity.{patient.severity.value}")
    return (
        text(
            Run(who.bed, bold=True, size=styles.BED),
            Run(phrases.day(who), bold=True, size=styles.NAME),
            who.product_code,
            Run(words, bold=patient.severity is not Severity.STABLE),
        ),
    )


def _patient(patient: PatientLine) -> Cell:
    who = patient.who
    return (
        text(
            Run(who.name.both, size=styles.NAME),
            _("No. {number}").format(number=who.hospital_no).replace(" ", "\u00a0"),
            (Run(f"{phrases.age_sex(who)}, "), strong(phrases.weight(who))),
            Run(phrases.allergies(who), bold=bool(who.allergies)),
            (
                Run(phrases.code_status(who), bold=who.code_status != "full_code"),
                Run(_(", ") + phrases.isolation(who)),
            ),
        ),
    )


def graded(now: GradeNow, times: Times, *, brief: bool = False) -> Cell:
    """Return badge and words of one scale; "not assessed" is a word, never a 0."""
    first = text(strong(phrases.graded(now)), phrases.direction(now))
    head: Block = first
    if now.proposal.grade is not None:
        head = Beside(Badge(now.scale, now.proposal.grade), first)
    return (head, text(phrases.maximum(now), phrases.signed(now, times, brief=brief)))


def news2(patient: PatientLine) -> Block:
    """Return the last NEWS2 as a key number and the two before it."""
    if not patient.news2:
        return text(_("not scored"))
    totals = [_("incomplete") if t is None else str(t) for _at, t in patient.news2]
    size = styles.KEY if patient.news2[-1][1] is not None else styles.body()
    before = _("before: {totals}").format(totals=_(", ").join(totals[:-1]))
    return text(Run(totals[-1], bold=True, size=size), before if totals[:-1] else "")


def _masked(now: GradeNow) -> str:
    return _("fever masked") if now.masked_since is not None else ""


def _signs(patient: PatientLine, times: Times) -> Block:
    now = patient.vitals
    taken = "" if now.at is None else times.near(now.at)
    highest = next((r for r in now.ranges if r.sign == "temperature"), None)
    last = None if now.signs is None else now.signs.temperature
    top = ""
    if highest is not None and highest.high != last:
        top = _("T max 24 h {value}, {at}").format(
            value=phrases.measured(highest.high, "°C"), at=times.near(highest.high_at)
        )
    return text(strong(taken), " ".join(phrases.signs(now)), top)


def tocilizumab(patient: PatientLine, times: Times) -> list[Run]:
    """Return n of 4, the last dose, the response, the next possible time, the open order."""
    course = patient.tocilizumab
    given = len(course.doses)
    lines: list[Run] = []
    if not given:
        lines.append(Run(_("None of {ceiling} given").format(ceiling=course.ceiling)))
    else:
        last = course.doses[-1]
        lines.append(
            strong(
                _("{given} of {ceiling} given: {dose}, {at}").format(
                    given=given,
                    ceiling=course.ceiling,
                    dose=phrases.quantity(last.dose_mg, "mg"),
                    at=times.near(last.started_at),
                )
            )
        )
        lines += _after_dose(patient, times)
    if course.open_order is not None:
        step = wording.say(f"handover.order.{course.open_order.step}")
        at = times.near(course.open_order.ordered_at)
        lines.append(strong(_("Order of {at}: {step}").format(at=at, step=step)))
    if course.allergy is not None:
        lines.append(strong(_("Allergic to tocilizumab")))
    return lines


def _after_dose(patient: PatientLine, times: Times) -> list[Run]:
    course = patient.tocilizumab
    lines: list[Run] = []
    if course.running:
        lines.append(strong(_("running now")))
    if course.next_from is None:
        lines.append(strong(_("no further dose: ceiling reached")))
    else:
        lines.append(strong(next_dose(course.next_from, times)))
    if course.response is not None:
        lines.append(Run(_("response: {word}").format(word=phrases.word(course.response))))
    if any(dose.deviation for dose in course.doses):
        lines.append(strong(_("a dose outside the rules")))
    return lines


def next_dose(next_from: datetime, times: Times) -> str:
    """Return from when the rules of time allow the next dose; an order is still needed."""
    if next_from <= times.as_of:
        return _("next: interval is over")
    return _("next not before {at}").format(at=times.near(next_from))


def _drugs(patient: PatientLine, times: Times) -> list[str]:
    return [phrases.drug(d, times, brief=True) for d in patient.drugs if d.kind in ON_WARD_SHEET]


def _next(patient: PatientLine, times: Times) -> list[Line | Run | str]:
    lines: list[Line | Run | str] = []
    if patient.pause is not None:
        lines.append(strong(pause(patient, times)))
    for due in patient.pending:
        late = phrases.is_late(due)
        if late or due.at <= times.as_of + SOON:
            lines.append(Run(phrases.check(due, times), bold=late))
    return lines or [_("none in the next 4 h")]


def pause(patient: PatientLine, times: Times) -> str:
    """Return that monitoring is paused, why and until when."""
    if patient.pause is None:
        return ""
    reason, until = patient.pause.reason, patient.pause.until
    if until is None:
        return _("Monitoring paused: {reason}").format(reason=reason)
    return _("Monitoring paused: {reason}, until {at}").format(reason=reason, at=times.near(until))


def _watch(patient: PatientLine, times: Times, since: str) -> list[Line | Run | str]:
    lines: list[Line | Run | str] = []
    if _long(patient):
        lines.append(_("notes: below"))
    else:
        lines.extend(_notes(patient))
    unanswered = [c for c in patient.calls if c.answered_at is None]
    lines.extend(strong(events.open_call(call, times)) for call in unanswered)
    if not patient.changed:
        lines.append(_("no change since {at}").format(at=since))
    return lines or [_("nothing noted")]
