"""How high and wide the board's parts are, from the type sizes in use."""

from dataclasses import dataclass

from cart_ward.ui.theme import Sizes

PLAIN = Sizes()


@dataclass(frozen=True, slots=True)
class Measures:
    """Pixels of rows and header; `scale` is 1 at 100 percent of the size menu.

    At 100 percent a compact row has 24 pixels: 24 of them stand in 576 (ux 3). A `low` row is two
    lines and no more: three of them stand in a small window at 200 percent.
    """

    scale: float
    tall: int
    low: int
    watch: int
    compact: int
    header: int

    def px(self, pixels: float) -> int:
        """Return a measure drawn for 100 percent, as large as the text is now."""
        return round(pixels * self.scale)


def measures(sizes: Sizes) -> Measures:
    """Return the measures for these type sizes."""
    # Chinese text is a point larger in rows of the same height; the target alone tells the scale.
    scale = sizes.target / PLAIN.target
    return Measures(
        scale=scale,
        tall=round(58 * scale),
        low=round(52 * scale),
        watch=round(23 * scale),
        compact=round(24 * scale),
        header=round(24 * scale),
    )
