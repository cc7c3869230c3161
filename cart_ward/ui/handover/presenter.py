"""What the handover page decides: when a sheet is made, drawn, printed, signed and kept."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from cart_ward.care import handover
from cart_ward.care.changes import Changes
from cart_ward.care.handover import LogPrint, SignHandover
from cart_ward.care.monitoring import WardSnapshot
from cart_ward.care.ports import Desk
from cart_ward.clinical.entries import Entry
from cart_ward.clinical.handover import HandoverSheet
from cart_ward.clinical.observed import HandoverSigned
from cart_ward.clinical.people import Actor, AdmissionId, OnCall
from cart_ward.errors import CartWardError
from cart_ward.ui.handover.pictures import PAPER_DPI, Picture, pictures
from cart_ward.ui.handover.printing import Printers
from cart_ward.ui.station import Station

Render = Callable[[HandoverSheet, str, str], bytes]
"""(sheet, language, printed by) -> PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A sheet on the page: its PDF and the pictures of it; `sheet` is None for an archived one."""

    sheet: HandoverSheet | None
    pdf: bytes
    pages: tuple[Picture, ...]


Known = tuple[Mapping[AdmissionId, int], tuple[OnCall, ...]]
"""How many entries each chart had, for a chart only grows; and who was on call."""


def _known(snapshot: WardSnapshot) -> Known:
    entries = {key: len(chart.entries) for key, chart in snapshot.charts.items()}
    return entries, snapshot.contacts


class HandoverView(Protocol):
    """The page, seen from its presenter."""

    def show_drawn(self, drawn: Drawn) -> None:
        """Show a sheet."""
        ...

    def show_archive(self, signed: tuple[Entry[HandoverSigned], ...]) -> None:
        """Show the signed sheets, the newest first."""
        ...

    def complain(self, error: CartWardError) -> None:
        """Say what failed."""
        ...


class HandoverPresenter:
    """Keeps one sheet as it was assembled: it never changes under the readers' eyes."""

    def __init__(self, view: HandoverView, station: Station, render: Render) -> None:
        self._view, self._station, self._render = view, station, render
        self._asked = 0
        self._closed = False
        self.token = uuid4().hex
        self.drawn: Drawn | None = None
        self.as_of: datetime | None = None
        self._over: Known | None = None

    def close(self) -> None:
        """Ignore late answers."""
        self._closed = True

    @property
    def signable(self) -> bool:
        """Whether a fresh sheet, not one of the archive, is shown."""
        return self.drawn is not None and self.drawn.sheet is not None

    @property
    def stale(self) -> bool:
        """Whether something was charted that the fresh sheet shown does not know."""
        return self.signable and self._over != _known(self._station.snapshot)

    def assemble(self, language: str) -> None:
        """Make a sheet of the ward as it is now, in a language, and draw it."""
        self._asked += 1
        asked = self._asked
        self._station.ask(handover.last_signed, partial(self._draw, asked, language), self._fail)

    def _draw(self, asked: int, language: str, since: datetime | None) -> None:
        if self._closed or asked != self._asked:
            return
        station = self._station
        snapshot, now, facts = station.snapshot, station.now(), station.facts
        person = station.person
        printed_by = "" if person is None else person.name.both

        def work() -> Drawn:
            sheet = handover.assemble(
                snapshot,
                now=now,
                zone=facts.zone,
                ward_name=facts.ward_name,
                practice=facts.practice,
                since=since,
            )
            pdf = self._render(sheet, language, printed_by)
            return Drawn(sheet=sheet, pdf=pdf, pages=pictures(pdf))

        drawn = partial(self._on_drawn, asked, over=_known(snapshot))
        station.tasks.run(work, drawn, self._fail, lane="paper")

    def _on_drawn(self, asked: int, drawn: Drawn, over: Known | None = None) -> None:
        if self._closed or asked != self._asked:
            return
        self.drawn = drawn
        self._over = over
        self.token = uuid4().hex
        self.as_of = None if drawn.sheet is None else drawn.sheet.data_as_of
        self._view.show_drawn(drawn)

    def read_archive(self) -> None:
        """Ask for the signed sheets."""
        self._station.ask(handover.signed_sheets, self._on_archive, self._fail)

    def _on_archive(self, signed: tuple[Entry[HandoverSigned], ...]) -> None:
        if not self._closed:
            self._view.show_archive(tuple(reversed(signed)))

    def open_signed(self, digest: str) -> None:
        """Show a signed sheet again, byte for byte."""
        self._asked += 1
        asked = self._asked

        def read(desk: Desk) -> bytes:
            return handover.reprint(desk, digest)

        def draw(pdf: bytes) -> None:
            self._station.tasks.run(
                lambda: Drawn(sheet=None, pdf=pdf, pages=pictures(pdf)),
                partial(self._on_drawn, asked),
                self._fail,
                lane="paper",
            )

        self._station.ask(read, draw, self._fail)

    def sign(
        self,
        giver: Actor,
        taker: Actor,
        done: Callable[[Changes], None],
        failed: Callable[[CartWardError], None],
    ) -> None:
        """Let both sign exactly the sheet that is shown; the giver acts."""
        drawn = self.drawn
        if drawn is None or drawn.sheet is None:
            return
        command = SignHandover(
            sheet=drawn.sheet,
            pdf=drawn.pdf,
            giver_id=giver.staff_id,
            taker_id=taker.staff_id,
            token=self.token,
        )

        def act(desk: Desk) -> Changes:
            return handover.sign_handover(desk.of(giver), command)

        self._station.perform(act, done, failed)

    def save(self, path: Path, done: Callable[[Path, str], None]) -> None:
        """Write the PDF; `done` gets the path and what went wrong, or nothing."""
        if (drawn := self.drawn) is None:
            return

        def work() -> str:
            try:
                path.write_bytes(drawn.pdf)
            except OSError as problem:
                return problem.strerror or type(problem).__name__
            return ""

        def answered(problem: str) -> None:
            if not problem:
                self._log(drawn)
            done(path, problem)

        self._station.tasks.run(work, answered, self._fail, lane="paper")

    def print(
        self, printers: Printers, name: str, title: str, done: Callable[[bool], None]
    ) -> None:
        """Send the sheet to a printer; `done` is told whether it took it."""
        if (drawn := self.drawn) is None:
            return

        def work() -> bool:
            return printers.send(pictures(drawn.pdf, PAPER_DPI), name, title)

        def answered(sent: bool) -> None:  # noqa: FBT001 - the task runner hands the answer over
            if sent:
                self._log(drawn)
            done(sent)

        self._station.tasks.run(work, answered, self._fail, lane="paper")

    def _log(self, drawn: Drawn) -> None:
        command = LogPrint(
            digest=hashlib.sha256(drawn.pdf).hexdigest(),
            copies=1,
            admission_id=None,
            token=uuid4().hex,
        )

        def act(desk: Desk) -> Changes:
            return handover.log_print(desk, command)

        self._station.perform(act, lambda _changes: None, self._fail)

    def _fail(self, error: CartWardError) -> None:
        if not self._closed:
            self._view.complain(error)
