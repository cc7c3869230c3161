"""Every key of the map does what it says, on every page where it says so."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.clinical.observed import StruckOut
from cart_ward.clinical.people import AdmissionId
from cart_ward.clinical.vocabulary import Check
from cart_ward.db.store import SqlStore
from cart_ward.ui import keys, theme
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.call import CallPage
from cart_ward.ui.forms.vitals import VitalsPage
from cart_ward.ui.frame.key_list import KeyListPage
from cart_ward.ui.handover.page import HandoverPage
from cart_ward.ui.keys import Key
from cart_ward.ui.navigation import Page
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.patient.sheet import PatientSheet
from tests.fakes import FixedClock
from tests.ui.whole import Whole


@pytest.fixture
def whole(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Whole:
    """Return the whole window, each patient with one set of vital signs."""
    made = Whole(qtbot, store, clock)
    for patient in (made.chen, made.wang):
        made.ward.record_vitals(patient, temperature="38.6")
    made.read_again()
    return made


@dataclass(frozen=True)
class Effect:
    """A page, what is done there first, and whether the key had its effect."""

    page: str
    done: Callable[[Whole], bool]
    first: Callable[[Whole], None] = lambda _whole: None


def at(name: str, patient: bool = True) -> Callable[[Whole], bool]:  # noqa: FBT001, FBT002
    """Return whether a page stands in front, of the patient of the page before."""

    def done(whole: Whole) -> bool:
        here: AdmissionId | None = whole.window.page.admission()
        return whole.window.place_name == name and (not patient or here == whole.chen)

    return done


def choose(whole: Whole) -> None:
    """Choose the row of Chen."""
    board(whole).table.choose(whole.chen)
    board(whole).table.setFocus()


def choose_open(whole: Whole) -> None:
    """Let checks become very late and choose the first row."""
    whole.clock.advance(hours=1, minutes=35)
    whole.station.ask_again()
    whole.press("Home")


def type_bed(whole: Whole) -> None:
    """Type the number of Wang's bed."""
    choose(whole)
    whole.press("2")


def board(whole: Whole) -> BoardPage:
    """Return the board in front."""
    page = whole.window.page
    assert isinstance(page, BoardPage)
    return page


def page_of(whole: Whole, kind: type[Page]) -> Page:
    """Return the page in front, of a kind."""
    page = whole.window.page
    assert isinstance(page, kind)
    return page


def patient_page(whole: Whole) -> PatientPage:
    """Return the patient's page in front."""
    page = page_of(whole, PatientPage)
    assert isinstance(page, PatientPage)
    return page


def vitals(whole: Whole) -> VitalsPage:
    """Return the vital signs in front."""
    page = page_of(whole, VitalsPage)
    assert isinstance(page, VitalsPage)
    return page


def call_page(whole: Whole) -> CallPage:
    """Return the form of a call in front."""
    page = page_of(whole, CallPage)
    assert isinstance(page, CallPage)
    return page


def handover(whole: Whole) -> HandoverPage:
    """Return the handover in front."""
    page = page_of(whole, HandoverPage)
    assert isinstance(page, HandoverPage)
    return page


def type_pulse(whole: Whole) -> None:
    """Type a pulse and let the keeper of drafts look."""
    vitals(whole).vitals.fields.pulse.edit.setFocus()
    whole.type("118")
    whole.window.keeper.look()


def sign_pulse(whole: Whole) -> None:
    """Sign a pulse of Chen."""
    whole.open("vitals")
    type_pulse(whole)
    whole.press("Ctrl+Return")


def struck(whole: Whole) -> list[str | None]:
    """Return why what was signed for Chen was struck out."""
    entries = whole.station.snapshot.charts[whole.chen].entries
    return [entry.amend_reason for entry in entries if isinstance(entry.body, StruckOut)]


def undo(whole: Whole) -> None:
    """Type a pulse and take it back."""
    type_pulse(whole)
    whole.press("Ctrl+Z")


def pulse(whole: Whole) -> str:
    """Return what stands in the field of the pulse."""
    return vitals(whole).vitals.fields.pulse.text()


