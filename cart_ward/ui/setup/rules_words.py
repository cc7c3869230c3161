"""What a protocol version says, in words: one approves what one has read."""

from datetime import timedelta, tzinfo

from cart_ward.care.ward_lists import Rules
from cart_ward.clinical.people import Approval, Product, Staff
from cart_ward.clinical.product import ProductRules
from cart_ward.clinical.protocol import Anchor, Escalation, Phase, Protocol, Rule, State
from cart_ward.i18n import _, formats, wording
from cart_ward.ui.patient.why import protocol_words, state_words
from cart_ward.ui.patient.words import join

Section = tuple[str, tuple[str, ...]]
"""A heading and its lines."""

DIGEST = 12
"""Characters of a digest that are shown."""


def version_words(rules: Rules) -> str:
    """Return a version by name."""
    version = rules.version
    words = _("{name}, version {version}")
    return words.format(name=protocol_words(version.name), version=version.version)


def state_of(rules: Rules) -> str:
    """Return whether a version is approved, else what is still lacking."""
    lacking = rules.lacking
    if lacking.people == 0:
        return _("APPROVED by this hospital")
    if not lacking.physician:
        return _("NOT APPROVED: a second person still has to approve")
    if lacking.people == 1:
        return _("NOT APPROVED: a physician still has to approve")
    return _("NOT APPROVED: two people still have to approve, one of them a physician")


def facts_of(rules: Rules, zone: tzinfo) -> str:
    """Return since when a version is in the ward, and its digest."""
    since = formats.moment_on_screen(rules.version.valid_from, zone)
    words = _("In this ward since {since} · digest {digest}")
    return words.format(since=since, digest=rules.version.digest[:DIGEST])


def signed_by(approval: Approval, person: Staff, zone: tzinfo) -> str:
    """Return who approved, in which role and when."""
    return _("Approved by {name} ({role}), {at}").format(
        name=person.name.both,
        role=wording.say(f"words.Role.{approval.role.value}"),
        at=formats.moment_on_screen(approval.at, zone),
    )


def product_words(product: Product, rules: ProductRules) -> str:
    """Return a product with version and leaflet."""
    leaflet = (
        _("leaflet of {date}").format(date=formats.day_on_screen(rules.leaflet_date))
        if rules.leaflet_date is not None
        else _("leaflet date not entered")
    )
    first = _("{code} · {name}").format(code=wording.product(product.code), name=product.name)
    relax = _("first, dense schedule up to day {day}").format(day=rules.do_not_relax_before_day)
    second = join(_("version {version}").format(version=product.version), leaflet, relax)
    return f"{first}\n{second}"


def sections(protocol: Protocol) -> tuple[Section, ...]:
    """Return everything a version says, in the order in which a stay meets it."""
    return (
        *((state_words(phase.key), _lines(phase.rules, _span(phase))) for phase in protocol.phases),
        *((state_words(state.key), _lines(state.rules, _when(state))) for state in protocol.states),
        (_("On time, late, missed"), _windows(protocol)),
        (_("Whom to call"), tuple(_call(call) for call in protocol.escalations)),
    )


def _lines(rules: tuple[Rule, ...], when: str) -> tuple[str, ...]:
    found = tuple(_rule(rule) for rule in rules)
    return (when, *found) if when else found


def _rule(rule: Rule) -> str:
    check = wording.say(f"words.Check.{rule.check.value}")
    rhythm = _rhythm(rule)
    extra = join(
        _("at once when it begins") if rule.at_start else "",
        _("whenever a proposed grade changes") if rule.on_change else "",
    )
    words = _("{check}: {rhythm}, {extra}") if extra else _("{check}: {rhythm}")
    return words.format(check=check, rhythm=rhythm, extra=extra)


def _rhythm(rule: Rule) -> str:
    if rule.at_times:
        return _("at {times}").format(times=", ".join(f"{at:%H:%M}" for at in rule.at_times))
    if rule.offsets:
        after = ", ".join(formats.duration(offset) for offset in rule.offsets)
        return _("{after} after the dose").format(after=after)
    if rule.every is None:
        return ""
    if rule.once:
        return _("once, within {length}").format(length=formats.duration(rule.every))
    if rule.for_first is None or rule.then is None:
        return formats.interval(rule.every)
    return _("{first} for the first {length}, then {then}").format(
        first=formats.interval(rule.every),
        length=formats.duration(rule.for_first),
        then=formats.interval(rule.then),
    )


def _span(phase: Phase) -> str:
    """Return from when to when a phase holds."""
    start = _edge(phase.from_, phase.from_day)
    end = _edge(phase.until, phase.until_day)
    anchor = {
        Anchor.ADMISSION: _("Counted from the admission"),
        Anchor.START: _("Counted from the start of the infusion"),
        Anchor.END: _("Counted from the end of the infusion"),
        Anchor.DAY: _("Counted in days after the infusion"),
    }[phase.counted_from]
    if start and end:
        return _("{anchor}: from {start} to {end}").format(anchor=anchor, start=start, end=end)
    if start:
        return _("{anchor}: from {start} on").format(anchor=anchor, start=start)
    return anchor


def _edge(length: timedelta | None, day: int | None) -> str:
    if day is not None:
        return _("day {day}").format(day=day)
    return "" if length is None else formats.duration(length)


def _when(state: State) -> str:
    if state.lasts is not None:
        return _("For {length} after the end of the dose").format(
            length=formats.duration(state.lasts)
        )
    if state.scale == "NEWS2":
        return _("NEWS2 of {points}").format(points=_numbers(state.grades))
    return ""


def _numbers(grades: tuple[int, ...]) -> str:
    return str(grades[0]) if len(grades) == 1 else f"{grades[0]}\u2013{grades[-1]}"


def _windows(protocol: Protocol) -> tuple[str, ...]:
    return (
        _(
            "A check is on time within {percent} % of its interval, at most {early} early and"
            " {late} late."
        ).format(
            percent=protocol.early_fraction,
            early=formats.duration(protocol.early_max),
            late=formats.duration(protocol.late_max),
        ),
        _(
            "From {percent} % of the interval it is very late; after a whole interval missed."
        ).format(percent=protocol.very_late_percent),
        _("Monitoring may step down at the earliest {length} after a grade has fallen.").format(
            length=formats.duration(protocol.step_down_after)
        ),
        _("An infusion whose end nobody charted counts as {length} long.").format(
            length=formats.duration(protocol.infusion_length)
        ),
    )


def _call(call: Escalation) -> str:
    known = f"trigger.{call.trigger}"
    facts = {
        "trigger": wording.say(known) if wording.knows(known) else call.trigger,
        "who": ", ".join(_who(role) for role in call.roles),
    }
    if not call.within_min:
        return _("{trigger}: {who}, at once").format(**facts)
    words = _("{trigger}: {who}, within {minutes} min")
    return words.format(minutes=call.within_min, **facts)


def _who(role: str) -> str:
    known = f"role.{role}"
    return wording.say(known) if wording.knows(known) else role
