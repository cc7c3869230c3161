"""One patient as a row of the ward sheet."""

from datetime import datetime, timedelta

from cart_ward.clinical.handover import GradeNow, PatientLine, Severity, VitalsNow
from cart_ward.clinical.vocabulary import DrugKind
from cart_ward.i18n import _, wording
from cart_ward.reports import events, phrases, styles
from cart_ward.reports.blocks import Badge, Beside, Block, Cell, Group, Row
from cart_ward.reports.density import Density
from cart_ward.reports.page import LANDSCAPE
from cart_ward.reports.phrases import NBSP, Times
from cart_ward.reports.text import MARK, Line, Run, flowing, lines_of, strong, text, whole
from cart_ward.reports.trend import FEVER

WIDE = LANDSCAPE[0] - 2 * styles.MARGIN
"""The width of the table: a row chooses by it what stands below its columns."""
SOON = timedelta(hours=4)
ON_WARD_SHEET = frozenset({DrugKind.STEROID, DrugKind.ANTI_CYTOKINE, DrugKind.VASOACTIVE})
BAR = {Severity.UNSTABLE: 3.0, Severity.WATCH: 0.0, Severity.STABLE: 0.0}
MEASURED = 5
"""The vital signs that are always told; what follows them is told where it is so."""
IN_COLUMN = 2
"""Facts of the course of tocilizumab that stay in its column: the last dose, the next (or that
one is running); the rest may stand under it."""


def header(density: Density) -> Row:
    """Return the header of the table, repeated on each page."""
    number = Run(" " + _("Hospital number"), size=styles.SMALL)
    units = Run(" °C, /min, mmHg", size=styles.SMALL)
    brief = density.brief
    names: list[Line] = [
        (),
        (strong(_("Bed, day")),),
        (strong(_("Patient")), *([number] if brief else [])),
        (strong(_("CRS")),),
        (strong(_("ICANS · ICE")),),
        (strong(_("NEWS2")),),
        (strong(_("Last vital signs")), *([units] if brief else [])),
        (strong(_("Tocilizumab")),),
        (strong(_("Next checks")),),
    ]
    return density.row([(density.text(name),) for name in names], density.widths, line=1.0)


def row(patient: PatientLine, times: Times, density: Density) -> Group:
    """Return one patient; it is never torn apart between two pages.

    Watch and do stands under the columns over the whole width. So do the rest of the treatment and
    the checks after the first where that makes the row lower: nothing of them is left out.
    """
    fixed: list[Cell] = [
        (),
        _bed(patient, density),
        _patient(patient, density),
        _grade(patient.crs, [], density),
        _grade(patient.icans, _score(patient, times, density), density),
        _points(patient, density),
        _signs(patient, times, density),
    ]
    course, checks = tocilizumab(patient, times), _next(patient, times, brief=density.brief)
    drugs, watch = _drugs(patient, times), _watch(patient, times)
    found: list[Group] = []
    for kept, first in ((None, None), (IN_COLUMN, None), (None, 1), (IN_COLUMN, 1)):
        more = [] if kept is None else course[kept:]
        due, later = checks[:first], [] if first is None else checks[first:]
        if later:
            due.append(whole(_("{count} more below").format(count=len(later))))
        cells: list[Cell] = [
            *fixed,
            (density.text(*course[:kept]),),
            (density.listed(due, _("; ")),),
        ]
        below = [
            _headed(_("Tocilizumab"), more),
            _headed(_("Other drugs"), drugs),
            _headed(_("Next checks"), later),
            *watch,
        ]
        found.append(_laid(cells, [line for line in below if line], BAR[patient.severity], density))
    return min(found, key=lambda group: group.height(WIDE))


def _headed(label: str, facts: list[Run]) -> Line:
    return (strong(f"{label}: "), *flowing(facts, _("; "))) if facts else ()


def _laid(cells: list[Cell], below: list[Line], bar: float, density: Density) -> Group:
    """Return the columns and, under them, what takes the whole width."""
    if not below:
        return Group([density.row(cells, density.widths, bar=bar)])
    wide = [sum(density.widths[:2]), sum(density.widths[2:])]
    words = density.listed(below, MARK)
    return Group(
        [
            density.row(cells, density.widths, below=density.air / 2, line=0, bar=bar),
            density.row([(), (words,)], wide, above=0, bar=bar),
        ]
    )


def _bed(patient: PatientLine, density: Density) -> Cell:
    who = patient.who
    day = whole(phrases.day(who), bold=True)
    bed = (Run(who.bed, bold=True, size=styles.KEY), Run(" "), day)
    return (density.text(bed, wording.product(who.product_code)),)


def _patient(patient: PatientLine, density: Density) -> Cell:
    who, brief = patient.who, density.brief
    number = who.hospital_no if brief else _("No. {number}").format(number=who.hospital_no)
    facts = [
        whole(number),
        whole(phrases.weight(who), bold=True),
        whole(phrases.age_sex(who)),
        whole(phrases.code_status(who), bold=who.code_status != "full_code"),
        Run(phrases.allergies(who, brief=brief), bold=who.allergies != (), whole=not brief),
    ]
    if who.isolation is not None:
        facts.append(Run(phrases.isolation(who), whole=not brief))
    name, gap = Run(who.name.both, bold=True), " " if brief else "  "
    if density.stacked:
        return (density.text(name, flowing(facts, gap)),)
    return (density.text(flowing([name, *facts], gap)),)


