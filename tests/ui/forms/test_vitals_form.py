"""Vital signs typed through the real form, over the real acts and an encrypted file."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cart_ward.care.changes import Changes
from cart_ward.care.ports import Desk
from cart_ward.clinical.graded import Graded
from cart_ward.clinical.observed import Attribution, Grading, VitalSigns
from cart_ward.clinical.people import Role
from cart_ward.clinical.vocabulary import Acvpu, AttributedFinding, Cause, Oxygen, Scale
from cart_ward.errors import CartWardError, Unavailable
from cart_ward.i18n import wording
from cart_ward.ui.board.presenter import initials
from cart_ward.ui.forms.support import Support
from cart_ward.ui.forms.vitals import VitalsPage
from tests.ui.charted import Charted, SlowTasks
from tests.ui.hands import click, key, keys
from tests.ui.looking import tab_chain, unnamed

NUMBERS = {
    "temperature": "39.1",
    "pulse": "118",
    "respiratory_rate": "22",
    "systolic": "88",
    "diastolic": "52",
    "spo2": "95",
}


@pytest.fixture
def page(care: Charted, qtbot: QtBot) -> VitalsPage:
    """Return the form of the one patient, on the screen."""
    made = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(made)
    made.resize(1291, 688)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def type_numbers(page: VitalsPage, **changed: str) -> None:
    """Type a set of numbers, each into its field."""
    for name, text in {**NUMBERS, **changed}.items():
        field = page.vitals.fields.numbers[name]
        field.edit.clear()
        keys(field.edit, text)


def choose_the_rest(page: VitalsPage) -> None:
    """Choose room air, fluids and alert."""
    fields = page.vitals.fields
    for button in (
        fields.oxygen.buttons[Oxygen.ROOM_AIR],
        fields.support.buttons[Support.FLUIDS],
        fields.consciousness.buttons[Acvpu.ALERT],
    ):
        click(button)


def sign(page: VitalsPage) -> None:
    """Press Ctrl+Enter."""
    key(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def newest(care: Charted) -> VitalSigns:
    """Return the last set in the store."""
    return care.ward.chart(care.patient).of(VitalSigns)[-1].body


def count(care: Charted) -> int:
    """Return how many sets are in the store."""
    return len(care.ward.chart(care.patient).of(VitalSigns))


def test_a_typed_set_is_charted_exactly_as_typed(page: VitalsPage, care: Charted) -> None:
    """Every number and choice reaches the store; what was not asked is missing."""
    type_numbers(page)
    choose_the_rest(page)
    sign(page)

    assert newest(care) == VitalSigns(
        temperature=Decimal("39.1"),
        systolic=88,
        diastolic=52,
        pulse=118,
        respiratory_rate=22,
        spo2=95,
        oxygen=Oxygen.ROOM_AIR,
        oxygen_flow=None,
        fluids=True,
        vasopressors=0,
        vasopressin=False,
        consciousness=Acvpu.ALERT,
    )


def test_signing_confirms_the_proposal_in_a_second_act(page: VitalsPage, care: Charted) -> None:
    """The tick is on; the grade is signed with the person's name."""
    type_numbers(page)
    choose_the_rest(page)
    sign(page)

    (grading,) = care.ward.chart(care.patient).of(Grading)
    assert (grading.body.scale, grading.body.grade) == (Scale.CRS, 2)
    assert grading.recorded_by == care.actor.staff_id
    assert care.navigation.went[-1] == ("patient", care.patient)


def test_saved_is_said_only_after_the_commit(page: VitalsPage, care: Charted) -> None:
    """The sentence names patient and time, and follows what is on disk."""
    type_numbers(page)
    before = list(care.navigation.told)
    sign(page)

    assert before == []
    assert any("saved 14:00:00" in sentence for sentence in care.navigation.told)


def test_without_the_tick_no_grade_is_signed(page: VitalsPage, care: Charted) -> None:
    """The set alone is charted."""
    type_numbers(page)
    choose_the_rest(page)
    page.vitals.look()
    page.vitals.confirm.tick.click()
    sign(page)

    assert count(care) == 2
    assert care.ward.chart(care.patient).of(Grading) == ()


def test_a_lower_bound_is_confirmed_by_nobody(page: VitalsPage, care: Charted) -> None:
    """While nobody said whether fluids run, the grade may be higher: signing stands for none."""
    type_numbers(page)
    page.vitals.look()
    assert not page.vitals.confirm.tick.isVisible()
    assert "may be higher" in page.vitals.confirm.nothing.text()
    sign(page)

    assert count(care) == 2
    assert care.ward.chart(care.patient).of(Grading) == ()


