"""Code -> sentence, for errors, findings, grades, checks and alarms.

Each area keeps its own table `SENTENCES` of whole sentences with named holes.
"""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from cart_ward.clinical.news2 import URGENT, Asked, Score
from cart_ward.errors import Finding
from cart_ward.i18n import _, formats
from cart_ward.i18n.wording import (
    admissions,
    calls,
    failures,
    grades,
    handover,
    limits,
    medication,
    monitoring,
    open_work,
    practice,
    screens,
    words,
)

TABLES = (
    admissions,
    calls,
    failures,
    grades,
    handover,
    limits,
    medication,
    monitoring,
    open_work,
    practice,
    screens,
    words,
)


SENTENCES: dict[str, str] = {
    code: sentence for table in TABLES for code, sentence in table.SENTENCES.items()
}


def say(code: str, **facts: object) -> str:
    """Return the sentence for `code` in the language in use; KeyError for an unknown code."""
    shown = {
        name: say(fact.code, **fact.facts) if isinstance(fact, Finding) else formats.shown(fact)
        for name, fact in facts.items()
    }
    return _(SENTENCES[code]).format(**shown)


def say_in(zone: tzinfo, code: str, facts: Mapping[str, object]) -> str:
    """Return the sentence for `code` with its times in the ward's zone, as on screen."""
    local = {
        name: formats.moment_on_screen(fact, zone) if isinstance(fact, datetime) else fact
        for name, fact in facts.items()
    }
    return say(code, **local)


def knows(code: str) -> bool:
    """Tell whether a code has a sentence."""
    return code in SENTENCES


def role(code: str) -> str:
    """Return how somebody who is called is named; a ward's own name as it stands."""
    named = f"role.{code}"
    return say(named) if knows(named) else code


def outcome(text: str) -> str:
    """Return what came of a call; words of one's own as they were typed."""
    known = f"words.CallOutcome.{text}"
    return say(known) if knows(known) else text


def product(code: str) -> str:
    """Return how a product is called on the screen: its code, or a word for one without leaflet."""
    named = f"product.{code}"
    return say(named) if knows(named) else code


def pause_reason(reason: str) -> str:
    """Return the words of why monitoring is paused; a reason of one's own as it was typed."""
    code = f"pause.{reason}"
    return say(code) if knows(code) else reason


def news2(score: Score, asked: Asked | None = None, *, brief: bool = False) -> str:
    """Return a NEWS2 as it is shown everywhere: the total, or in words how far it is known.

    Where an incomplete score hides one that still asks for more, that one is told as "was".
    """
    if score.total is not None:
        return str(score.total)
    told, code = score, "at_least"
    if asked is not None and asked.score.answered_as > max(score.answered_as, URGENT - 1):
        told, code = asked.score, "was_at_least" if asked.score.total is None else "was"
    elif not score.at_least:
        code = "incomplete"
    known = f"news2.brief.{code}"
    return say(known if brief and knows(known) else f"news2.{code}", points=told.at_least)
