"""The ICE or CAPD total as it stands on the form, beside the one before and the baseline."""

from datetime import datetime, tzinfo

from PySide6.QtWidgets import QHBoxLayout, QLabel

from cart_ward.clinical.status import PatientStatus
from cart_ward.i18n import _
from cart_ward.ui import theme
from cart_ward.ui.forms.score_fields import ScoreFields
from cart_ward.ui.widgets.card import Card, line
from cart_ward.ui.widgets.score_strip import Point, ScoreStrip


class ScoreCard(Card):
    """A big number, what it was, and its curve; "not complete" where items are open."""

    def __init__(self, tool: str, most: int, zone: tzinfo) -> None:
        super().__init__(_("{tool} score").format(tool=tool))
        self._most = most
        self.number = theme.role(QLabel(), "number")
        self.number.setObjectName("score")
        self.words = line("")
        self.strip = ScoreStrip(most, zone)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.number)
        row.addWidget(self.words, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.strip)

    def show_score(
        self,
        fields: ScoreFields,
        before: PatientStatus,
        points: list[Point],
        now: datetime,
    ) -> None:
        """Show the score of the form; while items are open there is no number, only a count."""
        score, left = fields.points(), len(fields.open_items())
        self.number.setText("" if score is None else str(score))
        self.number.setVisible(score is not None)
        parts = []
        if score is not None:
            parts.append(_("of {most}").format(most=self._most))
        elif not fields.items.is_empty():
            parts.append(
                _("{points} of {most}, {open} not asked").format(
                    points=fields.so_far(), most=self._most, open=left
                )
            )
        else:
            parts.append(_("not assessed"))
        if before.score is not None:
            parts.append(_("was {score}").format(score=before.score))
        if before.score_baseline is not None:
            parts.append(_("baseline {score}").format(score=before.score_baseline))
        self.words.setText(" · ".join(parts))
        self.strip.show_points(points if score is None else [*points, (now, score)])
