"""How close the ward sheet is set: a ward that fits loosely is never cramped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cart_ward.i18n import language
from cart_ward.reports.blocks import Cell, Row
from cart_ward.reports.text import Line, Run, Text, flowing, text

GUTTER = 4.0
OPEN = {
    "en": (GUTTER, 52, 143, 83.5, 107.5, 53, 141, 96, 105),
    "zh_CN": (GUTTER, 52, 129, 95.5, 116.5, 44, 140, 95, 109),
}
CLOSE = {
    "en": (GUTTER, 49, 147, 66, 101, 49, 147, 106, 116),
    "zh_CN": (GUTTER, 48.3, 157, 66.9, 108.5, 39.9, 137.4, 91.3, 131.7),
}
"""Shares of the width by language, so chosen that no word of an ordinary row is broken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Density:
    """Line pitch, air and wording of the ward sheet; sizes of type are the same in each."""

    leading: float
    padding: float
    air: float
    """Free room between the type of a row and the lines over and under it."""
    badge: float
    writing: float
    """Room over a line to sign on."""
    columns: Mapping[str, tuple[float, ...]]
    brief: bool
    """The head of a column names its units and numbers; what is as expected is left out."""
    stacked: bool
    """Each fact has a line of its own."""

    @property
    def widths(self) -> tuple[float, ...]:
        """The shares of the columns in the language of the sheet."""
        return self.columns[language()]

    def text(self, *lines: Line | Run | str, centred: bool = False) -> Text:
        """Return a block of text with lines of this pitch."""
        return text(*lines, centred=centred, leading=self.leading, even=True)

    def listed(self, facts: Sequence[Line | Run | str], mark: str) -> Text:
        """Return facts one under the other, or one after the other with a mark between."""
        return self.text(*facts) if self.stacked else self.text(flowing(facts, mark))

    def row(
        self,
        cells: Sequence[Cell],
        widths: Sequence[float],
        *,
        above: float | None = None,
        below: float | None = None,
        line: float = 0.5,
        bar: float = 0,
    ) -> Row:
        """Return cells side by side with the air of this density."""
        return Row(
            cells,
            widths,
            padding=self.padding,
            above=self.air if above is None else above,
            below=self.air if below is None else below,
            line=line,
            bar=bar,
        )


ROOMY = Density(
    leading=1.22,
    padding=3.5,
    air=3.0,
    badge=22.0,
    writing=20.0,
    columns=OPEN,
    brief=False,
    stacked=True,
)
MEDIUM = Density(
    leading=1.14,
    padding=3.0,
    air=2.0,
    badge=20.0,
    writing=18.0,
    columns=OPEN,
    brief=False,
    stacked=False,
)
TIGHT = Density(
    leading=1.05,
    padding=1.5,
    air=1.1,
    badge=18.0,
    writing=15.0,
    columns=CLOSE,
    brief=True,
    stacked=False,
)
DENSITIES = (ROOMY, MEDIUM, TIGHT)
