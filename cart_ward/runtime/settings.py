"""This station's settings: typed, with default and limits, kept as TOML beside the store."""

import os
import socket
import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cart_ward.errors import NotAllowed, Unavailable

FILE = "settings.toml"

THEMES = ("auto", "light", "dark", "contrast")
"""What a station may wear; "auto" is dark at night by the ward's clock."""

TEXT_PERCENTS = (100, 125, 150, 200)
"""The text sizes to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How the screens of one station look."""

    theme: str = "auto"
    text_percent: int = 100
    reduced_motion: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Settings of one station; `zone` is an IANA name, `idle_minutes` 1-15 until it locks.

    `sound`: whether a new high alarm rings here.
    `letter_keys` turns the keys of one letter (V, N, T, ...) on or off.
    `theme`, `text_percent` and `reduced_motion` are those of `Look`.
    """

    ward_name: str = "CAR-T Ward"
    zone: str = "Asia/Shanghai"
    language: str = "en"
    station: str = ""
    idle_minutes: int = 3
    sound: bool = True
    letter_keys: bool = True
    theme: str = "auto"
    text_percent: int = 100
    reduced_motion: bool = False

    @property
    def look(self) -> Look:
        """How the screens look."""
        return Look(
            theme=self.theme,
            text_percent=self.text_percent,
            reduced_motion=self.reduced_motion,
        )

    @property
    def zone_info(self) -> ZoneInfo:
        """The ward's zone."""
        return ZoneInfo(self.zone)


def station_name() -> str:
    """Return this computer's name, as it stands in the audit log."""
    return socket.gethostname()[:40] or "station"


def _refuse(path: Path, field: str, problem: str) -> NotAllowed:
    return NotAllowed("settings.malformed", file=path.name, field=field, problem=problem)


def read(folder: Path) -> Settings:
    """Return the settings of a data folder, the defaults where it has none.

    Raises NotAllowed("settings.malformed") naming file and field.
    """
    path = folder / FILE
    if not path.exists():
        return Settings(station=station_name())
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise _refuse(path, "-", str(error)) from error
    known = {f.name: type(f.default) for f in fields(Settings)}
    for name, value in values.items():
        if name not in known or type(value) is not known[name]:
            raise _refuse(path, name, repr(value))
    return _checked(path, Settings(**{"station": station_name(), **values}))


def _checked(path: Path, settings: Settings) -> Settings:
    try:
        ZoneInfo(settings.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _refuse(path, "zone", settings.zone) from error
    if not 1 <= settings.idle_minutes <= 15:
        raise _refuse(path, "idle_minutes", str(settings.idle_minutes))
    if settings.language not in ("en", "zh_CN"):
        raise _refuse(path, "language", settings.language)
    if settings.theme not in THEMES:
        raise _refuse(path, "theme", settings.theme)
    if settings.text_percent not in TEXT_PERCENTS:
        raise _refuse(path, "text_percent", str(settings.text_percent))
    return settings


def write(folder: Path, settings: Settings) -> None:
    """Keep the settings in a data folder, replacing the file in one step."""
    lines = []
    for f in fields(Settings):
        value = getattr(settings, f.name)
        lines.append(f"{f.name} = {_written(value)}")
    temporary = folder / (FILE + ".new")
    temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.replace(temporary, folder / FILE)  # noqa: PTH105 - replaces in one step on every system


def keep_sound(folder: Path, on: bool) -> None:  # noqa: FBT001 - the setting itself
    """Keep whether this station rings; every other setting stays as it stands in the file now."""
    try:
        write(folder, replace(read(folder), sound=on))
    except OSError as error:
        raise Unavailable("settings.sound_not_kept", detail=str(error)) from error


def keep_look(folder: Path, look: Look) -> None:
    """Keep how the screens look; every other setting stays as it stands in the file now."""
    found = read(folder)
    try:
        write(
            folder,
            replace(
                found,
                theme=look.theme,
                text_percent=look.text_percent,
                reduced_motion=look.reduced_motion,
            ),
        )
    except OSError as error:
        raise Unavailable("settings.not_kept", detail=str(error)) from error


def _written(value: str | int | bool) -> str:  # noqa: FBT001 - a setting may be a bool
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else _quoted(value)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