def change_place(whole: Whole) -> None:
    """Let two rows change their places while one is held."""
    page = board(whole)
    page.table.choose(whole.wang)
    page.changed.setVisible(True)


def far_is_on(whole: Whole) -> bool:
    """Tell whether the board can be read from afar; the board says how."""
    return board(whole).far()


def on_the_left(whole: Whole) -> bool:
    """Tell whether the focus is in the bar on the left."""
    here = QApplication.focusWidget()
    return here is not None and whole.window.nav.isAncestorOf(here)


def larger(whole: Whole) -> None:
    """Read larger text."""
    whole.press("Ctrl++")


def paused(whole: Whole) -> bool:
    """Tell whether the monitoring of Chen is paused."""
    return whole.station.status(whole.chen).pause is not None


def chosen(reason: str) -> Callable[[Whole], bool]:
    """Return whether the focus stands on a reason and nothing is paused yet."""

    def look(whole: Whole) -> bool:
        here = whole.window.focusWidget()
        return here is not None and here.objectName() == reason and not paused(whole)

    return look


def pause(whole: Whole) -> None:
    """Pause the monitoring of Chen; the page in front shows it."""
    page = patient_page(whole)
    whole.window.show_not_done(whole.chen, Check.VITALS)
    whole.press("O")
    whole.press("Return")
    assert page is not whole.window.page


EFFECTS: dict[str, Effect] = {
    "row_due": Effect("board", lambda w: w.window.place_name == "patient", choose),
    "bed": Effect("board", lambda w: board(w).table.chosen() == w.wang,
                  type_bed),
    "row_vitals": Effect("board", at("vitals"), choose),
    "row_neuro": Effect("board", at("neuro"), choose),
    "row_tocilizumab": Effect("board", at("tocilizumab"), choose),
    "row_call": Effect("board", at("call"), choose),
    "why": Effect("patient", lambda w: patient_page(w).due.rows[0].explained),
    "page_vitals": Effect("patient", at("vitals")),
    "page_neuro": Effect("patient", at("neuro")),
    "page_tocilizumab": Effect("patient", at("tocilizumab")),
    "page_drug": Effect("patient", at("drug")),
    "page_stay": Effect("patient", at("stay")),
    "page_call": Effect("patient", at("call")),
    "answered_now": Effect("call", lambda w: call_page(w).call.when.value() == "now"),
    "page_entries": Effect("patient", lambda w: patient_page(w).history.isVisible()),
    "pause_off_ward": Effect("not_done", chosen("off_ward")),
    "pause_imaging": Effect("not_done", chosen("imaging")),
    "pause_procedure": Effect("not_done", chosen("procedure")),
    "pause_dialysis": Effect("not_done", chosen("dialysis")),
    "resume": Effect("patient", lambda w: not paused(w), pause),
    "time": Effect("vitals", lambda w: vitals(w).vitals.time.panel.isVisible()),
    "sign": Effect("vitals", lambda w: "saved" in w.told, type_pulse),
    "next_field": Effect("vitals", lambda w: not vitals(w).vitals.fields.pulse.edit.hasFocus(),
                         type_pulse),
    "save": Effect("vitals", lambda w: w.told.startswith("Draft kept 14:00:00"), type_pulse),
    "undo": Effect("vitals", lambda w: pulse(w) == "", type_pulse),
    "undo_signed": Effect("board", lambda w: struck(w) != [], sign_pulse),
    "redo": Effect("vitals", lambda w: pulse(w) == "118", undo),
    "find": Effect("board", lambda w: w.finder.bar is not None and w.finder.bar.field.hasFocus()),
    "rows": Effect("board", lambda w: len(board(w).table.selectionModel().selectedRows()) == 1,
                   lambda w: board(w).table.setFocus()),
    "refresh": Effect("board", lambda w: not board(w).changed.isVisible(), change_place),
    "far": Effect("board", far_is_on),
    "row_open": Effect("charge", lambda w: w.window.place_name != "charge", choose_open),
    "palette": Effect("patient", lambda w: w.palette.overlay is not None),
    "chart_vitals": Effect("patient", at("vitals")),
    "chart_neuro": Effect("patient", at("neuro")),
    "tocilizumab": Effect("patient", at("tocilizumab")),
    "grade": Effect("drug", at("grade")),
    "alarms": Effect("patient", lambda w: w.window.place_name == "alarms"),
    "handover": Effect("patient", at("handover", patient=False)),
    "print": Effect("handover", lambda w: w.paper.sent != []),
    "print_patient": Effect("patient", lambda w: len(w.paper.sent) == 1),
    "place_ward": Effect("patient", at("board", patient=False)),
    "place_patient": Effect("vitals", at("patient")),
    "place_tocilizumab": Effect("vitals", at("tocilizumab")),
    "place_handover": Effect("vitals", at("handover", patient=False)),
    "place_team": Effect("vitals", at("team", patient=False)),
    "place_charge": Effect("vitals", at("charge", patient=False)),
    "place_setup": Effect("vitals", at("setup", patient=False)),
    "place_health": Effect("vitals", at("health", patient=False)),
    "pane_next": Effect("patient", on_the_left,
                        lambda w: patient_page(w).due.why_buttons[0].setFocus()),
    "pane_before": Effect("patient", lambda w: not on_the_left(w),
                          lambda w: w.window.nav.buttons["ward"].setFocus()),
    "back": Effect("vitals", at("patient")),
    "larger": Effect("patient", lambda _w: theme.current().sizes.percent == 125),
    "smaller": Effect("patient", lambda _w: theme.current().sizes.percent == 100, larger),
    "usual_size": Effect("patient", lambda _w: theme.current().sizes.percent == 100, larger),
    "lock": Effect("patient", lambda w: w.window.locked),
    "switch": Effect("patient", lambda w: w.window.locked),
    "help": Effect("patient", lambda w: w.window.place_name == "keys"),
}  # fmt: skip

