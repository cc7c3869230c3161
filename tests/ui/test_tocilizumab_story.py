"""The five steps say what has happened to the dose in hand and what is next."""

from datetime import timedelta

import pytest

from cart_ward.clinical.vocabulary import CheckPart, DoseStepKind, Response
from cart_ward.ui.tocilizumab.story import DoseStory, Stage, infused_for
from tests.fakes import NOW
from tests.ui.doses import DoseChart


def test_without_a_dose_the_order_is_next() -> None:
    """An empty course begins with dose 1 and its order."""
    found = DoseChart().story()

    assert (found.number, found.stage, found.open_stages) == (
        1,
        Stage.ORDER,
        frozenset({Stage.ORDER}),
    )


def _ordered(course: DoseChart) -> None:
    course.order(hours=-1)


def _prepared(course: DoseChart) -> None:
    course.prepare(course.order(hours=-1), hours=-0.8)


def _checked_once(course: DoseChart) -> None:
    order = course.order(hours=-1)
    course.prepare(order, hours=-0.8)
    course.check(order, CheckPart.FIRST, hours=-0.6)


def _ready(course: DoseChart) -> None:
    course.ready(hours=-1)


def _running(course: DoseChart) -> None:
    course.start(course.ready(hours=-1), hours=-0.5)


def _ended(course: DoseChart) -> None:
    dose = course.start(course.ready(hours=-3), hours=-2)
    course.step(dose, DoseStepKind.END, hours=-1)


def _answered(course: DoseChart) -> None:
    dose = course.start(course.ready(hours=-9), hours=-8)
    course.step(dose, DoseStepKind.END, hours=-7)
    course.step(dose, DoseStepKind.RESPONSE, hours=-6, said=Response.SAME)


@pytest.mark.parametrize(
    ("write", "stage", "number"),
    [
        pytest.param(_ordered, Stage.PREPARE, 1, id="ordered"),
        pytest.param(_prepared, Stage.CHECK, 1, id="prepared"),
        pytest.param(_checked_once, Stage.CHECK, 1, id="checked-once"),
        pytest.param(_ready, Stage.INFUSE, 1, id="checked"),
        pytest.param(_running, Stage.INFUSE, 1, id="running"),
        pytest.param(_ended, Stage.RESPOND, 1, id="ended"),
        pytest.param(_answered, Stage.ORDER, 2, id="answered"),
    ],
)
def test_each_act_opens_the_step_after_it(write: object, stage: Stage, number: int) -> None:
    """The step that is next is a function of the chart."""
    course = DoseChart()
    assert callable(write)
    write(course)

    found = course.story()

    assert (found.stage, found.number) == (stage, number)


def test_second_calculation_is_asked_for_after_the_first() -> None:
    """The form knows whose turn it is from the chart alone."""
    course = DoseChart()
    _prepared(course)
    before = course.story().next_part
    order = course.story().order
    assert order is not None
    course.check(order.id, CheckPart.FIRST, hours=-0.5)

    assert (before, course.story().next_part) == (CheckPart.FIRST, CheckPart.SECOND)


def test_unequal_calculations_ask_both_again() -> None:
    """After a mismatch neither calculation counts and the first is asked for again."""
    course = DoseChart()
    _checked_once(course)
    order = course.story().order
    assert order is not None
    course.check(order.id, CheckPart.SECOND, hours=-0.5, dose="57.6")

    found = course.story()

    assert found.mismatch
    assert (found.stage, found.next_part, found.first, found.second) == (
        Stage.CHECK,
        CheckPart.FIRST,
        None,
        None,
    )


def test_while_an_infusion_runs_nothing_can_be_ordered() -> None:
    """The order step is shut until the running dose has ended."""
    course = DoseChart()
    _running(course)

    assert Stage.ORDER not in course.story().open_stages


def test_after_four_doses_no_order_is_offered() -> None:
    """The course is full: only the response to the last dose stays open."""
    course = DoseChart()
    for hours in (-60.0, -48.0, -36.0, -24.0):
        dose = course.start(course.ready(hours=hours - 1), hours=hours)
        course.step(dose, DoseStepKind.END, hours=hours + 1)

    found = course.story()

    assert (found.stage, found.number) == (Stage.RESPOND, 4)
    assert Stage.ORDER not in found.open_stages


def test_a_deviation_has_a_response_but_no_order() -> None:
    """A dose given in downtime is followed like any other."""
    course = DoseChart()
    course.start(None, hours=-3)

    found = course.story()

    assert found.stage is Stage.RESPOND
    assert found.order is None
    assert found.dose is not None


def _steps(*kinds: tuple[DoseStepKind, float]) -> DoseStory:
    course = DoseChart()
    dose = course.start(course.ready(hours=-3), hours=-1)
    for kind, hours in kinds:
        course.step(dose, kind, hours=hours)
    return course.story()


def test_pauses_do_not_count_as_infusion_time() -> None:
    """Started an hour ago, stood still for half an hour: thirty minutes have run."""
    found = _steps((DoseStepKind.PAUSE, -0.75), (DoseStepKind.RESUME, -0.25))

    assert infused_for(NOW - timedelta(hours=1), found.steps, NOW) == timedelta(minutes=30)
    assert not found.paused


def test_a_paused_infusion_stands_still() -> None:
    """Nothing is added while the pump is paused."""
    found = _steps((DoseStepKind.PAUSE, -0.75))

    assert found.paused
    for later in (NOW, NOW + timedelta(minutes=30)):
        run = infused_for(NOW - timedelta(hours=1), found.steps, later)
        assert run == timedelta(minutes=15)