def test_a_provisional_grade_is_confirmed_only_on_purpose(page: VitalsPage, care: Charted) -> None:
    """Vasopressin alone is for a physician to grade: the tick is there, but off."""
    fields, tick = page.vitals.fields, page.vitals.confirm.tick
    type_numbers(page)
    choose_the_rest(page)
    page.vitals.look()
    before = tick.isChecked()
    click(fields.vasopressin)
    page.vitals.look()

    assert before
    assert tick.isVisible()
    assert not tick.isChecked()
    tick.click()
    page.vitals.look()
    assert tick.isChecked()
    sign(page)
    (grading,) = care.ward.chart(care.patient).of(Grading)
    assert grading.body.grade == 3


def test_a_yes_to_one_grade_is_none_to_another(page: VitalsPage) -> None:
    """Ticked for CRS 2, then a number is put right: the new, provisional grade is not ticked."""
    confirm = page.vitals.confirm
    confirm.show_for(Graded(grade=2), Role.NURSE)
    confirm.tick.click()
    confirm.tick.click()
    assert confirm.grade() == 2
    draft = confirm.draft()

    confirm.show_for(Graded(grade=0, provisional=True), Role.NURSE)
    assert confirm.grade() is None
    for kept in (draft, [True, False]):
        confirm.restore(kept)
        confirm.show_for(Graded(grade=0, provisional=True), Role.NURSE)
        assert confirm.grade() is None
    confirm.restore([False, False])
    confirm.show_for(Graded(grade=2), Role.NURSE)
    assert confirm.grade() is None


@pytest.mark.parametrize("taken_over", [False, True])
def test_the_ticked_grade_is_signed_though_the_form_was_left(
    care: Charted, qtbot: QtBot, *, taken_over: bool
) -> None:
    """Ctrl+Enter, then Esc before the disk has answered; in nobody else's name."""
    slow = SlowTasks()
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.show()
    type_numbers(page)
    choose_the_rest(page)
    care.station.tasks = slow
    page.vitals.sign()
    page.leave()
    if taken_over:
        care.station.sign_in(care.ward.actor(Role.NURSE, 1))
    while slow.waiting:
        slow.answer()

    assert count(care) == 2
    graded = care.ward.chart(care.patient).of(Grading)
    assert [entry.recorded_by for entry in graded] == ([] if taken_over else [care.actor.staff_id])
    assert page.vitals.draft() == {}


def test_what_a_left_form_was_refused_is_said_by_the_window(care: Charted, qtbot: QtBot) -> None:
    """Ctrl+Enter, then Esc; the disk is full: whoever left reads whose set is not saved."""
    late: list[str] = []
    care.station.refused_late.connect(late.append)
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.show()
    type_numbers(page)
    choose_the_rest(page)
    page.leave()
    page.vitals.fail(Unavailable("store.full"))

    patient = care.station.snapshot.charts[care.patient].subject.patient
    assert len(late) == 1
    assert late[0].startswith(f"Bed 5 {initials(patient)}: ")
    assert not any(name in late[0] for name in (patient.name.chinese, patient.name.latin))
    assert "disk" in late[0]


def test_a_grade_refused_after_its_form_was_left_is_said(care: Charted, qtbot: QtBot) -> None:
    """The set is on disk, its grade is not: that must not look as if both were."""
    late: list[str] = []
    care.station.refused_late.connect(late.append)
    slow = SlowTasks()
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.show()
    type_numbers(page)
    choose_the_rest(page)
    care.station.tasks = slow
    page.vitals.sign()
    page.leave()
    slow.answer()
    care.ward.discharge(care.patient)
    while slow.waiting:
        slow.answer()

    assert care.ward.chart(care.patient).of(Grading) == ()
    assert "the grade is not signed" in late[-1]


def test_a_saved_set_is_not_signed_again(page: VitalsPage, care: Charted) -> None:
    """A click that comes after the commit, before the page has gone, writes nothing."""
    type_numbers(page)
    page.vitals.sign()
    page.vitals.sign()

    assert count(care) == 2


def test_not_agreeing_leads_to_the_grade_form(page: VitalsPage, care: Charted) -> None:
    """The set is charted, and the person gives her own grade next."""
    type_numbers(page)
    page.vitals.look()
    page.vitals.confirm.disagree.click()
    sign(page)

    assert count(care) == 2
    assert care.ward.chart(care.patient).of(Grading) == ()
    assert care.navigation.went[-1] == ("grade", care.patient, Scale.CRS)


