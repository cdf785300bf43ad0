"""Where the bars of the weeks lie. Whole units of a view box; the page scales it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.figures import Week

WIDTH = 480
HEIGHT = 200
TOP = 24
BOTTOM = 26
LEFT = 30
GAP = 8


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One part of a week's column; the state says its colour and the table says its number."""

    state: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, kw_only=True)
class Column:
    week: Week
    centre: int
    label_y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    columns: tuple[Column, ...]
    highest: int
    width: int = WIDTH
    height: int = HEIGHT
    top: int = TOP
    base: int = HEIGHT - BOTTOM
    left: int = LEFT
    left_text: int = LEFT - 6
    top_text: int = TOP + 6
    week_text: int = HEIGHT - 8


def chart(weeks: Sequence[Week]) -> Chart:
    """The weeks as stacked columns, the highest reaching the top."""
    highest = max((week.total for week in weeks), default=0)
    step = (WIDTH - LEFT) // max(len(weeks), 1)
    columns = (
        _column(week, x=LEFT + number * step + GAP // 2, width=step - GAP, highest=highest)
        for number, week in enumerate(weeks)
    )
    return Chart(columns=tuple(columns), highest=highest)


def _column(week: Week, *, x: int, width: int, highest: int) -> Column:
    room = HEIGHT - TOP - BOTTOM
    base = HEIGHT - BOTTOM
    bars, below, y = [], 0, base
    for state, number in (
        ("kept", week.kept),
        ("overdue", week.not_kept),
        ("neutral", week.deviated),
    ):
        below += number.count
        # Rounded from the ground up, so that the parts never leave a gap.
        top = base - (below * room // highest if highest else 0)
        bars.append(Bar(state=state, x=x, y=top, width=width, height=y - top))
        y = top
    return Column(week=week, centre=x + width // 2, label_y=y - 6, bars=tuple(bars))
