"""An input method owns the keyboard while it composes; a scan never reaches a field."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from cart_ward.db.store import SqlStore
from cart_ward.ui import keys
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.order import OrderForm
from cart_ward.ui.keyboard import Keyboard
from cart_ward.ui.patient.page import PatientPage
from cart_ward.ui.scan_desk import ScanDesk
from cart_ward.ui.tocilizumab.page import TocilizumabPage
from tests.fakes import FixedClock
from tests.ui.whole import Whole


@pytest.fixture
def whole(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Whole:
    """Return the whole window, the drug form of Chen open, a line of text in focus."""
    made = Whole(qtbot, store, clock)
    made.open("drug")
    line(made).setFocus()
    return made


def line(whole: Whole) -> QLineEdit:
    """Return the first line of text of the page."""
    edits = whole.window.page.findChildren(QLineEdit)
    return next(edit for edit in edits if type(edit) is QLineEdit and edit.isVisible())


def compose(preedit: str, commit: str = "") -> None:
    """Let an input method show what it composes, or hand over the text."""
    here = QApplication.focusWidget()
    assert here is not None
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QCoreApplication.sendEvent(here, event)


SHORTCUTS = [pressed for key in keys.MAP if key.listens == "window" for pressed in key.keys] + list(
    keys.SIGN
)


@pytest.mark.parametrize("pressed", SHORTCUTS)
def test_no_shortcut_works_while_an_input_method_composes(whole: Whole, pressed: str) -> None:
    """The page, the palette and the draft are as before; the text arrives when it is done."""
    compose("wang'fang")
    page = whole.window.page
    whole.press(pressed)

    assert whole.window.page is page
    assert (whole.window.locked, whole.palette.overlay, whole.told) == (False, None, "")
    compose("", "王芳")
    assert line(whole).text() == "王芳"


def test_enter_and_escape_belong_to_the_input_method_too(whole: Whole) -> None:
    """Enter takes its first word and never goes on to the next field."""
    compose("wf")
    whole.press("Return")
    whole.press("Esc")

    assert line(whole).hasFocus()
    assert whole.window.place_name == "drug"


def test_shortcuts_are_back_when_the_input_method_is_done(whole: Whole) -> None:
    """After the text, after an empty composition, and when the focus goes elsewhere."""
    compose("wf")
    compose("", "王")
    whole.press("Ctrl+K")
    after_text = whole.palette.overlay is not None
    whole.palette.close()
    compose("wf")
    whole.window.nav.buttons["ward"].setFocus()
    whole.press("Ctrl+K")

    assert after_text
    assert whole.palette.overlay is not None


def test_a_composing_input_method_is_never_a_scan(whole: Whole) -> None:
    """What it lets through is passed on at once."""
    compose("w")
    whole.scan("P40718")

    assert whole.window.place_name == "drug"


class Watcher(QObject):
    """Notes every key that reaches a widget."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Note the text of a key press at a widget."""
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWidget):
            assert isinstance(event, QKeyEvent)
            self.seen.append(event.text())
        return False


@pytest.fixture
def watcher(whole: Whole, qapp: QApplication) -> Watcher:
    """Return a watcher who is asked after the program's own filter."""
    made = Watcher()
    qapp.installEventFilter(made)
    ours = whole.window.findChild(Keyboard)
    assert ours is not None
    # The filter installed last is asked first: ours must stay in front.
    qapp.removeEventFilter(ours)
    qapp.installEventFilter(ours)
    return made


@pytest.mark.parametrize(
    "code", ["P40718", "CW:P:P40718", "]C0P40718", "]d2010035024213501610V\x1d21N", "VNTODSEW"]
)
def test_no_character_of_a_scan_reaches_a_widget(whole: Whole, watcher: Watcher, code: str) -> None:
    """Neither its letters, which are keys of the page, nor its separator, nor the Enter."""
    for page in ("board", "patient", "drug", "vitals"):
        whole.open(page)
        whole.scan(code)

    assert watcher.seen == []


def test_a_letter_by_hand_does_what_it_means_after_the_gap(whole: Whole) -> None:
    """V on the patient's page, brought by the platform, held back and let go."""
    whole.open("patient")
    whole.hand("v")

    assert whole.window.place_name == "vitals"


def test_text_by_hand_arrives_whole(whole: Whole) -> None:
    """Brought by the platform, key by key, into the line in focus."""
    whole.hand("dexamethasone 10")

    assert line(whole).text() == "dexamethasone 10"


def test_a_shortcut_comes_after_what_was_typed_before_it(whole: Whole) -> None:
    """The digit still held back is in its field before the form is signed."""
    whole.open("vitals")
    whole.strike("7")
    whole.press("Ctrl+S")

    edit = QApplication.focusWidget()
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "7"


def test_a_click_comes_after_what_was_typed_before_it(whole: Whole) -> None:
    """It stays in the field it was typed into."""
    field = line(whole)
    whole.strike("7")
    QTest.mouseClick(whole.window.nav.buttons["ward"], Qt.MouseButton.LeftButton)

    assert field.text() == "7"


