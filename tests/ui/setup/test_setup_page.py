"""Setup in the whole window: by keyboard, by who may, with drafts, and never a PIN kept."""

import json
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.care import sign_in
from cart_ward.clinical.people import Role, Staff
from cart_ward.db.store import SqlStore
from cart_ward.runtime.settings import Look
from cart_ward.ui import looks, theme
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.forms.admit import AdmitPage
from cart_ward.ui.setup.beds import AddBedsForm
from cart_ward.ui.setup.page import SetupPage
from cart_ward.ui.setup.rules import ApproveForm
from cart_ward.ui.setup.staff_forms import AddPersonForm, ChangePersonForm, PinForm
from tests.builders import PIN, ZONE
from tests.fakes import NOW, FixedClock
from tests.ui.clipping import climbs, clipped, cut_off, too_small, unreachable
from tests.ui.looking import tab_chain, unnamed
from tests.ui.stations import texts
from tests.ui.whole import Whole

At = Callable[..., SetupPage]


class Scene:
    """The whole window, somebody signed in, and the page in front."""

    def __init__(self, whole: Whole, role: Role) -> None:
        self.whole = whole
        whole.station.sign_in(whole.ward.actor(role))
        whole.window.show_place("setup")
        QApplication.processEvents()

    @property
    def page(self) -> SetupPage:
        """The page in front."""
        page = self.whole.window.page
        assert isinstance(page, SetupPage)
        return page

    @property
    def told(self) -> str:
        """The message line."""
        return self.whole.told

    def part(self, name: str) -> None:
        """Go to a part as the arrows do."""
        self.page.choice.set_focus()
        self.press("Right", list(self.page.choice.buttons).index(name))
        assert self.page.choice.value() == name
        self.press("Return")

    def press(self, keys: str, times: int = 1) -> None:
        """Press a key where the keys go."""
        for _time in range(times):
            self.whole.press(keys)
            QApplication.processEvents()

    def type(self, *values: str) -> None:
        """Type values, each ended by Enter."""
        for value in values:
            self.whole.type(value)
            self.press("Return")

    def choose(self, person: Staff) -> None:
        """Choose a person in the list."""
        self.page.staff.list.choose(str(person.id))

    def find(self, latin: str) -> Staff:
        """Return a person by the name in Latin letters."""
        staff = self.whole.station.snapshot.staff.values()
        return next(person for person in staff if person.name.latin == latin)


@pytest.fixture
def scene(qtbot: QtBot, store: SqlStore, clock: FixedClock) -> Callable[..., Scene]:
    """Return a way to stand before the page as somebody of a role."""

    def at(role: Role = Role.ADMINISTRATOR) -> Scene:
        return Scene(Whole(qtbot, store, clock), role)

    return at


Open = Callable[..., Scene]


def focus() -> str:
    """Return the name of what has the focus."""
    here = QApplication.focusWidget()
    return "" if here is None else here.objectName()


def test_a_person_is_added_by_keyboard_alone(scene: Open) -> None:
    """Enter from field to field, the last one signs; then the next person can be added."""
    at = scene()
    add = at.page.staff.add
    assert add is not None
    add.setFocus()
    at.press("Return")
    assert focus() == "family_zh"
    at.type("周", "杰", "Zhou", "Jie")
    at.press("Right")
    at.press("Return")
    at.type("A17", "N17", "628401", "628401")

    person = at.find("Zhou Jie")
    assert (person.role, person.registration_no, person.badge) == (Role.NURSE, "A17", "N17")
    assert at.told == "周杰 Zhou Jie is on the list and can sign in."
    assert focus() == "add_person"
    assert at.page.staff.list.key() == str(person.id)
    assert sign_in.sign_in(at.whole.ward.desk(), person.id, "628401")


def test_a_new_person_can_sign_in_at_once(scene: Open) -> None:
    """The page of names, built long before, shows the new name and no retired one."""
    at = scene()
    nurse = at.find("Wang Jing")
    at.choose(nurse)
    at.page.staff.ways["retire"].click()
    at.whole.window.lock()

    shown = at.whole.window.entrance.names
    assert nurse.id not in shown
    assert at.find("Zhang Min").id in shown


