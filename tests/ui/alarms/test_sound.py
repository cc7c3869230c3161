"""One short sound for each new high alarm, never a loop, and a switch that is remembered."""

import wave
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from cart_ward.care.changes import Changes
from cart_ward.clinical.alarms import Alarm, Priority
from cart_ward.errors import Unavailable
from cart_ward.runtime import paths, settings
from cart_ward.ui.alarms import bell
from cart_ward.ui.alarms.bell import QtBell, Sound, WindowsBell, find_bell
from cart_ward.ui.alarms.sound import RINGING, AlarmSound
from cart_ward.ui.attending import show_sound
from cart_ward.ui.messages import Messages
from tests.fakes import NOW
from tests.ui.frame import build_frame
from tests.ui.ward import Ward, full_ward
from tools import build_sounds


@dataclass
class Counter:
    """A bell that remembers what it rang."""

    heard: list[Sound] = field(default_factory=list)

    @property
    def rings(self) -> int:
        """How often it rang."""
        return len(self.heard)

    def ring(self, sound: Sound = Sound.NEW_HIGH) -> None:
        """Remember."""
        self.heard.append(sound)


@dataclass
class Desk:
    """A ward, its sound, and what was kept of the switch."""

    ward: Ward
    bell: Counter
    sound: AlarmSound
    kept: list[bool] = field(default_factory=list)

    def raise_alarms(self, *keys: str, answered: bool = False, patients: int = 1) -> None:
        """Let these high alarms stand on so many patients, and tell the screens."""
        answers = list(self.ward.station.answers)
        for number in range(len(answers)):
            stay = answers[number].admission
            found = tuple(
                Alarm(
                    key=key,
                    admission_id=stay.id,
                    priority=Priority.HIGH,
                    code="alarm.crs_3",
                    since=NOW,
                    facts={"grade": 3},
                    answered=answered,
                )
                for key in keys
            )
            answers[number] = replace(answers[number], alarms=found if number < patients else ())
        self.ward.station.answers = tuple(answers)
        self.beat()

    def beat(self) -> None:
        """Let the heart beat."""
        self.ward.station.ward_changed.emit(Changes())


@pytest.fixture
def desk(still_ward: Ward) -> Desk:
    """Return a station with a bell that counts."""
    full_ward(still_ward)
    counter, kept = Counter(), list[bool]()
    sound = AlarmSound(still_ward.station, Messages(), counter, keep=kept.append)
    return Desk(ward=still_ward, bell=counter, sound=sound, kept=kept)


def test_new_high_alarm_rings_once(desk: Desk) -> None:
    """However often the heart beats while it is open."""
    desk.raise_alarms("crs_3.1")
    for _beat in range(20):
        desk.beat()

    assert desk.bell.rings == 1


def test_worsening_rings_again(desk: Desk) -> None:
    """What is worse has another key."""
    desk.raise_alarms("crs_3.1")
    desk.raise_alarms("crs_4.2")
    desk.raise_alarms("crs_4.2", "ice_fall.3")

    assert desk.bell.rings == 3


def test_answered_alarm_is_silent_until_it_is_raised_again(desk: Desk) -> None:
    """After the time it was put off to, it is new."""
    desk.raise_alarms("crs_3.1")
    desk.raise_alarms("crs_3.1", answered=True)
    assert desk.bell.rings == 1

    desk.raise_alarms("crs_3.1")
    assert desk.bell.rings == 2


def test_many_at_once_ring_once(desk: Desk) -> None:
    """A ward that wakes from sleep with everything missed makes one sound."""
    desk.raise_alarms("missed.vitals.1", "missed.neuro.1", "crs_3.1", patients=7)

    assert desk.bell.rings == 1


def test_lower_priorities_never_ring(desk: Desk) -> None:
    """Silent by default: a late check is seen, not heard."""
    stay = desk.ward.station.answers[0].admission
    for priority in (Priority.MEDIUM, Priority.LOW):
        alarm = Alarm(
            key=priority.value, admission_id=stay.id, priority=priority,
            code="alarm.overdue.vitals", since=NOW, facts={"late": timedelta()}, answered=False,
        )  # fmt: skip
        first = replace(desk.ward.station.answers[0], alarms=(alarm,))
        desk.ward.station.answers = (first, *desk.ward.station.answers[1:])
        desk.beat()

    assert desk.bell.rings == 0


def test_station_turned_off_is_silent_and_remembers_it(desk: Desk) -> None:
    """What was raised meanwhile is not rung for later; turned on, it is heard once as a test."""
    desk.sound.toggle()
    desk.raise_alarms("crs_3.1")
    assert desk.bell.rings == 0

    desk.sound.toggle()
    assert desk.bell.rings == 1
    desk.beat()
    assert desk.bell.rings == 1
    assert desk.kept == [False, True]
    desk.raise_alarms("crs_4.1")
    assert desk.bell.rings == 2


def test_the_bar_says_it_always_and_a_press_turns_it(qtbot: QtBot, desk: Desk) -> None:
    """On, off, or not possible here; in the words of the language in use."""
    window = build_frame(desk.ward.station).window
    qtbot.addWidget(window)
    show_sound(window, desk.sound)
    desk.sound.switched.connect(lambda: show_state(window, desk))
    assert window.status.sound.text() == "Alarm sound on"

    window.status.sound.click()

    assert not desk.sound.on
    assert window.status.sound.text() == "Alarm sound off"
    silent = AlarmSound(desk.ward.station, Messages(), None)
    show_sound(window, silent)
    assert window.status.sound.text() == "No alarm sound here"
    assert not window.status.sound.isEnabled()


def show_state(window: Any, desk: Desk) -> None:
    """Let the bar follow the switch."""
    window.status.show_sound(possible=desk.sound.possible, on=desk.sound.on)


