"""What opening a ward needs from the layers the screens do not know, as plain values.

It needs nothing: the frame is painted before anything heavy is loaded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cart_ward.care.ward_setup import NewWard
    from cart_ward.ui.opening import Opened

Progress = Callable[[int, int], None]
"""Is told how far the making of a practice ward has come: done, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What lies in the data folder: no ward yet (`zones` to choose from), or one with a lock."""

    new: bool = False
    asks_passphrase: bool = False
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A ward that was made apart: its recovery code, and what keeps or drops it."""

    recovery_code: str
    keep: Callable[[], None]
    drop: Callable[[], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doors:
    """What may be done about such a ward; all of it off the GUI thread.

    `practice_instance` names the folder of the practice ward, for its one window.
    """

    look: Callable[[], Found]
    unlock: "Callable[[str, Progress], Opened]"
    begin: "Callable[[NewWard], Begun]"
    practice: "Callable[[Progress], Opened]"
    practice_instance: str
