"""NEWS2 with its parts; while a part is missing only what it is at least."""

from cart_ward.clinical.news2 import URGENT, Score
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.widgets.card import Card, line


class News2Card(Card):
    """The score, its band and what each parameter brought."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("news2")
        self.heading = theme.role(line(""), "title")
        self.parts = line("")
        self.body.addWidget(self.heading)
        self.body.addWidget(self.parts)
        self.show_score(None)

    def show_score(self, score: Score | None, last: str = "") -> None:
        """Show a score, or that there is none; `last` is the time of a score that is not new."""
        words = news2_words(score)
        if last:
            words = _("last {value} at {at}").format(value=words, at=last)
        self.heading.setText(words)
        self.parts.setText("" if score is None else news2_parts(score))
        self.parts.setVisible(bool(self.parts.text()))
        self.setAccessibleName(words)


def news2_words(score: Score | None) -> str:
    """Return the score in words."""
    if score is None or (score.total is None and not score.points):
        return _("NEWS2: not assessed")
    if score.total is None or score.band is None:
        return _incomplete(score)
    return _("NEWS2 {total}, {band}").format(
        total=score.total, band=_bands().get(score.band, score.band)
    )


def _incomplete(score: Score) -> str:
    """Return what is known without a total: what is missing can only raise it."""
    if not score.at_least:
        return _("NEWS2: incomplete, no total")
    if score.answered_as < URGENT:
        return _("NEWS2 incomplete, at least {points}").format(points=score.at_least)
    if score.band_at_least == "high":
        return _("NEWS2 incomplete, at least {points}, high").format(points=score.at_least)
    return _("NEWS2 incomplete, at least {points}, {band} or higher").format(
        points=score.at_least, band=_bands()[score.band_at_least]
    )


def news2_parts(score: Score) -> str:
    """Return the parameters that brought points, and those that are missing."""
    parts = [
        _("{parameter} {points}").format(parameter=_parameters().get(name, name), points=points)
        for name, points in score.points.items()
        if points > 0
    ]
    missing = [
        _("{parameter} missing").format(parameter=_parameters().get(name, name))
        for name in score.missing
    ]
    return " · ".join([*parts, *missing])


def _parameters() -> dict[str, str]:
    return {
        "rr": _("Breathing"),
        "spo2": _("SpO\u2082"),
        "oxygen": _("Oxygen"),
        "sbp": _("Pressure"),
        "pulse": _("Pulse"),
        "acvpu": _("Consciousness"),
        "temp": _("Temperature"),
    }


def _bands() -> dict[str, str]:
    return {
        "low": _("low"),
        "low_medium": _("low to medium"),
        "medium": _("medium"),
        "high": _("high"),
    }
