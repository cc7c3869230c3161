"""What the ward needs to know of a CAR-T product, typed in from its leaflet."""

from dataclasses import dataclass
from datetime import date

STRICTEST_DAY = 14
"""Before this day an unknown product does not drop to a relaxed schedule (products.md 5, H24)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRules:
    """A product: short name, names in both languages, target, and when monitoring may relax.

    `do_not_relax_before_day` counts from each infusion. `leaflet_date` None: no leaflet typed in
    yet; `source` is the tag of where the facts were read.
    """

    code: str
    name_en: str
    name_zh: str
    target: str
    do_not_relax_before_day: int
    leaflet_date: date | None
    version: str
    source: str

    @property
    def name(self) -> str:
        """The name in both languages."""
        return f"{self.name_en} {self.name_zh}".strip()
