"""Who is on call: each row says when and by whom it was entered, and none is edited.

No screen could write a contact before, so the table is empty in every store and is made anew.
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table anew, with its triggers."""
    op.execute("DROP TABLE contact")
    op.execute(
        "CREATE TABLE contact ( id INTEGER NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,"
        " number TEXT NOT NULL, answer_within INTEGER, set_at TEXT NOT NULL,"
        " set_by_id INTEGER NOT NULL, PRIMARY KEY (id),"
        " FOREIGN KEY(set_by_id) REFERENCES staff (id) ) STRICT"
    )
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER contact_no_{verb.lower()} BEFORE {verb} ON contact"
            " BEGIN SELECT RAISE(ABORT, 'append-only: contact'); END"
        )
