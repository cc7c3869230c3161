"""What was typed outlives a kill, a lock and another person, and goes with the signature."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cart_ward.care.ports import DraftPlace
from cart_ward.clinical.observed import VitalSigns
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.vocabulary import Acvpu, Check, NotDoneReason, Oxygen
from cart_ward.db import folder
from cart_ward.db.drafts import Drafts
from cart_ward.db.store import SqlStore
from cart_ward.errors import Unavailable
from cart_ward.ui.forms.not_done import NotDoneForm
from cart_ward.ui.forms.support import Support
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Message, Messages
from cart_ward.ui.screens import factories
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.tasks import QtTasks
from tests.builders import STATION, ZONE, WardBuilder
from tests.fakes import FixedClock, InlineTasks
from tests.ui.charted import SlowTasks
from tests.ui.hands import click, key, keys

REST = {
    "temperature": "36.8",
    "respiratory_rate": "16",
    "systolic": "118",
    "diastolic": "72",
    "spo2": "98",
}


class FullDisk(Drafts):
    """Drafts on a disk that may run full."""

    full = True

    def save(self, place: DraftPlace, content: str, at: datetime) -> None:
        """Refuse while the disk is full."""
        if self.full:
            raise Unavailable("store.full")
        super().save(place, content, at)


class Started:
    """The program as one start makes it: the real frame and forms over a store."""

    def __init__(
        self,
        qtbot: QtBot,
        store: SqlStore,
        clock: FixedClock,
        drafts: Drafts | None = None,
        tasks: QtTasks | None = None,
    ) -> None:
        self.ward = WardBuilder(store, clock)
        self.drafts = drafts or Drafts(store.engine)
        facts = StationFacts(ward_name="3F East", practice=False, zone=ZONE)
        desk, snapshot = self.ward.desk(), self.ward.snapshot()
        self.station = Station(desk, tasks or InlineTasks(), snapshot, facts)
        self.told: list[Message] = []
        messages = Messages()
        messages.told.connect(self.told.append)
        pages = factories(lambda *_: b"")
        self.window = MainWindow(self.station, pages, messages, self.drafts)
        messages.setParent(self.window)
        self.station.setParent(self.window)
        qtbot.addWidget(self.window)
        self.window.show()
        self.sign_in(0)

    def sign_in(self, number: int) -> None:
        """Let one of the nurses take over."""
        self.station.sign_in(self.ward.actor(Role.NURSE, number))

    def vitals(self, admission_id: AdmissionId) -> VitalsPage:
        """Open the vital signs of a patient."""
        self.window.show_vitals(admission_id)
        page = self.window.page
        assert isinstance(page, VitalsPage)
        return page

    def type_pulse(self, admission_id: AdmissionId, pulse: str = "118") -> VitalsPage:
        """Open the form and type one value; the keeper looks as it does by itself."""
        page = self.vitals(admission_id)
        keys(page.vitals.fields.pulse.edit, pulse)
        self.window.keeper.look()
        return page

    def on_disk(self, number: int = 0) -> int:
        """Count what one of the nurses left unsigned."""
        return len(self.drafts.of(STATION, self.ward.actor(Role.NURSE, number).staff_id))


@pytest.fixture
def patient(ward: WardBuilder) -> AdmissionId:
    """Return a patient in bed 3."""
    return ward.admit()


@pytest.fixture
def started(qtbot: QtBot, store: SqlStore, clock: FixedClock, patient: AdmissionId) -> Started:
    """Return the program, a nurse signed in."""
    assert patient
    return Started(qtbot, store, clock)


@pytest.fixture
def after_kill(qtbot: QtBot, data: Path, clock: FixedClock, started: Started) -> Iterator[Started]:
    """Return the program started again over the same folder; the first window was never closed."""
    started.type_pulse(AdmissionId(1))
    clock.advance(minutes=13)
    again = folder.open_store(data, clock=clock)
    yield Started(qtbot, again, clock)
    again.close()


def pulse(page: VitalsPage) -> str:
    """Return what stands in the pulse field."""
    return page.vitals.fields.pulse.edit.text()


def test_what_was_typed_is_back_after_a_kill(after_kill: Started) -> None:
    """The next start gives the values back and says since when they wait."""
    page = after_kill.vitals(AdmissionId(1))

    assert pulse(page) == "118"
    assert after_kill.told[-1].sentence.endswith("unsaved since 14:00.")


def test_window_looks_by_itself(qtbot: QtBot, started: Started, patient: AdmissionId) -> None:
    """Nobody asks for it: a draft is on disk soon after the last key."""
    keys(started.vitals(patient).vitals.fields.pulse.edit, "118")

    qtbot.waitUntil(lambda: started.on_disk() == 1)

    assert started.window.status.draft.text() == "Draft kept 14:00:00, not yet saved"


def test_form_says_that_its_draft_is_on_disk(started: Started, patient: AdmissionId) -> None:
    """Beside the buttons, as long as it is true."""
    page = started.type_pulse(patient)
    assert page.form.state.text() == "Draft kept 14:00:00, not yet saved"

    keys(page.vitals.fields.pulse.edit, "0")

    assert page.form.state.text() == "Not saved yet. Leaving keeps it as a draft."


def test_draft_is_kept_off_the_gui_thread(
    qtbot: QtBot, store: SqlStore, clock: FixedClock, patient: AdmissionId
) -> None:
    """With the real runner the word comes when the disk has answered."""
    bugs: list[Exception] = []
    tasks = QtTasks(bugs.append)
    started = Started(qtbot, store, clock, tasks=tasks)
    keys(started.vitals(patient).vitals.fields.pulse.edit, "118")

    qtbot.waitUntil(lambda: started.window.status.draft.text() != "")

    assert started.on_disk() == 1
    assert bugs == []
    tasks.close()


def test_lock_and_another_person_leave_the_draft_to_its_owner(
    started: Started, patient: AdmissionId
) -> None:
    """The second nurse finds an empty form; the first finds hers as she left it."""
    started.type_pulse(patient)
    started.window.lock()
    started.sign_in(1)
    assert pulse(started.vitals(patient)) == ""
    started.type_pulse(patient, "64")

    started.sign_in(0)

    assert pulse(started.vitals(patient)) == "118"
    assert (started.on_disk(0), started.on_disk(1)) == (1, 1)


def test_each_patient_has_a_draft_of_her_own(started: Started, patient: AdmissionId) -> None:
    """Nothing typed for one patient stands in another's form."""
    other = started.ward.admit(bed="4", hospital_no="P9")
    started.station.read_again(lambda error: pytest.fail(error.code))
    started.type_pulse(patient)

    assert pulse(started.vitals(other)) == ""
    assert pulse(started.vitals(patient)) == "118"


