"""What Python's collector need not look at again."""

import gc


def settle() -> None:
    """Take everything that is alive now out of the collector's sight.

    A ward's charts are some hundred thousand values that refer to each other without a circle:
    counting references frees them as soon as they are let go. Walking them all, as a full
    collection does, holds every thread for 80 ms with 24 patients. Called once, when the window is
    open; what comes later is collected as usual.
    """
    gc.freeze()
