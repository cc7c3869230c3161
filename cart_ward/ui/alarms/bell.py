"""The short sounds of the station: a port, and what can ring on this computer."""

import sys
from enum import Enum
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Protocol

from PySide6.QtCore import QUrl

from cart_ward.runtime import paths

PLATFORM = sys.platform
"""Named so that a checker does not take the other systems for unreachable."""


class Sound(Enum):
    """What is heard: a new high alarm, a scan that led somewhere, and one that did not."""

    NEW_HIGH = "new_high"
    SCAN_READ = "scan_read"
    SCAN_REFUSED = "scan_refused"

    def file(self, folder: Path) -> Path:
        """Return the file of this sound in a folder of sounds."""
        return folder / f"{self.value}.wav"


class Bell(Protocol):
    """Something that rings once when told to."""

    def ring(self, sound: Sound = Sound.NEW_HIGH) -> None:
        """Play a sound once, instead of one that is being played, and return at once."""
        ...


class QtBell:
    """Rings through QtMultimedia, which is an extra of the program and may be missing."""

    def __init__(self, multimedia: ModuleType, folder: Path) -> None:
        self._effects = {sound: multimedia.QSoundEffect() for sound in Sound}
        for sound, effect in self._effects.items():
            effect.setSource(QUrl.fromLocalFile(str(sound.file(folder))))
            effect.setLoopCount(1)

    def ring(self, sound: Sound = Sound.NEW_HIGH) -> None:
        """Play a sound once, and no other with it."""
        for effect in self._effects.values():
            effect.stop()
        self._effects[sound].play()


class WindowsBell:
    """Rings through Windows itself; nothing need be installed."""

    def __init__(self, winsound: ModuleType, folder: Path) -> None:
        self._winsound = winsound
        self._folder = folder

    def ring(self, sound: Sound = Sound.NEW_HIGH) -> None:
        """Play a sound once, without waiting for its end."""
        at_once = self._winsound.SND_FILENAME | self._winsound.SND_ASYNC
        self._winsound.PlaySound(str(sound.file(self._folder)), at_once)


def find_bell() -> Bell | None:
    """Return what can ring on this computer, or None."""
    sounds = paths.resources() / "sounds"
    if find_spec("PySide6.QtMultimedia") is not None:
        return QtBell(import_module("PySide6.QtMultimedia"), sounds)
    if PLATFORM == "win32":
        return WindowsBell(import_module("winsound"), sounds)
    return None