def test_what_is_missing_is_said_at_its_field(scene: Open) -> None:
    """The first of it takes the focus."""
    at = scene()
    at.page.staff.open_form("add")
    at.press("Ctrl+Return")
    form = at.page.staff.form
    assert isinstance(form, AddPersonForm)

    assert focus() == "family_zh"
    assert form.names["family_zh"].remark.text().startswith("Type the name")
    assert "Choose the role." in form.message.text()
    form.names["family_latin"].set_text("Zhou")
    form.role.set_value(Role.NURSE)
    form.new_pin.pin.set_text("123456")
    form.sign()
    assert "easy to guess" in form.new_pin.pin.remark.text()
    form.new_pin.pin.set_text("628401")
    form.new_pin.again.set_text("628402")
    form.sign()
    assert "The two PINs differ." in form.new_pin.again.remark.text()


def test_a_refusal_stands_at_its_field(scene: Open) -> None:
    """The same name in the same role again: nobody is added, and what was typed is there."""
    at = scene()
    at.page.staff.open_form("add")
    form = at.page.staff.form
    assert isinstance(form, AddPersonForm)
    form.names["family_zh"].set_text("王")
    form.names["given_zh"].set_text("静")
    form.role.set_value(Role.NURSE)
    for field in form.new_pin.fields:
        field.set_text("628401")
    form.sign()

    assert "王静 Wang Jing is on the list in this role already." in form.message.text()
    assert "registration numbers" in form.names["family_zh"].remark.text()
    assert form.names["given_zh"].text() == "静"


def test_a_scanned_badge_goes_into_the_form_that_asks_for_it(scene: Open) -> None:
    """Whose it is already is said at once, and nobody is signed out by it."""
    at = scene()
    person = at.find("Zhang Min")
    at.choose(person)
    at.page.staff.ways["change"].setFocus()
    at.press("Return")
    form = at.page.staff.form
    assert isinstance(form, ChangePersonForm)
    at.whole.scan("CW:U:TEST-1")
    assert not at.whole.window.locked
    assert "This is the badge of 王静 Wang Jing." in form.badge.remark.text()
    at.press("Ctrl+Return")
    assert at.page.staff.form is form
    at.whole.scan("]C0NEW-99")
    at.press("Return")

    assert at.find("Zhang Min").badge == "NEW-99"
    assert focus() == "change"


def test_a_badge_scanned_elsewhere_still_changes_the_person(scene: Open) -> None:
    """Without a form that asks for one a badge is who comes to the station."""
    at = scene()
    at.whole.scan("CW:U:TEST-1")

    assert at.whole.window.locked


def test_a_person_is_retired_and_brought_back(scene: Open) -> None:
    """No question before: each takes the other back. The focus stays where one acts."""
    at = scene()
    person = at.find("Wang Jing")
    at.choose(person)
    at.page.staff.ways["retire"].setFocus()
    at.press("Return")
    assert not at.find("Wang Jing").active
    assert "can no longer sign in" in at.told
    assert "RETIRED" in at.page.staff.list.words(str(person.id))
    assert set(at.page.staff.ways) == {"change", "bring_back"}
    at.page.staff.ways["bring_back"].click()

    assert at.find("Wang Jing").active


def test_nobody_sees_a_button_that_would_be_refused(scene: Open) -> None:
    """A charge nurse reads who adds people, gives new PINs and sets up beds."""
    at = scene(Role.CHARGE_NURSE)
    assert at.page.staff.add is None
    assert at.page.staff.list.item(0).text().startswith("An administrator adds and retires")
    assert "陆远 Lu Yuan" in at.page.staff.list.item(0).text()
    at.choose(at.find("Wang Jing"))
    assert set(at.page.staff.ways) == {"pin"}
    assert at.page.beds.add is not None


