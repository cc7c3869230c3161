"""How the record and the station are doing, in plain words: pure functions from facts to cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import Enum

from cart_ward import __version__
from cart_ward.care import health
from cart_ward.care.health import Ground
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.graded import RULES
from cart_ward.i18n import _, formats, ngettext
from cart_ward.ui.forms import saying
from cart_ward.ui.frame.status_bar import RecordState
from cart_ward.ui.messages import sentence
from cart_ward.ui.patient.why import protocol_words

BACK_UP_ELSEWHERE = "cart-ward backup --to DIR"
BRING_BACK = "cart-ward restore FILE"

LONG = 30
"""Days of room beyond which nobody counts them."""


class Shape(Enum):
    """The sign before the word: never colour alone."""

    GOOD = "✓"
    LATE = "▲"
    STOPPED = "■"
    BUSY = "◐"
    UNKNOWN = "○"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How one thing is: shape and word, then whole sentences."""

    shape: Shape
    word: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the page knows: the record, the ward as last read, and what the record lies on.

    `ground` is None until it is known; `unseen` says why it could not be looked at.
    """

    state: RecordState
    opened_at: datetime
    ward: WardSnapshot
    ground: Ground | None
    now: datetime
    zone: tzinfo
    unseen: str = ""

    def at(self, moment: datetime) -> str:
        """Return a moment as it is said today."""
        return formats.moment_near(moment, self.now, self.zone)

    @property
    def backed_up_at(self) -> datetime | None:
        """When the last good copy was made, by this window or before it was opened."""
        found = self.state.backed_up_at
        kept = None if self.ground is None else self.ground.newest_copy
        return max((at for at in (found, kept) if at is not None), default=None)


def summary(cards: Sequence[tuple[str, Shape]], at: str) -> Told:
    """Return in one line whether anything on the page needs somebody, by the names of its cards."""
    waiting = [name for name, shape in cards if shape in (Shape.LATE, Shape.STOPPED)]
    if not waiting:
        word = _("As of {time} nothing here needs anybody.").format(time=at)
        return Told(shape=Shape.GOOD, word=word, lines=())
    words = _("As of {time} this needs somebody: {names}")
    word = words.format(time=at, names=_(", ").join(waiting))
    stopped = any(shape is Shape.STOPPED for _name, shape in cards)
    return Told(shape=Shape.STOPPED if stopped else Shape.LATE, word=word, lines=())


def record(seen: Seen) -> Told:
    """Return whether the record can be relied on, and what to do where it cannot."""
    state, charts = seen.state, seen.ward.charts
    stays, count = len(charts), sum(len(chart.entries) for chart in charts.values())
    opened = _("Opened {time}.").format(time=seen.at(seen.opened_at))
    kept = ngettext("{count} entry is charted.", "{count} entries are charted.", count)
    ward = ngettext("{count} patient is on the ward.", "{count} patients are on the ward.", stays)
    size = (opened, ward.format(count=stays), kept.format(count=f"{count:,}"))
    found = (*_verdict(seen), " ".join(size))
    shape, word = _standing(state)
    return Told(shape=shape, word=word, lines=tuple(line for line in found if line))


def _standing(state: RecordState) -> tuple[Shape, str]:
    if state.trouble:
        return Shape.STOPPED, _("Damaged: can be read and printed only")
    if state.checking is not None:
        return Shape.BUSY, _("Being checked")
    if state.check_failure is not None:
        return Shape.LATE, _("Could not be checked")
    if state.intact:
        return Shape.GOOD, _("In order")
    return Shape.UNKNOWN, _("Not checked yet")


def _verdict(seen: Seen) -> tuple[str, ...]:
    state, told = seen.state, []
    told += [saying.finding(finding, seen.zone) for finding in (*state.trouble, *state.warned)]
    if state.trouble:
        told.append(
            _(
                "What this means: something else than this program changed or lost part of the"
                " record, so nobody can be sure of it. Chart on paper, leave this computer on and"
                " call the person in charge of the system: they bring the newest good copy back."
            )
        )
    if state.checking is not None:
        told.append(reading_since(state.checking, seen.zone))
    elif state.check_failure is not None:
        told.append(sentence(state.check_failure, seen.zone))
    if state.checked_at is not None:
        at = seen.at(state.checked_at)
        sound = _("Checked from the first line to the last at {time}: nothing is damaged.")
        bad = _("Checked from the first line to the last at {time}: damage was found.")
        told.append((bad if state.trouble else sound).format(time=at))
    elif not told:
        told.append(_("The whole of it is checked soon after the window opens."))
    return tuple(told)


def reading_since(at: datetime, zone: tzinfo) -> str:
    """Return that a check goes on, and since when."""
    words = _("All of it is being read since {time}. The window can be used meanwhile.")
    return words.format(time=formats.clock_seconds(at, zone))


def copying_since(at: datetime, zone: tzinfo) -> str:
    """Return that a copy is being made, and since when."""
    words = _("A copy is being made since {time}. The window can be used meanwhile.")
    return words.format(time=formats.clock_seconds(at, zone))


def backup(seen: Seen) -> Told:
    """Return how old the last good copy is, where it lies and how it is brought back."""
    shape, word = _copied(seen)
    return Told(shape=shape, word=word, lines=(*_copies(seen), *_elsewhere()))


def _copied(seen: Seen) -> tuple[Shape, str]:
    state, at = seen.state, seen.backed_up_at
    if state.copying is not None and not state.backup_failed:
        return Shape.BUSY, _("A copy is being made")
    if state.backup_failed:
        return Shape.LATE, _("No copy could be made")
    if at is None:
        return Shape.LATE, _("No backup yet")
    late = health.backup_late(at, seen.now)
    return (Shape.LATE, _("Backup is late")) if late else (Shape.GOOD, _("In order"))


def _copies(seen: Seen) -> tuple[str, ...]:
    state, at, told = seen.state, seen.backed_up_at, []
    if at is None:
        told.append(_("There is no good copy of this record."))
    else:
        words = _("Last good copy: {time}, {age} ago. It was opened again and checked.")
        age = formats.duration(max(seen.now - at, timedelta(0)))
        told.append(words.format(time=seen.at(at), age=age))
    if state.copying is not None:
        told.append(copying_since(state.copying, seen.zone))
    if state.backup_failure is not None:
        told.append(sentence(state.backup_failure, seen.zone))
    if state.trouble:
        told.append(_("Of a damaged record no copy is made; the copies made before are kept."))
    else:
        told.append(_("A copy is made each hour; old ones go by themselves."))
    if seen.ground is not None:
        kept = seen.ground.copies
        words = ngettext(
            "{count} copy lies in the folder {folder}",
            "{count} copies lie in the folder {folder}",
            kept,
        )
        told.append(words.format(count=kept, folder=breakable(seen.ground.backups)))
    return tuple(told)


def _elsewhere() -> tuple[str, ...]:
    return (
        _(
            "A second folder is not set: if this disk breaks, record and copies are lost together."
            " IT copies to another disk with:  {command}"
        ).format(command=BACK_UP_ELSEWHERE),
        _(
            "To bring a copy back, IT closes this window and types:  {command}  What it replaces"
            " is set aside, never deleted."
        ).format(command=BRING_BACK),
    )


def chain(seen: Seen) -> Told:
    """Return whether the audit log is whole, and by what its end is known."""
    state, ground = seen.state, seen.ground
    broken = any(finding.code.startswith("chain.") for finding in state.trouble)
    loose = bool(state.warned) or (ground is not None and ground.noted_lines is None)
    if broken:
        shape, word = Shape.STOPPED, _("Broken")
    elif loose:
        shape, word = Shape.LATE, _("Its end is not noted")
    elif state.intact:
        shape, word = Shape.GOOD, _("Unbroken")
    else:
        shape, word = Shape.UNKNOWN, _("Not checked yet")
    count = seen.ward.audit_count
    words = ngettext(
        "{count} line, ending with the code {head}. Each sheet printed now carries this code.",
        "{count} lines, ending with the code {head}. Each sheet printed now carries this code.",
        count,
    )
    return Told(
        shape=shape,
        word=word,
        lines=(words.format(count=f"{count:,}", head=seen.ward.audit_head), *_noted(ground)),
    )


def _noted(ground: Ground | None) -> tuple[str, ...]:
    if ground is None:
        return ()
    if ground.noted_lines is None:
        return (
            _(
                "The note of where it ends, kept apart from the record, cannot be read. Compare"
                " the code with the last printed sheet and tell the person in charge of the system."
            ),
        )
    words = ngettext(
        "Its end is noted apart from the record, at line {count}: a lost end would be found.",
        "Its end is noted apart from the record, at line {count}: a lost end would be found.",
        ground.noted_lines,
    )
    return (words.format(count=f"{ground.noted_lines:,}"),)


def disk(seen: Seen) -> Told:
    """Return how much room there is where the record lies, and for how long that is enough."""
    ground = seen.ground
    if ground is None:
        waiting = seen.unseen or _("The disk is being looked at.")
        return Told(shape=Shape.UNKNOWN, word=_("Not known"), lines=(waiting,))
    if ground.free is None or ground.room is None:
        words = _("The system does not tell how much room is left. Ask IT to look at the disk.")
        return Told(shape=Shape.UNKNOWN, word=_("Not known"), lines=(words,))
    room = _("{free} GB are free where the record lies; the record takes {size} MB.").format(
        free=f"{ground.free / 1e9:.1f}", size=f"{ground.size / 1e6:.1f}"
    )
    if ground.low:
        words = _(
            "The hourly copies may fill it within a day. Call IT now: on a full disk nothing more"
            " can be signed; what was signed stays safe."
        )
        return Told(shape=Shape.LATE, word=_("Little room left"), lines=(room, words))
    return Told(shape=Shape.GOOD, word=_("Enough room"), lines=(room, _lasts(ground.room)))


def _lasts(room: int) -> str:
    days = room // health.COPIES_A_DAY
    if days >= LONG:
        return _("That is enough for a month and longer, even if each hourly copy were kept.")
    words = ngettext(
        "That is enough for {count} day, even if each hourly copy were kept.",
        "That is enough for {count} days, even if each hourly copy were kept.",
        days,
    )
    return words.format(count=days)


def printers(names: tuple[str, ...] | None) -> Told:
    """Return which printers this station knows, the default one first."""
    if names is None:
        words = (_("The printers are being asked for."),)
        return Told(shape=Shape.UNKNOWN, word=_("Not known"), lines=words)
    if not names:
        words = (_("This station knows no printer: sheets are saved as PDF. IT connects one."),)
        return Told(shape=Shape.LATE, word=_("No printer"), lines=words)
    first = _("Sheets go to {name}, unless another one is chosen.").format(name=names[0])
    others = _("It also knows: {names}").format(names=", ".join(names[1:]))
    lines = (first, others) if len(names) > 1 else (first,)
    count = len(names)
    words_ = ngettext("{count} printer", "{count} printers", count).format(count=count)
    return Told(shape=Shape.GOOD, word=words_, lines=lines)


def sound(*, possible: bool, on: bool) -> Told:
    """Return whether a new high alarm is heard here."""
    if not possible:
        words = _(
            "This computer cannot ring. Look at the red bar: it stays until somebody answers."
        )
        return Told(shape=Shape.UNKNOWN, word=_("No sound here"), lines=(words,))
    try_it = _("Play it once at the start of the shift: whoever sits here must hear it.")
    if on:
        return Told(shape=Shape.GOOD, word=_("On"), lines=(try_it,))
    off = _("A new high alarm is not heard here. The bar at the bottom turns the sound on.")
    return Told(shape=Shape.LATE, word=_("Off"), lines=(off, try_it))


def about(seen: Seen) -> tuple[str, ...]:
    """Return what somebody who helps from afar asks for, one a line."""
    told = [_("Program {version}").format(version=__version__)]
    for version, _protocol in seen.ward.protocols.values():
        words = (
            _("Rules {name} {version}, approved by this hospital")
            if version.approved
            else _("Rules {name} {version}, not approved by this hospital")
        )
        told.append(words.format(name=protocol_words(version.name), version=version.version))
    told.append(_("Grading rules {version}").format(version=RULES))
    if seen.ground is not None:
        told.append(
            _("SQLite {sqlite}, SQLCipher {cipher}").format(
                sqlite=seen.ground.sqlite, cipher=seen.ground.cipher
            )
        )
        told.append(_("Data folder {folder}").format(folder=seen.ground.folder))
    return tuple(told)


def breakable(path: str) -> str:
    """Return a path that may go on in the next line after each of its parts."""
    return path.replace("/", "/\u200b").replace("\\", "\\\u200b")
