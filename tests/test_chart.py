"""Where columns lie: whatever the numbers, nothing overlaps and nothing sticks out."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rusmiddel.chart import Part, Stack, chart


def stack(*counts):
    parts = tuple(Part(state="kept", count=count) for count in counts)
    return Stack(label="10", shown=str(sum(counts)), parts=parts)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.integers(0, 60), min_size=1, max_size=3), max_size=12))
def test_the_parts_of_a_column_stack_without_gaps_and_stay_inside(numbers):
    drawn = chart([stack(*counts) for counts in numbers])

    for column in drawn.columns:
        ground = drawn.base
        for bar in column.bars:
            assert bar.y + bar.height == ground
            assert bar.x >= drawn.left
            assert bar.x + bar.width <= drawn.width
            ground = bar.y
        assert ground >= drawn.top


def test_the_highest_column_reaches_the_top():
    drawn = chart([stack(3, 1), stack(2)])

    assert min(bar.y for bar in drawn.columns[0].bars) == drawn.top


def test_a_chart_of_nothing_is_flat():
    assert all(bar.height == 0 for column in chart([stack(0, 0)]).columns for bar in column.bars)


def test_a_level_lies_where_a_column_of_that_height_ends():
    drawn = chart([stack(20)], highest=40, levels=[20, 40])

    assert [line.y for line in drawn.lines] == [drawn.columns[0].bars[-1].y, drawn.top]
