"""Team and calls: who is on call, whom to call still, who has not answered."""

from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.care import calls
from cart_ward.care.calls import LogCall, SetContact
from cart_ward.clinical.calls import callings
from cart_ward.clinical.observed import CallMade
from cart_ward.clinical.people import AdmissionId, Role
from cart_ward.clinical.schedule import DueState
from cart_ward.ui.calls.cards import PastRow, ToMakeRow
from cart_ward.ui.calls.on_call import OnCallRow
from cart_ward.ui.calls.open_row import OpenRow
from cart_ward.ui.calls.page import TeamPage
from cart_ward.ui.forms.amend import AmendPage
from cart_ward.ui.forms.amend_fields import PartEditor
from tests.builders import ice, token
from tests.fakes import NOW
from tests.ui.charted import Charted, SlowTasks
from tests.ui.hands import click, keys
from tests.ui.looking import tab_chain, unnamed

MINUTE = timedelta(minutes=1)


def opened(care: Charted, qtbot: QtBot, role: Role = Role.NURSE) -> TeamPage:
    """Return the page on the screen, somebody of a role signed in."""
    care.sign_in(role)
    page = TeamPage(care.station, care.navigation)
    qtbot.addWidget(page)
    page.resize(1291, 688)
    page.show()
    return page


def log(care: Charted, minutes: int = 0, **facts: Any) -> None:
    """Log a call to the ward doctor some minutes ago."""
    values: dict[str, Any] = {
        "admission_id": care.patient,
        "called_at": care.clock.now() - minutes * MINUTE,
        "role": "ward_doctor",
        "name": "",
        "answered_at": None,
        "outcome": "",
        "late_reason": None,
        "token": token(),
    }
    calls.log_call(care.ward.desk(), LogCall(**{**values, **facts}))
    care.read_again()


def on_call(care: Charted, role: str, number: str = "6012", within: int | None = 5) -> None:
    """Enter who is on call."""
    command = SetContact(role=role, name="Gao", number=number, answer_within=within)
    calls.set_contact(care.ward.desk(Role.CHARGE_NURSE), command)
    care.read_again()


def open_rows(page: TeamPage) -> list[OpenRow]:
    """Return the calls that wait."""
    return [row for row in page.calls.open.rows.values() if isinstance(row, OpenRow)]


def past_rows(page: TeamPage) -> list[PastRow]:
    """Return the calls of the last day."""
    return [row for row in page.calls.past.rows.values() if isinstance(row, PastRow)]


def to_make(page: TeamPage) -> list[ToMakeRow]:
    """Return the calls that are due."""
    return [row for row in page.calls.to_make.rows.values() if isinstance(row, ToMakeRow)]


def role_row(page: TeamPage, role: str) -> OnCallRow:
    """Return the line of a role."""
    row = page.on_call.rows.rows[role]
    assert isinstance(row, OnCallRow)
    return row


def words(widget: QWidget) -> str:
    """Return what can be read in a part of the page."""
    found = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    return "\n".join(found)


def tick(care: Charted, **elapsed: float) -> None:
    """Let time pass at the station."""
    care.clock.advance(**elapsed)
    care.station.ticked.emit(care.station.now())


# ---- who is on call


def test_a_line_for_each_role_the_protocol_calls_says_so_where_it_is_empty(
    care: Charted, qtbot: QtBot
) -> None:
    """A nurse reads who enters them; there is nothing to press."""
    page = opened(care, qtbot)
    shown = words(page.on_call)

    for title in (
        *("Ward doctor", "Neurology", "Intensive care outreach", "Intensive care"),
        *("Emergency team", "Charge nurse", "Pharmacist"),
    ):
        assert title in shown
    assert shown.count("Nobody is entered.") == 7
    assert "A charge nurse, physician or administrator enters who is on call." in shown
    assert not role_row(page, "icu").button.isVisibleTo(page)
    assert not page.on_call.another.isVisibleTo(page)


