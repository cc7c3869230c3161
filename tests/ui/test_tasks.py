"""Work runs off the GUI thread; its answer comes back on it, once, and not after closing."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from cart_ward import i18n
from cart_ward.errors import CartWardError, Conflict, Unavailable
from cart_ward.ui.tasks import QtTasks


class Listener:
    """Keeps what came back, and on which thread."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[CartWardError] = []
        self.bugs: list[Exception] = []
        self.threads: list[str] = []

    def on_done(self, answer: object) -> None:
        """Keep an answer."""
        self.done.append(answer)
        self.threads.append(threading.current_thread().name)

    def on_failed(self, error: CartWardError) -> None:
        """Keep a foreseen failure."""
        self.failed.append(error)

    def on_bug(self, bug: Exception) -> None:
        """Keep a bug."""
        self.bugs.append(bug)


@pytest.fixture
def heard() -> Listener:
    """Return somebody who listens."""
    return Listener()


@pytest.fixture
def tasks(heard: Listener) -> Iterator[QtTasks]:
    """Return the real runner, closed after the test."""
    runner = QtTasks(heard.on_bug)
    yield runner
    runner.close()


def test_work_runs_elsewhere_and_answers_here(
    qtbot: QtBot, tasks: QtTasks, heard: Listener
) -> None:
    """The worker has its own thread; the answer arrives on the GUI thread."""
    tasks.run(lambda: threading.current_thread().name, heard.on_done, heard.on_failed)

    qtbot.waitUntil(lambda: bool(heard.done))

    assert heard.done == ["lane-store"]
    assert heard.threads == [threading.main_thread().name]


def test_acts_on_one_lane_keep_their_order(qtbot: QtBot, tasks: QtTasks, heard: Listener) -> None:
    """Twenty acts are answered in the order in which they were asked for."""
    for number in range(20):
        tasks.run(partial(int, number), heard.on_done, heard.on_failed)

    qtbot.waitUntil(lambda: len(heard.done) == 20)

    assert heard.done == list(range(20))


def test_paper_does_not_wait_for_the_store(qtbot: QtBot, tasks: QtTasks, heard: Listener) -> None:
    """While the store is busy, another lane answers."""
    busy = threading.Event()
    tasks.run(busy.wait, heard.on_done, heard.on_failed)
    tasks.run(lambda: "sheet", heard.on_done, heard.on_failed, lane="paper")

    qtbot.waitUntil(lambda: heard.done == ["sheet"])
    busy.set()
    qtbot.waitUntil(lambda: heard.done == ["sheet", True])


def test_foreseen_failure_goes_to_the_caller(qtbot: QtBot, tasks: QtTasks, heard: Listener) -> None:
    """A conflict is the caller's, not a bug."""

    def clash() -> None:
        raise Conflict("chart.amended")

    tasks.run(clash, heard.on_done, heard.on_failed)

    qtbot.waitUntil(lambda: bool(heard.failed))
    assert heard.failed[0].code == "chart.amended"
    assert heard.bugs == []
    assert heard.done == []


def test_bug_goes_to_the_crash_note_and_the_lane_lives_on(
    qtbot: QtBot, tasks: QtTasks, heard: Listener
) -> None:
    """After a bug the same lane answers the next question."""

    def stumble() -> None:
        raise IndexError

    tasks.run(stumble, heard.on_done, heard.on_failed)
    tasks.run(lambda: "next", heard.on_done, heard.on_failed)

    qtbot.waitUntil(lambda: heard.done == ["next"])
    assert isinstance(heard.bugs[0], IndexError)
    assert heard.failed == []


def test_work_speaks_the_language_of_the_caller(
    qtbot: QtBot, tasks: QtTasks, heard: Listener
) -> None:
    """A sheet asked for in Chinese is made in Chinese, whatever the next one speaks."""
    with i18n.use_language("zh_CN"):
        tasks.run(i18n.language, heard.on_done, heard.on_failed, lane="paper")
    tasks.run(i18n.language, heard.on_done, heard.on_failed, lane="paper")

    qtbot.waitUntil(lambda: len(heard.done) == 2)
    assert heard.done == ["zh_CN", "en"]


def test_unknown_lane_is_refused(tasks: QtTasks, heard: Listener) -> None:
    """A lane that nobody works off would swallow the question."""
    with pytest.raises(ValueError, match="fast"):
        tasks.run(lambda: 1, heard.on_done, heard.on_failed, lane="fast")


def test_closing_waits_for_the_work_and_drops_its_answer(heard: Listener) -> None:
    """An act under way ends before the store is closed; nobody is painted after that."""
    runner = QtTasks(heard.on_bug)
    finished: list[bool] = []
    begun, go_on = threading.Event(), threading.Event()

    def work() -> None:
        begun.set()
        go_on.wait()
        finished.append(True)

    runner.run(work, heard.on_done, heard.on_failed)
    begun.wait()
    go_on.set()
    runner.close()
    runner.run(lambda: "late", heard.on_done, heard.on_failed)
    QCoreApplication.processEvents()

    assert finished == [True]
    assert heard.done == []


def test_failure_of_the_machine_keeps_its_facts(
    qtbot: QtBot, tasks: QtTasks, heard: Listener
) -> None:
    """What the sentence needs crosses the threads with the failure."""

    def full() -> None:
        raise Unavailable("store.full", free=3)

    tasks.run(full, heard.on_done, heard.on_failed, lane="long")

    qtbot.waitUntil(lambda: bool(heard.failed))
    assert heard.failed[0].facts == {"free": 3}