def test_a_nurse_sees_every_list_and_her_own_pin_only(scene: Open) -> None:
    """She reads who may do the rest."""
    at = scene(Role.NURSE)
    at.choose(at.find("Zhang Min"))
    assert set(at.page.staff.ways) == set()
    at.choose(at.find("Wang Jing"))
    assert set(at.page.staff.ways) == {"pin"}
    at.part("beds")
    assert at.page.beds.add is None
    assert at.page.beds.ways == {}
    assert "charge nurse or an administrator adds beds" in at.page.beds.list.item(0).text()


def test_a_new_pin_needs_the_pin_of_who_gives_it(scene: Open) -> None:
    """A station that stands open gives nobody a PIN."""
    at = scene(Role.CHARGE_NURSE)
    person = at.find("Wang Jing")
    at.choose(person)
    at.page.staff.ways["pin"].click()
    form = at.page.staff.form
    assert isinstance(form, PinForm)
    assert focus() == "own_pin"
    at.type("999999", "628401", "628401")
    assert "This PIN is not right." in form.message.text()
    assert focus() == "own_pin"
    at.type(PIN)
    at.press("Ctrl+Return")

    assert "signs in with the new PIN" in at.told
    assert sign_in.sign_in(at.whole.ward.desk(), person.id, "628401")


def test_a_draft_holds_everything_but_the_pin(scene: Open) -> None:
    """It waits while the form is closed, and comes back in another language."""
    at = scene()
    at.page.staff.open_form("add")
    at.type("周", "杰", "Zhou")
    form = at.page.staff.form
    assert isinstance(form, AddPersonForm)
    form.role.set_value(Role.PHYSICIAN)
    form.new_pin.pin.set_text("628401")
    kept = json.dumps(at.page.draft())
    form.close_button.click()
    assert focus() == "staff_list"
    at.whole.window.set_language("zh_CN")
    at.page.staff.open_form("add")
    again = at.page.staff.form
    i18n.set_language("en")

    assert "628401" not in kept
    assert isinstance(again, AddPersonForm)
    assert again.names["family_latin"].text() == "Zhou"
    assert again.role.value() is Role.PHYSICIAN
    assert again.new_pin.pin.text() == ""


def test_typing_is_undone_before_it_is_signed(scene: Open) -> None:
    """Ctrl+Z gives the step before, in the form that was open."""
    at = scene(Role.CHARGE_NURSE)
    at.part("beds")
    at.page.beds.open_form("add")
    at.whole.type("13")
    at.whole.window.keeper.look()
    at.whole.type("4")
    at.whole.window.keeper.look()
    at.press("Ctrl+Z")

    form = at.page.beds.form
    assert isinstance(form, AddBedsForm)
    assert form.first.text() == "13"


def test_new_beds_are_on_the_board_and_closed_ones_are_not(scene: Open) -> None:
    """Several in one go; nobody is admitted into one that is out of use."""
    at = scene(Role.CHARGE_NURSE)
    at.part("beds")
    add = at.page.beds.add
    assert add is not None
    add.setFocus()
    at.press("Return")
    form = at.page.beds.form
    assert isinstance(form, AddBedsForm)
    at.whole.type("13")
    at.press("Return")
    form.count.line.selectAll()
    at.whole.type("3")
    assert form.preview.text() == "Adds beds 13, 14, 15."
    at.press("Return")
    bed = next(b for b in at.whole.station.snapshot.beds if b.name == "14")
    at.page.beds.list.choose(str(bed.id))
    at.page.beds.list.setFocus()
    at.press("Return")
    assert focus() == "close_bed"
    at.press("Return")
    assert "out of use" in at.page.beds.list.words(str(bed.id))
    at.whole.window.show_board()
    board = at.whole.window.page
    assert isinstance(board, BoardPage)
    free = board.findChild(QPushButton, "free_beds")
    assert isinstance(free, QPushButton)
    assert "13, 15" in free.text()
    at.whole.window.show_admit()
    admit = at.whole.window.page
    assert isinstance(admit, AdmitPage)
    box = admit.form.bed.box
    offered = [box.itemText(n) for n in range(box.count())]
    assert "13" in offered
    assert "14" not in offered


