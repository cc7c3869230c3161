"""Published courses typed through the real forms give the grades of the courses.

Typed: each vital set at an hour whose grade is published and the sets beside it, each neuro check,
drug, tocilizumab dose and stated grade. The sets between, and what no form takes (a laboratory
value, an episode opened by hand, an observation in words, "a sign of raised pressure" without which
one) are charted through the acts. A report gives only the sum of a score: here the first items are
right until the sum is reached.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from cart_ward.care.changes import Changes
from cart_ward.clinical import capd
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import Actor, AdmissionId
from cart_ward.clinical.vocabulary import (
    AttributedFinding,
    Cause,
    Consciousness,
    DrugKind,
    Oedema,
    Oxygen,
    Reaction,
    Scale,
    Seizure,
)
from cart_ward.practice import charting, courses, crew, events, replay
from cart_ward.practice.courses import (
    Course,
    MedicationRow,
    NeuroRow,
    StatedGrade,
    VitalsRow,
    hours,
)
from cart_ward.practice.player import ROUTES, Player
from cart_ward.runtime import paths
from cart_ward.ui.forms.capd import CapdFields
from cart_ward.ui.forms.causes import Causes
from cart_ward.ui.forms.double_check import DoubleCheckForm
from cart_ward.ui.forms.drug import DrugPage
from cart_ward.ui.forms.give_dose import InfusionForm, StartForm
from cart_ward.ui.forms.grade import GradePage
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.neuro_check import NeuroCheckPage
from cart_ward.ui.forms.order import OrderForm
from cart_ward.ui.forms.prepare import PrepareForm
from cart_ward.ui.forms.signing import SignedForm
from cart_ward.ui.forms.support import Support
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.navigation import Navigator, Page
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from cart_ward.ui.tocilizumab.story import Stage
from tests.builders import LOT, PIN, ZONE, WardBuilder
from tests.fakes import InlineTasks
from tests.trips.charting import fill_ice, fill_neuro, fill_vitals
from tests.ui.charted import Navigation
from tests.ui.hands import click, keys

P = TypeVar("P", bound=Page)

COURSES = sorted((paths.resources() / "practice").glob("*.toml"))
REPORT = "as in the published report"
SUPPORT = {0: Support.NONE, 1: Support.ONE}


def put(field: LineField, text: str) -> None:
    """Type a text in place of what stands there."""
    field.line.clear()
    keys(field.line, text)


def never(error: Exception) -> None:
    """Nothing may fail here."""
    raise AssertionError(error)


def sampled(course: Course) -> frozenset[Decimal]:
    """Return the hours of the sets that are typed."""
    graded = {row.hour for row in course.astct}
    taken = sorted(row.hour for row in course.vitals)
    beside = {
        taken[near]
        for place, hour in enumerate(taken)
        if hour in graded
        for near in (place - 1, place, place + 1)
        if 0 <= near < len(taken)
    }
    return frozenset(beside)


class Typist(Player):
    """Plays a course as people at the screens do; `typed` counts what went through each form."""

    def __init__(self, qtbot: QtBot, ward: WardBuilder, course: Course) -> None:
        self.ward, self.clock, self.qtbot = ward, ward.clock, qtbot
        desk = ward.desk()
        people = crew.crew_of(desk)
        identity = replay.identity_in(desk, course)
        super().__init__(desk, people, course, self.clock.now(), identity)
        self.people, self.number = people, identity.hospital_no
        facts = StationFacts(ward_name="3F East", practice=True, zone=ZONE)
        self.station = Station(desk, InlineTasks(), ward.snapshot(), facts)
        self.typed: Counter[str] = Counter()
        self._typed_hours = sampled(course)
        self._page: Page | None = None

    # ---- pages

    def open(self, make: Callable[[Station, Navigator, AdmissionId], P], actor: Actor) -> P:
        """Open a page with somebody signed in, over the ward as it is."""
        self.close()
        self.station.sign_in(actor)
        self.look()
        page = make(self.station, Navigation(), self.admission_id)
        self._page = page
        page.show()
        QApplication.processEvents()
        self.typed[type(page).__name__] += 1
        return page

    def look(self) -> None:
        """Let the station read what was charted through the acts, as the feed would tell it."""
        news = Changes(admissions=frozenset({self.admission_id}))
        self.station.look_elsewhere(lambda: news, lambda: None, never)

    def close(self) -> None:
        """Put the page away."""
        if self._page is not None:
            self._page.leave()
            self._page.close()
            self._page.deleteLater()
            QCoreApplication.sendPostedEvents(self._page, QEvent.Type.DeferredDelete)
            self._page = None

    def sign(self, form: SignedForm) -> None:
        """Press the button; everything must be on disk then."""
        with self.qtbot.waitSignal(form.signed, raising=False) as signed:
            click(form.sign_button)
        assert signed.signal_triggered, (self.course.key, self.clock.now(), form.message.text())

    def chart(self) -> Chart:
        """Return the chart as the file holds it."""
        return self.ward.chart(self.admission_id)

    # ---- rows

    def _vitals(self, row: VitalsRow, at: datetime) -> None:
        if row.hour not in self._typed_hours:
            super()._vitals(row, at)
            return
        page = self.open(VitalsPage, self.people.nurse)
        flow = {} if row.flow_l_min is None else {"oxygen_flow": str(row.flow_l_min)}
        support = SUPPORT.get(row.pressors, Support.SEVERAL)
        if support is Support.NONE and row.fluids:
            support = Support.FLUIDS
        numbers = {
            "temperature": str(row.temp_c),
            "pulse": str(row.pulse),
            "respiratory_rate": str(row.rr),
            "systolic": str(row.sbp),
            "diastolic": str(row.dbp),
            "spo2": str(row.spo2),
        }
        fill_vitals(
            page,
            numbers | flow,
            oxygen=Oxygen(row.oxygen),
            support=support,
            vasopressin=row.vasopressin,
            consciousness=None,
        )
        page.vitals.look()
        for tick in charting.vitals_ticks(row):
            self._say_cause(page.vitals.causes, tick.finding, tick.cause)
        self.sign(page.vitals)

    def _say_cause(self, causes: Causes, finding: AttributedFinding, cause: Cause) -> None:
        """Name another cause where the form asks for one: for what is not there it does not."""
        tick = causes.ticks[finding]
        if not tick.isHidden():
            click(tick.cause.buttons[cause])
            keys(tick.reason, REPORT)

    def _neuro(self, row: NeuroRow, at: datetime) -> None:
        if row.raised_icp_sign:
            super()._neuro(row, at)
            return
        page = self.open(NeuroCheckPage, self.people.nurse)
        self._score(page, row)
        fill_neuro(
            page,
            consciousness=Consciousness(row.consciousness),
            seizure=Seizure(row.seizure),
            weakness=row.motor_weakness,
            oedema=Oedema(row.edema),
        )
        page.neuro.look()
        if row.consciousness_other_cause:
            cause = Cause.OTHER
            self._say_cause(page.neuro.causes, AttributedFinding.CONSCIOUSNESS, cause)
        self.sign(page.neuro)

    def _score(self, page: NeuroCheckPage, row: NeuroRow) -> None:
        items = page.neuro.score.items
        none = charting.not_done(row)
        if row.ice is not None:
            fill_ice(page, row.ice)
        elif row.capd is not None:
            assert isinstance(items, CapdFields)
            left = row.capd
            for item in capd.ITEMS:
                click(items.items[item].buttons[min(left, 4)])
                left -= min(left, 4)
        elif none is not None:
            click(page.neuro.score.reason.buttons[none.reason])
            keys(page.neuro.score.note, none.note)

    def _stated(self, row: StatedGrade, at: datetime) -> None:
        assert at == self.clock.at
        page = self.open(partial(GradePage, scale=Scale(row.scale)), self.people.physician)
        form = page.grade
        if form.grade.value() != row.grade:
            click(form.grade.buttons[row.grade])
        if not form.reason.isHidden():
            put(form.reason, f"stated by the authors: {row.as_stated}")
        self.sign(form)

    def _drug(self, row: MedicationRow, at: datetime) -> None:
        if row.drug == "tocilizumab" and row.assumed_dose_mg is not None:
            self._tocilizumab(row.assumed_dose_mg, at)
            return
        page = self.open(DrugPage, self.people.nurse)
        form = page.drug
        click(form.kind.buttons[DrugKind(row.kind)])
        click(form.route.buttons[ROUTES[row.route]])
        put(form.drug, row.drug)
        if row.dose is not None:
            put(form.dose, str(row.dose))
            put(form.unit, row.unit or "mg")
        if row.every_h is not None:
            put(form.interval, str(row.every_h))
        if row.until_hour is not None:
            until = (self.start + hours(row.until_hour)).astimezone(ZONE)
            put(form.until, f"{until:%Y-%m-%d %H:%M}")
        self.sign(form)

    # ---- tocilizumab

    def _tocilizumab(self, dose_mg: Decimal, at: datetime) -> None:
        self._weigh(at)
        page = self.open(TocilizumabPage, self.people.physician)
        page.strip.stage_chosen.emit(Stage.ORDER)
        form = page.form
        assert isinstance(form, OrderForm)
        put(form.dose, str(dose_mg))
        if form.blocked():
            self._typed_deviation(dose_mg, at)
            return
        put(form.indication, "CRS")
        if not form.reason.isHidden():
            put(form.reason, REPORT)
        put(form.identity.field, self.number)
        self.sign(form)
        self._typed_dose(dose_mg)

    def _typed_dose(self, dose_mg: Decimal) -> None:
        page = self.open(TocilizumabPage, self.people.nurse)
        prepare = page.form
        assert isinstance(prepare, PrepareForm)
        put(prepare.lots, LOT)
        self.sign(prepare)
        for actor in (self.people.nurse, self.people.second):
            check = page.form
            assert isinstance(check, DoubleCheckForm)
            check.proof.who.choose(actor.staff_id)
            put(check.proof.pin, PIN)
            put(check.weight, str(self.course.patient.assumed_weight_kg))
            put(check.dose, str(dose_mg))
            put(check.volume, str(dose_mg / 20))
            self.sign(check)
        start = page.form
        assert isinstance(start, StartForm)
        put(start.identity.field, self.number)
        self.sign(start)
        self.typed["doses"] += 1

    def _typed_deviation(self, dose_mg: Decimal, at: datetime) -> None:
        page = self.open(TocilizumabPage, self.people.nurse)
        click(page.deviation_button)
        form = page.deviation
        assert form is not None
        put(form.dose, str(dose_mg))
        put(form.started, f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}")
        put(form.decided_by, "the authors' team")
        put(form.reason, REPORT)
        form.witness.who.choose(self.people.second.staff_id)
        put(form.witness.pin, PIN)
        self.sign(form)
        self.typed["deviations"] += 1

    def end_infusion(self, at: datetime) -> None:
        """End the running infusion at its page."""
        assert at == self.clock.at
        page = self.open(TocilizumabPage, self.people.nurse)
        form = page.form
        assert isinstance(form, InfusionForm)
        click(form.reaction.buttons[Reaction.NONE])
        self.sign(form)


def play(typist: Typist) -> Iterator[Decimal]:
    """Play the course; yield each hour once everything of it is charted."""
    clock, happenings = typist.clock, events.events(typist.course)
    first = min(event.hour for event in happenings)
    admitted = typist.start + min(hours(first), hours(Decimal(0))) - replay.BEFORE_INFUSION
    clock.at = admitted
    typist.admit(admitted)
    for hour, group in groupby(happenings, key=lambda event: event.hour):
        at = typist.start + hours(hour)
        for ended in typist.infusion_ends(at):
            clock.at = ended
            typist.end_infusion(ended)
        clock.at = at
        for event in group:
            typist.play(event)
        yield hour
    typist.close()


@pytest.mark.parametrize("path", COURSES, ids=lambda path: path.stem)
def test_a_course_typed_through_the_forms_gives_its_grades(
    path: Path, qtbot: QtBot, ward: WardBuilder
) -> None:
    """At each hour of a published grade the station proposes that grade."""
    course = courses.read(path)
    typist = Typist(qtbot, ward, course)
    found: list[tuple[str, Decimal, int | None]] = []
    for hour in play(typist):
        rows = [row for row in course.astct if row.hour == hour]
        if rows:
            typist.look()
            status = typist.station.status(typist.admission_id)
            graded = {"CRS": status.crs, "ICANS": status.icans}
            found += [(row.scale, row.hour, graded[row.scale].grade) for row in rows]

    doses = [row for row in course.medication if row.drug == "tocilizumab"]

    assert sorted(found) == sorted((row.scale, row.hour, row.grade) for row in course.astct)
    assert typist.typed["VitalsPage"] == len(sampled(course))
    assert typist.typed["doses"] + typist.typed["deviations"] == len(doses)
