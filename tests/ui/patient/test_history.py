"""The entries of a stay: corrections beside what they correct, narrowed by words and kind."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from cart_ward.clinical.observed import Note
from cart_ward.clinical.vocabulary import NoteKind, Scale
from cart_ward.ui.patient.history import GROUP_OF, Group, History, history
from cart_ward.ui.patient.history_model import ENTRY, HistoryModel
from cart_ward.ui.patient.history_pane import HistoryPane
from cart_ward.ui.patient.words import _kinds
from tests.builders import ZONE, vital_signs
from tests.ui.charted import Charted
from tests.ui.hands import keys


def listed(care: Charted) -> History:
    """Return the entries of the one patient."""
    return history(care.ward.chart(care.patient), care.ward.snapshot(), ZONE)


def paned(care: Charted, qtbot: QtBot) -> HistoryPane:
    """Return the list on the screen."""
    pane = HistoryPane()
    qtbot.addWidget(pane)
    pane.resize(1200, 500)
    pane.show()
    pane.show_history(listed(care))
    return pane


def test_a_correction_stands_above_every_value_it_replaces(care: Charted) -> None:
    """Though the time was corrected too: new, older, oldest, each with who, when and why."""
    first = care.ward.record_vitals(care.patient, temperature="38.8")
    care.ward.record_vitals(care.patient, pulse=99)
    earlier = care.clock.now() - timedelta(hours=3)
    care.clock.advance(minutes=20)
    second = care.ward.amend(
        care.patient, first, vital_signs(temperature="38.3"), at=earlier, reason="misread"
    )
    third = care.ward.amend(care.patient, second, vital_signs(temperature="36.8"), reason="typed")
    rows = listed(care)
    place = rows.place(third)
    assert place is not None
    new, older, oldest = rows[place], rows[place + 1], rows[place + 2]

    assert [row.entry_id for row in (new, older, oldest)] == [third, second, first]
    assert [row.struck for row in (new, older, oldest)] == [False, True, True]
    assert "T 36.8 °C" in new.text
    assert new.was == "T 38.3 °C"
    assert new.note == "corrected 22-Nov-2026 14:20: typed"
    assert older.was == "22-Nov-2026 14:00 · T 38.8 °C"
    assert older.note == "no longer holds · corrected 22-Nov-2026 14:20: misread"
    assert (new.who, oldest.note) == ("王静 Wang Jing", "no longer holds")


def test_what_was_struck_out_stays_readable(care: Charted) -> None:
    """Beside the reason, whole and struck."""
    entry = care.ward.record_vitals(care.patient, temperature="38.8")
    care.ward.strike_out(care.patient, entry, reason="other bed")
    rows = listed(care)
    place = rows.place(entry)
    assert place is not None

    assert rows[place].struck
    assert "T 38.8 °C" in rows[place - 1].was
    assert rows[place - 1].note == "struck out 22-Nov-2026 14:00: other bed"


def test_every_entry_has_exactly_one_row(care: Charted) -> None:
    """Nothing is lost between the chains of corrections."""
    first = care.ward.record_vitals(care.patient)
    care.ward.amend(care.patient, first, vital_signs(pulse=90))
    care.ward.record_neuro(care.patient)
    care.ward.give_tocilizumab(care.patient)
    chart = care.ward.chart(care.patient)

    assert sorted(row.entry_id for row in listed(care)) == sorted(e.id for e in chart.entries)


def test_every_kind_that_is_charted_belongs_to_a_group() -> None:
    """Whatever kind one looks for, some choice shows it."""
    own_chain = {"struck_out", "stock_move"}

    assert set(_kinds()) - own_chain == set(GROUP_OF) - own_chain


@pytest.mark.parametrize(
    ("group", "words", "kinds"),
    [
        pytest.param(Group.VITALS, "", {"Vital signs", "Weight"}, id="a kind"),
        pytest.param(Group.GRADES, "", {"Grade", "Episode"}, id="grades"),
        pytest.param(Group.ALL, "cultures", {"Note"}, id="a word"),
        pytest.param(Group.ALL, "wang VITAL 39.4", {"Vital signs"}, id="words anywhere in the row"),
        pytest.param(Group.NOTES, "39.4", set(), id="nothing matches both"),
        pytest.param(
            Group.CORRECTIONS, "", {"Vital signs", "Struck out", "Note"}, id="corrections"
        ),
    ],
)
def test_words_and_a_kind_narrow_the_list(
    care: Charted, group: Group, words: str, kinds: set[str]
) -> None:
    """Both must hold; letters may be large or small."""
    care.ward.record_vitals(care.patient, temperature="39.4")
    wrong = care.ward.record_vitals(care.patient, temperature="36.1")
    care.ward.amend(care.patient, wrong, vital_signs(temperature="36.9"))
    note = Note(kind=NoteKind.WATCH, text="Cultures sent")
    care.ward.record(care.patient, note)
    doubled = care.ward.record(care.patient, Note(kind=NoteKind.WATCH, text="twice"))
    care.ward.strike_out(care.patient, doubled)
    care.ward.sign_grade(care.patient, Scale.CRS, 1, reason="unwell")
    found = listed(care).narrowed(group, words)

    assert {row.kind for row in found} == kinds


def test_only_rows_in_sight_are_worded(
    care: Charted, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four weeks of charting open as fast as a day."""
    for hours in range(60):
        at = care.clock.now() - timedelta(minutes=hours)
        care.ward.record_vitals(care.patient, at=at)
    worded: list[object] = []
    plain = history.__globals__["_row"]

    def counted(*told: object) -> object:
        worded.append(told)
        return plain(*told)

    monkeypatch.setitem(history.__globals__, "_row", counted)
    pane = paned(care, qtbot)
    pane.grab()

    assert pane.view.rows.rowCount() > 60
    assert 0 < len(worded) < 30


