"""A chart resolves corrections: of each entry and all its corrections exactly one stands."""

import dataclasses
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import StruckOut, VitalSigns
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import EntryId
from tests.clinical.charting import WELL, Charting, hour

FIRST = 3
"""Sets of vital signs before anybody corrects one."""

ACTS = st.lists(
    st.tuples(st.integers(min_value=0), st.sampled_from(["amend", "strike out", "new"])),
    max_size=12,
)


def corrected(acts: list[tuple[int, str]]) -> tuple[Chart, list[EntryId]]:
    """Return a chart after these acts, each on one of the sets that stand, and which stand."""
    story = Charting()
    standing = [story.vitals(n) for n in range(FIRST)]
    for number, (choice, act) in enumerate(acts):
        if act == "new" or not standing:
            standing.append(story.vitals(FIRST + number))
            continue
        place = choice % len(standing)
        amends = standing[place]
        if act == "strike out":
            story.add(FIRST + number, StruckOut(), amends=amends)
            del standing[place]
        else:
            warmer = dataclasses.replace(WELL, temperature=Decimal("37.5"))
            standing[place] = story.add(place, warmer, amends=amends)
    return story.chart(), standing


@given(ACTS)
def test_amend_and_strike_out_leave_exactly_one_current_entry(acts: list[tuple[int, str]]) -> None:
    """Each chain of corrections ends in one entry that stands: a value, or that it was an error."""
    chart, standing = corrected(acts)
    current = chart.current()
    ends = {entry.id: chart.versions(entry) for entry in current}
    covered = [version.id for chain in ends.values() for version in chain]

    assert sorted(covered) == sorted(entry.id for entry in chart.entries)
    assert sorted(e.id for e in chart.of(VitalSigns)) == sorted(standing)
    assert all(chart.is_current(entry) for entry in current)
    assert [e.taken_at for e in current] == sorted(e.taken_at for e in current)


@given(ACTS)
def test_the_order_of_typing_does_not_matter(acts: list[tuple[int, str]]) -> None:
    """What stands is the same in whichever order the entries are read."""
    chart, _standing = corrected(acts)

    again = Chart(chart.subject, reversed(chart.entries))

    assert again.current() == chart.current()


def test_a_correction_of_what_is_not_there_is_still_told() -> None:
    """A chart read in part shows the correction alone."""
    story = Charting()
    first = story.vitals(1)
    story.add(1, dataclasses.replace(WELL, pulse=99), amends=first)
    whole = story.chart()
    chart = Chart(whole.subject, (e for e in whole.entries if e.id != first))
    (entry,) = chart.of(VitalSigns)

    assert chart.versions(entry) == (entry,)


def test_a_chart_holds_those_of_the_stays_before_it() -> None:
    """Whatever is made of it, and as they were known then."""
    first, second, third = Charting(), Charting(), Charting()
    for number, stay in enumerate((first, second, third), start=1):
        stay.subject = dataclasses.replace(stay.subject, id=AdmissionId(number))
        stay.vitals(number)
    middle = Chart(second.subject, second.entries, (first.chart(),))
    chart = Chart(third.subject, third.entries, (middle,))

    assert chart.stays == {1, 2, 3}
    assert chart.with_entries(()).earlier == (middle,)
    then = chart.as_of(hour(1))
    assert [len(c.of(VitalSigns)) for c in (then, *then.earlier, *then.earlier[0].earlier)] == [
        0,
        0,
        1,
    ]
