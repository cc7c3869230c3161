"""Findings and failures as sentences, their times in the ward's zone."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from cart_ward.errors import CartWardError, Finding
from cart_ward.i18n import formats, wording


def _local(facts: Mapping[str, object], zone: tzinfo) -> dict[str, object]:
    return {
        name: formats.moment_on_screen(fact, zone) if isinstance(fact, datetime) else fact
        for name, fact in facts.items()
    }


def finding(remark: Finding, zone: tzinfo) -> str:
    """Return the sentence for a finding."""
    return wording.say(remark.code, **_local(remark.facts, zone))


def failure(error: CartWardError, zone: tzinfo) -> str:
    """Return the sentence for a failure, its findings after it, one a line."""
    lines = [wording.say(error.code, **_local(error.facts, zone))]
    lines += [finding(remark, zone) for remark in error.findings]
    return "\n".join(dict.fromkeys(lines))
