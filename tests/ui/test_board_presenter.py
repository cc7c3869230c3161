"""What a row of the board says: words for what is unknown, figures as charted, never a guess."""

import dataclasses
from datetime import timedelta
from decimal import Decimal

import pytest

from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.episode import Episode
from cart_ward.clinical.graded import NOT_ASSESSED, Graded
from cart_ward.clinical.news2 import Asked, Score
from cart_ward.clinical.schedule import CheckDue, DueState
from cart_ward.clinical.tocilizumab import Course, OpenOrder
from cart_ward.clinical.vocabulary import Check, EntryId, EpisodeKind, Oxygen, Scale
from cart_ward.ui.board import counts
from cart_ward.ui.board.presenter import BoardRow, row
from cart_ward.ui.widgets.due_clock import due_face
from cart_ward.ui.widgets.grade_badge import face
from tests.fakes import NOW
from tests.ui.ward import ZONE, admission, chart, doses, due, status, story

WELL = chart(admission(0), "36.8")


def shown(on: Chart = WELL, **changed: object) -> BoardRow:
    """Return the row of a patient."""
    return row(status(on, **changed), on, ZONE)


def score(total: int | None, *, three: bool = False) -> Score:
    """Return a NEWS2 score."""
    return Score(
        points={},
        missing=() if total is not None else ("rr",),
        total=total,
        single_parameter_3=three,
        band=None,
        min_monitoring=None,
    )


def test_two_identifiers_stand_in_every_row() -> None:
    """Name in both scripts and the hospital number, with age, sex and weight."""
    found = shown()

    assert found.who.main == "陈伟 Chen Wei"
    assert found.who.sub == "M 61, 40700, 72.4 kg"
    assert found.who.brief == "40700  陈伟 Chen Wei"


def test_weight_nobody_measured_is_said() -> None:
    """No weight is a word, not a zero."""
    assert "no weight" in shown(weight=None).who.sub


def test_patient_without_a_single_entry_has_no_invented_value() -> None:
    """Before anything is charted every clinical cell says so."""
    bare = Chart(admission(0), ())
    found = shown(
        bare, crs=NOT_ASSESSED, icans=NOT_ASSESSED, ice=None, score=None, news2=None, day=None
    )

    cells = (found.ice, found.temperature, found.pressure, found.spo2)
    assert [cell.main for cell in cells] == ["not assessed"] * 4
    assert found.news2.text == "not assessed"
    assert (found.crs.grade, found.icans.grade) == (None, None)
    assert found.watch == "CRS, ICANS not assessed, no vitals yet"


def test_grade_unknown_tells_the_age_of_the_last_vitals() -> None:
    """Not assessed stands with how long ago somebody looked."""
    assert shown(icans=NOT_ASSESSED).watch == "ICANS not assessed, last vitals 10 min ago"


def test_zero_is_a_value() -> None:
    """ICE 0 and pulse 0 are shown as charted, not as missing."""
    on = chart(admission(0), "36.8", pulse=0)
    found = shown(on, score=0, score_before=2)

    assert (found.ice.main, found.ice.sub) == ("0/10", "\u22122")
    assert found.pressure.sub == "HR 0"


@pytest.mark.parametrize(
    ("before", "now", "words"), [(9, 6, "\u22123"), (6, 8, "+2"), (8, 8, ""), (None, 8, "")]
)
def test_change_of_ice_has_its_sign(before: int | None, now: int, words: str) -> None:
    """The change stands beside the score with a true minus sign."""
    assert shown(score=now, score_before=before).ice.sub == words


def test_first_ice_before_the_infusion_is_the_baseline() -> None:
    """Before day 0 the score is the baseline that later ones are read against."""
    assert shown(day=None).ice.sub == "baseline"


def test_fever_and_low_pressure_are_marked() -> None:
    """38.0 is fever and 88 systolic asks for the question; 37.9 is not and does not."""
    hot = shown(chart(admission(0), "38.0", systolic=88))
    warm = shown(chart(admission(0), "37.9"))

    assert (hot.temperature.alert, hot.pressure.alert) == (True, True)
    assert (warm.temperature.alert, warm.pressure.alert) == (False, False)


def test_strip_holds_the_last_day_only() -> None:
    """24 hours, oldest first, in minutes before now."""
    on = chart(admission(0), *["37.0"] * 20)
    strip = shown(on).strip

    assert len(strip) == 12
    assert strip[0] == (22 * 60 + 10, Decimal("37.0"))
    assert strip[-1] == (10, Decimal("37.0"))