def test_a_key_held_down_repeats_at_once(whole: Whole) -> None:
    """Repeats come every 30 ms and are no scan."""
    to = whole.window.windowHandle()
    for at in range(1000, 1300, 30):
        event = QKeyEvent(
            QEvent.Type.KeyPress, int(Qt.Key.Key_8), Qt.KeyboardModifier.NoModifier, "8", at > 1000
        )
        event.setTimestamp(at)
        QCoreApplication.sendEvent(to, event)

    assert line(whole).text() == "8" * 10


def test_the_wristband_on_the_board_opens_its_patient(whole: Whole) -> None:
    """And the banner says when it was scanned."""
    whole.open("board")
    whole.scan("P40655")
    page = whole.window.page

    assert isinstance(page, PatientPage)
    assert page.admission() == whole.wang
    assert page.banner.wristband.text() == "✓ Wristband scanned 14:00"


def test_the_chip_of_a_wristband_goes_with_time_and_person(whole: Whole) -> None:
    """After a quarter of an hour, and for the next person, nobody has scanned anything."""
    whole.scan("P40718")
    fresh = whole.station.wristband_of(whole.chen)
    whole.clock.advance(minutes=15)
    old = whole.station.wristband_of(whole.chen)
    whole.scan("P40718")
    whole.station.sign_in(whole.station.actor)

    assert fresh is not None
    assert (old, whole.station.wristband_of(whole.chen)) == (None, None)


def test_the_own_wristband_identifies_for_tocilizumab(whole: Whole) -> None:
    """It fills the field that asks for the number of the wristband."""
    whole.ward.weigh(whole.chen)
    whole.read_again()
    whole.open("tocilizumab")
    page = whole.window.page
    assert isinstance(page, TocilizumabPage)
    assert isinstance(page.form, OrderForm)
    before = page.form.identity.matches
    whole.scan("P40718")

    assert (before, page.form.identity.matches) == (False, True)


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ("P99999", "Nobody on the ward has the number P99999."),
        ("CW:P:P99999", "Nobody on the ward has the number P99999."),
        ("CW:U:NOBODY", "Nobody of the staff has this badge."),
        ("CW:B:12", "No patient lies in bed 12."),
        ("CW:S:1:0123456789ab", "This is a printed sheet."),
        ("]d20100350242135016", "This is the code of a package."),
        ("]d20100350242135017", "The code could not be read."),
    ],
)
def test_a_code_that_nobody_knows_says_what_to_do(whole: Whole, code: str, says: str) -> None:
    """One sentence, and the page stays."""
    whole.scan(code)

    assert whole.told.startswith(says)
    assert whole.window.place_name == "drug"


def test_every_scan_is_answered_whether_it_led_somewhere(whole: Whole) -> None:
    """For the sound: a known wristband did, anything that needs a second look did not (ux 12)."""
    desk = whole.window.findChild(ScanDesk)
    assert isinstance(desk, ScanDesk)
    heard: list[bool] = []
    desk.answered.connect(heard.append)

    whole.open("board")
    whole.scan("P40655")
    whole.scan("P40655")
    whole.scan("P99999")
    whole.scan(whole.nurse(0).badge)
    assert heard == [True, True, False, True]

    whole.open("drug")
    whole.scan("P40655")
    assert heard[4:] == [False], "another patient over an open form"
    whole.window.stack.end_question()
    whole.scan(whole.nurse(1).badge)
    whole.scan("P40655")
    assert heard[5:] == [True, False], "her badge, then a wristband while the station is locked"


def test_a_bed_label_opens_who_lies_there(whole: Whole) -> None:
    """The label at the bed is as good as the number typed on the board."""
    whole.open("board")
    whole.scan("CW:B:2")

    assert whole.window.page.admission() == whole.wang


def test_a_wristband_on_the_admission_says_that_the_patient_is_here(whole: Whole) -> None:
    """The draft of the admission stays in front."""
    whole.open("admit")
    whole.scan("P40655")

    assert whole.window.place_name == "admit"
    assert "bed 2, who is on the ward" in whole.told


def test_a_badge_chooses_its_person_while_locked_and_only_a_badge_counts(whole: Whole) -> None:
    """A wristband opens nothing; the badge asks for the PIN."""
    whole.window.lock()
    whole.scan("P40718")
    refused = whole.window.entrance.problem.text()
    whole.scan(f"CW:U:{whole.nurse(1).badge}")

    assert whole.window.locked
    assert refused.startswith("The station is locked.")
    assert whole.window.entrance.names[whole.nurse(1).id].isChecked()
    assert whole.window.entrance.pin.hasFocus()


def test_another_persons_badge_locks_and_asks_for_her_pin(whole: Whole) -> None:
    """What the first one typed waits; her own badge changes nothing."""
    whole.scan(whole.nurse(0).badge)
    own = (whole.window.locked, whole.told)
    whole.scan(whole.nurse(1).badge)

    assert own == (False, f"{whole.nurse(0).name.both} is signed in already.")
    assert whole.window.locked
    assert whole.window.entrance.names[whole.nurse(1).id].isChecked()


def test_a_torn_scan_is_said_and_thrown_away(whole: Whole) -> None:
    """The rest of a number is another number."""
    whole.open("board")
    whole.strike("P")
    ours = whole.window.findChild(Keyboard)
    assert ours is not None
    ours._scanner.let_go()
    for character in "1P40718":
        whole.strike(character)
    whole.strike("\r")

    assert isinstance(whole.window.page, BoardPage)
    assert whole.told.startswith("The scan came through in parts")
