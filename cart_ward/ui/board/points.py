"""The NEWS2 cell of the board: a total, or in words how far it is known."""

from dataclasses import dataclass

from cart_ward.clinical.news2 import EMERGENCY, URGENT
from cart_ward.clinical.status import PatientStatus
from cart_ward.i18n import _, wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """NEWS2 as shown: the total or the words, and the band 0-3 for its ground.

    A score without a total has a band only where what was measured asks for somebody. `brief` is
    what is painted; empty: the words of `text`. `least`: there is no total.
    """

    text: str
    band: int | None
    brief: str = ""
    least: bool = False


def points(status: PatientStatus) -> Points:
    """Return the NEWS2 of the last set, in the band of what is asked for."""
    score, asked = status.news2, status.news2_asked
    if score is None:
        return Points(text=_("not assessed"), band=None)
    least = score.total is None
    counts = score.answered_as
    if least and asked is not None:
        counts = max(counts, asked.score.answered_as)
    # Bands of RCP 2017: from 7 high, 5-6 or a single 3 urgent, below that low.
    if counts >= EMERGENCY:
        band = 3
    elif counts >= URGENT:
        band = 2
    elif least and not score.at_least:
        return Points(text=_("not assessed"), band=None)
    else:
        band = 1 if counts > 0 else 0
    return Points(
        text=wording.news2(score, asked),
        band=None if least and band < 2 else band,
        brief=wording.news2(score, asked, brief=True),
        least=least,
    )
