"""Where the columns of a chart lie: whole units of a view box; the page scales it and adds a table."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 480
HEIGHT = 200
TOP = 24
BOTTOM = 26
LEFT = 30
GAP = 8
# A few columns are not stretched over the whole width.
WIDEST = 72


@dataclass(frozen=True, kw_only=True)
class Part:
    """So much of a column, in the colour of a state."""

    state: str
    count: int


@dataclass(frozen=True, kw_only=True)
class Stack:
    """What a column stands for: its name below it, and what stands above it."""

    label: str
    parts: tuple[Part, ...]
    shown: str

    @property
    def total(self) -> int:
        return sum(part.count for part in self.parts)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One part of a column as drawn."""

    state: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Column:
    label: str
    shown: str
    centre: int
    label_y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class Line:
    """A level that the columns are held against."""

    label: str
    y: int
    text_y: int


@dataclass(frozen=True, kw_only=True)
class Chart:
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    highest: int
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    base: int = HEIGHT - BOTTOM
    left: int = LEFT
    left_text: int = LEFT - 6
    top_text: int = TOP + 6
    label_text: int = HEIGHT - 8


def chart(stacks: Sequence[Stack], *, highest: int | None = None, levels: Sequence[int] = ()) -> Chart:
    """Stacked columns, the highest reaching the top unless another top is named."""
    if highest is None:
        highest = max((stack.total for stack in stacks), default=0)
    step = min((WIDTH - LEFT) // max(len(stacks), 1), WIDEST)
    columns = (
        _column(stack, x=LEFT + number * step + GAP // 2, width=step - GAP, highest=highest)
        for number, stack in enumerate(stacks)
    )
    lines = (
        Line(label=str(level), y=_height(level, highest), text_y=_height(level, highest) + 4)
        for level in levels
    )
    return Chart(columns=tuple(columns), lines=tuple(lines), highest=highest)


def _height(count: int, highest: int) -> int:
    room = HEIGHT - TOP - BOTTOM
    return HEIGHT - BOTTOM - (count * room // highest if highest else 0)


def _column(stack: Stack, *, x: int, width: int, highest: int) -> Column:
    bars, below, y = [], 0, HEIGHT - BOTTOM
    for part in stack.parts:
        below += part.count
        # Rounded from the ground up, so that the parts never leave a gap.
        top = _height(below, highest)
        bars.append(Bar(state=part.state, x=x, y=top, width=width, height=y - top))
        y = top
    return Column(
        label=stack.label, shown=stack.shown, centre=x + width // 2, label_y=y - 6, bars=tuple(bars)
    )
