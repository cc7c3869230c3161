"""A call about one patient: by one press, or with all that is known of it."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from cart_ward.care import calls
from cart_ward.care.calls import LogCall, SetContact
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.observed import CallMade
from cart_ward.clinical.people import Role
from cart_ward.ui.calls.open_row import OpenRow
from cart_ward.ui.forms.call import NOT_YET, NOW, THEN, CallPage
from tests.builders import token
from tests.fakes import NOW as AT
from tests.ui.charted import Charted, SlowTasks
from tests.ui.hands import click, key, keys, letter
from tests.ui.looking import tab_chain, unnamed

MINUTE = timedelta(minutes=1)


def on_call(care: Charted, role: str = "ward_doctor", number: str = "6012") -> None:
    """Let Gao be on call."""
    command = SetContact(role=role, name="Gao", number=number, answer_within=5)
    calls.set_contact(care.ward.desk(Role.CHARGE_NURSE), command)
    care.read_again()


def feverish(care: Charted) -> None:
    """Chart the first fever of the patient, now; no check is late."""
    care.ward.check_all(care.patient)
    care.ward.record_vitals(care.patient, temperature="38.4")
    care.read_again()


def opened(care: Charted, qtbot: QtBot) -> CallPage:
    """Return the page on the screen."""
    page = CallPage(care.station, care.navigation, care.patient)
    qtbot.addWidget(page)
    page.resize(1291, 688)
    page.show()
    page.setFocus()
    return page


def made(care: Charted) -> tuple[Entry[CallMade], ...]:
    """Return the calls as they stand in the store."""
    return care.ward.chart(care.patient).of(CallMade)


def due_words(page: CallPage) -> str:
    """Return what the card of due calls says."""
    found = [label.text() for label in page.call.due.findChildren(QLabel) if label.isVisible()]
    return "\n".join(found)


def test_one_press_on_a_role_signs_the_call(care: Charted, qtbot: QtBot) -> None:
    """Now, with the name of who is on call; what was due for that role is due no more."""
    on_call(care)
    feverish(care)
    page = opened(care, qtbot)
    told = due_words(page)
    button = page.call.role_buttons["ward_doctor"]
    assert page.call.first_field() is button
    key(button, Qt.Key.Key_Return)

    [entry] = made(care)
    assert "First temperature of 38.0 °C or more after the infusion: call the ward doctor" in told
    assert button.text() == "Ward doctor called\n6012  Gao"
    assert (entry.taken_at, entry.body.role, entry.body.name) == (AT, "ward_doctor", "Gao")
    assert (entry.body.answered_at, entry.body.outcome) == (None, "")
    assert care.navigation.went == [("patient", care.patient)]
    status = care.station.status(care.patient)
    due = calls.due(care.station.snapshot, status)
    assert "ward_doctor" not in {role for call in due for role in call.roles}


def test_due_roles_stand_first_and_look_like_it(care: Charted, qtbot: QtBot) -> None:
    """The rest follow in the order of the protocol."""
    care.ward.record_neuro(care.patient)
    care.ward.record_vitals(care.patient, temperature="39.2", systolic=78, vasopressors=1)
    care.read_again()
    page = opened(care, qtbot)
    roles = list(page.call.role_buttons)
    urgent = [r for r, b in page.call.role_buttons.items() if b.property("role") == "primary"]

    assert set(roles) == set(page.call.roles)
    assert urgent
    assert roles[: len(urgent)] == urgent
    assert "icu" in urgent


def test_no_call_due_is_said_and_any_role_may_still_be_called(care: Charted, qtbot: QtBot) -> None:
    """Somebody worried calls whom he likes."""
    care.ward.record_neuro(care.patient)
    care.read_again()
    page = opened(care, qtbot)
    click(page.call.role_buttons["neurology"])

    assert [e.body.role for e in made(care)] == ["neurology"]


def test_a_call_with_all_that_is_known_of_it(care: Charted, qtbot: QtBot) -> None:
    """The emergency team called a quarter ago, answered two minutes later, at the bedside."""
    page = opened(care, qtbot)
    form = page.call
    click(form.role.buttons["emergency_team"])
    form.time.open()
    keys(form.time.clock, "13:45")
    click(form.outcome.buttons["arrived"])
    asked = form.when.value()
    click(form.sign_button)
    refused, nothing = form.message.text(), made(care)
    keys(form.answered_at.line, "13:47")
    click(form.sign_button)

    [entry] = made(care)
    assert (asked, nothing) == (THEN, ())
    assert "Type when it was answered" in refused
    assert entry.taken_at == AT - 15 * MINUTE
    assert entry.body.answered_at == AT - 13 * MINUTE
    assert entry.body.outcome == "arrived"


def test_the_phone_rings_from_the_choice_on_and_the_answer_comes_later(
    care: Charted, qtbot: QtBot
) -> None:
    """What is typed minutes later does not move the call: the time to answer is true."""
    form = opened(care, qtbot).call
    click(form.role.buttons["icu"])
    care.clock.advance(minutes=3)
    care.station.ticked.emit(care.station.now())
    click(form.outcome.buttons["comes"])
    click(form.sign_button)

    [entry] = made(care)
    assert (entry.taken_at, entry.body.answered_at) == (AT, AT + 3 * MINUTE)


def test_where_nobody_answers_the_form_stays_and_says_who_is_next(
    care: Charted, qtbot: QtBot
) -> None:
    """It opens anew with the call that waits."""
    form = opened(care, qtbot).call
    click(form.role.buttons["ward_doctor"])
    click(form.outcome.buttons["no_answer"])
    click(form.sign_button)
    [row] = opened(care, qtbot).call.open.rows.values()

    assert isinstance(row, OpenRow)
    assert care.navigation.went == [("call", care.patient)]
    assert row.step.text().startswith("Nobody has answered: call again")
    assert not row.step.isHidden()


@pytest.mark.parametrize("typed", ["13:40", "14:30", "soon", ""])
def test_an_answer_is_after_its_call_and_not_to_come(
    care: Charted, qtbot: QtBot, typed: str
) -> None:
    """The sentence stands at the field, nothing is charted."""
    form = opened(care, qtbot).call
    click(form.role.buttons["icu"])
    form.time.set_taken_at(AT - 15 * MINUTE)
    click(form.when.buttons[THEN])
    keys(form.answered_at.line, typed)
    click(form.sign_button)

    assert "Type when it was answered" in form.answered_at.remark.text()
    assert made(care) == ()


def test_answered_now_is_one_key_away(care: Charted, qtbot: QtBot) -> None:
    """A, then what came of it in one's own words."""
    page = opened(care, qtbot)
    form = page.call
    click(form.role.buttons["ward_doctor"])
    letter(page, "call", "A")
    keys(form.words.line, "fluids 500 mL, looks again at 15:00")
    click(form.sign_button)

    [entry] = made(care)
    assert entry.body.answered_at == AT
    assert entry.body.outcome == "fluids 500 mL, looks again at 15:00"