PRESSED = {
    "row_due": "Return",
    "bed": "Return",
    "next_field": "Return",
    "rows": "End",
    "row_open": "Return",
}
"""What is pressed for keys that the widget in focus listens to."""


def test_no_key_of_the_map_is_without_an_effect() -> None:
    """Each act has its proof below."""
    assert {key.act for key in keys.MAP} == set(EFFECTS)


@pytest.mark.parametrize(
    ("act", "pressed"),
    [(key.act, pressed) for key in keys.MAP for pressed in (key.keys or (PRESSED[key.act],))],
)
def test_each_key_has_its_effect(whole: Whole, act: str, pressed: str) -> None:
    """Pressed where the keys go, on a page where it holds; before it nothing had happened."""
    effect = EFFECTS[act]
    whole.open(effect.page)
    effect.first(whole)
    before = effect.done(whole)

    whole.press(pressed)

    assert (before, effect.done(whole)) == (False, True)


HELD = [(key, page) for key in keys.MAP if key.listens != "widget" for page in sorted(key.on)]


@pytest.mark.parametrize(("key", "page"), HELD, ids=lambda x: getattr(x, "act", x))
def test_each_key_holds_on_every_page_the_map_names(whole: Whole, key: Key, page: str) -> None:
    """And the list of that page shows it."""
    if page == "tocilizumab":
        # The order asks for no time; the start of an infusion does.
        whole.ward.ready(whole.chen)
        whole.read_again()
    if key.act == "resume" and page == "patient":
        whole.open(page)
        pause(whole)
    if key.act == "undo_signed":
        sign_pulse(whole)
    whole.open(page)

    assert whole.window.keys.way(key) is not None
    assert key in whole.window.keys.holding()


@pytest.mark.parametrize("page", ["admit", "handover", "board"])
def test_letters_of_another_page_do_nothing_here(whole: Whole, page: str) -> None:
    """O, D and E belong to the patient."""
    whole.open(page)

    assert [whole.window.keys.letter(letter) for letter in "ODE"] == [None, None, None]


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_f1_lists_the_keys_of_the_page_first(whole: Whole, language: str) -> None:
    """Left those of the page, right those of every page, in the language of the screen."""
    i18n.set_language(language)
    whole.open("patient")
    whole.press("F1")
    page = whole.window.page
    assert isinstance(page, KeyListPage)
    here = [label.text() for label in page.here.findChildren(QLabel)]
    everywhere = [label.text() for label in page.everywhere.findChildren(QLabel)]

    assert {"V", "N", "O", "D", "S", "E", "W", "Ctrl+F"} <= set(here)
    assert {"Ctrl+K", "Ctrl+N", "Ctrl+1", "F6, Shift+F6"} <= set(everywhere)
    assert not {"T", "Ctrl+Z", "F5"} & set(here + everywhere)

    whole.press("F1")
    assert whole.window.place_name == "patient"


