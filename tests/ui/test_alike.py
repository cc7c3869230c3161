"""Names that are easily taken for each other are marked, and others are left in peace."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from cart_ward.clinical.chart import Chart
from cart_ward.clinical.people import AdmissionId, Name
from cart_ward.ui import alike
from cart_ward.ui.alike import look_alikes, near, spoken
from cart_ward.ui.board.presenter import row
from cart_ward.ui.board.view import BoardPage
from cart_ward.ui.namesakes import Namesakes
from cart_ward.ui.widgets.patient_banner import PatientBanner
from tests.fakes import InlineTasks
from tests.ui.ward import ZONE, Navigation, Ward, admission, chart, full_ward, status

LETTERS = st.text("abcdefgh", min_size=1, max_size=8)


def name(family: str = "", given: str = "", zh: tuple[str, str] = ("", "")) -> Name:
    """Return a name in Latin letters, in Chinese, or both."""
    return Name(family_zh=zh[0], given_zh=zh[1], family_latin=family, given_latin=given)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param(name("Chen", "Wei"), name("Chen", "Ming"), True, id="same surname"),
        pytest.param(
            name(zh=("陈", "伟")), name("Chen", "Ming"), True, id="same surname, two scripts"
        ),
        pytest.param(
            name(zh=("张", "敏")), name(zh=("章", "丽")), True, id="surnames that sound alike"
        ),
        pytest.param(name(zh=("李", "薇")), name(zh=("黎", "伟")), True, id="same sound"),
        pytest.param(name("Muller", "Jan"), name("Möller", "Jan"), True, id="one letter"),
        pytest.param(name("Zhao", "Min"), name("Zhou", "Min"), True, id="two scripts of one slip"),
        pytest.param(name("Wang", "Fang"), name("Zhao", "Min"), False, id="nothing in common"),
        pytest.param(name(zh=("王", "芳")), name(zh=("刘", "强")), False, id="nothing, in Chinese"),
        pytest.param(name("Sun", "Yue"), name(zh=("欧阳", "志远")), False, id="two scripts"),
    ],
)
def test_what_is_alike(one: Name, other: Name, *, expected: bool) -> None:
    """Same surname, two letters at most, or the same sound (ux 7)."""
    assert alike.alike(spoken(one), spoken(other)) is expected
    assert alike.alike(spoken(other), spoken(one)) is expected


def plain_distance(one: str, other: str) -> int:
    """Return the edit distance, counted the slow way."""
    if not one or not other:
        return len(one) + len(other)
    return min(
        plain_distance(one[1:], other) + 1,
        plain_distance(one, other[1:]) + 1,
        plain_distance(one[1:], other[1:]) + (one[0] != other[0]),
    )


@given(st.text("abc", min_size=1, max_size=5), st.text("abc", min_size=1, max_size=5))
def test_near_is_the_edit_distance(one: str, other: str) -> None:
    """The quick way agrees with the definition, both ways round."""
    assert near(one, other) is (plain_distance(one, other) <= alike.NEAR)
    assert near(one, other) is near(other, one)


@given(LETTERS, st.integers(0, 7), st.sampled_from("xyz"))
def test_a_single_slip_is_always_near(word: str, place: int, letter: str) -> None:
    """A letter more, less or other never hides that two names are alike."""
    place %= len(word)
    for slipped in (
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place + 1 :],
    ):
        assert near(word, slipped) is bool(slipped)


@given(st.lists(st.tuples(LETTERS, LETTERS), max_size=6))
def test_the_mark_is_mutual_and_never_about_oneself(names: list[tuple[str, str]]) -> None:
    """Whom A is like is like A."""
    found = look_alikes({AdmissionId(n): name(*each) for n, each in enumerate(names)})

    for one, others in found.items():
        assert others
        assert one not in others
        assert all(one in found[other] for other in others)


def test_the_same_names_are_compared_once(still_ward: Ward, qtbot: QtBot) -> None:
    """The work is done off the GUI thread, and only when somebody came or left."""
    full_ward(still_ward)
    tasks = InlineTasks()
    made = Namesakes(tasks)
    charts = still_ward.station.snapshot.charts

    with qtbot.waitSignal(made.changed, raising=False, timeout=1) as told:
        made.look(charts)
    made.look(dict(charts))

    assert tasks.lanes == ["paper"]
    assert told.signal_triggered is bool(
        look_alikes({k: c.subject.patient.name for k, c in charts.items()})
    )


def twins(ward: Ward) -> tuple[AdmissionId, AdmissionId]:
    """Put two patients of one surname on the ward."""
    one, other = admission(0), admission(2)
    namesake = Name(family_zh="陈", given_zh="敏", family_latin="Chen", given_latin="Min")
    patient = dataclasses.replace(other.patient, name=namesake)
    other = dataclasses.replace(other, patient=patient)
    charts = {one.id: Chart(one, chart(one, "36.8").entries), other.id: Chart(other, ())}
    ward.set(*(status(c) for c in charts.values()), charts=charts)
    return one.id, other.id


def test_row_of_a_namesake_leads_with_the_number_and_says_so(
    qtbot: QtBot, still_ward: Ward, navigation: Navigation
) -> None:
    """The mark has a word for the ear and the tooltip; it comes once the names were compared."""
    one, _other = twins(still_ward)
    page = BoardPage(still_ward.station, navigation)
    qtbot.addWidget(page)
    assert page.model.rows[0].alike == ""

    still_ward.station.namesakes.look(still_ward.station.snapshot.charts)

    first = page.model.rows[0]
    assert first.admission_id == one
    assert first.alike == "Name like bed 07"
    assert first.who.main == "40700  陈伟 Chen Wei"
    assert first.who.sub == "M 61, 72.4 kg"
    assert page.model.index(0, 1).data().endswith("; Name like bed 07")


def test_banner_warns_of_a_namesake(qtbot: QtBot, still_ward: Ward) -> None:
    """On every page of that patient, with bed and name of the other."""
    one, other = twins(still_ward)
    banner = PatientBanner(still_ward.station, one)
    qtbot.addWidget(banner)
    assert banner.alike.isHidden()

    still_ward.station.namesakes.look(still_ward.station.snapshot.charts)

    assert banner.alike.text() == "Name like bed 07 陈敏 Chen Min"
    assert not banner.alike.isHidden()
    assert "Name like bed 07" in banner.accessibleDescription()
    assert still_ward.station.namesakes.of(other) == (one,)


def test_row_without_a_namesake_bears_no_mark() -> None:
    """Too many marks would tire."""
    stay = admission(1)
    on = chart(stay, "36.8")

    assert row(status(on), on, ZONE).alike == ""