def test_outcome_and_answer_never_contradict_each_other(care: Charted, qtbot: QtBot) -> None:
    """Who comes has answered; where nobody answered there is no time."""
    form = opened(care, qtbot).call
    click(form.outcome.buttons["comes"])
    comes = form.when.value()
    click(form.outcome.buttons["no_answer"])
    nobody = form.when.value()
    click(form.when.buttons[NOW])

    assert (comes, nobody) == (NOW, NOT_YET)
    assert form.outcome.value() is None


def test_somebody_else_is_called_by_a_role_typed(care: Charted, qtbot: QtBot) -> None:
    """One role a call: chosen or typed, not both and not none."""
    form = opened(care, qtbot).call
    click(form.sign_button)
    none = form.message.text()
    click(form.role.buttons["icu"])
    keys(form.other.line, "cardiology")
    click(form.sign_button)
    both = form.message.text()
    click(form.role.buttons["icu"])
    click(form.sign_button)

    assert none == "Choose who was called, or type the role."
    assert both == "One call goes to one role: choose it or type it."
    assert [e.body.role for e in made(care)] == ["cardiology"]


def test_the_name_proposed_follows_the_role_and_a_typed_one_stays(
    care: Charted, qtbot: QtBot
) -> None:
    """The number to dial stands beside it."""
    on_call(care)
    form = opened(care, qtbot).call
    click(form.role.buttons["ward_doctor"])
    proposed, dial = form.name.text(), form.dial.text()
    click(form.role.buttons["icu"])
    gone = form.name.text()
    form.name.set_text("Luo")
    click(form.role.buttons["ward_doctor"])

    assert (proposed, dial) == ("Gao", "Dial 6012  Gao")
    assert (gone, form.name.text()) == ("", "Luo")


