"""What the offscreen platform says of every window, and means nothing by, is not shown.

It has no category of its own: a logging rule would silence every warning of Qt with it.
"""

import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

NOTHING = ("This plugin does not support propagateSizeHints()",)


def hush() -> None:
    """Write what Qt says to stderr from now on, without what means nothing."""
    qInstallMessageHandler(_tell)


def _tell(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    if words not in NOTHING:
        sys.stderr.write(f"{words}\n")
