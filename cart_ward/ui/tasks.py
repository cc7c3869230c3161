"""The task runner: work off the GUI thread, its answer on it."""

import queue
import threading
from collections.abc import Callable
from contextvars import Context, copy_context
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from cart_ward.errors import CartWardError

T = TypeVar("T")

LANES = ("store", "paper", "long", "find")
"""One worker each: acts on the store are serial; paper, long reads and the search never wait."""

Job = tuple[Context, Callable[[], Callable[[], None]]]


class QtTasks(QObject):
    """Runs work on its lane's thread and hands the answer to the GUI thread by one queued signal.

    A foreseen failure goes to the caller; anything else is our bug and goes to `on_bug`.
    """

    _answered = Signal(object)

    def __init__(self, on_bug: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_bug = on_bug
        self._closed = False
        self._queues: dict[str, queue.SimpleQueue[Job | None]] = {}
        self._threads: list[threading.Thread] = []
        self._answered.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
        *,
        lane: str = "store",
    ) -> None:
        """Run `work` on a lane, in the caller's language; ignored once the runner is closed."""
        if not self._closed:
            job = partial(self._answer, work, done, failed)
            self._lane(lane).put((copy_context(), job))

    def close(self) -> None:
        """Let the work under way finish, then stop; answers are dropped from now on."""
        self._closed = True
        for waiting in self._queues.values():
            waiting.put(None)
        for thread in self._threads:
            thread.join()

    def _lane(self, name: str) -> queue.SimpleQueue[Job | None]:
        if name not in LANES:
            raise ValueError(name)
        if name not in self._queues:
            self._queues[name] = queue.SimpleQueue()
            thread = threading.Thread(
                target=self._work_off, args=(self._queues[name],), name=f"lane-{name}", daemon=True
            )
            self._threads.append(thread)
            thread.start()
        return self._queues[name]

    def _work_off(self, waiting: queue.SimpleQueue[Job | None]) -> None:
        while (job := waiting.get()) is not None:
            context, answer = job
            self._answered.emit(context.run(answer))

    def _answer(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CartWardError], None],
    ) -> Callable[[], None]:
        try:
            return partial(done, work())
        except CartWardError as error:
            return partial(failed, error)
        except Exception as bug:  # noqa: BLE001 - the one place where a worker's bug is caught
            return partial(self._on_bug, bug)

    @Slot(object)
    def _hand_over(self, answer: Callable[[], None]) -> None:
        if not self._closed:
            answer()
