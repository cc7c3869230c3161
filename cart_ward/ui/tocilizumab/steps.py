"""The strip of the five steps: which are done, by whom and when, and which is next."""

from datetime import datetime, tzinfo

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QGridLayout, QSizePolicy

from cart_ward.care.monitoring import WardSnapshot
from cart_ward.clinical.entries import Body, Entry
from cart_ward.clinical.people import StaffId
from cart_ward.i18n import _, formats, language
from cart_ward.ui import theme
from cart_ward.ui.tocilizumab.story import DoseStory, Stage
from cart_ward.ui.widgets.folding import large_text


def names() -> dict[Stage, str]:
    """Return the names of the steps."""
    return {
        Stage.ORDER: _("Order"),
        Stage.PREPARE: _("Prepare"),
        Stage.CHECK: _("Independent check"),
        Stage.INFUSE: _("Infuse"),
        Stage.RESPOND: _("Respond"),
    }


class Who:
    """Names and clock times for the second line of a step."""

    def __init__(
        self, snapshot: WardSnapshot, now: datetime, zone: tzinfo, *, brief: bool = False
    ) -> None:
        self._snapshot, self._now, self._zone, self._brief = snapshot, now, zone, brief

    def briefly(self) -> "Who":
        """Return the same in fewer words: each name in the letters of the screen alone."""
        return Who(self._snapshot, self._now, self._zone, brief=True)

    def name(self, staff_id: StaffId | None) -> str:
        """Return a person's name."""
        if self._brief:
            return self.short(staff_id)
        person = None if staff_id is None else self._snapshot.staff.get(staff_id)
        return _("somebody unknown") if person is None else person.name.both

    def short(self, staff_id: StaffId | None) -> str:
        """Return a person's name in the language of the screen."""
        person = None if staff_id is None else self._snapshot.staff.get(staff_id)
        if person is None:
            return _("somebody unknown")
        zh, latin = person.name.chinese, person.name.latin
        return (zh or latin) if language() == "zh_CN" else (latin or zh)

    def signed(self, entry: Entry[Body] | None, staff_id: StaffId | None = None) -> str:
        """Return who signed an entry and when."""
        if entry is None:
            return ""
        whom = entry.recorded_by if staff_id is None else staff_id
        return _("{name}, {time}").format(name=self.name(whom), time=self.time(entry.taken_at))

    def time(self, at: datetime) -> str:
        """Return a moment, short on the same day."""
        return formats.moment_near(at, self._now, self._zone)


def second_lines(story: DoseStory, who: Who) -> dict[Stage, str]:
    """Return what stands under the name of each step: who and when, or what it will ask for."""
    order = story.order
    return {
        Stage.ORDER: who.signed(order, order.body.prescriber_id) if order else _("physician"),
        Stage.PREPARE: who.signed(story.preparation) or _("vials and lots"),
        Stage.CHECK: _checked(story, who),
        Stage.INFUSE: _infused(story, who),
        Stage.RESPOND: who.signed(story.response) or _("grade at 2, 4 and 8 h"),
    }


def _checked(story: DoseStory, who: Who) -> str:
    if story.mismatch:
        return _("not equal: both again")
    if story.first is not None and story.second is not None:
        return _("{first}, {second}, {time}").format(
            first=who.short(story.first.recorded_by),
            second=who.short(story.second.recorded_by),
            time=who.time(story.second.taken_at),
        )
    if story.first is not None:
        return _("{first}, then a second").format(first=who.short(story.first.recorded_by))
    return _("two people, apart")


def _infused(story: DoseStory, who: Who) -> str:
    if story.dose is None:
        return _("60 min, volumetric pump")
    if story.running:
        return _("since {time}").format(time=who.time(story.dose.taken_at))
    return who.signed(story.dose)


def is_done(story: DoseStory, stage: Stage) -> bool:
    """Tell whether a step of this dose is behind us."""
    both = story.first is not None and story.second is not None
    return {
        Stage.ORDER: story.order is not None,
        Stage.PREPARE: story.preparation is not None,
        Stage.CHECK: both and not story.mismatch,
        Stage.INFUSE: story.dose is not None and not story.running,
        Stage.RESPOND: story.response is not None,
    }[stage]


