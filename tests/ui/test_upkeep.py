"""Behind the board the record is checked, copied each hour, and the clock is watched."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.db.store import SqlStore
from cart_ward.errors import CartWardError, Finding, Level, Unavailable
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Message, Messages
from cart_ward.ui.screens import factories
from cart_ward.ui.station import Station, StationFacts
from cart_ward.ui.upkeep import EACH_HOUR, Record, Upkeep
from tests.builders import ZONE, WardBuilder
from tests.fakes import FixedClock, InlineTasks
from tests.ui.charted import SlowTasks
from tests.ui.health.grounds import ground

BROKEN = Finding(field="store", level=Level.STOP, code="chain.broken", facts={"line": 7})
NO_HEAD = Finding(field="store", level=Level.WARN, code="chain.no_head")


class Kept:
    """A window with its upkeep, over a record that does as the test says."""

    def __init__(self, qtbot: QtBot, ward: WardBuilder, store: SqlStore) -> None:
        self.store = store
        self.findings: tuple[Finding, ...] = ()
        self.refusal: CartWardError | None = None
        self.copies = 0
        self.told: list[Message] = []
        self.tasks = InlineTasks()
        facts = StationFacts(ward_name="3F East", practice=False, zone=ZONE)
        self.station = Station(ward.desk(), self.tasks, ward.snapshot(), facts)
        messages = Messages()
        messages.told.connect(self.told.append)
        self.window = MainWindow(self.station, factories(lambda *_: b""), messages)
        messages.setParent(self.window)
        self.station.setParent(self.window)
        qtbot.addWidget(self.window)
        record = Record(check=lambda: self.findings, back_up=self._back_up, look=ground)
        self.upkeep = Upkeep(self.station, messages, record)
        self.upkeep.changed.connect(self.window.show_record)

    def _back_up(self) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.copies += 1

    def said(self) -> list[str]:
        """Return every sentence so far."""
        return [message.sentence for message in self.told]


@pytest.fixture
def kept(qtbot: QtBot, ward: WardBuilder, store: SqlStore) -> Kept:
    """Return a window over a sound record."""
    return Kept(qtbot, ward, store)


def test_sound_record_is_said_and_copied_off_the_store_lane(kept: Kept) -> None:
    """Check first, then the copy; neither keeps an act waiting."""
    kept.upkeep.start(())

    status = kept.window.status
    count = kept.station.snapshot.audit_count
    assert status.chain.text() == f"Audit chain intact · {count} lines"
    assert status.backup.text() == "Backup 14:00 verified"
    assert kept.window.trouble.isHidden()
    assert kept.tasks.lanes == ["long", "long"]
    assert kept.said() == []


def test_copies_are_made_each_hour(kept: Kept, clock: FixedClock) -> None:
    """The timer is set for an hour and makes another one."""
    kept.upkeep.start(())
    assert kept.upkeep._hourly.isActive()
    assert kept.upkeep._hourly.interval() == EACH_HOUR == 60 * 60 * 1000
    clock.advance(hours=1)

    kept.upkeep._hourly.timeout.emit()

    assert kept.copies == 2
    assert kept.window.status.backup.text() == "Backup 15:00 verified"


def test_failing_backup_is_said_once_and_the_last_good_one_named(
    kept: Kept, clock: FixedClock
) -> None:
    """Low priority: one sentence, then only the status line, until it works again."""
    kept.upkeep.start(())
    kept.refusal = Unavailable("store.full")
    clock.advance(hours=1)
    kept.upkeep.back_up()
    kept.upkeep.back_up()

    assert len([words for words in kept.said() if "No backup could be made" in words]) == 1
    assert kept.window.status.backup.text() == "Last good backup 14:00"
    kept.refusal = None
    kept.upkeep.back_up()
    assert kept.window.status.backup.text() == "Backup 15:00 verified"


def test_what_the_check_finds_stays_in_sight(kept: Kept) -> None:
    """Red on every page and in both languages; nothing is copied over the good copies."""
    kept.findings = (BROKEN,)

    kept.upkeep.start(())
    kept.window.show_admit()
    kept.window.set_language("zh_CN")
    kept.window.set_language("en")

    assert "changed from line 7 on" in kept.window.trouble.words.text()
    assert not kept.window.trouble.isHidden()
    assert "intact" not in kept.window.status.chain.text()
    assert kept.copies == 0


def test_what_only_warns_is_said_once(kept: Kept) -> None:
    """The record is written on; the sentence can be closed."""
    kept.findings = (NO_HEAD,)

    kept.upkeep.start((NO_HEAD,))

    assert len(kept.said()) == 1
    assert kept.window.trouble.isHidden()
    assert kept.copies == 1


@pytest.mark.parametrize(
    ("leap", "words"),
    [
        (timedelta(minutes=7), "went forward by 7 min"),
        (-timedelta(minutes=7), "went back by 7 min"),
    ],
)
def test_large_jump_of_the_clock_is_said_and_written_down(
    kept: Kept, leap: timedelta, words: str
) -> None:
    """The person at the station decides what the right time is."""
    with kept.store.read() as reading:
        before = reading.audit_head()[1]

    states: list[object] = []
    kept.upkeep.changed.connect(states.append)

    kept.upkeep.on_jump(leap)

    assert states == [kept.upkeep.state]
    assert words in kept.said()[0]
    with kept.store.read() as reading:
        assert reading.audit_head()[1] == before + 1


def test_small_jump_is_only_written_down(kept: Kept) -> None:
    """A network that sets the clock right is no news."""
    with kept.store.read() as reading:
        before = reading.audit_head()[1]

    kept.upkeep.on_jump(timedelta(seconds=5))

    assert kept.said() == []
    with kept.store.read() as reading:
        assert reading.audit_head()[1] == before + 1


def test_the_line_about_the_clock_comes_and_goes_with_its_reason(
    kept: Kept, clock: FixedClock
) -> None:
    """Moved: said on every page; put right or confirmed: gone at the next tick."""
    trouble = kept.window.trouble
    for suspect in (True, False):
        clock.suspect = suspect
        kept.station.ticked.emit(clock.now())
        assert trouble.isHidden() is not suspect
        assert ("without the jump" in trouble.technical.text()) is suspect


def test_a_check_goes_on_once_and_tells_when_it_ended(kept: Kept, clock: FixedClock) -> None:
    """A second press while it runs asks for nothing more; a later one is a check of its own."""
    slow = SlowTasks()
    kept.station.tasks = slow
    kept.upkeep.check()
    kept.upkeep.check()
    assert len(slow.waiting) == 1
    assert kept.upkeep.state.checking == clock.now()
    clock.advance(minutes=3)

    slow.answer()

    assert kept.upkeep.state.checking is None
    assert kept.upkeep.state.checked_at == clock.now()
    kept.upkeep.back_up()
    assert len(slow.waiting) == 1, "the copy that follows a first check is under way"
    slow.answer()
    kept.upkeep.check()
    slow.answer()
    assert (slow.waiting, kept.copies) == ([], 1), "a later check makes no copy"


def test_what_failed_is_kept_until_it_works_again(kept: Kept) -> None:
    """The page of health says why; the state of a copy under way ends with it."""
    kept.refusal = full = Unavailable("store.full")
    kept.upkeep.start(())
    state = kept.upkeep.state
    assert (state.backup_failure, state.copying, state.backup_failed) == (full, None, True)

    kept.refusal = None
    kept.upkeep.back_up()

    assert kept.upkeep.state.backup_failure is None


def test_what_the_record_lies_on_is_not_asked_behind_a_check(kept: Kept) -> None:
    """A check may take minutes; the disk is told at once."""
    found: list[object] = []

    kept.upkeep.look(found.append, found.append)

    assert found == [ground()]
    assert kept.tasks.lanes == ["paper"]