@pytest.mark.parametrize(
    ("name", "count", "sentence"),
    [
        ("", "1", "still empty"),
        ("Window", "2", "must end in a number"),
        ("13", "0", "a number from 1 to 99"),
        ("13", "x", "a number from 1 to 99"),
        ("5", "1", "Bed 5 exists already"),
        ("The bed by the window", "1", "at most 12 characters"),
    ],
)
def test_beds_that_cannot_be_are_refused_at_the_field(
    scene: Open, name: str, count: str, sentence: str
) -> None:
    """Nothing is added."""
    at = scene(Role.CHARGE_NURSE)
    before = at.whole.station.snapshot.beds
    at.part("beds")
    at.page.beds.open_form("add")
    form = at.page.beds.form
    assert isinstance(form, AddBedsForm)
    form.first.set_text(name)
    form.count.set_text(count)
    form.sign()

    assert sentence in form.message.text()
    assert sentence in form.first.remark.text() + form.count.remark.text()
    assert at.whole.station.snapshot.beds == before


def test_a_taken_bed_says_why_it_stays(scene: Open) -> None:
    """No button, but the sentence."""
    at = scene(Role.CHARGE_NURSE)
    at.part("beds")
    bed = at.whole.ward.bed("5")
    at.page.beds.list.choose(str(bed))

    assert at.page.beds.ways == {}
    assert "Bed 5 is taken" in texts(at.page.beds)
    assert at.page.beds.list.words(str(bed)) == "Bed 5 · 陈伟 Chen Wei"


def approve(at: Scene, who: Staff, pin: str = PIN) -> ApproveForm:
    """Read the version and approve it as somebody, at the same station."""
    at.page.rules.list.setFocus()
    at.press("Return")
    form = at.page.rules.form
    assert isinstance(form, ApproveForm)
    form.read.set_ticked(ticked=True)
    form.proof.who.choose(who.id)
    form.proof.pin.line.setFocus()
    at.type(pin)
    return form


def test_two_people_approve_what_they_have_read(scene: Open) -> None:
    """The physician comes to the charge nurse's station; then board and sheet say nothing more."""
    at = scene(Role.CHARGE_NURSE)
    at.part("rules")
    status = at.whole.window.status.rules
    assert "not approved by this hospital" in status.text()
    approve(at, at.find("Li Na"))
    assert "李娜 Li Na has approved" in at.told
    assert "not approved by this hospital" in status.text()
    row = at.page.rules.list.words(at.page.rules.list.key())
    assert "NOT APPROVED: a physician still has to approve" in row
    assert "Approved by 李娜 Li Na (Charge nurse)" in row
    at.page.rules.ways["read"].click()
    form = at.page.rules.form
    assert isinstance(form, ApproveForm)
    staff = at.whole.station.snapshot.staff
    physicians = {int(p.id) for p in staff.values() if p.role is Role.PHYSICIAN}
    assert _offered(form) == physicians
    at.page.rules.close_form()
    approve(at, at.find("Gao Jianhua"))

    assert status.text() == "Default ward rules 1 (approved)"
    row = at.page.rules.list.words(at.page.rules.list.key())
    assert "\nAPPROVED by this hospital\n" in row
    assert at.page.rules.ways["read"].text() == "Read this version"
    assert all(version.approved for version, _p in at.whole.station.snapshot.protocols.values())


def _offered(form: ApproveForm) -> set[int]:
    box = form.proof.who
    return {int(box.itemData(n)) for n in range(1, box.count())}


def test_nobody_approves_unread_or_with_a_wrong_pin(scene: Open) -> None:
    """The version is named, the PIN is forgotten, nothing is signed."""
    at = scene(Role.PHYSICIAN)
    at.part("rules")
    at.page.rules.list.setFocus()
    at.press("Return")
    form = at.page.rules.form
    assert isinstance(form, ApproveForm)
    at.press("Ctrl+Return")
    assert "tick that you have" in form.message.text()
    assert focus() == "read_rules"
    form.read.set_ticked(ticked=True)
    form.proof.pin.set_text("999999")
    at.press("Ctrl+Return")

    assert "This PIN is not right." in form.message.text()
    assert form.proof.pin.text() == ""
    assert not form.rules.approvals


