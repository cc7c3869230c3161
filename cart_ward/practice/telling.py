"""Say in words where a patient of a course stands after an event."""

from datetime import tzinfo

from cart_ward.clinical.graded import Graded
from cart_ward.clinical.status import PatientStatus
from cart_ward.clinical.tocilizumab import CEILING
from cart_ward.clinical.vocabulary import Scale
from cart_ward.i18n import N_, _, formats, wording
from cart_ward.practice.replay import Line, next_from

EVENTS = {
    "vitals": N_("vital signs"),
    "neuro": N_("neuro check"),
    "medication": N_("medication"),
    "lab": N_("laboratory"),
    "observation": N_("observation"),
    "episode": N_("episode"),
    "": N_("grade stated by the authors"),
}


def tell(line: Line, zone: tzinfo) -> str:
    """Return one block of text for a line, in the language in use."""
    head = _("hour {hour}  {at}  {event}").format(
        hour=formats.number(line.hour),
        at=formats.moment_on_paper(line.at, zone),
        event=_(EVENTS[line.event]),
    )
    parts = [head, *_grades(line), *_rest(line.status, zone)]
    return "\n    ".join(parts)


def _grades(line: Line) -> list[str]:
    status = line.status
    lines = [_grade(Scale.CRS, status.crs), _grade(Scale.ICANS, status.icans)]
    stated = line.stated
    if stated is not None:
        said = _("the authors: {scale} {grade} ({words})").format(
            scale=stated.scale, grade=stated.grade, words=stated.as_stated
        )
        lines.append(said)
    return lines


def _grade(scale: Scale, graded: Graded) -> str:
    reasons = [wording.say(f"grade.because.{code}") for code in graded.because]
    reasons += [wording.say(f"grade.missing.{code}") for code in graded.missing]
    reasons += [wording.say(f"grade.flag.{code}") for code in graded.flags]
    why = "; ".join(reasons) or _("nothing found")
    if graded.grade is None:
        return _("{scale}: not assessed ({why})").format(scale=scale.value, why=why)
    if graded.provisional:
        sentence = _("{scale} {grade} proposed, provisional ({why})")
    else:
        sentence = _("{scale} {grade} proposed ({why})")
    return sentence.format(scale=scale.value, grade=graded.grade, why=why)


def _rest(status: PatientStatus, zone: tzinfo) -> list[str]:
    score = status.news2
    total = wording.say("news2.incomplete") if score is None else wording.news2(score)
    lines = [_("NEWS2: {total}").format(total=total), _course(status, zone)]
    for check in status.due:
        due = _("due: {check} {at} ({state})").format(
            check=wording.say(f"words.Check.{check.check.value}"),
            at=formats.moment_on_paper(check.at, zone),
            state=_state(check.why.state),
        )
        lines.append(due)
    return lines


def _state(key: str) -> str:
    """Return the words of a protocol's state; a ward's own state is called by its key."""
    code = f"state.{key}"
    return wording.say(code) if wording.knows(code) else key


def _course(status: PatientStatus, zone: tzinfo) -> str:
    given = len(status.course.given)
    moment = next_from(status.course)
    if moment is None:
        return _("tocilizumab: {given} of {ceiling} given").format(given=given, ceiling=CEILING)
    return _("tocilizumab: {given} of {ceiling} given, next not before {at}").format(
        given=given, ceiling=CEILING, at=formats.moment_on_paper(moment, zone)
    )