class StepBox(QAbstractButton):
    """One step: number and name, and below who did it or what it asks for."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self.setObjectName(f"step_{stage.name.lower()}")
        self._stage = stage
        self._second = self._brief = ""
        self._done = False
        self._current = False
        self.setCheckable(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Leave the width to the strip; two lines high in the size of the theme."""
        sizes = theme.current().sizes
        return QSize(120, (sizes.body + sizes.small) * 3 // 2 + 12)

    def show_state(
        self, second: str, brief: str, *, done: bool, current: bool, may_open: bool
    ) -> None:
        """Show where this step stands; `brief` where the whole second line has no room."""
        self._second, self._brief = second, brief
        self._done, self._current = done, current
        self.setEnabled(may_open)
        self.setText(
            _("{number} {name}").format(number=int(self._stage), name=names()[self._stage])
        )
        state = _("done") if done else _("open") if current else _("waits")
        self.setAccessibleName(
            _("Step {number} of 5, {name}, {state}: {detail}").format(
                number=int(self._stage), name=names()[self._stage], state=state, detail=second
            )
        )
        self.setToolTip(second)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the box in the colours of its state; done has a tick, the open one is filled."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink, soft = self._colours(tokens)
        ring = self.hasFocus()
        painter.setPen(QPen(QColor(tokens.focus), 3) if ring else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        box = self.rect().adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(box, 6, 6)
        self._text(painter, box, ink, soft)
        painter.end()

    def _colours(self, tokens: theme.Tokens) -> tuple[QColor, QColor, QColor]:
        if self._current:
            return QColor(tokens.accent), QColor(tokens.on_accent), QColor(tokens.on_accent)
        if self._done:
            fill = QColor(tokens.good)
            fill.setAlpha(32)
            return fill, QColor(tokens.good), QColor(tokens.good)
        return QColor(tokens.page), QColor(tokens.soft), QColor(tokens.soft)

    def _text(self, painter: QPainter, box: QRect, ink: QColor, soft: QColor) -> None:
        sizes = theme.current().sizes
        inside = box.adjusted(12, 6, -8, -6)
        title = f"✓ {self.text()}" if self._done and not self._current else self.text()
        for text, size, bold, colour, half in (
            (title, sizes.body, True, ink, Qt.AlignmentFlag.AlignTop),
            (
                self.second_line(inside.width()),
                sizes.small,
                False,
                soft,
                Qt.AlignmentFlag.AlignBottom,
            ),
        ):
            fitting = theme.fitting(text, inside.width(), sizes) if bold else size
            painter.setFont(theme.font(fitting, bold=bold))
            painter.setPen(colour)
            shown = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, inside.width()
            )
            painter.drawText(inside, half | Qt.AlignmentFlag.AlignLeft, shown)

    def second_line(self, width: int) -> str:
        """Return the second line, in fewer words before its time is cut."""
        metrics = QFontMetrics(theme.font(theme.current().sizes.small))
        whole = metrics.elidedText(self._second, Qt.TextElideMode.ElideRight, width)
        return self._second if whole == self._second else self._brief


class StepStrip(QFrame):
    """The five steps side by side. Signal: `stage_chosen(Stage)` when one is pressed."""

    stage_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        theme.role(self, "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(10, 8, 10, 8)
        self._grid.setSpacing(8)
        self.boxes = {stage: StepBox(stage) for stage in Stage}
        self.fold(narrow=False)
        for stage, box in self.boxes.items():
            box.clicked.connect(lambda _checked=False, s=stage: self.stage_chosen.emit(s))

    def fold(self, *, narrow: bool) -> None:
        """Stand in two or three rows where large text leaves no room for one."""
        across = len(self.boxes)
        if narrow:
            across = 2 if large_text() else 3
        for place, box in enumerate(self.boxes.values()):
            self._grid.addWidget(box, place // across, place % across)
        for column in range(len(self.boxes)):
            self._grid.setColumnStretch(column, int(column < across))

    def show_story(self, story: DoseStory, shown: Stage, who: Who) -> None:
        """Show who did what, and which step stands open."""
        lines, brief = second_lines(story, who), second_lines(story, who.briefly())
        for stage, box in self.boxes.items():
            box.show_state(
                lines[stage],
                brief[stage],
                done=is_done(story, stage),
                current=stage is shown,
                may_open=stage in story.open_stages,
            )