def test_a_draft_comes_back_whole_and_nothing_typed_is_no_draft(
    care: Charted, qtbot: QtBot
) -> None:
    """Role, name, time, answer and outcome; the token too: nothing is charted twice."""
    page = opened(care, qtbot)
    empty = page.draft()
    form = page.call
    click(form.role.buttons["icu"])
    form.name.set_text("Luo")
    form.time.set_taken_at(AT - 15 * MINUTE)
    click(form.when.buttons[THEN])
    keys(form.answered_at.line, "13:50")
    click(form.outcome.buttons["advice"])
    keys(form.words.line, "fluids")
    again = opened(care, qtbot)
    again.restore(page.draft())
    broken = opened(care, qtbot)
    broken.restore({"role": "nobody", "answered": 7, "outcome": "x", "taken_at": "soon"})

    assert empty == {}
    assert again.draft() == page.draft()
    assert again.call.token == form.token
    assert again.call.answered_at.isVisible()
    assert broken.call.role.value() is None


def open_call(care: Charted, minutes: int = 0, **facts: Any) -> None:
    """Log a call to the ward doctor some minutes ago."""
    values: dict[str, Any] = {
        "admission_id": care.patient,
        "called_at": AT - minutes * MINUTE,
        "role": "ward_doctor",
        "name": "Gao",
        "answered_at": None,
        "outcome": "",
        "late_reason": None,
        "token": token(),
    }
    calls.log_call(care.ward.desk(), LogCall(**{**values, **facts}))
    care.read_again()


def test_a_call_that_waits_is_answered_on_the_form_of_its_patient(
    care: Charted, qtbot: QtBot
) -> None:
    """The row says how long; one press, and it is gone from the form."""
    open_call(care, 7)
    page = opened(care, qtbot)
    [row] = page.call.open.rows.values()
    assert isinstance(row, OpenRow)
    words = row.clock.words
    click(row.buttons["comes"])

    [entry] = made(care)
    assert words == "Late: no answer for 7 min, owed in 5 min"
    assert (entry.body.answered_at, entry.body.outcome) == (AT, "comes")
    assert page.call.open.rows == {}


def test_two_quick_presses_chart_one_call(care: Charted, qtbot: QtBot) -> None:
    """The second finds the form at work; a late answer after leaving moves nobody."""
    slow = SlowTasks()
    care.station.tasks = slow
    page = opened(care, qtbot)
    click(page.call.role_buttons["icu"])
    click(page.call.role_buttons["neurology"])
    waiting = len(slow.waiting)
    page.leave()
    slow.answer()

    assert waiting == 1
    assert [e.body.role for e in made(care)] == ["icu"]
    assert care.navigation.went == []


def test_everything_is_named_and_reached_by_tab(care: Charted, qtbot: QtBot) -> None:
    """Keys alone are enough."""
    open_call(care)
    feverish(care)
    page = opened(care, qtbot)
    reached = tab_chain(page, page.call.first_field())

    assert unnamed(page) == []
    for widget in (
        *page.call.role_buttons.values(),
        page.call.name.line,
        page.call.words.line,
        page.call.time.button,
        page.call.sign_button,
    ):
        assert widget in reached
