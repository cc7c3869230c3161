"""What a window that has just opened asks of Python itself."""

import gc
import sys

TURN = 0.001
"""Seconds a thread may compute while another waits: Python's own five would be felt.

Each time Qt calls back into Python the window waits for its turn, often more than once before a
row is painted.
"""


def settle() -> None:
    """Leave what is alive now to itself, and let threads take turns shorter than a look.

    A ward's charts are some hundred thousand values that refer to each other without a circle:
    counting references frees them as soon as they are let go. Walking them all, as a full
    collection does, holds every thread for 80 ms with 24 patients. Called once, when the window is
    open; what comes later is collected as usual.
    """
    gc.freeze()
    sys.setswitchinterval(TURN)
