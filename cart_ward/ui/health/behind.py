"""What lies behind the screens and has a page that tells of it."""

from dataclasses import dataclass

from cart_ward.care.clock_line import Lined
from cart_ward.ui.alarms.sound import AlarmSound
from cart_ward.ui.handover.printing import Printers, QtPrinters
from cart_ward.ui.upkeep import Upkeep


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The record's upkeep, the sound, the clock that can be confirmed, and the printers.

    A practice ward has no clock to confirm; without `printers` the system's own are asked.
    """

    upkeep: Upkeep | None = None
    sound: AlarmSound | None = None
    clock: Lined | None = None
    printers: Printers | None = None

    def printer_names(self) -> tuple[str, ...]:
        """Return the printers this station knows; a print server may take its time to answer."""
        return (self.printers or QtPrinters()).names()