@pytest.mark.parametrize("role", [Role.CHARGE_NURSE, Role.PHYSICIAN, Role.ADMINISTRATOR])
def test_who_may_enters_a_number_and_everybody_reads_it(
    care: Charted, qtbot: QtBot, role: Role
) -> None:
    """Name, number, minutes; saved once on disk, with who entered it."""
    page = opened(care, qtbot, role)
    assert "press Change" in words(role_row(page, "ward_doctor"))
    click(role_row(page, "ward_doctor").button)
    form = page.on_call.form
    keys(form.name.line, "Gao Jianhua")
    keys(form.number.line, "6012")
    keys(form.minutes.line, "5")
    click(form.sign_button)

    [contact] = care.ward.snapshot().contacts
    shown = words(role_row(page, "ward_doctor"))
    assert (contact.name, contact.number) == ("Gao Jianhua", "6012")
    assert contact.answer_within == 5 * MINUTE
    assert "Gao Jianhua\n6012\nwithin 5 min · since 14:00" in shown.replace("\u00a0", " ")
    assert role_row(page, "ward_doctor").number.property("role") == "number"
    assert care.navigation.told == ["Who is on call: saved 14:00:00."]
    assert form.isHidden()


@pytest.mark.parametrize(
    ("number", "minutes", "said"),
    [
        ("", "", "Number: still empty."),
        ("the porter", "", "holds no digit"),
        ("6012", "0", "Type whole minutes from 1 to 240"),
        ("6012", "soon", "Type whole minutes from 1 to 240"),
        ("6012", "241", "Type whole minutes from 1 to 240"),
    ],
)
def test_what_nobody_can_dial_is_not_saved(
    care: Charted, qtbot: QtBot, number: str, minutes: str, said: str
) -> None:
    """A sentence at the field; what was typed stays."""
    page = opened(care, qtbot, Role.CHARGE_NURSE)
    click(role_row(page, "icu").button)
    form = page.on_call.form
    keys(form.number.line, number)
    keys(form.minutes.line, minutes)
    click(form.sign_button)

    assert said in form.message.text()
    assert form.number.text() == number
    assert care.ward.snapshot().contacts == ()


def test_a_role_is_emptied_and_another_one_is_added(care: Charted, qtbot: QtBot) -> None:
    """By a button each; cancel leaves all as it was."""
    on_call(care, "icu")
    page = opened(care, qtbot, Role.CHARGE_NURSE)
    form = page.on_call.form
    click(role_row(page, "icu").button)
    typed = (form.name.text(), form.number.text(), form.minutes.text())
    click(form.nobody)
    emptied = words(role_row(page, "icu"))
    click(page.on_call.another)
    click(form.sign_button)
    refused = form.message.text()
    keys(form.role_line.line, "cardiology")
    keys(form.number.line, "6300")
    click(form.sign_button)
    click(role_row(page, "cardiology").button)
    click(form.cancel)

    assert typed == ("Gao", "6012", "5")
    assert "Nobody is entered" in emptied
    assert "Role: still empty." in refused
    assert "cardiology" in words(page.on_call)
    assert set(calls.on_call(care.ward.snapshot())) == {"cardiology"}
    assert form.isHidden()


def test_a_line_older_than_a_day_asks_whether_it_holds(care: Charted, qtbot: QtBot) -> None:
    """Yesterday's doctor sleeps."""
    on_call(care, "icu")
    care.clock.advance(hours=25)
    page = opened(care, qtbot)

    assert "does this still hold?" in words(role_row(page, "icu"))


def test_what_is_typed_for_a_role_is_a_draft(care: Charted, qtbot: QtBot) -> None:
    """It comes back for whoever may save it, and for nobody else."""
    page = opened(care, qtbot, Role.CHARGE_NURSE)
    nothing = page.draft()
    click(role_row(page, "icu").button)
    keys(page.on_call.form.number.line, "61")
    draft = page.draft()
    again = opened(care, qtbot, Role.CHARGE_NURSE)
    again.restore(draft)
    nurse = opened(care, qtbot)
    nurse.restore(draft)

    assert nothing == {}
    assert again.on_call.form.isVisible()
    assert (again.on_call.form.role, again.on_call.form.number.text()) == ("icu", "61")
    assert nurse.on_call.form.isHidden()


# ---- calls that wait


def test_a_call_that_waits_shows_its_minutes_and_grows_late(care: Charted, qtbot: QtBot) -> None:
    """Colour, shape and word change at the ward's time, and again at half of it more."""
    on_call(care, "ward_doctor", within=4)
    log(care, name="Gao")
    page = opened(care, qtbot)
    [row] = open_rows(page)
    found = [(row.clock.state, row.clock.words, row.step.isVisibleTo(page))]
    for minutes in (4, 1, 2):
        tick(care, minutes=minutes)
        found.append((row.clock.state, row.clock.words, row.step.isVisibleTo(page)))

    assert row.who.text() == "Ward doctor Gao 6012"
    assert found == [
        (DueState.DUE, "Waiting 0 min of 4 min", False),
        (DueState.DUE, "Waiting 4 min of 4 min", False),
        (DueState.OVERDUE, "Late: no answer for 5 min, owed in 4 min", True),
        (DueState.VERY_OVERDUE, "Very late: no answer for 7 min, owed in 4 min", True),
    ]


