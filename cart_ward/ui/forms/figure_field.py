"""A number under its label, for narrow columns; malformed text is named, never mended."""

from decimal import Decimal

from cart_ward.i18n import _
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.signing import Missing, required
from cart_ward.ui.widgets.number_field import malformed_sentence
from cart_ward.ui.widgets.number_text import Malformed, as_typed, parse


class FigureField(LineField):
    """A labelled number with its unit."""

    def __init__(self, name: str, label: str, unit: str, *, decimals: int) -> None:
        super().__init__(name, _("{label} ({unit})").format(label=label, unit=unit))
        self._plain = label
        self._decimals = decimals
        self.edited.connect(self._on_edited)

    def value(self) -> Decimal | None:
        """Return the number; None where nothing or no number was typed."""
        parsed = parse(self.text(), self._decimals)
        return None if isinstance(parsed, Malformed) else parsed

    def set_value(self, value: Decimal | int | None) -> None:
        """Show a number."""
        self.set_text("" if value is None else as_typed(value, self._decimals))

    def problem(self) -> str:
        """Return what is wrong with the text, or nothing."""
        parsed = parse(self.text(), self._decimals)
        if isinstance(parsed, Malformed):
            return malformed_sentence(parsed, self._plain, self._decimals)
        return ""

    def missing(self) -> tuple[Missing, ...]:
        """Return what must still be put right: the text is malformed or empty."""
        if problem := self.problem():
            return ((self, problem),)
        return ((self, required(self._plain)),) if self.value() is None else ()

    def _on_edited(self) -> None:
        self.complain(self.problem())
