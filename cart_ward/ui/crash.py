"""A bug: log it without patient data, say so, keep the alarms alive. The program never exits."""

import logging
import secrets
import sys
import threading
import traceback
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from cart_ward.care.ports import Clock

SAME_PLACE = 60.0
"""Seconds within which a second bug in the same place closes that screen."""

_log = logging.getLogger("cart_ward.crash")


@dataclass(frozen=True, slots=True, kw_only=True)
class BugNote:
    """A bug as it is shown: the id under which the log holds it; `again` if it came back."""

    id: str
    place: str
    again: bool


class Crash(QObject):
    """Takes every unforeseen exception. Signal: `happened(BugNote)`, on the GUI thread."""

    happened = Signal(object)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._seen: dict[str, float] = {}

    def install(self) -> None:
        """Take what nobody else caught, on every thread."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread_exception

    def note(self, bug: BaseException) -> BugNote:
        """Log a bug and tell the screens. Only its type and place are kept, never its message."""
        frames = traceback.extract_tb(bug.__traceback__)
        path = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in frames]
        place = path[-1] if path else type(bug).__name__
        now = self._clock.monotonic()
        before = self._seen.get(place)
        self._seen[place] = now
        again = before is not None and now - before <= SAME_PLACE
        note = BugNote(id=secrets.token_hex(3).upper(), place=place, again=again)
        _log.error("bug %s %s at %s", note.id, type(bug).__name__, " < ".join(reversed(path)))
        self.happened.emit(note)
        return note

    def _on_exception(
        self, kind: type[BaseException], bug: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, bug, trace)
        else:
            self.note(bug.with_traceback(trace))

    def _on_thread_exception(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.note(args.exc_value)
