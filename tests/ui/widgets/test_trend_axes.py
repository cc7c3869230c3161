"""Where things stand in a trend: places and hours, gaps, and labels that cover nothing."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cart_ward.ui.widgets import trend_axes
from cart_ward.ui.widgets.trend_axes import Box, Span
from cart_ward.ui.widgets.trend_stretches import GAP

HOURS = st.floats(min_value=-200, max_value=2000, allow_nan=False)
CURVES = st.lists(
    st.tuples(st.floats(0, 800, allow_nan=False), st.floats(0, 100, allow_nan=False)), max_size=30
).map(sorted)


@given(start=HOURS, long=st.floats(1, 700), left=st.floats(0, 200), wide=st.floats(50, 2000),
       part=st.floats(0, 1))  # fmt: skip
def test_a_place_leads_back_to_its_hour(
    start: float, long: float, left: float, wide: float, part: float
) -> None:
    """Pointing finds the hour that is drawn there."""
    span = Span(start=start, end=start + long, left=left, right=left + wide)
    hour = start + part * long

    assert abs(span.hour(span.x(hour)) - hour) < 1e-6
    assert left - 1e-6 <= span.x(hour) <= left + wide + 1e-6


@given(st.lists(HOURS, unique=True, max_size=60).map(sorted))
def test_no_piece_of_a_curve_bridges_a_day_without_a_value(hours: list[float]) -> None:
    """Nothing is lost, nothing is drawn twice, and unknown hours stay empty."""
    points = [(hour, 37.0) for hour in hours]
    pieces = list(trend_axes.pieces(points))

    assert [point for piece in pieces for point in piece] == points
    for piece in pieces:
        assert all(b[0] - a[0] <= GAP for a, b in pairwise(piece))
    for before, after in pairwise(pieces):
        assert after[0][0] - before[-1][0] > GAP


@given(HOURS, st.floats(1, 300), st.lists(HOURS, max_size=40).map(sorted))
def test_a_curve_comes_in_from_the_value_before(
    start: float, long: float, hours: list[float]
) -> None:
    """Every value shown is drawn, and at most one from before."""
    span = Span(start=start, end=start + long, left=0, right=1)
    drawn = [hour for hour, _value in trend_axes.visible([(h, 1.0) for h in hours], span)]
    inside = [hour for hour in hours if span.shows(hour)]

    assert drawn[len(drawn) - len(inside) :] == inside
    assert len(drawn) - len(inside) <= 1


@given(st.lists(st.builds(Box, left=st.floats(0, 700), top=st.floats(0, 90),
                          width=st.floats(10, 100), height=st.floats(5, 20)), max_size=5),
       CURVES)  # fmt: skip
def test_a_free_box_is_crossed_by_no_point(
    boxes: list[Box], curve: list[tuple[float, float]]
) -> None:
    """Words never stand on a value."""
    found = trend_axes.free(boxes, [curve])

    if found is not None:
        assert not any(
            found.left <= x <= found.right and found.top <= y <= found.bottom for x, y in curve
        )


def test_a_line_through_a_box_is_seen_between_its_points() -> None:
    """A straight line crosses the box though both its ends lie far away."""
    across = [(0.0, 0.0), (100.0, 100.0)]
    crossed = Box(left=40, top=45, width=20, height=10)
    beside = Box(left=40, top=5, width=20, height=10)

    assert trend_axes.free([crossed, beside], [across]) == beside
