"""How the points of one questionnaire went from time to time (udvikling)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cases.questionnaires.schema import Questionnaire
from cases.questionnaires.scoring import Score
from rusmiddel.chart import Chart, Part, Stack, chart

# As many columns as can be told apart on a telephone.
MOST_COLUMNS = 8


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One finished set: its day and its points."""

    on: date
    score: Score


def trend(questionnaire: Questionnaire, measured: Sequence[Measured]) -> Chart | None:
    """The latest points as columns against the cut-offs; None where there is nothing to compare."""
    counted = [(one.on, one.score.points) for one in measured if one.score.points is not None]
    if len(counted) < 2:
        return None
    scale = questionnaire.main_scale
    return chart(
        [
            Stack(
                label=f"{on.day}.{on.month}.{on:%y}",
                shown=str(points),
                parts=(Part(state="running", count=points),),
            )
            for on, points in counted[-MOST_COLUMNS:]
        ],
        highest=questionnaire.highest(scale),
        levels=sorted({cutoff.points for cutoff in scale.cutoffs if cutoff.points}),
    )
