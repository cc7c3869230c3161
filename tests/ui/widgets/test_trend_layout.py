"""Where the parts of a trend stand, at any height and text size."""

import dataclasses
from itertools import pairwise

import pytest

from cart_ward.ui.widgets.trend_axes import Span
from cart_ward.ui.widgets.trend_data import Trend, trend
from cart_ward.ui.widgets.trend_layout import LINE, layout, sides
from cart_ward.ui.widgets.trend_marks import Mark, MarkKind
from cart_ward.ui.widgets.trend_moments import ANY
from tests.ui.charted import Charted


@pytest.fixture
def drawn(care: Charted) -> Trend:
    """Return a trend with five drugs in what is shown."""
    made = trend(care.ward.chart(care.patient), care.ward.status(care.patient))
    entry = care.ward.chart(care.patient).entries[0].id
    marks = tuple(
        Mark(hour=10.0 + n, text=f"drug {n}", kind=MarkKind.DRUG, entry_id=entry) for n in range(5)
    )
    return dataclasses.replace(made, marks=marks)


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("height", [200, 340, 440, 900])
def test_no_part_stands_on_another(drawn: Trend, percent: int, height: int) -> None:
    """Bands, scales, oxygen, drugs and time follow each other; every scale has some height."""
    line = LINE * percent / 100
    left, edge = sides(line)
    made = layout(drawn, Span(start=0, end=48, left=left, right=900 - edge), height, line)
    boxes = [*made.bands.values(), *(box for _panel, box in made.panels), made.oxygen]
    boxes.sort(key=lambda box: box.top)

    assert all(above.bottom <= below.top for above, below in pairwise(boxes))
    assert all(box.height > 8 for box in boxes)
    assert boxes[-1].bottom <= made.foot


def test_drugs_keep_their_rows_where_there_is_room(drawn: Trend) -> None:
    """The names of drugs give way before the curves do."""
    span = Span(start=0, end=48, left=120, right=850)

    assert [layout(drawn, span, height, LINE).lanes for height in (200, 340, 500)] == [0, 2, 3]


def test_one_points_at_what_is_drawn_there(drawn: Trend) -> None:
    """Each box answers with its own panel, the gaps with the nearest."""
    made = layout(drawn, Span(start=0, end=48, left=120, right=850), 500, LINE)
    asked = {panel.key: made.panel_at(box.top + box.height / 2) for panel, box in made.panels}

    assert asked == {key: key for key in ("temperature", "pressure", "spo2", "score")}
    assert made.panel_at(made.oxygen.top + 3) == "spo2"
    assert made.panel_at(5) == "grades"
    assert made.panel_at(made.foot + 3) == "drugs"
    assert made.panel_at(499) == ANY
