"""The names of what lies in a data folder.

ward.db     the store, encrypted (and beside it -wal and -shm while it is open)
keys.json   its keys, wrapped; those of a practice store lie open and say so
head        the anchored head of the audit chain
sheets/     signed sheets, encrypted, named by their digest
backups/    verified copies, unless another folder was named
replaced/   what a restore put aside, one folder each
"""

STORE = "ward.db"
KEYS = "keys.json"
HEAD = "head"
SHEETS = "sheets"
BACKUPS = "backups"
REPLACED = "replaced"
BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of a store for the files that belong to it."""