def _grade(now: GradeNow, score: list[Line], density: Density) -> Cell:
    """Return a badge with its words, the maximum; under it what a person signed instead."""
    grade = f"{phrases.graded(now)} {phrases.turned(now)}".strip()
    shown: list[Run] = [whole(grade.replace(NBSP, " "), bold=True), whole(phrases.maximum(now))]
    under = [strong(phrases.signed_otherwise(now))]
    if density.brief and now.maximum and not score:
        under.insert(0, shown.pop())
    beside = [flowing(shown, " ")] if score and not now.maximum else [(run,) for run in shown]
    words = density.text(*beside, *score)
    if now.proposal.grade is None:
        return (words, density.text(*under))
    return (
        Beside(Badge(now.scale, now.proposal.grade, density.badge), words),
        density.text(*under),
    )


def _score(patient: PatientLine, times: Times, density: Density) -> list[Line]:
    """Return ICE with its time and the baseline, which in brief is told where it is another."""
    score = patient.score
    words = whole(phrases.score(score, times), bold=True)
    change = whole(NBSP.join(phrases.score_change(score).rsplit(" ", 1)))
    if not change.text or (density.brief and phrases.as_baseline(score)):
        return [(words,)]
    return [(words,), (change,)] if density.stacked else [flowing([words, change], _(", "))]


def _points(patient: PatientLine, density: Density) -> Cell:
    """Return the last NEWS2 as a key number, and how ill the patient is in a word."""
    points = _last_points(patient)
    words = Run(wording.say(f"handover.severity.{patient.severity.value}"))
    if patient.severity is not Severity.STABLE:
        words = strong(words.text)
    elif density.brief:
        words = Run(words.text, size=styles.SMALL)
    return (density.text(points, words),)


def graded(now: GradeNow, times: Times) -> Cell:
    """Return badge and words of one scale; "not assessed" is a word, never a 0."""
    first = text(strong(phrases.graded(now)), phrases.direction(now))
    head: Block = first
    if now.proposal.grade is not None:
        head = Beside(Badge(now.scale, now.proposal.grade), first)
    return (head, text(phrases.maximum(now), phrases.signed(now, times)))


def news2(patient: PatientLine) -> Block:
    """Return the last NEWS2 as a key number and the two before it."""
    if not patient.news2:
        return text(_("not scored"))
    totals = [wording.news2(score) for _at, score in patient.news2[:-1]]
    before = _("before: {totals}").format(totals=_(", ").join(totals))
    return text(_last_points(patient), before if totals else "")


def _last_points(patient: PatientLine) -> Run:
    """Return the last NEWS2: a total as a key number, else in words what it is at least."""
    if not patient.news2:
        return Run(_("not scored"), size=styles.SMALL)
    score = patient.news2[-1][1]
    words = wording.news2(score, patient.news2_asked)
    if score.total is None:
        plain = words == wording.say("news2.incomplete")
        return Run(words, bold=not plain, size=styles.SMALL, whole=True)
    return Run(words, bold=True, size=styles.KEY)


def _signs(patient: PatientLine, times: Times, density: Density) -> Cell:
    """Return the last set, that fever is masked, a fever of the last 24 h."""
    now = patient.vitals
    taken = "" if now.at is None else f"{times.near(now.at)} "
    signs = phrases.signs(now, brief=density.brief)
    masked = any(grade.masked_since is not None for grade in (patient.crs, patient.icans))
    facts: list[Line] = [
        (strong(taken), *flowing([whole(sign) for sign in signs[:MEASURED]], " ")),
        *((whole(sign),) for sign in signs[MEASURED:]),
        (whole(_("fever masked") if masked else "", bold=True),),
        (whole(_highest(now, times)),),
    ]
    return (density.listed([fact for fact in facts if fact[-1].text], _("; ")),)


def _highest(now: VitalsNow, times: Times) -> str:
    """Return the highest temperature of 24 h where it was a fever and is not the last one."""
    last = None if now.signs is None else now.signs.temperature
    highest = next((r for r in now.ranges if r.sign == "temperature"), None)
    if highest is None or highest.high == last or highest.high < FEVER:
        return ""
    return _("T max 24 h {value}, {at}").format(
        value=phrases.measured(highest.high, "°C"), at=times.near(highest.high_at)
    )


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


def _drugs(patient: PatientLine, times: Times) -> list[Run]:
    drugs = [d for d in patient.drugs if d.kind in ON_WARD_SHEET]
    return [Run(phrases.drug(d, times, brief=True)) for d in drugs]


def _next(patient: PatientLine, times: Times, *, brief: bool) -> list[Run]:
    lines: list[Run] = []
    if patient.pause is not None:
        lines.append(strong(pause(patient, times)))
    for due in patient.pending:
        late = phrases.is_late(due)
        if late or due.at <= times.as_of + SOON:
            lines.append(Run(phrases.check(due, times), bold=late, whole=not brief))
    return lines or [Run(_("none in the next 4 h"))]


def pause(patient: PatientLine, times: Times) -> str:
    """Return that monitoring is paused, why and until when."""
    if patient.pause is None:
        return ""
    reason, until = wording.pause_reason(patient.pause.reason), patient.pause.until
    if until is None:
        return _("Monitoring paused: {reason}").format(reason=reason)
    return _("Monitoring paused: {reason}, until {at}").format(reason=reason, at=times.near(until))


def _watch(patient: PatientLine, times: Times) -> list[Line]:
    """Return the notes, calls that nobody answered, and what changed."""
    lines: list[Line] = []
    notes = [flowing(lines_of(note.text), " ") for note in patient.notes]
    if notes:
        lines.append((strong(_("Watch and do") + ": "), *flowing(notes)))
    unanswered = [c for c in patient.calls if c.waits]
    lines += [(strong(events.open_call(call, times)),) for call in unanswered]
    if patient.changed:
        words = events.changed(patient.changed, times)
        lines.append((strong(_("Changed") + ": "), Run(words)))
    return lines