def test_oxygen_is_named_with_its_flow() -> None:
    """Device and flow; in one line at least that oxygen runs; unknown oxygen is said."""
    nasal = shown(
        chart(admission(0), "37.0", oxygen=Oxygen.LOW_FLOW_NC, oxygen_flow=Decimal("2.0"))
    ).spo2
    unknown = shown(chart(admission(0), "37.0", oxygen=None)).spo2

    assert (nasal.sub, nasal.brief) == ("2 L NC", "98% O2")
    assert unknown.sub == "O2 unknown"


@pytest.mark.parametrize(
    ("found", "text", "band"),
    [
        (score(0), "0", 0),
        (score(4), "4", 1),
        (score(3, three=True), "3", 2),
        (score(5), "5", 2),
        (score(7), "7", 3),
        (score(None), "not assessed", None),
        (None, "not assessed", None),
    ],
)
def test_news2_has_its_band(found: Score | None, text: str, band: int | None) -> None:
    """The band follows RCP 2017; a score of which nothing is known has none."""
    points = shown(news2=found).news2

    assert (points.text, points.band) == (text, band)


@pytest.mark.parametrize(
    ("last", "before", "text", "brief", "band"),
    [
        pytest.param({"rr": 0}, None, "not assessed", "", None, id="nothing yet"),
        pytest.param({"rr": 2}, None, "at least 2", "≥ 2", None, id="little"),
        pytest.param({"spo2": 3}, None, "at least 3", "≥ 3", 2, id="a single 3"),
        pytest.param({"rr": 3, "sbp": 2}, None, "at least 5", "≥ 5", 2, id="5"),
        pytest.param({"rr": 3, "sbp": 2, "pulse": 2}, None, "at least 7", "≥ 7", 3, id="7"),
        pytest.param({"rr": 0}, 7, "was 7", "was 7", 3, id="a temperature after a 7"),
        pytest.param({"rr": 2}, 4, "at least 2", "≥ 2", None, id="a temperature after a 4"),
        pytest.param({"rr": 0}, None, "was at least 7", "was ≥7", 3, id="after at least 7"),
    ],
)
def test_news2_without_a_total_is_never_a_bare_number(
    last: dict[str, int], before: int | None, text: str, brief: str, band: int | None
) -> None:
    """What was measured, or what it was before, in the band of what is asked for."""
    found = _partial(last)
    past = _partial({"rr": 3, "sbp": 2, "pulse": 2}) if before is None else score(before)
    hidden = before is not None or text.startswith("was")
    asked = Asked(score=past if hidden else found, since=NOW)
    points = shown(news2=found, news2_asked=asked).news2

    assert (points.text, points.brief, points.band) == (text, brief, band)


def _partial(points: dict[str, int]) -> Score:
    """Return a score that lacks consciousness."""
    return dataclasses.replace(
        score(None), points=points, missing=("acvpu",), single_parameter_3=3 in points.values()
    )


@pytest.mark.parametrize(
    ("course", "main", "sub", "counting"),
    [
        pytest.param(doses(), "0 of 4", "", False, id="none given"),
        pytest.param(doses(3, next_in=5), "1 of 4", "next 19:00", True, id="interval runs"),
        pytest.param(doses(40, 31, next_in=-23), "2 of 4", "last 31 h ago", False, id="possible"),
        pytest.param(
            doses(60, 50, 40, 30, next_in=None), "4 of 4", "no more doses", False, id="ceiling"
        ),
    ],
)
def test_tocilizumab_counts_doses(course: Course, main: str, sub: str, *, counting: bool) -> None:
    """So many of four, and the next possible time."""
    found = shown(course=course)

    assert (found.tocilizumab.main, found.tocilizumab.sub) == (main, sub)
    assert found.tocilizumab_clock is counting


def test_open_order_is_shown() -> None:
    """An order that waits for its dose must not be forgotten."""
    waiting = Course(
        given=(),
        running=None,
        open_order=OpenOrder(entry_id=EntryId(7), step="prepared"),
        next_from=NOW,
        last_response=None,
    )

    assert shown(course=waiting).tocilizumab.sub == "order open"


