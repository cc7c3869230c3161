"""Bring a store to the newest schema."""

from sqlalchemy import Engine

from cart_ward.db.engine import writing
from cart_ward.db.tables import METADATA


def make_schema(engine: Engine) -> None:
    """Write the newest schema into an empty file, whole or not at all."""
    with writing(engine).begin() as connection:
        METADATA.create_all(connection)
