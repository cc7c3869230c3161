"""Schema steps: migrated equals fresh, a backup comes first, a failing step leaves nothing."""

import re
import shutil
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from cart_ward.clinical.observed import AlarmAnswer
from cart_ward.db import folder, migrate, verify
from cart_ward.db.engine import make_engine, writing
from cart_ward.db.keys import new_keys
from cart_ward.db.layout import BACKUPS
from cart_ward.db.migrate import RELEASED, Steps
from cart_ward.db.tables import METADATA
from cart_ward.errors import NotAllowed, Untrusted
from tests.db.helpers import KeptWard
from tests.fakes import NOW

ANOTHER = """
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.execute("CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT")
    op.execute("{last}")
"""


def schema(engine: Engine) -> set[tuple[str, str, str]]:
    """Return every table, index and trigger with its text, blanks aside."""
    with engine.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT type, name, sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        ).fetchall()
    return {(kind, name, re.sub(r"\s+", " ", sql).strip()) for kind, name, sql in rows}


def steps(place: Path, last: str) -> Steps:
    """Return the released steps and one more that ends with a statement."""
    shutil.copytree(RELEASED.folder, place, ignore=shutil.ignore_patterns("__pycache__"))
    (place / "versions" / "v0005_another.py").write_text(ANOTHER.format(last=last))
    return Steps(folder=place, versions=(*RELEASED.versions, "0005"))


def test_migrated_equals_fresh_down_to_the_triggers(tmp_path: Path) -> None:
    """The frozen steps and today's tables say the same."""
    migrated = make_engine(tmp_path / "migrated.db", new_keys())
    fresh = make_engine(tmp_path / "fresh.db", new_keys())
    migrate.migrate(migrated, lambda: None)
    with writing(fresh).begin() as connection:
        METADATA.create_all(connection)

    found = schema(migrated)

    assert found == schema(fresh)
    assert {kind for kind, _, _ in found} == {"table", "index", "trigger"}
    migrated.dispose()
    fresh.dispose()


def test_the_named_versions_are_the_steps_there_are() -> None:
    """The newest version is known without loading Alembic."""
    config = Config()
    config.set_main_option("script_location", str(RELEASED.folder))
    found = [step.revision for step in ScriptDirectory.from_config(config).walk_revisions()]

    assert tuple(reversed(found)) == RELEASED.versions


def test_a_store_is_backed_up_before_its_steps(ward: KeptWard, tmp_path: Path) -> None:
    """The copy is taken while the store still has its old version."""
    more = steps(tmp_path / "steps", "CREATE INDEX extra_id ON extra (id)")
    seen: list[str | None] = []

    def back_up() -> None:
        with ward.store.engine.begin() as connection:
            seen.append(migrate.version(connection))

    assert migrate.migrate(ward.store.engine, back_up, more)
    assert not migrate.migrate(ward.store.engine, back_up, more)

    assert seen == ["0004"]
    with ward.store.engine.begin() as connection:
        assert migrate.version(connection) == "0005"


def test_a_failing_step_is_rolled_back_whole(ward: KeptWard, tmp_path: Path) -> None:
    """Neither its tables nor its stamp stay, and the ward works on."""
    more = steps(tmp_path / "steps", "INSERT INTO chart_entry (id) VALUES (1)")
    before = schema(ward.store.engine)

    with pytest.raises(NotAllowed, match=r"impossible_value"):
        migrate.migrate(ward.store.engine, lambda: None, more)

    assert schema(ward.store.engine) == before
    with ward.store.engine.begin() as connection:
        assert migrate.version(connection) == "0004"
    ward.chart()


def test_an_old_store_is_never_opened_without_its_backup(ward: KeptWard, tmp_path: Path) -> None:
    """Where the backup fails, no step runs."""
    more = steps(tmp_path / "steps", "CREATE INDEX extra_id ON extra (id)")

    def no_room() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate.migrate(ward.store.engine, no_room, more)

    with ward.store.engine.begin() as connection:
        assert migrate.version(connection) == "0004"
    assert not (ward.folder / BACKUPS).exists()


def test_a_store_without_a_version_is_not_guessed_at(ward: KeptWard) -> None:
    """Tables but no stamp, or no stamp in its table: not ours to migrate."""
    ward.raw("DELETE FROM alembic_version")
    with ward.store.engine.begin() as connection, pytest.raises(Untrusted, match="damaged"):
        migrate.version(connection)

    ward.raw("DROP TABLE alembic_version")
    with ward.store.engine.begin() as connection, pytest.raises(Untrusted, match="damaged"):
        migrate.version(connection)


def test_answers_from_before_they_had_a_time_stay_sound(ward: KeptWard) -> None:
    """A store of the first schema is brought up and every row still fits its audit line."""
    ward.chart(AlarmAnswer(alarm_key="first_fever.1", answer="doctor called"))
    # As the first schema left it: no such column, and a digest that knows of none.
    ward.raw(
        "ALTER TABLE alarm_answer DROP COLUMN until",
        "DROP TABLE station_tries",
        "DROP TABLE station_clock",
        "UPDATE alembic_version SET version_num = '0001'",
    )

    assert migrate.migrate(ward.store.engine, lambda: None)

    assert verify.rows(ward.store.engine) == ()
    ward.chart(AlarmAnswer(alarm_key="first_fever.1", answer="again", until=NOW))
    assert verify.rows(ward.store.engine) == ()
    ward.raw("DROP TRIGGER alarm_answer_no_update", "UPDATE alarm_answer SET until = 'later'")
    assert [f.code for f in verify.rows(ward.store.engine)] == ["verify.row_changed"]


def test_a_store_of_the_schema_before_opens_after_its_backup(ward: KeptWard) -> None:
    """The real way: the copy is made and proved while today's newest tables are not there yet."""
    ward.chart()
    ward.raw(
        "DROP TABLE station_tries",
        "DROP TABLE station_clock",
        "UPDATE alembic_version SET version_num = '0002'",
    )
    ward.store.close()

    opened = folder.open_store(ward.folder, clock=ward.clock)
    with opened.engine.begin() as connection:
        assert migrate.version(connection) == RELEASED.versions[-1]
    assert list((ward.folder / BACKUPS).iterdir())
    assert opened.trouble == ()
    opened.close()
