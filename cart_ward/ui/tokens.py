"""The tokens: every colour, type size and space of the screens.

Text and its ground differ by at least 4.5:1, borders and focus by 3:1 (ux 4); sizes are pixels at
96 dpi (ux 2: 14 pt = 19 px for body text, 11.5 pt = 16 px as the floor). The dark theme and the one
of high contrast stand beside it in files of their own; nothing else names a colour.
"""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Type sizes and spaces in pixels at 96 dpi."""

    small: int = 16
    body: int = 19
    title: int = 20
    heading: int = 23
    value: int = 26
    clock: int = 28
    target: int = 44
    touch: int = 56
    gap: int = 8
    pad: int = 16
    radius: int = 8
    ring: int = 3

    percent: int = 100
    """Of the size menu: 100, 125, 150 or 200."""

    def for_chinese(self) -> "Sizes":
        """Return the sizes for Chinese text: 1 pt over Latin, rounded to whole pixels (ux 2)."""
        grown = ("small", "body", "title", "heading")
        return replace(self, **{name: getattr(self, name) + self.px(1) for name in grown})

    def scaled(self, percent: int) -> "Sizes":
        """Return the sizes of the size menu: 100, 125, 150 or 200 percent."""
        grown = {
            name: round(getattr(self, name) * percent / 100)
            for name in ("small", "body", "title", "heading", "value", "clock", "target", "touch")
        }
        return replace(self, **grown, percent=percent)

    def px(self, pixels: float) -> int:
        """Return a measure that holds text, as large as the text: drawn for 100 percent."""
        return round(pixels * self.percent / 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """A fill with the text and the border that belong to it."""

    fill: str
    text: str
    border: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme. States are those of ux 4; grades 0-4 share a ramp, never a shape.

    `motion` is False where nothing may flash or slide: a person asked for it.
    """

    name: str
    dark: bool
    page: str
    card: str
    raised: str
    stripe: str
    selected: str
    ink: str
    soft: str
    line: str
    border: str
    focus: str
    accent: str
    accent_hover: str
    on_accent: str
    danger: str
    on_danger: str
    warn: str
    error: str
    good: str
    abnormal: str
    nav: str
    nav_ink: str
    nav_active: str
    on_nav_active: str
    nav_focus: str
    warn_card: Paint
    error_card: Paint
    good_card: Paint
    practice: Paint
    idle: Paint
    due: Paint
    late: Paint
    very_late: Paint
    paused: Paint
    high: Paint
    medium: Paint
    low: Paint
    technical: Paint
    grades: tuple[Paint, Paint, Paint, Paint, Paint]
    not_assessed: Paint
    curve: str
    paper: str
    threshold: str
    series: tuple[str, ...]
    sizes: Sizes = field(default_factory=Sizes)
    motion: bool = True


LIGHT = Tokens(
    name="light",
    dark=False,
    page="#edf1f4",
    card="#ffffff",
    raised="#f6f8fa",
    stripe="#f8fafb",
    selected="#dcecf6",
    ink="#13212b",
    soft="#505d68",
    line="#d5dce2",
    border="#7d8a95",
    focus="#13212b",
    accent="#0b5d8a",
    accent_hover="#084a6e",
    on_accent="#ffffff",
    danger="#b3141f",
    on_danger="#ffffff",
    warn="#8a4b00",
    error="#b3141f",
    good="#1b6f43",
    abnormal="#b3141f",
    nav="#11222d",
    nav_ink="#c9d5dd",
    nav_active="#1c4257",
    on_nav_active="#ffffff",
    nav_focus="#ffd24d",
    warn_card=Paint(fill="#fff6df", text="#3d2a00", border="#b86e00"),
    error_card=Paint(fill="#fdeced", text="#5c0a10", border="#b3141f"),
    good_card=Paint(fill="#e6f4ec", text="#0c3d24", border="#1b6f43"),
    practice=Paint(fill="#f28c00", text="#000000", border="#c26a00"),
    idle=Paint(fill="#d5dce2", text="#505d68", border="#7d8a95"),
    due=Paint(fill="#56b4e9", text="#000000", border="#0b5d8a"),
    late=Paint(fill="#f0e442", text="#000000", border="#6b6300"),
    very_late=Paint(fill="#d55e00", text="#000000", border="#7a2f00"),
    paused=Paint(fill="#9c9fa3", text="#000000", border="#5a5f64"),
    high=Paint(fill="#c81e2b", text="#ffffff", border="#7a0f14"),
    medium=Paint(fill="#f0e442", text="#000000", border="#6b6300"),
    low=Paint(fill="#fff6c9", text="#000000", border="#6b6300"),
    technical=Paint(fill="#cfe8f7", text="#000000", border="#0b5d8a"),
    grades=(
        Paint(fill="#ffffff", text="#505d68", border="#7d8a95"),
        Paint(fill="#fff3c2", text="#3d2f00", border="#9a7a00"),
        Paint(fill="#ffc98a", text="#4a2400", border="#b35c00"),
        Paint(fill="#b8321e", text="#ffffff", border="#7a1a0c"),
        Paint(fill="#6d0f14", text="#ffffff", border="#13212b"),
    ),
    not_assessed=Paint(fill="#ffffff", text="#505d68", border="#7d8a95"),
    curve="#0b5d8a",
    paper="#ffffff",
    threshold="#b3141f",
    series=("#b8440b", "#0b5d8a", "#7b3fa0", "#1b7f4b", "#13212b"),
)
