"""What a form would lead to, without Qt and without writing anything."""

from datetime import timedelta
from decimal import Decimal

from cart_ward.care.observations import Tick
from cart_ward.clinical.vocabulary import AttributedFinding, Cause, Oxygen
from cart_ward.ui.forms import preview
from tests.builders import ZONE, vital_signs
from tests.ui.charted import Charted


def test_the_preview_is_what_the_chart_says_afterwards(care: Charted) -> None:
    """The same answers, before and after signing."""
    body = vital_signs(temperature="39.0", systolic=88, fluids=True)
    now = care.clock.now()
    before = preview.would_be(care.station.snapshot, care.patient, (body,), now, now, ZONE)
    care.ward.record_vitals(care.patient, temperature="39.0", systolic=88, fluids=True)
    after = care.ward.status(care.patient)

    assert before.crs == after.crs
    assert before.news2 == after.news2
    assert [(d.check, d.at) for d in before.due] == [(d.check, d.at) for d in after.due]


def test_a_tick_is_about_the_set_it_is_typed_with(care: Charted) -> None:
    """Another cause of the fever takes the proposal back to 0."""
    body = vital_signs(temperature="39.0")
    chart = care.station.snapshot.charts[care.patient]
    ticks = preview.attributions(
        (Tick(finding=AttributedFinding.FEVER, cause=Cause.OTHER, reason="sepsis"),),
        preview.next_id(chart),
    )
    now = care.clock.now()

    with_tick = preview.would_be(
        care.station.snapshot, care.patient, (body, *ticks), now, now, ZONE
    )

    assert with_tick.crs.grade == 0


def test_the_snapshot_stays_as_it_is(care: Charted) -> None:
    """A hypothetical chart is a new one."""
    snapshot = care.station.snapshot
    entries = len(snapshot.charts[care.patient].entries)
    now = care.clock.now()
    preview.would_be(snapshot, care.patient, (vital_signs(),), now, now, ZONE)

    assert len(snapshot.charts[care.patient].entries) == entries


def test_last_values_come_each_with_its_own_time(care: Charted) -> None:
    """A value that the last set lacks is that of the set before, with that time."""
    now = care.clock.now()
    care.ward.record_vitals(care.patient, temperature=None, pulse=99)
    chart = care.ward.chart(care.patient)
    last = preview.last_values(chart)

    assert (last["temperature"].value, last["temperature"].at) == (
        Decimal("37.2"),
        now - timedelta(hours=1),
    )
    assert (last["pulse"].value, last["pulse"].at) == (Decimal(99), now)


def test_causes_are_asked_for_what_is_there(care: Charted) -> None:
    """Fever from 38.0, a low pressure or support, a low saturation or oxygen."""
    chart = care.ward.chart(care.patient)
    now = care.clock.now()

    def asked(**facts: object) -> frozenset[AttributedFinding]:
        return preview.present(vital_signs(**facts), chart, now)

    assert asked() == frozenset()
    assert asked(temperature="38.0") == {AttributedFinding.FEVER}
    assert asked(systolic=89) == {AttributedFinding.HYPOTENSION}
    assert asked(vasopressors=1) == {AttributedFinding.HYPOTENSION}
    assert asked(oxygen=Oxygen.FACEMASK) == {AttributedFinding.HYPOXIA}
    assert asked(temperature=None, systolic=None, spo2=None, oxygen=None) == frozenset()
