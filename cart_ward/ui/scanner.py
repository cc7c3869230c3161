"""Bursts of keys that are a scan never reach a field; what a person types is passed on, in order.

Nothing here knows Qt: keys come in as values and go out through the port. A key that may belong to
a scan waits until the gap is over; a burst that ends like a scan is handed over as a text.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

K = TypeVar("K")
K_contra = TypeVar("K_contra", contravariant=True)

GAP_MS = 35
"""Most milliseconds between two keys of a scan; nobody types as fast as that."""

FEWEST = 6
"""Fewest characters of a scan that names no reader."""

GS = "\x1d"
"""The separator within GS1 codes; keyboard readers send it as Ctrl+]."""

_NAMES_A_READER = re.compile(r"\][A-Za-z][0-9].")
"""The prefix by which a reader says what kind of code it read."""


class Port(Protocol[K_contra]):
    """What the filter needs from outside."""

    def wait(self, milliseconds: int) -> None:
        """Call `Scanner.timed_out` after so long, once; another call starts anew."""
        ...

    def stop_waiting(self) -> None:
        """Do not call."""
        ...

    def pass_on(self, key: K_contra) -> None:
        """Give a key to whoever has the focus, as if it had come now."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Press(Generic[K]):
    """A key going down: its character, when (milliseconds), whether it ends a code; or going up."""

    key: K
    text: str
    at: int
    ends: bool = False
    up: bool = False


class Scanner(Generic[K]):
    """Holds keys back while they may be a scan.

    `take` answers whether the key was taken: then it is not delivered, it is passed on later or
    never. A scan goes to `scanned`; one of which the beginning had to be let go goes to `broken`.
    """

    def __init__(
        self, port: Port[K], scanned: Callable[[str], None], broken: Callable[[], None]
    ) -> None:
        self._port, self._scanned, self._broken = port, scanned, broken
        self._held: list[Press[K]] = []
        self._last: int | None = None
        self._read_at: int | None = None
        self._torn = self._last_call = False

    @property
    def waiting(self) -> bool:
        """Whether keys are held back."""
        return bool(self._held)

    def take(self, press: Press[K]) -> bool:
        """Take a key, or leave it to whoever it is meant for."""
        if press.up:
            if self._held:
                self._held.append(press)
            return bool(self._held)
        soon = self._last is not None and 0 <= press.at - self._last <= GAP_MS
        self._last = press.at
        if not soon:
            self.let_go()
        if press.ends:
            return self._ended(press.at)
        if not self._held:
            self._torn = soon
        self._held.append(press)
        self._last_call = False
        self._port.wait(GAP_MS)
        return True

    def let_go(self) -> None:
        """Pass on what is held: it was typed by a person."""
        self._port.stop_waiting()
        held, self._held = self._held, []
        self._torn = False
        for press in held:
            self._port.pass_on(press.key)

    def timed_out(self) -> None:
        """Let go when the gap is over; keys that wait behind a busy screen get a last call."""
        if not self._held:
            return
        if not self._last_call:
            self._last_call = True
            self._port.wait(0)
        elif _NAMES_A_READER.match(self._text()):
            self._hand_over()
        else:
            self.let_go()

    def _ended(self, at: int) -> bool:
        """Take the key that ends a scan; it follows what is let go where there was none."""
        self._last = None
        text = self._text()
        if len(text) >= FEWEST or _NAMES_A_READER.match(text):
            self._read_at = at
            self._hand_over()
            return True
        if not text and self._read_at is not None and 0 <= at - self._read_at <= GAP_MS:
            # Some readers end a code with two keys; the second must not answer anything either.
            return True
        self.let_go()
        return False

    def _text(self) -> str:
        return "".join(press.text for press in self._held if not press.up)

    def _hand_over(self) -> None:
        self._port.stop_waiting()
        text, torn = self._text(), self._torn
        self._held, self._torn = [], False
        if torn:
            self._broken()
        else:
            self._scanned(text)
