"""What a cursor in the trend says in words: the time and everything known then. No Qt."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal

from cart_ward.clinical import timing
from cart_ward.clinical.medicines import DrugGiven
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.vocabulary import EntryId, Oxygen, Scale
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.widgets.trend_data import Trend
from cart_ward.ui.widgets.trend_marks import named_dose
from cart_ward.ui.widgets.trend_moments import Cursor, Moment, Moments
from cart_ward.ui.widgets.trend_stretches import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the read-out; `entry_id` names the entry it is about, None for what stood."""

    text: str
    entry_id: EntryId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """The time in two lines, and what was known then."""

    head: str
    clock: str
    lines: tuple[Line, ...]

    @property
    def spoken(self) -> str:
        """Everything in one text, for a reader of the screen."""
        return ". ".join((f"{self.head}, {self.clock}", *(line.text for line in self.lines)))


def readout(moments: Moments, cursor: Cursor, zone: tzinfo) -> Readout:
    """Return what is read out where the cursor stands."""
    moment, trend = moments.at(cursor), moments.trend
    return Readout(
        head=_head(trend, moment, zone),
        clock=formats.moment_on_screen(moment.at, zone),
        lines=(
            *_signs(moment, trend),
            _score(moment, trend),
            *(Line(text=_grade(trend, scale, moment.hour)) for scale in Scale),
            *_drugs(moments, moment),
        ),
    )


def _head(trend: Trend, moment: Moment, zone: tzinfo) -> str:
    hour = hour_words(moment.hour)
    if not trend.infused:
        return _("Hour {hour} since the admission").format(hour=hour)
    day = timing.day_post_infusion(trend.zero, moment.at, zone)
    return _("{day} · hour {hour}").format(day=formats.day_count(day), hour=hour)


def hour_words(hour: float) -> str:
    """Return whole hours, those before the infusion with a true minus sign."""
    whole = int(hour // 1)
    return f"\u2212{-whole}" if whole < 0 else str(whole)


# ---- vital signs and score


def _signs(moment: Moment, trend: Trend) -> Iterator[Line]:
    """Return each vital sign with its unit; what is missing is said."""
    if moment.vitals is None:
        yield Line(text=_("No vital signs at this time"))
        return
    body, entry_id = moment.vitals.body, moment.vitals.id
    for text in (
        _temperature(body),
        _pressure(body, trend),
        _pulse(body),
        _breath(body),
        _saturation(body),
    ):
        yield Line(text=text, entry_id=entry_id)


def _temperature(body: VitalSigns) -> str:
    if body.temperature is None:
        return _("T not recorded")
    return _("T {t} °C").format(t=formats.fixed(body.temperature))


def _pressure(body: VitalSigns, trend: Trend) -> str:
    if body.systolic is None and body.diastolic is None:
        return _("BP not recorded")
    figures = {"systolic": _figure(body.systolic), "diastolic": _figure(body.diastolic)}
    before = trend.baselines.get("systolic")
    if before is None:
        return _("BP {systolic}/{diastolic} mmHg").format(**figures)
    return _("BP {systolic}/{diastolic} mmHg (before infusion {before})").format(
        **figures, before=round(before)
    )


def _figure(value: int | None) -> str:
    return "–" if value is None else str(value)


def _pulse(body: VitalSigns) -> str:
    if body.pulse is None:
        return _("HR not recorded")
    return _("HR {rate} /min").format(rate=body.pulse)


def _breath(body: VitalSigns) -> str:
    if body.respiratory_rate is None:
        return _("RR not recorded")
    return _("RR {rate} /min").format(rate=body.respiratory_rate)


def _saturation(body: VitalSigns) -> str:
    given = oxygen_words(body.oxygen, body.oxygen_flow)
    if body.spo2 is None:
        return _("SpO2 not recorded, {oxygen}").format(oxygen=given)
    return _("SpO2 {percent} %, {oxygen}").format(percent=body.spo2, oxygen=given)


def oxygen_words(device: Oxygen | None, flow: Decimal | None) -> str:
    """Return how oxygen is given, with its flow where there is one."""
    if device is None:
        return _("oxygen not recorded")
    said = wording.say(f"words.Oxygen.{device.value}")
    if flow is None:
        return said
    return _("{device} {flow} L/min").format(device=said, flow=formats.number(flow))


def _score(moment: Moment, trend: Trend) -> Line:
    """Return the score of this moment, or the last one with its age."""
    tool = "CAPD" if trend.by_capd else "ICE"
    points = trend.series["score"]
    place = bisect_right(points, (moment.hour, float("inf")))
    if moment.score is not None and (not place or points[place - 1][0] != moment.hour):
        text = _("{tool} not complete").format(tool=tool)
        return Line(text=text, entry_id=moment.score.id)
    if not place:
        return Line(text=_("{tool} not recorded before").format(tool=tool))
    hour, points_then = points[place - 1]
    if moment.score is not None:
        text = _("{tool} {score} points").format(tool=tool, score=round(points_then))
        return Line(text=text, entry_id=moment.score.id)
    age = formats.duration(timedelta(hours=moment.hour - hour))
    text = _("{tool} {score} points, {age} before").format(
        tool=tool, score=round(points_then), age=age
    )
    return Line(text=text)


# ---- grades and drugs


def _grade(trend: Trend, scale: Scale, hour: float) -> str:
    """Return what was proposed and what was signed then; neither stands for the other."""
    proposed = _standing(trend.bands, scale, hour)
    signed = _standing(trend.signed, scale, hour)
    facts = {"scale": scale.value}
    if proposed is None or proposed.grade is None:
        if signed is None:
            return _("{scale} not assessed, not signed").format(**facts)
        return _("{scale} not assessed, signed {signed}").format(**facts, signed=signed.grade)
    if signed is None:
        return _("{scale} {grade} proposed, not signed").format(**facts, grade=proposed.grade)
    return _("{scale} {grade} proposed, signed {signed}").format(
        **facts, grade=proposed.grade, signed=signed.grade
    )


def _standing(bands: tuple[Band, ...], scale: Scale, hour: float) -> Band | None:
    """Return the band that holds at an hour: the last that began by then."""
    found = [band for band in bands if band.scale is scale and band.start <= hour]
    return found[-1] if found else None


def _drugs(moments: Moments, moment: Moment) -> Iterator[Line]:
    for drug in moment.drugs:
        yield Line(text=_("Given: {drug}").format(drug=named_dose(drug.body)), entry_id=drug.id)
    for before in moments.all:
        if before.hour >= moment.hour:
            break
        for drug in before.drugs:
            body = drug.body
            if isinstance(body, DrugGiven) and _runs(body, moment.at):
                yield Line(text=_("Running: {drug}").format(drug=named_dose(body)))


def _runs(body: DrugGiven, at: datetime) -> bool:
    """Tell whether a drug given again and again is still given; without an end nobody knows."""
    return body.interval_hours is not None and body.until is not None and at <= body.until
