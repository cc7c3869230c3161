"""No widget ever shows one patient on another's page, however late and in what order answers come.

Every patient has figures of his own. Work is done when it is asked for, as the one worker does it;
its answers arrive later, in any order, while somebody wanders through the pages.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from cart_ward.care import observations
from cart_ward.care.changes import Changes
from cart_ward.care.observations import RecordVitals
from cart_ward.care.ports import Desk
from cart_ward.clinical.observed import Note, VitalSigns
from cart_ward.clinical.people import AdmissionId, Name, Role
from cart_ward.clinical.vocabulary import Check, EntryId, NoteKind, Scale
from cart_ward.db.store import SqlStore
from cart_ward.errors import CartWardError
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.main_window import SMALLEST, MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.screens import factories
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.widgets.trend_plot import TrendPlot
from tests.builders import ZONE, WardBuilder, ice, token, vital_signs
from tests.fakes import FixedClock

T = TypeVar("T")

STEPS = 220
SEEDS = (1, 22, 333)
"""Together 660 steps; each seed is another way through the ward."""


class ScatteredTasks:
    """The task port of the screens: done in order, answered late and in any order."""

    def __init__(self) -> None:
        self.answers: list[Callable[[], None]] = []

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        *,
        lane: str = "store",
    ) -> None:
        """Do the work and keep the answer."""
        del lane
        try:
            answer = work()
        except CartWardError as error:
            self.answers.append(partial(failed, error))
        else:
            self.answers.append(partial(done, answer))


@dataclass(frozen=True, kw_only=True)
class Person:
    """One patient of the ward with everything that only he has."""

    admission_id: AdmissionId
    number: int
    name: Name
    hospital_no: str

    @property
    def pulses(self) -> set[float]:
        """Every pulse that was or will be charted for him."""
        return {float(101 + 10 * self.number + more) for more in range(4)}

    @property
    def signs(self) -> tuple[str, ...]:
        """Words that can only be about him."""
        found = [self.name.family_zh + self.name.given_zh, self.name.latin, self.hospital_no]
        found += [f"note-of-{self.number}", f"{42 + self.number}.5 kg"]
        found += [f"HR {pulse:.0f}" for pulse in self.pulses]
        found += [f"{131 + 10 * self.number}/{61 + 10 * self.number}"]
        found += [f"{38 + self.number}.{tenth} °C" for tenth in range(1, 5)]
        return tuple(found)

    def vitals(self, more: int) -> VitalSigns:
        """Return a set that nobody else could have."""
        return vital_signs(
            temperature=f"{38 + self.number}.{more + 1}",
            pulse=101 + 10 * self.number + more,
            systolic=131 + 10 * self.number,
            diastolic=61 + 10 * self.number,
        )


NAMES = (("陈", "伟", "Chen", "Wei"), ("赵", "敏", "Zhao", "Min"), ("孙", "悦", "Sun", "Yue"))


@dataclass
class Wander:
    """Somebody at a station whose answers come late, and what is on the screen."""

    window: MainWindow
    station: Station
    tasks: ScatteredTasks
    ward: WardBuilder
    clock: FixedClock
    people: list[Person]
    dice: random.Random
    trouble: list[CartWardError] = field(default_factory=list)

    def open_page(self) -> None:
        """Go to any page of any patient, or to the ward."""
        who = self.dice.choice(self.people).admission_id
        window = self.window
        pages: tuple[Callable[[], None], ...] = (
            lambda: window.show_patient(who),
            lambda: window.show_patient(who),
            lambda: window.show_patient(who),
            lambda: window.show_vitals(who),
            lambda: window.show_vitals(who),
            lambda: window.show_neuro(who),
            lambda: window.show_tocilizumab(who),
            lambda: window.show_drug(who),
            lambda: window.show_stay(who),
            lambda: window.show_call(who),
            lambda: window.show_grade(who, self.dice.choice(tuple(Scale))),
            lambda: window.show_not_done(who, Check.VITALS),
            lambda: window.show_amend(who, self._last_set(who)),
            window.show_board,
            window.go_back,
        )
        self.dice.choice(pages)()

    def _last_set(self, who: AdmissionId) -> EntryId:
        entry = self.station.snapshot.charts[who].latest(VitalSigns)
        assert entry is not None
        return entry.id

    def chart(self) -> None:
        """Let something be charted for anybody, from here."""
        person = self.dice.choice(self.people)
        self.clock.advance(minutes=1)
        command = RecordVitals(
            admission_id=person.admission_id,
            taken_at=self.clock.now(),
            vitals=person.vitals(self.dice.randrange(4)),
            ticks=(),
            late_reason=None,
            token=token(),
        )

        def act(desk: Desk) -> Changes:
            return observations.record_vitals(desk, command)

        self.station.perform(act, lambda _changes: None, self.trouble.append)

    def type_and_sign(self) -> None:
        """Type figures of the patient in front into the form, and perhaps sign them."""
        page = self.window.page
        if not isinstance(page, VitalsPage):
            return
        person = self.person_in_front()
        assert person is not None
        body = person.vitals(self.dice.randrange(4))
        numbers = {
            name: [str(getattr(body, name)), ""]
            for name in ("temperature", "pulse", "respiratory_rate", "systolic", "diastolic",
                         "spo2")
        }  # fmt: skip
        chosen = {"oxygen": "room_air", "support": "none", "consciousness": "alert"}
        page.restore({"fields": {"numbers": numbers, **chosen}})
        if self.dice.random() < 0.7:
            page.form.sign()

    def look(self) -> None:
        """Use what a page offers for looking."""
        page = self.window.page
        if not isinstance(page, PatientPage):
            return
        if self.dice.random() < 0.4:
            page.history_button.click()
        if self.dice.random() < 0.4:
            page.explain()
        place = QPoint(self.dice.randrange(page.plot.width()), 160)
        QTest.mouseMove(page.plot, place)

    def answer(self) -> None:
        """Let one answer arrive, whichever; it never leads to another patient."""
        if not self.tasks.answers:
            return
        before = self.window.page.admission()
        self.tasks.answers.pop(self.dice.randrange(len(self.tasks.answers)))()
        assert self.window.page.admission() == before

    def tick(self) -> None:
        """Let a second pass, and a ring ask everything again."""
        self.clock.advance(seconds=1)
        self.station.ticked.emit(self.clock.now())
        if self.dice.random() < 0.3:
            everybody = frozenset(self.station.snapshot.charts)
            self.station.ward_changed.emit(Changes(admissions=everybody))
        if self.dice.random() < 0.3:
            self.station.read_again(self.trouble.append)

    def step(self) -> None:
        """Do any of it."""
        ways = (self.open_page, self.chart, self.type_and_sign, self.look, self.answer,
                self.answer, self.tick)  # fmt: skip
        self.dice.choice(ways)()
        QApplication.processEvents()

    def person_in_front(self) -> Person | None:
        """Return whose page is in front."""
        admission = self.window.page.admission()
        return next((p for p in self.people if p.admission_id == admission), None)

    def strangers(self) -> list[str]:
        """Return everything on the page in front that is about somebody else."""
        person = self.person_in_front()
        if person is None:
            return []
        others = [sign for p in self.people if p is not person for sign in p.signs]
        seen = [*shown(self.window.page), self.window.windowTitle()]
        wrong = [f"{sign} in {text!r}" for text in seen for sign in others if sign in text]
        for plot in self.window.page.findChildren(TrendPlot):
            drawn = plot.scene()
            pulses = set() if drawn is None else {v for _h, v in drawn.trend.series["pulse"]}
            wrong += [f"pulse {value} drawn" for value in pulses - person.pulses]
        return wrong


def walk(seed: int) -> random.Random:
    """Return the dice of one walk; the same seed is the same walk."""
    return random.Random(seed)  # noqa: S311 - a walk hides nothing


def shown(page: QWidget) -> list[str]:
    """Return every text that can be read or heard on a page."""
    found: list[str] = []
    for widget in page.findChildren(QWidget):
        if not widget.isVisibleTo(page):
            continue
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            found.append(widget.text())
        elif isinstance(widget, QPlainTextEdit):
            found.append(widget.toPlainText())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(number) for number in range(widget.count())]
        elif isinstance(widget, QAbstractItemView):
            found += listed(widget)
    return found


def listed(view: QAbstractItemView) -> list[str]:
    """Return every text of a list."""
    model = view.model()
    return [
        str(model.index(row, column).data(Qt.ItemDataRole.DisplayRole))
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]


def admitted(ward: WardBuilder, number: int) -> Person:
    """Admit a patient with figures of his own and chart a little."""
    family_zh, given_zh, family, given = NAMES[number]
    name = Name(family_zh=family_zh, given_zh=given_zh, family_latin=family, given_latin=given)
    hospital_no = f"Q{number}77{number}"
    weight = Decimal(f"{42 + number}.5")
    stay = ward.admit(bed=str(number + 1), name=name, hospital_no=hospital_no, weight=weight)
    person = Person(admission_id=stay, number=number, name=name, hospital_no=hospital_no)
    for more in range(3):
        body = person.vitals(more)
        facts = {name: getattr(body, name) for name in ("temperature", "pulse", "systolic",
                                                        "diastolic")}  # fmt: skip
        ward.record_vitals(stay, **facts)
        ward.clock.advance(minutes=7)
    ward.record_neuro(stay, ice(9 - number))
    ward.record(stay, Note(kind=NoteKind.WATCH, text=f"note-of-{number}"))
    return person


@pytest.fixture
def wander(store: SqlStore, clock: FixedClock, qtbot: QtBot) -> Wander:
    """Return the whole window over three patients, a nurse signed in."""
    ward = WardBuilder(store, clock)
    people = [admitted(ward, number) for number in range(len(NAMES))]
    tasks = ScatteredTasks()
    facts = StationFacts(ward_name="Ward 7", practice=False, zone=ZONE)
    station = Station(ward.desk(), tasks, ward.snapshot(), facts)
    window = MainWindow(station, factories(lambda *_a, **_k: b""), Messages())
    qtbot.addWidget(window)
    window.resize(SMALLEST)
    window.show()
    station.sign_in(ward.actor(Role.NURSE))
    return Wander(
        window=window,
        station=station,
        tasks=tasks,
        ward=ward,
        clock=clock,
        people=people,
        dice=walk(0),
    )


def test_the_watch_sees_a_stranger(wander: Wander) -> None:
    """Another patient's figure put onto the page is found: what follows is no empty test."""
    wander.window.show_patient(wander.people[0].admission_id)
    page = wander.window.page
    assert isinstance(page, PatientPage)
    clean = wander.strangers()
    page.latest.set_title(f"HR {wander.people[1].vitals(0).pulse}")
    of_another = wander.station.snapshot.charts[wander.people[2].admission_id]
    page._show_trend(of_another, wander.station.status(wander.people[2].admission_id))
    found = " ".join(wander.strangers())

    assert clean == []
    assert "HR 111" in found
    assert "pulse 121.0 drawn" in found


@pytest.mark.parametrize("seed", SEEDS)
def test_no_late_answer_paints_one_patient_on_another(wander: Wander, seed: int) -> None:
    """After every step everything visible is about the patient whose page is in front."""
    wander.dice = walk(seed)
    patients = set()
    for number in range(STEPS):
        wander.step()
        person = wander.person_in_front()
        patients.add(None if person is None else person.number)

        assert wander.strangers() == [], number
    while wander.tasks.answers:
        wander.answer()

        assert wander.strangers() == []
    assert wander.trouble == []
    assert patients >= {0, 1, 2}
