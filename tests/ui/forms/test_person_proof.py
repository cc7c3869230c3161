"""A person is chosen by the letters of the name, whatever script it is shown in."""

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.clinical.people import Role, StaffId
from cart_ward.ui.forms.person_proof import CARERS, PersonChoice, people
from tests.ui.charted import Charted
from tests.ui.hands import keys


@pytest.fixture
def choice(care: Charted, qtbot: QtBot) -> PersonChoice:
    """Return the people who may calculate a dose, nobody chosen."""
    made = PersonChoice("who", "Who", people(care.station, CARERS))
    qtbot.addWidget(made)
    made.show()
    return made


def who(choice: PersonChoice) -> str:
    """Return who is chosen."""
    return choice.currentText().split(" (")[0]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("z", "张敏 Zhang Min"),
        ("L", "李娜 Li Na"),
        ("lu", "罗平 Luo Ping"),
        ("linx", "林晓 Lin Xiao"),
        ("zw", "王静 Wang Jing"),
        ("q", "Choose a name"),
        ("zq", "张敏 Zhang Min"),
    ],
)
def test_letters_find_a_person(choice: PersonChoice, typed: str, found: str) -> None:
    """More letters narrow it; a letter that leads on nowhere begins a new name."""
    keys(choice, typed)

    assert who(choice) == found


def test_nobody_is_chosen_at_first(choice: PersonChoice, care: Charted) -> None:
    """And a person of another role is not in the list."""
    reader = care.ward.actor(Role.READER).staff_id
    choice.choose(StaffId(reader))

    assert choice.staff_id() is None


def test_the_role_gives_way_to_the_name(choice: PersonChoice) -> None:
    """Where the box is narrow a name is never cut for the role behind it."""
    keys(choice, "L")
    whole = choice.currentText()
    room = choice.fontMetrics().horizontalAdvance(whole)

    assert choice.fitting(room) == whole
    assert choice.fitting(room - 20) == "李娜 Li Na"
    assert choice.fitting(40).startswith("李")
