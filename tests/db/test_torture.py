"""Killed at any moment, the store loses nothing that was acknowledged (reliability A1).

`CART_WARD_KILLS` sets the number of kills; the default is the short form.
"""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

from cart_ward.db import folder, verify
from tests.db.helpers import KeptWard
from tests.fakes import FixedClock

KILLS = int(os.environ.get("CART_WARD_KILLS", "15"))
SEED = int(os.environ.get("CART_WARD_SEED", "20261122"))

WRITER = """
import sys
from pathlib import Path
from cart_ward.db import backup, folder
from tests.db.helpers import NURSE, vitals
from tests.fakes import NOW, FixedClock

place = Path(sys.argv[1])
store = folder.open_store(place, clock=FixedClock())
print("ready", flush=True)
n = 0
while True:
    token = f"{sys.argv[2]}-{n}"
    with store.act(NURSE, "chart", NOW) as work:
        work.append(1, vitals(pulse=n % 200), NOW, token=token)
        work.append(1, vitals(pulse=n % 200), NOW)
    print(token, flush=True)
    n += 1
    if n % 20 == 0:
        backup.back_up(store.engine, store.keys, place, place / "backups")
"""


def _killed(ward: KeptWard, run: int, after: int) -> list[str]:
    """Let a program write, kill it after so many acknowledgements, and return those it made."""
    command = [sys.executable, "-c", WRITER, str(ward.folder), str(run)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline().strip() for _ in range(after + 1)]
        writer.send_signal(signal.SIGKILL)
        # The last line may be half a token: it was not acknowledged.
        rest = writer.stdout.read()
        acknowledged += rest.splitlines() if rest.endswith("\n") else rest.splitlines()[:-1]
    assert acknowledged[0] == "ready"
    return acknowledged[1:]


def test_nothing_acknowledged_is_lost_when_killed(ward: KeptWard) -> None:
    """After each kill the file opens, is sound, and holds every acknowledged act whole."""
    chance = random.Random(SEED)  # noqa: S311 - moments to kill at
    ward.store.close()
    for run in range(KILLS):
        acknowledged = _killed(ward, run, chance.randrange(1, 60))

        store = folder.open_store(ward.folder, clock=FixedClock())
        assert store.trouble == (), (SEED, run)
        assert verify.verify_store(*store.parts) == (), (SEED, run)
        with store.engine.begin() as connection:
            rows = connection.exec_driver_sql("SELECT token, act, id FROM chart_entry").fetchall()
        written = Counter(act for _, act, _ in rows)
        kept = {token for token, _, _ in rows if token is not None}
        assert set(acknowledged) <= kept, (SEED, run)
        assert set(written.values()) <= {2}, (SEED, run)
        store.close()
