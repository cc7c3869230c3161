"""What the charge nurse's page shows: pure functions from open things to groups of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, tzinfo

from cart_ward.care import open_ward
from cart_ward.care.open_ward import Ward
from cart_ward.clinical.open_work import OpenThing, Topic
from cart_ward.clinical.people import Admission
from cart_ward.i18n import _, formats, ngettext, wording
from cart_ward.ui.patient.why import protocol_words

MISSED, LATE, WAITING = "▲▲", "▲", "○"
"""The sign before each row: missed or damaged, late, waiting."""

_SIGNS = {
    "open.check_missed": MISSED,
    "open.record_damaged": MISSED,
    "open.check_late": LATE,
    "open.call_late": LATE,
    "open.calls_late": LATE,
    "open.order_mismatch": LATE,
    "open.dose_not_ended": LATE,
    "open.pause_over": LATE,
    "open.handover_due": LATE,
    "open.backup_late": LATE,
    "open.backup_never": LATE,
    "open.lot_expired": LATE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One open thing: whose, and what; `spoken` is the whole row for a reader."""

    thing: OpenThing
    who: str
    what: str

    @property
    def key(self) -> str:
        """What stays the same while the thing does."""
        return self.thing.key

    @property
    def spoken(self) -> str:
        """The row as one sentence."""
        return _("{who}: {what}").format(who=self.who, what=self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One topic, its heading with the count, and its rows."""

    topic: Topic
    title: str
    rows: tuple[Row, ...]


def derive(ward: Ward) -> tuple[Group, ...]:
    """Return every topic with what is open in it; worked out beside the screens' thread."""
    return groups(open_ward.open_things(ward), ward.now, ward.zone)


def groups(things: Iterable[OpenThing], now: datetime, zone: tzinfo) -> tuple[Group, ...]:
    """Return one group a topic, the empty ones too: that nothing is open is said."""
    found: dict[Topic, list[Row]] = {topic: [] for topic in Topic}
    for thing in things:
        found[thing.topic].append(_row(thing, now, zone))
    return tuple(
        Group(topic=topic, title=_title(topic, len(rows)), rows=tuple(rows))
        for topic, rows in found.items()
    )


def summary(found: tuple[Group, ...], at: str) -> str:
    """Return in one line how much is open on the whole ward."""
    count = sum(len(group.rows) for group in found)
    if not count:
        return _("✓ As of {time} nothing is open on this ward.").format(time=at)
    words = ngettext(
        "As of {time}: {count} thing is open on this ward.",
        "As of {time}: {count} things are open on this ward.",
        count,
    )
    return words.format(time=at, count=count)


def _title(topic: Topic, count: int) -> str:
    named = wording.say(f"topic.{topic.name.lower()}")
    if not count:
        return _("✓ {topic}: nothing open").format(topic=named)
    return _("{topic} · {count}").format(topic=named, count=count)


def _row(thing: OpenThing, now: datetime, zone: tzinfo) -> Row:
    told = formats.unbroken(wording.say(thing.code, **_facts(thing, now, zone)))
    what = _("{shape} {word}").format(shape=_sign(thing), word=told)
    of_ward = thing.topic is Topic.WARD or thing.stay is None
    return Row(thing=thing, who=_("Ward") if of_ward else _who(thing.stay), what=what)


def _sign(thing: OpenThing) -> str:
    waits = MISSED if thing.topic is Topic.ALARMS else WAITING
    return _SIGNS.get(thing.code, waits)


def _who(stay: Admission | None) -> str:
    if stay is None:
        return ""
    patient = stay.patient
    return _("Bed {bed}  {name}  {number}").format(
        bed=stay.bed.name, name=patient.name.both, number=patient.hospital_no
    )


def _facts(thing: OpenThing, now: datetime, zone: tzinfo) -> dict[str, object]:
    """Return the facts of a thing in words, its times short where they are of today."""
    return {name: _said(name, fact, now, zone) for name, fact in thing.facts.items()}


def _said(name: str, fact: object, now: datetime, zone: tzinfo) -> object:
    if isinstance(fact, datetime):
        return formats.moment_near(fact, now, zone)
    if name == "roles" and isinstance(fact, tuple):
        return _(", ").join(_known(f"role.{role}", str(role)) for role in fact)
    words = {
        "check": f"words.Check.{fact}",
        "trigger": f"trigger.{fact}",
        "reason": f"pause.{fact}",
        "scale": f"words.Scale.{fact}",
    }
    if name in words:
        return _known(words[name], str(fact))
    return protocol_words(str(fact)) if name == "name" else fact


def _known(code: str, otherwise: str) -> str:
    return wording.say(code) if wording.knows(code) else otherwise