def test_a_version_says_all_it_asks_for(scene: Open) -> None:
    """Intervals by phase and state, windows, and whom to call."""
    at = scene(Role.NURSE)
    at.part("rules")
    at.page.rules.ways["read"].click()
    said = texts(at.page.rules.panel)

    for words in (
        "Vital signs: every 15 min, at once when it begins",
        "Neuro check: at 06:00, 14:00, 22:00",
        "Neuro check: every 30 min for the first 2 h, then every 4 h",
        "CRS and ICANS grade: 2 h, 4 h, 8 h after the dose",
        "CRS and ICANS grade: every 12 h, whenever a proposed grade changes",
        "A check is on time within 25 % of its interval, at most 30 min early and 1 h late.",
        "CRS 4: Emergency team, Intensive care, at once",
        "NEWS2 7 or more: Ward doctor, Intensive care outreach, within 30 min",
        "Counted in days after the infusion: from day 8 to day 14",
    ):
        assert words in said
    assert at.page.rules._reading.hasFocus()


def _add_beds(page: SetupPage) -> None:
    page.show_part("beds")
    page.beds.open_form("add")


def _read(page: SetupPage) -> None:
    page.show_part("rules")
    page.rules.ways["read"].click()


STATES: dict[str, Callable[[SetupPage], None]] = {
    "add": lambda page: page.staff.open_form("add"),
    "change": lambda page: page.staff.ways["change"].click(),
    "pin": lambda page: page.staff.ways["pin"].click(),
    "beds": lambda page: page.show_part("beds"),
    "add_beds": _add_beds,
    "rules": lambda page: page.show_part("rules"),
    "read": _read,
    "station": lambda page: page.show_part("station"),
}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("state", STATES)
def test_every_state_of_the_page_can_be_read_and_reached(
    scene: Open, state: str, language: str
) -> None:
    """Nothing is cut, nameless, too small or out of the tab key's way."""
    at = scene()
    at.whole.window.set_language(language)
    QApplication.processEvents()
    STATES[state](at.page)
    QApplication.processEvents()
    QApplication.processEvents()
    window, page = at.whole.window, at.page
    chain = tab_chain(window, page.choice.buttons[page.choice.value() or ""])
    inside = [w for w in chain if page.isAncestorOf(w)]

    assert clipped(window) == []
    assert cut_off(window) == []
    assert too_small(page, 44) == []
    assert unnamed(page) == []
    assert unreachable(page, chain) == []
    assert climbs(inside, page) == []


def test_a_line_edit_of_a_pin_never_shows_it(scene: Open) -> None:
    """Both fields hide what is typed."""
    at = scene()
    at.page.staff.open_form("add")
    hidden = {
        field.objectName()
        for field in at.page.staff.panel.findChildren(QLineEdit)
        if field.echoMode() is QLineEdit.EchoMode.Password
    }

    assert hidden == {"new_pin", "new_pin_again"}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize("state", STATES)
def test_large_text_keeps_the_buttons_in_sight(
    scene: Open, qapp: QApplication, state: str, language: str
) -> None:
    """At 200 % the form takes the place of the list; nothing is cut or scrolls sideways."""
    at = scene()
    i18n.set_language(language)
    theme.apply(qapp, looks.worn(Look(theme="light", text_percent=200), NOW, ZONE))
    at.whole.window.build_anew()
    QApplication.processEvents()
    STATES[state](at.page)
    for _turn in range(3):
        QApplication.processEvents()
    window, page = at.whole.window, at.page

    assert clipped(window) == []
    assert cut_off(window) == []
    for area in page.findChildren(QAbstractScrollArea):
        assert not (area.isVisibleTo(page) and area.horizontalScrollBar().maximum())
    form = next((p.form for p in (page.staff, page.beds, page.rules) if p.form), None)
    for button in () if form is None else (form.sign_button, form.close_button):
        if button.isVisibleTo(page):
            assert button.visibleRegion().boundingRect() == button.rect()
