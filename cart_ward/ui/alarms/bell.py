"""The one short sound of the station: a port, and what can ring on this computer."""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Protocol

from PySide6.QtCore import QUrl

from cart_ward.runtime import paths

PLATFORM = sys.platform
"""Named so that a checker does not take the other systems for unreachable."""

SOUND = Path("sounds") / "new_high.wav"


class Bell(Protocol):
    """Something that rings once when told to."""

    def ring(self) -> None:
        """Play the sound once and return at once."""
        ...


class QtBell:
    """Rings through QtMultimedia, which is an extra of the program and may be missing."""

    def __init__(self, multimedia: ModuleType, sound: Path) -> None:
        self._effect = multimedia.QSoundEffect()
        self._effect.setSource(QUrl.fromLocalFile(str(sound)))
        self._effect.setLoopCount(1)

    def ring(self) -> None:
        """Play the sound once."""
        self._effect.play()


class WindowsBell:
    """Rings through Windows itself; nothing need be installed."""

    def __init__(self, winsound: ModuleType, sound: Path) -> None:
        self._winsound = winsound
        self._sound = str(sound)

    def ring(self) -> None:
        """Play the sound once, without waiting for its end."""
        at_once = self._winsound.SND_FILENAME | self._winsound.SND_ASYNC
        self._winsound.PlaySound(self._sound, at_once)


def find_bell() -> Bell | None:
    """Return what can ring on this computer, or None."""
    sound = paths.resources() / SOUND
    if find_spec("PySide6.QtMultimedia") is not None:
        return QtBell(import_module("PySide6.QtMultimedia"), sound)
    if PLATFORM == "win32":
        return WindowsBell(import_module("winsound"), sound)
    return None