def test_a_trainee_charts_but_is_not_offered_the_grade(care: Charted, qtbot: QtBot) -> None:
    """Who may not grade is told who does."""
    care.sign_in(Role.TRAINEE)
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.show()
    type_numbers(page)
    page.vitals.sign()

    assert count(care) == 2
    assert care.ward.chart(care.patient).of(Grading) == ()
    assert not page.vitals.confirm.offers()


def test_the_proposal_follows_the_fields_while_typing(page: VitalsPage, qtbot: QtBot) -> None:
    """Fever is 1; fluids for the pressure make it 2."""
    proposal = page.vitals.proposal
    type_numbers(page, systolic="118", diastolic="70")
    qtbot.waitUntil(lambda: proposal.badge.face.grade == 1)
    click(page.vitals.fields.support.buttons[Support.FLUIDS])

    qtbot.waitUntil(lambda: proposal.badge.face.grade == 2)


def test_typing_charts_nothing(page: VitalsPage, care: Charted) -> None:
    """The preview is worked out over a chart that nobody keeps."""
    snapshot = care.station.snapshot
    type_numbers(page)
    page.vitals.look()

    assert count(care) == 1
    assert care.station.snapshot is snapshot


def test_a_pressure_typed_with_a_stroke_fills_both_fields(page: VitalsPage) -> None:
    """120/80 typed in one go."""
    fields = page.vitals.fields
    fields.systolic.edit.setFocus()
    for letter in "120/80":
        keys(page.focusWidget(), letter)

    assert (fields.systolic.whole(), fields.diastolic.whole()) == (120, 80)


def test_a_pressure_upside_down_is_refused_at_its_field(page: VitalsPage, care: Charted) -> None:
    """Systolic below diastolic blocks signing; the other fields stay free."""
    type_numbers(page, systolic="80", diastolic="120")
    sign(page)
    refused = count(care)
    said = page.vitals.fields.systolic.remark.text()
    type_numbers(page, systolic="120", diastolic="80")
    sign(page)

    assert refused == 1
    assert "80" in said
    assert count(care) == 2


def test_an_unlikely_number_waits_for_its_second_typing(page: VitalsPage, care: Charted) -> None:
    """42.5 is possible: typed twice it is charted."""
    type_numbers(page, temperature="42.5")
    sign(page)
    waiting = count(care)
    keys(page.vitals.fields.temperature.again, "42.5")
    sign(page)

    assert waiting == 1
    assert newest(care).temperature == Decimal("42.5")


def test_an_empty_form_is_not_signed(page: VitalsPage, care: Charted) -> None:
    """It says what to do instead."""
    sign(page)

    assert count(care) == 1
    assert "Not done" in page.vitals.message.text()


def test_a_pulse_of_zero_is_a_value(page: VitalsPage, care: Charted) -> None:
    """Zero is charted as zero, once it was typed twice."""
    keys(page.vitals.fields.pulse.edit, "0")
    keys(page.vitals.fields.pulse.again, "0")
    sign(page)

    assert newest(care).pulse == 0


def test_a_double_click_writes_once(care: Charted, qtbot: QtBot) -> None:
    """Two signatures before the first answer are one act."""
    slow = SlowTasks()
    page = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.show()
    type_numbers(page)
    choose_the_rest(page)
    care.station.tasks = slow
    page.vitals.sign()
    page.vitals.sign()
    click(page.vitals.sign_button)
    while slow.waiting:
        slow.answer()
        page.vitals.sign()

    assert count(care) == 2
    assert len(care.ward.chart(care.patient).of(Grading)) == 1


