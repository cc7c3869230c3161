"""The same once more: what is possible but unlikely is typed a second time before it is signed."""

from cart_ward.i18n import _
from cart_ward.ui.forms.line_field import LineField
from cart_ward.ui.forms.signing import Missing


class Again(LineField):
    """A second line for a field, shown while what stands there is unlikely.

    It is never in the way of the truth: the same text typed twice is taken.
    """

    def __init__(self, of: LineField) -> None:
        super().__init__(
            f"{of.line.objectName()}_again", _("{field}, once more").format(field=of.label)
        )
        self._of, self._warning = of, ""
        # What was typed the second time says nothing about another value.
        of.edited.connect(self.line.clear)
        self.hide()

    def ask(self, warning: str) -> None:
        """Ask for it again because of this, or, without a warning, do not."""
        self._warning = warning
        self.setVisible(bool(warning))
        self.complain(warning if self.missing() else "")

    def missing(self) -> tuple[Missing, ...]:
        """Return what is asked again and was not typed the same twice."""
        agrees = not self._warning or self.text() == self._of.text()
        return () if agrees else ((self, self._warning),)
