"""What must hold for the guarantee whatever has happened."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from cases.enums import ClockEventKind, ContactedBy, DeviationReason, Substance
from cases.guarantee import ClockStatus, Fact, RequestFacts, guarantee, own_goal
from rusmiddel.standards.loading import preset, preset_names
from tests.cases.factories import INQUIRY_ON

names = st.sampled_from(preset_names())
days = st.integers(0, 40).map(lambda day: INQUIRY_ON + timedelta(days=day))
deviations = st.builds(
    Fact, kind=st.just(ClockEventKind.DEVIATION), on=days, reason=st.sampled_from(DeviationReason)
)
others = st.builds(
    Fact,
    kind=st.sampled_from([kind for kind in ClockEventKind if kind != ClockEventKind.DEVIATION]),
    on=days,
)
histories = st.lists(st.one_of(others, deviations), max_size=8).map(
    lambda events: tuple(sorted(events, key=lambda event: event.on))
)
requests = st.builds(
    RequestFacts,
    inquiry_on=st.just(INQUIRY_ON),
    contacted_by=st.sampled_from(ContactedBy),
    substance=st.sampled_from(Substance),
    is_anonymous=st.booleans(),
    age=st.one_of(st.none(), st.integers(12, 90)),
    serious_problems=st.sampled_from([None, True, False]),
    from_other_municipality=st.booleans(),
    events=histories,
)


def with_events(facts: RequestFacts, *more: Fact) -> RequestFacts:
    return replace(facts, events=tuple(sorted([*facts.events, *more], key=lambda event: event.on)))


@given(requests, names)
def test_it_never_starts_or_falls_due_before_the_inquiry(facts, name):
    standard = preset(name)
    clock = guarantee(facts, standard)

    if clock.started_on is not None:
        assert facts.inquiry_on <= clock.started_on < clock.due_on


@given(requests, names)
def test_it_is_kept_exactly_when_treatment_started_within_it(facts, name):
    standard = preset(name)
    clock = guarantee(facts, standard)
    started_on = facts.first(ClockEventKind.TREATMENT_STARTED)

    if clock.due_on is not None:
        in_time = started_on is not None and started_on <= clock.due_on
        assert (clock.status == ClockStatus.KEPT) is in_time


@given(requests, names, deviations)
def test_a_deviation_never_makes_something_kept_not_kept(facts, name, deviation):
    standard = preset(name)
    before = guarantee(facts, standard)
    after = guarantee(with_events(facts, deviation), standard)

    assert after.due_on == before.due_on
    if before.status == ClockStatus.KEPT:
        assert after.status == ClockStatus.KEPT


@given(requests, names, deviations)
def test_a_deviation_after_the_due_date_changes_nothing(facts, name, deviation):
    standard = preset(name)
    clock = guarantee(facts, standard)

    if clock.due_on is not None and deviation.on > clock.due_on:
        assert guarantee(with_events(facts, deviation), standard).status == clock.status


@given(requests, names)
def test_the_explanation_names_the_due_date(facts, name):
    standard = preset(name)
    clock = guarantee(facts, standard)

    if clock.due_on is not None:
        assert clock.due_on in [step.on for step in clock.steps if step.rule == "GUA-4"]


@given(requests, names)
def test_the_explanation_is_in_the_order_of_the_days(facts, name):
    standard = preset(name)
    days = [step.on for step in guarantee(facts, standard).steps]

    assert days == sorted(days)
    assert days


@given(requests, names)
def test_every_step_names_its_rule(facts, name):
    standard = preset(name)
    assert all(step.rule and step.text for step in guarantee(facts, standard).steps)


@given(requests, names)
def test_what_is_closed_is_closed_on_a_day_after_it_began(facts, name):
    standard = preset(name)
    for clock in (guarantee(facts, standard), own_goal(facts, standard)):
        if clock.started_on is not None and clock.closed_on is not None:
            assert clock.closed_on >= clock.started_on


@given(requests, names)
def test_the_same_facts_in_another_order_give_the_same_clock(facts, name):
    standard = preset(name)
    turned = guarantee(replace(facts, events=facts.events[::-1]), standard)
    clock = guarantee(facts, standard)

    assert (turned.status, turned.started_on, turned.due_on, turned.closed_on) == (
        clock.status,
        clock.started_on,
        clock.due_on,
        clock.closed_on,
    )


@given(requests, names)
def test_the_own_goal_is_reached_no_later_than_treatment_starts(facts, name):
    standard = preset(name)
    if guarantee(facts, standard).status == ClockStatus.KEPT:
        goal = own_goal(facts, standard)
        assert goal.status == ClockStatus.KEPT or goal.due_on < guarantee(facts, standard).due_on
