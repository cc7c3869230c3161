"""The QApplication: style, Qt's own words in our language, and one instance a station."""

import sys

from PySide6.QtCore import (
    QDir,
    QLibraryInfo,
    QLocale,
    QLockFile,
    QObject,
    QTranslator,
    Signal,
    Slot,
)
from PySide6.QtGui import QIcon
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from cart_ward import i18n
from cart_ward.runtime import paths
from cart_ward.ui import theme

ANSWER_WITHIN = 500
"""Milliseconds in which a first instance answers a second one."""


def build_application(language: str) -> QApplication:
    """Return the program's QApplication in a language (en or zh_CN), made if there is none."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("CAR-T Ward")
    app.setDesktopFileName("cart-ward")
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "program.svg")))
    i18n.set_language(language)
    theme.apply(app, theme.LIGHT)
    QtWords(app).speak(language)
    return app


class QtWords(QObject):
    """Qt's own words (context menus, file dialogs) in the language of the screens."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("qt_words")
        self._app = app
        self._translator: QTranslator | None = None

    @Slot(str)
    def speak(self, language: str) -> None:
        """Use a language from now on."""
        if self._translator is not None:
            self._app.removeTranslator(self._translator)
            self._translator = None
        QLocale.setDefault(QLocale(language))
        if language == "en":
            return
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{language}", folder):
            self._app.installTranslator(translator)
            self._translator = translator


class OneInstance(QObject):
    """Lets one window a data folder live. Signal: `raised()` when a second one was started.

    The lock decides, so that of many that start at once one lives; its file names the process, so
    that what a killed one left is taken over. The socket only carries the knock.
    """

    raised = Signal()

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._lock = QLockFile(QDir(QDir.tempPath()).filePath(f"{name}.lock"))
        self._lock.setStaleLockTime(0)
        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_connection)

    def claim(self) -> bool:
        """Return True if this is the first instance; otherwise ask the first to come forward."""
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            self._knock()
            return False
        # What a killed instance left behind would keep us from listening.
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def release(self) -> None:
        """Let another instance live."""
        self._server.close()
        self._lock.unlock()

    def _knock(self) -> None:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(ANSWER_WITHIN):
            socket.disconnectFromServer()

    @Slot()
    def _on_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnected.connect(connection.deleteLater)
            self.raised.emit()