def test_signature_takes_the_draft_away(started: Started, patient: AdmissionId) -> None:
    """What is charted is no draft any more, on disk and on screen."""
    page = started.type_pulse(patient)
    type_the_rest(page)
    started.window.keeper.look()
    assert started.on_disk() == 1

    key(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert len(started.ward.chart(patient).entries) > 0
    assert started.window.page is not page
    assert started.on_disk() == 0
    assert pulse(started.vitals(patient)) == ""


def type_the_rest(page: VitalsPage) -> None:
    """Make the set whole."""
    fields = page.vitals.fields
    for name, text in REST.items():
        keys(fields.numbers[name].edit, text)
    click(fields.oxygen.buttons[Oxygen.ROOM_AIR])
    click(fields.support.buttons[Support.NONE])
    click(fields.consciousness.buttons[Acvpu.ALERT])


def test_a_form_left_while_it_is_being_saved_leaves_no_draft(
    started: Started, patient: AdmissionId
) -> None:
    """Given back, the same set could be changed and signed a second time."""
    slow = SlowTasks()
    page = started.type_pulse(patient)
    type_the_rest(page)
    started.station.tasks = slow
    started.window.keeper.look()
    page.vitals.sign()
    started.window.show_board()
    while slow.waiting:
        slow.answer()
    started.station.tasks = InlineTasks()

    assert len(started.ward.chart(patient).of(VitalSigns)) == 1
    assert started.on_disk() == 0
    assert pulse(started.vitals(patient)) == ""
    assert not any("unsaved since" in message.sentence for message in started.told)


def test_what_was_signed_just_before_a_kill_does_not_come_back(
    qtbot: QtBot, store: SqlStore, clock: FixedClock, started: Started, patient: AdmissionId
) -> None:
    """The commit was on disk and its draft too: the next start knows them for the same."""
    page = started.type_pulse(patient)
    type_the_rest(page)
    started.window.keeper.look()
    act = page.vitals.act()
    act(started.station.desk)
    assert started.on_disk() == 1

    again = Started(qtbot, store, clock)

    assert pulse(again.vitals(patient)) == ""
    assert again.on_disk() == 0


def test_a_short_form_signed_just_before_a_kill_does_not_come_back(
    qtbot: QtBot, store: SqlStore, clock: FixedClock, started: Started, patient: AdmissionId
) -> None:
    """A reason for a check not done is given once."""
    started.window.show_not_done(patient, Check.VITALS)
    form = started.window.page.findChild(NotDoneForm)
    assert isinstance(form, NotDoneForm)
    form.reason.set_value(NotDoneReason.REFUSED)
    started.window.keeper.look()
    form.act()(started.station.desk)
    assert started.on_disk() == 1

    Started(qtbot, store, clock)

    assert started.on_disk() == 0


def test_emptied_form_leaves_no_draft(started: Started, patient: AdmissionId) -> None:
    """What was typed and taken back by hand is gone."""
    page = started.type_pulse(patient)

    page.vitals.fields.pulse.edit.clear()
    started.window.keeper.look()

    assert started.on_disk() == 0
    assert started.window.status.draft.text() == ""


def test_board_writes_no_draft(started: Started) -> None:
    """How the board is looked at is remembered, not kept as something unsaved."""
    started.window.page.restore({"compact": True})
    started.window.keeper.look()

    started.window.show_admit()
    started.window.show_board()

    assert started.window.page.draft()["compact"] is True
    assert started.on_disk() == 0
    assert all("unsaved" not in message.sentence for message in started.told)


def test_full_disk_is_said_once_and_the_draft_stays_in_the_window(
    qtbot: QtBot, store: SqlStore, clock: FixedClock, patient: AdmissionId
) -> None:
    """One sentence, no box; it is tried again with the next key."""
    disk = FullDisk(store.engine)
    started = Started(qtbot, store, clock, drafts=disk)
    page = started.type_pulse(patient, "11")
    keys(page.vitals.fields.pulse.edit, "8")
    started.window.keeper.look()

    said = [m.sentence for m in started.told if "in this window only" in m.sentence]
    started.window.show_board()

    assert len(said) == 1
    assert pulse(started.vitals(patient)) == "118"
    disk.full = False
    started.type_pulse(patient, "0")
    assert started.on_disk() == 1


def test_draft_of_a_shape_nobody_knows_is_left_alone(
    started: Started, patient: AdmissionId
) -> None:
    """Another version's draft neither breaks the page nor is thrown away."""
    nurse = started.ward.actor(Role.NURSE, 1)
    place = DraftPlace(
        station=STATION,
        staff_id=nurse.staff_id,
        form=f"vitals/{patient}",
        admission_id=patient,
    )
    started.drafts.save(place, "no draft", started.station.now())

    started.sign_in(1)

    assert pulse(started.vitals(patient)) == ""
    assert started.on_disk(1) == 1