def test_the_pane_says_how_many_are_seen_and_shows_the_chosen_whole(
    care: Charted, qtbot: QtBot
) -> None:
    """A list that is narrowed says so; nothing found says what to do."""
    care.ward.record(care.patient, Note(kind=NoteKind.WATCH, text="Cultures sent"))
    pane = paned(care, qtbot)
    total = pane.view.rows.rowCount()
    before = pane.count.text()
    keys(pane.search, "cultures")
    found = pane.count.text(), pane.whole.text()
    keys(pane.search, "zzz")

    assert before == f"{total} of {total} shown"
    assert found[0] == f"1 of {total} shown"
    assert "Watch: Cultures sent" in found[1]
    assert pane.count.text() == f"0 of {total} shown"
    assert pane.whole.text().startswith("No entry matches")


def test_the_chosen_entry_stays_chosen_when_another_is_charted(care: Charted, qtbot: QtBot) -> None:
    """A row that moves down does not hand its place to another."""
    chosen = care.ward.record_vitals(care.patient)
    pane = paned(care, qtbot)
    pane.show_entry(chosen)
    care.clock.advance(minutes=5)
    care.ward.record_vitals(care.patient, pulse=99)
    pane.show_history(listed(care))
    row = pane.view.at()

    assert row is not None
    assert row.entry_id == chosen


def test_an_entry_asked_for_is_found_through_any_filter(care: Charted, qtbot: QtBot) -> None:
    """What hides it is taken away."""
    entry = care.ward.record_vitals(care.patient)
    pane = paned(care, qtbot)
    keys(pane.search, "zzz")
    pane.kind.setCurrentIndex(3)
    pane.show_entry(entry)
    row = pane.view.at()

    assert row is not None
    assert row.entry_id == entry


def test_lines_through_a_text_are_said_too(care: Charted) -> None:
    """A reader of the screen hears which value holds."""
    first = care.ward.record_vitals(care.patient, temperature="38.8")
    new = care.ward.amend(care.patient, first, vital_signs(temperature="36.8"))
    rows = listed(care)
    model = HistoryModel()
    model.show_rows(rows)

    def spoken(place: int | None) -> str:
        assert place is not None
        said = model.data(model.index(place, ENTRY), Qt.ItemDataRole.AccessibleTextRole)
        return str(said)

    assert spoken(rows.place(first)).startswith("no longer holds: T 38.8 °C")
    assert spoken(rows.place(new)).endswith("; was T 38.8 °C")
