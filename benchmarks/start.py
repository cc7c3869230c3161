"""Start the program in fresh processes, beside a bare window with and without its libraries."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Timer
from time import perf_counter

from benchmarks.figures import Figure, Target

ROOT = Path(__file__).resolve().parents[1]
TOO_LONG = 120.0
"""Seconds after which a window that says nothing is given up."""

EMPTY_WINDOW = """
import importlib
import sys
from contextlib import suppress
for name in sys.argv[1:]:
    with suppress(ImportError):
        importlib.import_module(name)
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    told = False

    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            print("painted", flush=True)
            QTimer.singleShot(0, self.close)

app = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""


def _environment() -> dict[str, str]:
    chosen = {
        "CART_WARD_PROBE": "1",
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        # The offscreen platform says of every window that it takes no hints; only times count here.
        "QT_LOGGING_RULES": "qt.qpa.plugin=false;default.warning=false",
    }
    return {**os.environ, **chosen}


def program(data: Path) -> list[str]:
    """Return the command that opens the ward of a practice store."""
    return [sys.executable, "-m", "cart_ward", "demo", "--data", str(data)]


def empty_window(libraries: Sequence[str] = ()) -> list[str]:
    """Return the command that shows an empty window after importing some libraries."""
    return [sys.executable, "-c", EMPTY_WINDOW, *libraries]


def lines(command: Sequence[str]) -> dict[str, float]:
    """Run a command and return after how many seconds it wrote each line."""
    told: dict[str, float] = {}
    began = perf_counter()
    with subprocess.Popen(  # noqa: S603 - our own program and our own script
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=_environment()
    ) as process:
        limit = Timer(TOO_LONG, process.kill)
        limit.start()
        for line in process.stdout or ():
            told[line.strip()] = perf_counter() - began
        limit.cancel()
    if process.returncode != 0:
        raise ChildProcessError(command[:4])
    return told


def libraries(data: Path) -> list[str]:
    """Return every module the program has loaded when its board is usable, its own left out."""
    command = [sys.executable, "-X", "importtime", *program(data)[1:]]
    found = subprocess.run(  # noqa: S603 - our own program
        command,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=_environment(),
        timeout=TOO_LONG,
        check=True,
    )
    named = (line.rpartition("|")[2].strip() for line in found.stderr.splitlines() if "|" in line)
    return [name for name in named if name.split(".")[0] not in ("cart_ward", "imported package")]


def figures(data: Path, times: int) -> Iterator[Figure]:
    """Measure first paint and usable board, the three kinds of process by turns."""
    loaded = libraries(data)
    ours: list[dict[str, float]] = []
    bare: list[float] = []
    heavy: list[float] = []
    for _ in range(times + 1):
        ours.append(lines(program(data)))
        bare.append(lines(empty_window())["painted"])
        heavy.append(lines(empty_window(loaded))["painted"])
    yield Figure(
        name="first paint of the window",
        samples=tuple(told["painted"] for told in ours[1:]),
        floor_name="a bare QApplication with an empty QMainWindow, painted",
        floor=tuple(bare[1:]),
        target=Target(times_floor=1.3),
        note="Fresh processes, from spawn.",
    )
    yield Figure(
        name="start to a usable board",
        samples=tuple(told["usable"] for told in ours[1:]),
        floor_name="importing the same libraries and painting an empty window",
        floor=tuple(heavy[1:]),
        target=Target(times_floor=1.6),
        note=f"Fresh processes, from spawn; {len(loaded)} modules that are not the program's own.",
    )
