"""A readmission: rules, board, card and sheet count the doses of the course, not of the stay."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cart_ward.care import handover, monitoring
from cart_ward.clinical.medicines import DoseGiven
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.db.store import SqlStore
from cart_ward.reports import handover as ward_sheet
from cart_ward.reports import patient_page
from cart_ward.ui.board.presenter import row
from cart_ward.ui.tocilizumab.course_card import CourseCard
from cart_ward.ui.widgets.trend_marks import marks
from tests.builders import ZONE, WardBuilder
from tests.fakes import NOW, FixedClock
from tests.reports import papers
from tests.ui import charted
from tests.ui.charted import Charted


@dataclass(frozen=True)
class Back:
    """A patient who was given two doses, went home, came back and was given a third."""

    care: Charted
    first: AdmissionId
    again: AdmissionId


@pytest.fixture
def back(store: SqlStore, clock: FixedClock) -> Back:
    """Return the patient nine hours after the third dose."""
    care = charted.build(WardBuilder(store, clock), clock)
    ward, first = care.ward, ward_stay(care, "6")
    for _ in range(2):
        treat(care, first)
    ward.discharge(first)
    again = ward_stay(care, "6")
    treat(care, again)
    care.read_again()
    return Back(care=care, first=first, again=again)


def ward_stay(care: Charted, bed: str) -> AdmissionId:
    """Admit the same patient to a bed of her own."""
    return care.ward.admit(bed=bed, hospital_no="P77")


def treat(care: Charted, stay: AdmissionId) -> None:
    """Give a dose and let nine hours pass."""
    care.ward.weigh(stay)
    care.ward.record_vitals(stay, temperature="39.1", systolic=86, fluids=True)
    care.ward.give_tocilizumab(stay)
    care.clock.advance(hours=9)


def test_everybody_counts_three_of_four(back: Back, qtbot: QtBot) -> None:
    """Who reads "1 of 4" would not understand why the fifth is refused."""
    ward, station = back.care.ward, back.care.station
    status = station.status(back.again)
    card = CourseCard(station)
    qtbot.addWidget(card)
    card.show_course(status)
    told = [label.text() for label in card.findChildren(QLabel) if "Dose " in label.text()]

    assert len(status.course.given) == 3
    assert row(status, ward.chart(back.again), ZONE).tocilizumab.main == "3 of 4"
    assert card.count.text() == "3 of 4 doses given"
    assert [text.endswith("(earlier stay)") for text in told] == [True, True, False]


def test_the_sheet_counts_three_of_four(back: Back) -> None:
    """Each dose stands on the page, the earlier ones with the people who gave them."""
    ward_now, clock = back.care.ward, back.care.clock
    sheet = handover.assemble(
        ward_now.snapshot(),
        now=clock.now(),
        zone=ZONE,
        ward_name="3F",
        practice=False,
        since=handover.last_signed(ward_now.desk()),
    )
    mine = replace(sheet, patients=tuple(p for p in sheet.patients if p.who.hospital_no == "P77"))
    ward = papers.words(ward_sheet.render(mine, language="en", printed_by="Li Na"))
    page = papers.words(patient_page.render(mine, language="en", printed_by="Li Na"))

    assert papers.squeezed("3 of 4 given") in ward
    assert papers.squeezed("3 of 4 given") in page
    assert page.count(papers.squeezed("given in an earlier stay")) == 2
    assert page.count(papers.squeezed("checked by")) == 3


def test_a_dose_charted_later_in_the_first_stay_counts_here_too(back: Back) -> None:
    """Four of four: only the first stay was touched, and the open chart follows."""
    ward, station = back.care.ward, back.care.station
    before = station.snapshot.charts[back.again]
    late = ward.deviation(back.first, at=before.earlier[0].of(DoseGiven)[0].taken_at)
    snapshot = monitoring.reread(ward.desk(), station.snapshot, frozenset({back.first}))
    course = monitoring.status_of(snapshot, back.again, back.care.clock.now(), ZONE).course

    assert (len(course.given), course.next_from) == (4, None)
    ward.strike_out(back.first, late, role=Role.PHYSICIAN)
    assert len(ward.course(back.again).given) == 3


def test_what_nobody_touched_is_the_same_chart(back: Back) -> None:
    """The charts of earlier stays are read once."""
    ward = back.care.ward

    assert ward.chart(back.again) is ward.chart(back.again)
    assert ward.chart(back.again).earlier[0] is ward.chart(back.first)
    assert ward.chart(back.care.patient).earlier == ()
    assert ward.chart(back.again).stays == {back.first, back.again}


def test_as_of_the_time_before_the_second_dose(back: Back) -> None:
    """What was known then, of both stays."""
    chart = back.care.ward.chart(back.again)
    second = chart.earlier[0].of(DoseGiven)[1].taken_at
    then = chart.as_of(second - timedelta(minutes=1))

    assert [len(stay.of(DoseGiven)) for stay in (then, *then.earlier)] == [0, 1]
    assert len(chart.with_entries(()).earlier) == 1


def test_a_third_stay_still_counts_the_first(back: Back) -> None:
    """As long as each came back within 30 days of going home."""
    ward, clock = back.care.ward, back.care.clock
    clock.advance(days=20)
    ward.discharge(back.again)
    clock.advance(days=29)
    third = ward_stay(back.care, "6")
    within = len(ward.course(third).given)
    clock.advance(days=40)
    later = len(ward.course(third).given)
    ward.discharge(third)
    clock.advance(days=40)

    assert (within, later) == (3, 3)
    assert ward.course(ward_stay(back.care, "6")).given == ()


def test_the_trend_marks_the_doses_of_this_stay_by_their_number(back: Back) -> None:
    """The earlier ones are no entries of this chart: nothing could be opened there."""
    status, chart = back.care.station.status(back.again), back.care.ward.chart(back.again)
    found = [mark.text for mark in marks(chart, status, NOW) if mark.text.startswith("Toci")]

    assert [text.split(" · ")[0] for text in found] == ["Toci 3"]
