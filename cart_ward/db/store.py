"""The store: one act, one transaction, one audit line for each change."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import Engine

from cart_ward.care.ports import Clock
from cart_ward.clinical.people import Actor
from cart_ward.db import engine as engines
from cart_ward.db.audit import Chain, Circumstances
from cart_ward.db.charts import Shelf
from cart_ward.db.head import Anchor
from cart_ward.db.keys import StoreKeys
from cart_ward.db.reading import SqlReading
from cart_ward.db.sheets import Sheets
from cart_ward.db.work import SqlUnitOfWork
from cart_ward.errors import Finding, Untrusted, stops


class SqlStore:
    """The port `Store` over one encrypted file.

    `trouble` is what was found wrong with the record when it was opened: where any of it stops,
    the record can be read and printed, but nothing more is written. `practice`: a practice store.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        keys: StoreKeys,
        anchor: Anchor,
        sheets: Sheets,
        clock: Clock,
        versions: str,
        practice: bool,
        trouble: tuple[Finding, ...] = (),
    ) -> None:
        self.engine = engine
        self.keys = keys
        self.anchor = anchor
        self.sheets = sheets
        self.practice = practice
        self.trouble = trouble
        self._writing = engines.writing(engine)
        self._clock = clock
        self._versions = versions
        self._shelf = Shelf()

    @contextmanager
    def act(self, actor: Actor, name: str, at: datetime) -> Iterator[SqlUnitOfWork]:
        """Begin one act under the write lock; commit on a clean exit, roll back otherwise.

        `Unavailable` if the machine refuses; `Untrusted("store.read_only")` if the record is not
        sound.
        """
        if stops(self.trouble):
            raise Untrusted("store.read_only", findings=self.trouble)
        around = Circumstances(
            actor=actor,
            act=name,
            at=at,
            monotonic=int(self._clock.monotonic() * 1000),
            clock_suspect=self._clock.suspect,
            versions=self._versions,
        )
        with self._writing.begin() as connection:
            chain = Chain(connection, self.keys.audit, around)
            work = SqlUnitOfWork(connection, self._shelf, chain, around)
            yield work
            head = work.finish()
        self.anchor.move_to(head)

    @contextmanager
    def read(self) -> Iterator[SqlReading]:
        """Open one consistent view."""
        with self.engine.begin() as connection:
            yield SqlReading(connection, self._shelf)

    def keep_sheet(self, pdf: bytes) -> str:
        """Keep a signed sheet encrypted beside the store and return its SHA-256 digest."""
        return self.sheets.keep(pdf)

    def sheet(self, digest: str) -> bytes:
        """Return a kept sheet; `Untrusted("sheet.damaged")` if it is missing or changed."""
        return self.sheets.read(digest)

    @property
    def parts(self) -> tuple[Engine, bytes, Anchor, Sheets]:
        """What `db.verify.verify_store` looks at."""
        return self.engine, self.keys.audit, self.anchor, self.sheets

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
