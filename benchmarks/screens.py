"""What the measured screens share: the program's own application, frame and dress."""

from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from benchmarks.history import ZONE
from cart_ward.i18n import set_language
from cart_ward.ui import theme
from cart_ward.ui.station import StationFacts

LONGEST = 20.0
"""Seconds after which a screen that was never painted is given up."""
KNOCK = 20
"""Milliseconds after which it is asked again where nothing else happened."""

FACTS = StationFacts(ward_name="Benchmark", practice=True, zone=ZONE)


def application() -> QApplication:
    """Return the application in the program's dress and in English, made if there is none."""
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    set_language("en")
    if app.property("cart_ward_tokens") is None:  # dressing again would touch every widget alive
        theme.apply(app, theme.LIGHT)
    return app


class Paints(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.seen = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a paint event and let it pass."""
        if event.type() is QEvent.Type.Paint:
            self.seen += 1
        return super().eventFilter(watched, event)


def wait_until(app: QApplication, done: Callable[[], bool]) -> None:
    """Let events happen until something is true; TimeoutError if it never is.

    The thread sleeps between events as it does in the program, and leaves the worker alone.
    """
    began = perf_counter()
    knock = QTimer()
    knock.start(KNOCK)
    while not done():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        if perf_counter() - began > LONGEST:
            raise TimeoutError


def put_away(app: QApplication, widget: QWidget) -> None:
    """Close a widget and let its remains go before the next one is measured."""
    widget.close()
    widget.deleteLater()
    app.processEvents()
    # Without a running loop nobody else deletes it: it would listen to what comes after it.
    app.sendPostedEvents(widget, QEvent.Type.DeferredDelete.value)
