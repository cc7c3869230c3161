"""Times, numbers and units for people; the same on screen, on paper and in commands.

`screen` dates are 22-Nov-2026 in English and 2026-11-22 in Chinese; on paper always the latter.
"""

import re
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal
from enum import Enum

from cart_ward.i18n import _, language, ngettext

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def number(value: Decimal | int) -> str:
    """Return a number without trailing zeros (5, 358.8): a dose is never written 5.0."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def fixed(value: Decimal, places: int = 1) -> str:
    """Return a measured number with its decimals kept (38.0, 72.0)."""
    return f"{value:.{places}f}"


def clock(at: datetime, zone: tzinfo) -> str:
    """Return 14:05 in the ward's zone."""
    return f"{at.astimezone(zone):%H:%M}"


def clock_seconds(at: datetime, zone: tzinfo) -> str:
    """Return 14:05:41 in the ward's zone."""
    return f"{at.astimezone(zone):%H:%M:%S}"


def day_on_paper(on: date) -> str:
    """Return 2026-11-22."""
    return f"{on:%Y-%m-%d}"


def day_on_screen(on: date) -> str:
    """Return 22-Nov-2026 in English, 2026-11-22 in Chinese."""
    if language() == "zh_CN":
        return day_on_paper(on)
    return f"{on.day:02d}-{_MONTHS[on.month - 1]}-{on.year}"


def moment_on_paper(at: datetime, zone: tzinfo) -> str:
    """Return 2026-11-22 14:05."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"


def moment_on_screen(at: datetime, zone: tzinfo) -> str:
    """Return the date as on screen and the clock time."""
    local = at.astimezone(zone)
    return f"{day_on_screen(local.date())} {local:%H:%M}"


def moment_near(at: datetime, now: datetime, zone: tzinfo) -> str:
    """Return only the clock time on the same day, else day and time."""
    same = at.astimezone(zone).date() == now.astimezone(zone).date()
    return clock(at, zone) if same else moment_on_screen(at, zone)


def duration(elapsed: timedelta) -> str:
    """Return a length of time in its two largest units: 6 min, 2 h 05 min, 3 d 4 h."""
    minutes = int(abs(elapsed).total_seconds()) // 60
    if minutes < 60:
        return _("{minutes} min").format(minutes=minutes)
    hours, minutes = divmod(minutes, 60)
    if hours < 48:
        if minutes:
            return _("{hours} h {minutes} min").format(hours=hours, minutes=f"{minutes:02d}")
        return _("{hours} h").format(hours=hours)
    days, hours = divmod(hours, 24)
    return _("{days} d {hours} h").format(days=days, hours=hours)


def interval(every: timedelta) -> str:
    """Return a rhythm: every 30 min, every 4 h."""
    minutes = int(every.total_seconds()) // 60
    if minutes % 60:
        return ngettext("every {count} min", "every {count} min", minutes).format(count=minutes)
    hours = minutes // 60
    return ngettext("every {count} h", "every {count} h", hours).format(count=hours)


def day_count(day: int) -> str:
    """Return D+3, D0 or D-1 with a true minus sign."""
    if day == 0:
        return "D0"
    return f"D+{day}" if day > 0 else f"D\u2212{-day}"


def unbroken(words: str) -> str:
    """Return words in which no line ends between a number and its unit."""
    return re.sub(r"(?<=\d) (?=\S)", "\u00a0", words)


def shown(fact: object) -> str:
    """Return a fact as it stands inside a sentence."""
    if isinstance(fact, Enum):
        return str(fact.value)
    if isinstance(fact, Decimal):
        return number(fact)
    if isinstance(fact, timedelta):
        return duration(fact)
    if isinstance(fact, datetime):
        # Nobody said in which zone to show it: the one it is in, and say so.
        return f"{fact:%Y-%m-%d %H:%M %Z}".strip()
    if isinstance(fact, date):
        return day_on_screen(fact)
    return str(fact)
