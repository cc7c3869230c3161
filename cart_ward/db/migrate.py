"""Find the version of a store, back it up, run the missing steps, stamp."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from cart_ward.db.engine import writing
from cart_ward.errors import Untrusted


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """Where the steps lie, and the versions they lead through, oldest first."""

    folder: Path
    versions: tuple[str, ...]

    @property
    def newest(self) -> str:
        """The version a store has after the last step."""
        return self.versions[-1]


RELEASED = Steps(
    folder=Path(__file__).with_name("migrations"), versions=("0001", "0002", "0003", "0004")
)


def version(connection: Connection) -> str | None:
    """Return the version of a store, or None for an empty file.

    Read without Alembic, which is not loaded unless there are steps to run. `Untrusted` for a
    file that holds tables but no version, or more than one.
    """
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise Untrusted("store.damaged")
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().all()
    if not found and tables == ["alembic_version"]:
        return None
    if len(found) != 1:
        raise Untrusted("store.damaged")
    return str(found[0])


def check(found: str | None, steps: Steps = RELEASED) -> bool:
    """Tell whether steps are missing; `Untrusted("store.newer_schema")` for one we do not know."""
    if found is not None and found not in steps.versions:
        raise Untrusted("store.newer_schema", found=found)
    return found != steps.newest


def migrate(engine: Engine, back_up: Callable[[], object], steps: Steps = RELEASED) -> bool:
    """Bring a store to the newest schema; return whether anything was done.

    A store that holds something is backed up first. Each step is one transaction: it is kept
    with its stamp, or nothing of it is.
    """
    with engine.begin() as connection:
        found = version(connection)
    if not check(found, steps):
        return False
    if found is not None:
        back_up()
    _run(engine, steps)
    return True


def _run(engine: Engine, steps: Steps) -> None:
    from alembic import command  # noqa: PLC0415 - heavy, and needed only when a store changes
    from alembic.config import Config  # noqa: PLC0415 - heavy, likewise

    config = Config()
    config.set_main_option("script_location", str(steps.folder).replace("%", "%%"))
    with writing(engine).connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