def test_a_full_disk_keeps_what_was_typed(
    page: VitalsPage, care: Charted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The failure is a sentence in the form; a second try succeeds."""
    perform = care.station.perform

    def full(
        act: Callable[[Desk], Changes],
        done: Callable[[Changes], None],
        failed: Callable[[CartWardError], None],
    ) -> None:
        del act, done
        failed(Unavailable(next(c for c in wording.SENTENCES if c.startswith("store."))))

    type_numbers(page)
    monkeypatch.setattr(care.station, "perform", full)
    sign(page)
    said, kept = page.vitals.message.text(), page.vitals.fields.temperature.text()
    monkeypatch.setattr(care.station, "perform", perform)
    sign(page)

    assert said
    assert kept == "39.1"
    assert count(care) == 2


def test_another_cause_asks_for_a_reason_and_is_charted(page: VitalsPage, care: Charted) -> None:
    """The tick goes with the set it is about."""
    type_numbers(page, systolic="118", diastolic="70")
    page.vitals.look()
    tick = page.vitals.causes.ticks[AttributedFinding.FEVER]
    click(tick.cause.buttons[Cause.OTHER])
    page.vitals.sign()
    refused = count(care)
    keys(tick.reason, "proven infection, Dr Gao")
    page.vitals.sign()

    (attribution,) = care.ward.chart(care.patient).of(Attribution)
    assert refused == 1
    assert attribution.body.cause is Cause.OTHER
    assert attribution.body.reason == "proven infection, Dr Gao"
    assert care.ward.crs(care.patient).grade == 0


def test_ticks_are_asked_only_for_what_is_there(page: VitalsPage) -> None:
    """Nobody well is asked about causes."""
    type_numbers(page, temperature="36.8", systolic="118", diastolic="70", spo2="98")
    page.vitals.look()
    well = page.vitals.causes.isHidden()
    type_numbers(page, temperature="38.0", systolic="118", diastolic="70", spo2="98")
    page.vitals.look()

    assert well
    assert not page.vitals.causes.ticks[AttributedFinding.FEVER].isHidden()
    assert page.vitals.causes.ticks[AttributedFinding.HYPOTENSION].isHidden()


def test_a_nasal_cannula_needs_its_flow(page: VitalsPage, care: Charted) -> None:
    """Above 6 L/min it is high flow, so the flow cannot be left out."""
    type_numbers(page)
    fields = page.vitals.fields
    click(fields.oxygen.buttons[Oxygen.LOW_FLOW_NC])
    sign(page)
    refused = count(care)
    keys(fields.oxygen_flow.edit, "8")
    sign(page)

    assert refused == 1
    assert newest(care).oxygen is Oxygen.HIGH_FLOW_NC
    assert newest(care).oxygen_flow == 8


def test_the_draft_brings_everything_back(page: VitalsPage, care: Charted, qtbot: QtBot) -> None:
    """Also a number that is none, and the time it was begun."""
    type_numbers(page, pulse="11O")
    choose_the_rest(page)
    draft = page.draft()
    care.clock.advance(minutes=20)
    again = VitalsPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(again)
    again.restore(draft)

    assert again.draft() == draft
    assert again.vitals.fields.pulse.text() == "11O"
    assert again.vitals.time.taken_at() == care.clock.now() - timedelta(minutes=20)


def test_an_untouched_form_leaves_no_draft(page: VitalsPage) -> None:
    """Looking is not typing."""
    assert page.draft() == {}


def test_a_signed_form_leaves_no_draft(page: VitalsPage) -> None:
    """What is on disk does not come back as unsaved."""
    type_numbers(page)
    sign(page)

    assert page.draft() == {}


def test_the_last_values_stand_beside_and_never_inside(page: VitalsPage) -> None:
    """Vitals are never filled in for anybody."""
    temperature = page.vitals.fields.temperature

    assert temperature.text() == ""
    assert temperature.last.text() == "last 37.2 at 13:00"


def test_enter_walks_the_bedside_order(page: VitalsPage) -> None:
    """Temperature, pulse, breathing, both pressures, saturation."""
    fields = page.vitals.fields
    fields.temperature.edit.setFocus()
    walked = []
    for _step in range(6):
        walked.append(page.focusWidget().accessibleName().partition(",")[0])
        key(page.focusWidget(), Qt.Key.Key_Return)

    assert walked == [
        "Temperature",
        "Pulse",
        "Respiratory rate",
        "Systolic pressure",
        "Diastolic pressure",
        "SpO\u2082",
    ]
    assert page.focusWidget() is fields.oxygen.buttons[Oxygen.ROOM_AIR]


def test_nothing_is_unnamed_and_everything_is_reached_by_tab(page: VitalsPage) -> None:
    """A screen reader names each control; the keyboard reaches sign, back, time and not done."""
    type_numbers(page)
    choose_the_rest(page)
    page.vitals.look()
    form = page.vitals
    reached = tab_chain(page, form.fields.temperature.edit)

    assert unnamed(page) == []
    for control in (
        form.sign_button,
        form.back_button,
        form.time.button,
        form.not_done_button,
        form.confirm.tick,
    ):
        assert control in reached


def test_not_done_and_back_lead_where_they_say(page: VitalsPage, care: Charted) -> None:
    """Two presses for a check that was refused."""
    click(page.vitals.not_done_button)
    click(page.vitals.back_button)

    assert [went[0] for went in care.navigation.went] == ["not_done", "patient"]


def test_after_leaving_a_late_answer_moves_nobody(page: VitalsPage, care: Charted) -> None:
    """The page of another patient is not taken away by the answer of this one."""
    type_numbers(page)
    page.leave()
    page.vitals.sign()

    assert care.navigation.went == []
