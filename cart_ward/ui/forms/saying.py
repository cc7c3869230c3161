"""Findings and failures as sentences, their times in the ward's zone."""

from datetime import tzinfo

from cart_ward.errors import CartWardError, Finding, warns
from cart_ward.i18n import wording


def finding(remark: Finding, zone: tzinfo) -> str:
    """Return the sentence for a finding."""
    return wording.say_in(zone, remark.code, remark.facts)


def warning(findings: tuple[Finding, ...], zone: tzinfo) -> str:
    """Return the sentences for what is only unlikely, one a line; nothing where nothing is."""
    return "\n".join(finding(remark, zone) for remark in warns(findings))


def failure(error: CartWardError, zone: tzinfo) -> str:
    """Return the sentence for a failure, its findings after it, one a line."""
    lines = [wording.say_in(zone, error.code, error.facts)]
    lines += [finding(remark, zone) for remark in error.findings]
    return "\n".join(dict.fromkeys(lines))
