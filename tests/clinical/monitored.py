"""A charted patient under the default protocol: what is due at an hour after the infusion."""

import dataclasses
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from cart_ward.clinical import rule_files, schedule
from cart_ward.clinical.chart import Chart
from cart_ward.clinical.observed import Done, MonitoringPause, NotDone
from cart_ward.clinical.protocol import Protocol
from cart_ward.clinical.schedule import CheckDue
from cart_ward.clinical.vocabulary import Check, EntryId, NotDoneReason, Scale
from cart_ward.runtime import paths
from tests.clinical.charting import Charting, hour

ZONE = ZoneInfo("Asia/Shanghai")
"""The ward's zone: hour 0 of a chart is 18:00 here."""

SOURCE = (paths.resources() / "protocols" / "axi_cel_default.toml").read_text(encoding="utf-8")

PROTOCOL: Protocol = rule_files.read_protocol(SOURCE)
"""The default protocol, as shipped."""


def product_toml(name: str) -> str:
    """Return a product file as shipped."""
    return (paths.resources() / "products" / f"{name}.toml").read_text(encoding="utf-8")


class Monitored(Charting):
    """A patient of the default protocol, with an axi-cel leaflet in hand."""

    def __init__(self, age: float = 56, *, infused: bool = True, product: str = "axi_cel") -> None:
        super().__init__(age, infused=infused)
        source = product_toml(product) if product else ""
        self.subject = dataclasses.replace(
            self.subject, product=dataclasses.replace(self.subject.product, source_toml=source)
        )

    def full_neuro(self, at: float, total: int = 10) -> EntryId:
        """Chart a neuro check with its ICE."""
        self.neuro(at)
        return self.ice(at, total)

    def graded(self, at: float, crs: int = 0, icans: int = 0) -> EntryId:
        """Sign both scales."""
        self.sign(at, crs, Scale.CRS)
        return self.sign(at, icans, Scale.ICANS)

    def done(self, at: float, what: Check) -> EntryId:
        """Chart a check without values as done."""
        return self.add(at, Done(what=what, note=""))

    def not_done(self, at: float, what: Check) -> EntryId:
        """Chart why a check was not done."""
        return self.add(at, NotDone(what=what, reason=NotDoneReason.ASLEEP, note=""))

    def pause(self, at: float, until: float | None = None) -> EntryId:
        """Pause monitoring."""
        end = None if until is None else hour(until)
        return self.add(at, MonitoringPause(paused=True, reason="CT", until=end))

    def resume(self, at: float) -> EntryId:
        """Resume monitoring."""
        return self.add(at, MonitoringPause(paused=False, reason="back", until=None))

    def due(self, at: float, check: Check, protocol: Protocol = PROTOCOL) -> CheckDue:
        """Return the one next due of a check at an hour."""
        return due(self.chart(), at, check, protocol)


def due(chart: Chart, at: float, check: Check, protocol: Protocol = PROTOCOL) -> CheckDue:
    """Return the one next due of a check at an hour."""
    [found] = [d for d in schedule.due(protocol, chart, hour(at), ZONE) if d.check is check]
    return found


def at_hour(found: CheckDue) -> float:
    """Return the hour after the infusion at which a check is due."""
    return (found.at - hour(0)) / timedelta(hours=1)


def protocol_with(**changed: Any) -> Protocol:
    """Return the default protocol with something changed."""
    return dataclasses.replace(PROTOCOL, **changed)