def test_no_key_works_while_the_station_is_locked(whole: Whole) -> None:
    """Not even the list of keys."""
    whole.window.lock()

    assert [key.act for key in keys.MAP if whole.window.keys.way(key) is not None] == []


def test_keys_never_act_on_another_patient_than_the_one_who_left(whole: Whole) -> None:
    """On the page of a past stay Ctrl+N says so and stays there."""
    whole.ward.discharge(whole.chen)
    whole.read_again()
    whole.window.show_patient(whole.chen)
    whole.press("Ctrl+N")

    assert whole.window.place_name == "patient"
    assert "has left the ward" in whole.told


def test_letters_are_text_where_text_is_typed(whole: Whole) -> None:
    """In a line of text a T is a T; in a number it opens the time."""
    lines = whole.open("drug").findChildren(QLineEdit)
    line = next(edit for edit in lines if type(edit) is QLineEdit and edit.isVisible())
    line.setFocus()
    whole.type("tw?")
    in_text = line.text()
    whole.open("vitals")
    whole.type("t")

    assert in_text == "tw?"
    assert vitals(whole).vitals.time.panel.isVisible()


def test_letters_can_be_turned_off(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> None:
    """A setting of the station: chords still work, letters do nothing."""
    whole = Whole(qtbot, store, clock, letters=False)
    whole.open("patient")
    whole.press("V")
    stayed = whole.window.place_name
    whole.press("Ctrl+N")

    assert (stayed, whole.window.place_name) == ("patient", "vitals")


def test_undo_goes_back_through_numbers_and_choices_alike(whole: Whole) -> None:
    """Each step by itself, forth again, and a new step forgets what was undone."""
    whole.open("vitals")
    form = vitals(whole).vitals
    type_pulse(whole)
    alert = next(iter(form.fields.consciousness.buttons.values()))
    QTest.mouseClick(alert, Qt.MouseButton.LeftButton)
    whole.window.keeper.look()
    whole.press("Ctrl+Z")
    without = (pulse(whole), vitals(whole).vitals.fields.consciousness.value())
    whole.press("Ctrl+Z")
    empty = pulse(whole)
    whole.press("Ctrl+Shift+Z")
    whole.press("Ctrl+Shift+Z")
    again = vitals(whole).vitals.fields.consciousness.value()
    whole.press("Ctrl+Z")
    type_pulse(whole)
    whole.press("Ctrl+Shift+Z")

    assert (without, empty) == (("118", None), "")
    assert again is not None
    assert whole.told == "Nothing here can be redone."


def test_undo_leaves_the_focus_in_the_field_where_it_was(whole: Whole) -> None:
    """The page is made anew; the hand does not notice."""
    whole.open("vitals")
    type_pulse(whole)
    whole.press("Ctrl+Z")

    assert vitals(whole).vitals.fields.pulse.edit.hasFocus()


def test_what_was_undone_is_undone_on_disk_too(whole: Whole) -> None:
    """The draft that would come back after a crash is the one that is seen."""
    whole.open("vitals")
    undo(whole)
    whole.window.show_board()
    whole.open("vitals")

    assert pulse(whole) == ""


@pytest.mark.parametrize("page", sorted(keys.READ))
def test_ctrl_z_strikes_out_what_was_just_signed_and_only_then(whole: Whole, page: str) -> None:
    """For ten seconds, on the pages where nothing is typed; afterwards it stays signed."""
    sign_pulse(whole)
    whole.open(page)
    whole.press("Ctrl+Z")
    taken_back = (struck(whole), whole.told)
    sign_pulse(whole)
    whole.clock.advance(seconds=10)
    whole.station.ticked.emit(whole.clock.now())
    whole.open(page)
    whole.press("Ctrl+Z")

    assert taken_back[0] == ["undone at once"]
    assert taken_back[1].startswith("陈伟 Chen Wei: undone 14:00:00.")
    assert struck(whole) == ["undone at once"]
    listed = {key.act for key in whole.window.keys.holding()}
    assert "undo_signed" not in listed


@pytest.mark.parametrize("page", ["vitals", "neuro", "drug"])
def test_ctrl_z_on_a_form_never_strikes_out_what_was_signed(whole: Whole, page: str) -> None:
    """It may be the form of another patient; the button in the message line still can."""
    sign_pulse(whole)
    whole.open(page, whole.wang)
    whole.press("Ctrl+Z")
    whole.press("Ctrl+Z")

    assert struck(whole) == []
    assert whole.window.line.offers_undo
    assert whole.told == "Nothing typed here can be undone."


def test_ctrl_z_takes_back_what_is_typed_before_what_was_signed(whole: Whole) -> None:
    """What stands on the page is nearer than what was signed before it."""
    sign_pulse(whole)
    whole.open("vitals")
    undo(whole)

    assert (pulse(whole), struck(whole)) == ("", [])


def test_closing_the_message_lets_its_undo_go(whole: Whole) -> None:
    """What is no longer offered in sight is not done by its key."""
    sign_pulse(whole)
    QTest.mouseClick(whole.window.line.close_button, Qt.MouseButton.LeftButton)
    whole.press("Ctrl+Z")

    assert struck(whole) == []


def test_what_was_said_of_one_page_is_not_read_on_the_next(whole: Whole) -> None:
    """The draft of Chen came back; on Wang's page nothing says so."""
    whole.open("vitals")
    type_pulse(whole)
    whole.open("board")
    whole.open("vitals")
    said = whole.told
    whole.open("vitals", whole.wang)
    later = whole.told

    assert said == "What was typed here before is back, unsaved since 14:00."
    assert later == ""


def test_that_it_is_saved_stays_on_the_way_back(whole: Whole) -> None:
    """The sentence about the signature goes with the person, not with the form."""
    sign_pulse(whole)
    back = whole.told
    whole.open("board")

    assert back.endswith("saved 14:00:00.")
    assert whole.told == back


def test_what_must_be_seen_stays_on_the_next_page(whole: Whole) -> None:
    """A warning about the record is of no page: it stands until it is closed."""
    whole.window.tell("No copy for 40 min.", good=False)
    whole.open("board")

    assert whole.told == "No copy for 40 min."


def test_ctrl_s_without_anything_typed_says_so(whole: Whole) -> None:
    """Nothing claims to be kept that is not there."""
    whole.open("vitals")
    whole.press("Ctrl+S")

    assert whole.told == "Nothing is typed here that is not signed."


def test_ctrl_s_over_a_record_that_is_only_read_says_where_the_draft_is(
    whole: Whole, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing claims to be on disk that is not."""
    monkeypatch.setattr(whole.window.keeper, "_drafts", None)
    whole.open("vitals")
    type_pulse(whole)
    whole.press("Ctrl+S")

    assert whole.told.endswith("what is typed is kept in this window only.")


def test_ctrl_p_then_enter_prints_from_the_board(whole: Whole) -> None:
    """Two keys from the board to the paper."""
    whole.open("board")
    whole.press("Ctrl+P")
    whole.press("Return")

    assert whole.window.place_name == "handover"
    assert len(whole.paper.sent) == 1


def test_a_patients_sheet_without_a_printer_is_saved(whole: Whole, tmp_path: Path) -> None:
    """The dialogue is opened, not waited for; that it went out is in the audit log."""
    whole.paper.there = False
    whole.open("patient")
    whole.press("Ctrl+Shift+P")
    sheet = whole.window.findChild(PatientSheet)
    assert sheet is not None
    assert sheet.dialog is not None
    sheet.dialog.fileSelected.emit(str(tmp_path / "chen.pdf"))
    sheet.dialog.reject()

    assert (tmp_path / "chen.pdf").read_bytes().startswith(b"%PDF")
    assert whole.told == "Saved as chen.pdf. The file is not encrypted."