def test_watch_line_tells_masked_fever_before_the_note() -> None:
    """Why a fever is not asked for stands before the nurse's own words."""
    masked = Episode(
        kind=EpisodeKind.CRS,
        opened_at=NOW - timedelta(hours=9),
        closed_at=None,
        masked_since=NOW - timedelta(hours=3),
        masked_by="tocilizumab",
    )
    on = chart(admission(0), "37.0", watch="Cultures sent")

    assert shown(on, episodes=(masked,)).watch == (
        "Fever not required for the grade since 11:00  ·  Cultures sent"
    )


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (due(Check.VITALS, 24, DueState.NOT_DUE), "14:24, in 24 min"),
        (due(Check.VITALS, 4, DueState.DUE), "Due in 4 min"),
        (due(Check.VITALS, 0, DueState.DUE), "Due now, 14:00"),
        (due(Check.VITALS, -12, DueState.OVERDUE), "Late 12 min"),
        (due(Check.VITALS, -150, DueState.VERY_OVERDUE), "Very late 2 h 30 min"),
        (due(Check.VITALS, -300, DueState.MISSED, 2), "Missed 2, 5 h"),
        (due(Check.VITALS, 60, DueState.PAUSED), "Paused"),
    ],
)
def test_each_state_of_a_check_has_its_word(check: CheckDue, words: str) -> None:
    """Colour is never the only sign."""
    assert due_face(check, NOW, ZONE).words == words


def test_countdown_never_says_zero_minutes_ahead() -> None:
    """20 seconds before the time it is still a minute away."""
    check = due(Check.VITALS, 1, DueState.NOT_DUE)

    assert due_face(check, NOW + timedelta(seconds=40), ZONE).words == "14:01, in 1 min"


def test_countdown_alone_moves_with_the_clock() -> None:
    """A tick changes the row only when its words change, and nothing else in it."""
    before = shown(due=(due(Check.VITALS, 24, DueState.NOT_DUE),))

    assert before.at(NOW, ZONE) is before
    later = before.at(NOW + timedelta(minutes=5), ZONE)
    assert later.due_face is not None
    assert later.due_face.words == "14:24, in 19 min"
    assert dataclasses.replace(later, due_face=before.due_face) == before


@pytest.mark.parametrize(
    ("graded", "grades", "digit", "words"),
    [
        (Graded(grade=0), (), "0", "CRS 0"),
        (Graded(grade=2), (1, 2), "2", "CRS 2, rising"),
        (Graded(grade=1), (2, 1), "1", "CRS 1, falling"),
        (Graded(grade=2, missing=("oxygen",)), (), "≥2", "CRS at least 2"),
        (Graded(grade=0, provisional=True), (), "0", "CRS 0, provisional"),
        (NOT_ASSESSED, (2,), "–", "CRS not assessed"),
    ],
)
def test_badge_says_what_it_shows(
    graded: Graded, grades: tuple[int, ...], digit: str, words: str
) -> None:
    """The badge in words: for a screen reader and for the tooltip."""
    found = face(Scale.CRS, graded, story(Scale.CRS, *grades))

    assert (found.digit, found.words) == (digit, words)


def test_open_high_alarm_tints_the_row_until_it_is_answered() -> None:
    """Answered means somebody is on it."""

    def alarm(*, answered: bool) -> Alarm:
        return Alarm(
            key="crs.3",
            admission_id=admission(0).id,
            priority=Priority.HIGH,
            code="alarm.grade",
            since=NOW,
            facts={},
            answered=answered,
        )

    assert shown(alarms=(alarm(answered=False),)).high
    assert not shown(alarms=(alarm(answered=True),)).high


def test_counts_hold_the_rows_they_name() -> None:
    """Unknown grades are counted as unknown, never among the low ones."""
    late = shown(due=(due(Check.VITALS, -5, DueState.OVERDUE),))
    soon = shown(due=(due(Check.NEURO, 25, DueState.NOT_DUE),), crs=Graded(grade=2))
    unknown = shown(crs=NOT_ASSESSED, due=())
    rows = (late, soon, unknown)

    found = {c.key: [c.holds(r, NOW) for r in rows] for c in counts.COUNTS}

    assert found["late"] == [True, False, False]
    assert found["soon"] == [False, True, False]
    assert found["crs"] == [False, True, False]
    assert found["unknown"] == [False, False, True]
    assert found["all"] == [True, True, True]


def test_order_holds_still_and_newcomers_stand_last() -> None:
    """Rows keep their place under the hand; how many would move is counted."""
    one, two, three = (shown(chart(admission(n), "37.0")) for n in range(3))
    before = (one.admission_id, two.admission_id)

    kept, moved = counts.keep_order(before, (three, two, one))

    assert [r.admission_id for r in kept] == [one.admission_id, two.admission_id, 3]
    assert moved == 2
