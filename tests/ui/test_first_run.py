"""Three pages make a ward; nothing is wanted before each of them is right."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.care.ward_setup import NewWard
from cart_ward.clinical.people import Name
from cart_ward.ui.curtain import Curtain
from cart_ward.ui.first_run import FirstRun
from cart_ward.ui.first_run_pages import (
    CodeStep,
    LanguageStep,
    PassphrasePage,
    PersonStep,
    WardStep,
)
from tests.ui.hands import click, key, keys
from tests.ui.looking import tab_chain, unnamed

ZONES = ("Asia/Shanghai", "Europe/Berlin", "UTC")
CODE = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345-67AB"


@pytest.fixture
def curtain(qtbot: QtBot) -> Curtain:
    """Return the frame of the first pages, at the smallest screen."""
    made = Curtain()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def run(qtbot: QtBot, curtain: Curtain) -> FirstRun:
    """Return the first run on its frame."""
    made = FirstRun(ZONES)
    curtain.show_page(made)
    curtain.resize(1366, 768)
    with qtbot.waitExposed(curtain):
        curtain.show()
    return made


def at_the_ward(run: FirstRun, language: str = "en") -> WardStep:
    """Choose a language and return the second page."""
    assert isinstance(run.step, LanguageStep)
    click(run.step.buttons[language])
    assert isinstance(run.step, WardStep)
    return run.step


def at_the_person(run: FirstRun) -> PersonStep:
    """Fill in the ward and return the third page."""
    ward = at_the_ward(run)
    keys(ward.name.line, "3F East")
    click(run.next)
    assert isinstance(run.step, PersonStep)
    return run.step


def fill_person(page: PersonStep, pin: str = "271828", again: str = "271828") -> None:
    """Type a name and a PIN twice."""
    keys(page.names["family_latin"].line, "Li")
    keys(page.pin.line, pin)
    keys(page.pin_again.line, again)


def wanted(run: FirstRun) -> list[NewWard]:
    """Return a list that fills with what is wanted."""
    found: list[NewWard] = []
    run.wanted.connect(found.append)
    return found


def test_three_pages_want_a_ward(run: FirstRun) -> None:
    """What was typed is what is asked for; the frame waits for the answer."""
    asked = wanted(run)
    ward = at_the_ward(run)
    keys(ward.name.line, "3F East")
    ward.beds.line.clear()
    keys(ward.beds.line, "9")
    ward.zone.setCurrentText("Europe/Berlin")
    click(run.next)
    assert isinstance(run.step, PersonStep)
    fill_person(run.step)
    run.step.names["family_zh"].set_text("李")
    keys(run.step.phrase.line, "a long one ")
    keys(run.step.phrase_again.line, "a long one ")

    click(run.next)

    assert asked == [
        NewWard(
            name="3F East",
            beds=9,
            zone="Europe/Berlin",
            language="en",
            charge_nurse=Name(family_zh="李", family_latin="Li"),
            pin="271828",
            passphrase="a long one ",  # noqa: S106 - what this test typed
        )
    ]
    assert not run.isEnabled()


def test_chosen_language_speaks_from_the_second_page_on(run: FirstRun) -> None:
    """And becomes the language of the ward."""
    at_the_ward(run, "zh_CN")

    assert i18n.language() == "zh_CN"


def test_enter_goes_from_field_to_field_and_on(run: FirstRun) -> None:
    """No mouse is needed; the last Enter asks for the ward."""
    asked = wanted(run)
    page = at_the_person(run)
    fill_person(page)
    page.names["family_zh"].line.setFocus()
    for _ in range(8):
        key(run.focusWidget(), Qt.Key.Key_Return)

    assert len(asked) == 1


@pytest.mark.parametrize("beds", ["", "0", "100", "-3", "12.5", "a", "１２"])
def test_number_of_beds_is_a_number(run: FirstRun, beds: str) -> None:
    """The page stays, and says at the field what it takes."""
    ward = at_the_ward(run)
    keys(ward.name.line, "3F")
    ward.beds.line.setText(beds)

    click(run.next)

    assert run.step is ward
    assert ward.beds.remark.text() == "Type the number of beds, from 1 to 99."


def test_ward_needs_a_name(run: FirstRun) -> None:
    """It stands on every sheet."""
    ward = at_the_ward(run)

    click(run.next)

    assert run.step is ward
    assert ward.name.remark.text() == "Type the name of the ward."


@pytest.mark.parametrize(
    ("pin", "again", "words"),
    [
        ("123456", "123456", "This PIN is easy to guess"),
        ("27182", "27182", "A PIN has at least 6 digits"),
        ("27182a", "27182a", "A PIN has digits only"),
        ("271828", "271829", "The two PINs differ"),
    ],
)
def test_weak_or_mistyped_pin_is_refused_at_its_field(
    run: FirstRun, pin: str, again: str, words: str
) -> None:
    """Before anything is made."""
    asked = wanted(run)
    page = at_the_person(run)
    fill_person(page, pin, again)

    click(run.next)

    assert words in page.pin.remark.text() + page.pin_again.remark.text()
    assert asked == []


def test_person_needs_a_name_and_two_equal_passphrases(run: FirstRun) -> None:
    """One of the scripts is enough."""
    asked = wanted(run)
    page = at_the_person(run)
    click(run.next)
    assert "Type the name" in page.names["family_zh"].remark.text()
    fill_person(page)
    keys(page.phrase.line, "one")

    click(run.next)

    assert "The two passphrases differ" in page.phrase_again.remark.text()
    assert asked == []


def test_back_keeps_what_was_typed_but_no_secret(run: FirstRun) -> None:
    """The name is there again; the PIN is typed anew."""
    page = at_the_person(run)
    fill_person(page)
    run.go_back()
    assert isinstance(run.step, WardStep)
    assert run.step.name.text() == "3F East"

    click(run.next)

    assert isinstance(run.step, PersonStep)
    assert run.step.names["family_latin"].text() == "Li"
    assert run.step.pin.text() == ""


def test_refusal_leaves_the_page_as_it_was(run: FirstRun) -> None:
    """One sentence above the buttons; the next try is one key away."""
    page = at_the_person(run)
    fill_person(page)
    click(run.next)

    run.complain("The disk is full.")

    assert run.isEnabled()
    assert run.message.isVisible()
    assert run.step is page
    assert page.pin.text() == "271828"


@pytest.mark.parametrize("typed", ["67AB", "67ab ", CODE, CODE.lower().replace("-", " ")])
def test_recovery_code_is_typed_back_before_it_goes_on(
    qtbot: QtBot, run: FirstRun, typed: str
) -> None:
    """The last group, or all of it, as it stands on paper."""
    run.show_code(CODE)
    assert isinstance(run.step, CodeStep)
    keys(run.step.typed.line, typed)

    with qtbot.waitSignal(run.written_down):
        click(run.next)


@pytest.mark.parametrize("typed", ["", "ABCD", "67AC"])
def test_code_that_was_not_written_down_goes_no_further(
    qtbot: QtBot, run: FirstRun, typed: str
) -> None:
    """It is shown only once."""
    run.show_code(CODE)
    assert isinstance(run.step, CodeStep)
    keys(run.step.typed.line, typed)

    with qtbot.assertNotEmitted(run.written_down):
        click(run.next)

    assert "not the last group" in run.step.typed.remark.text()
    assert "67AB" in run.step.code.text()


def test_every_page_can_be_left(qtbot: QtBot, run: FirstRun) -> None:
    """Cancelled, or gone to the practice ward."""
    for number in (1, 2, 3):
        run.show_page(number)
        for name, signal in (("cancel", run.cancelled), ("practice", run.practice_wanted)):
            with qtbot.waitSignal(signal):
                click(button(run, name))


def button(run: FirstRun, name: str) -> QPushButton:
    """Return a button of the foot that is shown."""
    found = [
        each for each in run.findChildren(QPushButton, f"first_run_{name}") if each.isVisibleTo(run)
    ]
    assert len(found) == 1
    return found[0]


def test_every_page_fits_and_is_reached_by_keys(run: FirstRun) -> None:
    """Everything has a name and a place in the tab order, within 1366 x 768."""
    for number in (1, 2, 3, 4):
        if number == 4:
            run.show_code(CODE)
        else:
            run.show_page(number)

        assert unnamed(run) == []
        assert len(tab_chain(run, run.step.first())) >= 3
        assert run.sizeHint().height() <= 768
        assert run.sizeHint().width() <= 1366


def test_passphrase_is_given_and_forgotten(qtbot: QtBot) -> None:
    """Asked again, the field is empty and says why."""
    page = PassphrasePage()
    qtbot.addWidget(page)
    page.submit()
    assert page.phrase.remark.text() == "Type the passphrase, then press Enter."
    keys(page.phrase.line, "secret words")

    with qtbot.waitSignal(page.given) as given:
        key(page.phrase.line, Qt.Key.Key_Return)

    assert given.args == ["secret words"]
    assert page.phrase.text() == ""
    page.say_wrong()
    assert "not the ward passphrase" in page.phrase.remark.text()
