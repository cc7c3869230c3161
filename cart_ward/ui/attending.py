"""What watches over the screens from the side: sound, similar names, how old the ward is."""

from functools import partial

from PySide6.QtCore import Qt

from cart_ward.runtime.clock import SystemClock
from cart_ward.ui.alarms.bell import find_bell
from cart_ward.ui.alarms.sound import AlarmSound
from cart_ward.ui.curtain import FirstPaint
from cart_ward.ui.main_window import MainWindow
from cart_ward.ui.messages import Messages
from cart_ward.ui.opening import Opened
from cart_ward.ui.station import Station


def sound_of(station: Station, messages: Messages, opened: Opened) -> AlarmSound:
    """Return what rings at this station, if anything can."""
    return AlarmSound(station, messages, find_bell(), on=opened.sound, keep=opened.keep_sound)


def attend(window: MainWindow, station: Station, sound: AlarmSound) -> None:
    """Begin to watch; what needs a library is loaded after the board has been seen."""
    station.fresh.measured_by(SystemClock())
    show_sound(window, sound)
    sound.switched.connect(partial(_say_sound, window, sound))
    window.rebuilt.connect(partial(show_sound, window, sound))
    station.ward_changed.connect(partial(_compare_names, station))
    seen = FirstPaint(window)
    queued = Qt.ConnectionType.QueuedConnection
    seen.seen.connect(sound.look, queued)
    seen.seen.connect(partial(_compare_names, station), queued)


def show_sound(window: MainWindow, sound: AlarmSound, *_language: object) -> None:
    """Let the bar at the bottom, made anew with each language, say and turn the sound."""
    _say_sound(window, sound)
    window.status.sound.clicked.connect(sound.toggle)


def _say_sound(window: MainWindow, sound: AlarmSound) -> None:
    window.status.show_sound(possible=sound.possible, on=sound.on)


def _compare_names(station: Station, *_changes: object) -> None:
    station.namesakes.look(station.snapshot.charts)