@pytest.mark.parametrize(
    ("pressed", "outcome", "answers"),
    [
        ("answered", "", True),
        ("comes", "comes", True),
        ("advice", "advice", True),
        ("arrived", "arrived", True),
        ("no_answer", "no_answer", False),
        ("not_needed", "not_needed", False),
    ],
)
def test_what_came_of_a_call_is_one_press(
    care: Charted, qtbot: QtBot, pressed: str, outcome: str, *, answers: bool
) -> None:
    """The call keeps its first version; what is over moves to the last day's calls."""
    log(care, 3)
    page = opened(care, qtbot)
    [row] = open_rows(page)
    click(row.buttons[pressed])

    chart = care.ward.chart(care.patient)
    [entry] = chart.of(CallMade)
    assert entry.body.outcome == outcome
    assert entry.body.answered_at == (NOW if answers else None)
    assert len(chart.versions(entry)) == 2
    waits = pressed == "no_answer"
    assert (len(open_rows(page)), len(past_rows(page))) == ((1, 0) if waits else (0, 1))
    assert care.navigation.told[-1].endswith("Saved 14:00:00.")
    assert "Bed 5" in care.navigation.told[-1]


def test_calling_again_goes_on_counting_from_the_first_call(care: Charted, qtbot: QtBot) -> None:
    """The row stays one, says how often, and the answer closes it."""
    log(care, 9)
    page = opened(care, qtbot)
    [row] = open_rows(page)
    click(row.buttons["again"])
    said, late = row.since.text(), row.clock.words
    click(row.buttons["comes"])

    assert open_rows(page) == []
    assert said == "called 2 times since 13:51, last 14:00"
    assert late == "Very late: no answer for 9 min, owed in 5 min"
    [one] = callings(care.ward.chart(care.patient))
    assert (one.tries, one.took) == (2, 9 * MINUTE)
    [past] = past_rows(page)
    assert "answered after 9 min · 2 calls · Comes" in past.words.text()


def test_no_answer_says_who_is_next_by_the_protocol_and_calls_them(
    care: Charted, qtbot: QtBot
) -> None:
    """ICE 5 asks for doctor, neurology and outreach; once all were called nobody else is named."""
    on_call(care, "neurology", "6044")
    care.ward.record_neuro(care.patient, ice(5))
    log(care, outcome="no_answer")
    page = opened(care, qtbot)
    [row] = open_rows(page)
    first = row.step.text()
    click(row.buttons["next"])
    log(care, role="icu_outreach")
    rows = {r.facts.role: r for r in open_rows(page) if r.facts is not None}

    assert "Next by the protocol: Neurology Gao 6044." in first
    assert [e.body.role for e in care.ward.chart(care.patient).of(CallMade)] == [
        "ward_doctor",
        "neurology",
        "icu_outreach",
    ]
    assert "The protocol names no other." in rows["ward_doctor"].step.text()
    assert not rows["ward_doctor"].buttons["next"].isVisibleTo(page)


def test_somebody_on_the_way_is_noted_at_the_bedside_later(care: Charted, qtbot: QtBot) -> None:
    """One press; the time to answer stays, and when it was noted stands there."""
    log(care, 10, answered_at=NOW - 8 * MINUTE, outcome="comes")
    page = opened(care, qtbot)
    [row] = past_rows(page)
    click(row.arrived)

    [row] = past_rows(page)
    assert "answered after 2 min · At the bedside (noted 14:00)" in row.words.text()
    assert not row.arrived.isVisibleTo(page)
    click(row.correct)
    [entry] = care.ward.chart(care.patient).of(CallMade)
    assert care.navigation.went == [("amend", care.patient, entry.id)]


def test_calls_leave_the_list_after_a_day_unless_they_wait(care: Charted, qtbot: QtBot) -> None:
    """What nobody answered is never forgotten."""
    log(care, answered_at=NOW)
    log(care, role="icu")
    care.clock.advance(hours=25)
    page = opened(care, qtbot)

    assert past_rows(page) == []
    assert [row.facts.role for row in open_rows(page) if row.facts is not None] == ["icu"]