def test_switch_that_cannot_be_kept_is_told(still_ward: Ward) -> None:
    """It holds until the window closes, and somebody says so."""
    told: list[str] = []
    messages = Messages()
    messages.told.connect(lambda message: told.append(message.sentence))

    def full(_on: bool) -> None:  # noqa: FBT001 - the port's argument
        raise Unavailable("settings.sound_not_kept", detail="disk full")

    sound = AlarmSound(still_ward.station, messages, Counter(), keep=full)
    sound.toggle()

    assert not sound.on
    assert told
    assert "disk full" in told[0]


def test_switch_is_kept_beside_the_other_settings(tmp_path: Path) -> None:
    """Only this one changes."""
    settings.write(tmp_path, settings.Settings(ward_name="3F East", station="bay 1"))

    settings.keep_sound(tmp_path, False)

    assert settings.read(tmp_path) == settings.Settings(
        ward_name="3F East", station="bay 1", sound=False
    )


@pytest.mark.parametrize(("led", "heard"), [(True, Sound.SCAN_READ), (False, Sound.SCAN_REFUSED)])
def test_a_scan_is_answered_by_sound(desk: Desk, heard: Sound, *, led: bool) -> None:
    """Another sound where it led nowhere (ux 12)."""
    desk.sound.answer_scan(led)

    assert desk.bell.heard == [heard]


def test_a_scan_is_never_heard_over_an_alarm(desk: Desk) -> None:
    """A second after it the scans are answered again."""
    desk.raise_alarms("crs_3.1")
    desk.sound.answer_scan(True)
    assert desk.bell.heard == [Sound.NEW_HIGH]

    desk.ward.clock.advance(seconds=RINGING)
    desk.sound.answer_scan(True)

    assert desk.bell.heard == [Sound.NEW_HIGH, Sound.SCAN_READ]


def test_a_silent_station_answers_no_scan_by_sound(desk: Desk) -> None:
    """One switch for all of them; and a station that cannot ring stays quiet."""
    desk.sound.toggle()
    desk.sound.answer_scan(True)
    AlarmSound(desk.ward.station, Messages(), None).answer_scan(False)

    assert desk.bell.rings == 0


@pytest.mark.parametrize("sound", Sound)
def test_sounds_of_the_program_are_short_and_small(sound: Sound) -> None:
    """Each a WAV of under 40 kB and half a second, as the script makes it."""
    path = sound.file(paths.resources() / "sounds")
    with wave.open(str(path), "rb") as file:
        seconds = file.getnframes() / file.getframerate()
        found = file.readframes(file.getnframes())

    assert path.stat().st_size < 40_000
    assert 0.05 < seconds < 0.5
    assert len(found) == 2 * len(build_sounds.samples(build_sounds.NOTES[sound.value]))


class FakeEffect:
    """QSoundEffect as far as it is used."""

    def __init__(self) -> None:
        self.source: Any = None
        self.loops = 0
        self.played = self.stopped = 0

    def setSource(self, source: Any) -> None:
        """Remember."""
        self.source = source

    def setLoopCount(self, loops: int) -> None:
        """Remember."""
        self.loops = loops

    def play(self) -> None:
        """Count."""
        self.played += 1

    def stop(self) -> None:
        """Count."""
        self.stopped += 1


def module(**members: Any) -> ModuleType:
    """Return a module with these members."""
    made = ModuleType("fake")
    for name, value in members.items():
        setattr(made, name, value)
    return made


def test_qt_plays_the_file_once(tmp_path: Path) -> None:
    """One loop of the program's own sound, and what was heard before is over."""
    effects: list[FakeEffect] = []

    def made() -> FakeEffect:
        effects.append(FakeEffect())
        return effects[-1]

    ringer = QtBell(module(QSoundEffect=made), tmp_path)

    ringer.ring(Sound.SCAN_READ)
    ringer.ring()

    assert [effect.played for effect in effects] == [1, 1, 0]
    assert {(effect.loops, effect.stopped) for effect in effects} == {(1, 2)}
    assert [effect.source.fileName() for effect in effects] == [
        "new_high.wav",
        "scan_read.wav",
        "scan_refused.wav",
    ]


def test_windows_plays_the_file_without_waiting(tmp_path: Path) -> None:
    """The flags ask for a file, at once."""
    played: list[tuple[str, int]] = []
    play: Callable[[str, int], None] = lambda name, flags: played.append((name, flags))  # noqa: E731
    ringer = WindowsBell(module(SND_FILENAME=1, SND_ASYNC=2, PlaySound=play), tmp_path)

    ringer.ring()
    ringer.ring(Sound.SCAN_REFUSED)

    names = (tmp_path / "new_high.wav", tmp_path / "scan_refused.wav")
    assert played == [(str(name), 3) for name in names]


@pytest.mark.parametrize(
    ("multimedia", "platform", "expected"),
    [(True, "linux", QtBell), (False, "win32", WindowsBell), (False, "linux", None)],
)
def test_what_can_ring_is_found(
    monkeypatch: pytest.MonkeyPatch, multimedia: object, platform: str, expected: type | None
) -> None:
    """Qt's player where it is installed, else Windows' own, else none and it is said."""
    fake = module(QSoundEffect=FakeEffect, SND_FILENAME=1, SND_ASYNC=2, PlaySound=print)
    monkeypatch.setattr(bell, "find_spec", lambda _name: multimedia or None)
    monkeypatch.setattr(bell, "import_module", lambda _name: fake)
    monkeypatch.setattr(bell, "PLATFORM", platform)

    found = find_bell()

    assert (found is None) if expected is None else isinstance(found, expected)