# ---- calls to make


def test_due_calls_stand_in_one_row_a_patient_and_lead_to_the_form(
    care: Charted, qtbot: QtBot
) -> None:
    """Why, whom, by when; late once the time is over."""
    care.ward.record_neuro(care.patient)
    care.ward.record_vitals(care.patient, temperature="38.4")
    care.read_again()
    page = opened(care, qtbot)
    [row] = [r for r in to_make(page) if r.facts is not None]
    said, before = row.why.text().replace("\u00a0", " "), row.clock.words
    tick(care, minutes=16)
    after = (row.clock.state, row.clock.words)
    click(row.button)

    assert "5" in row.patient.text()
    assert (
        "First temperature of 38.0 °C or more after the infusion: call the ward doctor by" in said
    )
    assert said.endswith("by 14:15") or "by 14:15\n" in said
    assert before.startswith(("Call within", "Late"))
    assert after[0] is DueState.OVERDUE
    assert care.navigation.went == [("call", care.patient)]


def test_an_empty_page_says_so(care: Charted, qtbot: QtBot) -> None:
    """No card is a blank."""
    care.ward.record_neuro(care.patient)
    care.read_again()
    page = opened(care, qtbot)
    shown = words(page.calls)

    assert "Every call was answered." in shown
    assert "No call was answered in the last 24 hours." in shown


# ---- however it comes


def test_only_the_last_question_is_answered_and_none_after_leaving(
    care: Charted, qtbot: QtBot
) -> None:
    """Answers that come late or out of order show nothing."""
    slow = SlowTasks()
    care.station.tasks = slow
    page = opened(care, qtbot)
    page.refresh()
    first, second = slow.waiting
    second()
    shown = words(page.calls)
    first()
    page.leave()
    page.refresh()
    slow.waiting[-1]()

    assert words(page.calls) == shown


def test_rows_stand_still_while_somebody_stands_in_them(care: Charted, qtbot: QtBot) -> None:
    """A more pressing call of another patient goes below the row that has the keys."""
    other = care.ward.admit(bed="7", day=2)
    log(care, 1)
    page = opened(care, qtbot)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    [row] = open_rows(page)
    row.buttons["comes"].setFocus()
    log(care, 30, admission_id=other)
    held = _patients(page)
    page.board.setFocus()
    care.station.ask_again()

    assert held == [care.patient, other]
    assert _patients(page) == [other, care.patient]


def _patients(page: TeamPage) -> list[AdmissionId]:
    return [row.facts.admission_id for row in open_rows(page) if row.facts is not None]


def test_everything_on_the_page_is_named_and_reached_by_tab(care: Charted, qtbot: QtBot) -> None:
    """Keys alone are enough."""
    log(care, 1)
    log(care, 3, role="icu", answered_at=NOW)
    on_call(care, "icu")
    page = opened(care, qtbot, Role.CHARGE_NURSE)
    [row] = open_rows(page)
    [past] = past_rows(page)
    reached = tab_chain(page, row.first())

    assert unnamed(page) == []
    for widget in (
        *(b for b in row.buttons.values() if b.isVisibleTo(page)),
        *(past.arrived, past.correct, role_row(page, "icu").button, page.board),
    ):
        assert widget in reached


def test_a_correction_is_typed_in_words_and_kept_as_code(care: Charted, qtbot: QtBot) -> None:
    """Nobody meets "ward_doctor" or "comes"; words of one's own stay words."""
    log(care, 10, answered_at=NOW - 8 * MINUTE, outcome="comes")
    [entry] = care.ward.chart(care.patient).of(CallMade)
    page = AmendPage(care.station, care.navigation, care.patient, entry.id)
    qtbot.addWidget(page)
    page.show()
    editors = page.findChildren(PartEditor)
    role, outcome = (next(e for e in editors if e.part.name == n) for n in ("role", "outcome"))
    before = (role.line.text() if role.line else "", role.changed(), outcome.changed())
    outcome.set_text("advice")
    shown = (outcome.line.text() if outcome.line else "", outcome.was.text(), outcome.value())
    assert outcome.line is not None
    outcome.line.set_text("gave fluids")

    assert before == ("Ward doctor", False, False)
    assert shown == ("Advice by phone", "was Comes", "advice")
    assert (outcome.text(), outcome.value()) == ("gave fluids", "gave fluids")
