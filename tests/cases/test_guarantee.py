"""The statutory clock and the municipality's own goal, on a table of days for each preset."""

from datetime import date, timedelta

import pytest

from cases.enums import REFERRERS, ClockEventKind, ContactedBy, DeviationReason, Substance
from cases.guarantee import Clock, ClockStatus, guarantee, legal_basis, may_deviate, own_goal
from rusmiddel.standards.enums import ClockStop
from rusmiddel.standards.loading import preset, preset_names
from rusmiddel.standards.schema import Standard
from tests.cases.factories import DUE_ON, INQUIRY_ON, fact, facts

PRESETS = preset_names()
DAY = timedelta(days=1)
STARTED = ClockEventKind.TREATMENT_STARTED


def on(day: int) -> date:
    """So many days after the inquiry."""
    return INQUIRY_ON + day * DAY


def rules(clock: Clock) -> list[str]:
    return [step.rule for step in clock.steps]


def with_goal(stop: ClockStop) -> Standard:
    standard = preset("rebild")
    terms = standard.guarantee
    own_goal = terms.own_goal.model_copy(update={"own": stop})
    return standard.model_copy(update={"guarantee": terms.model_copy(update={"own_goal": own_goal})})


@pytest.mark.parametrize("name", PRESETS)
def test_the_last_lawful_day_is_fourteen_calendar_days_after_the_inquiry(name):
    clock = guarantee(facts(), preset(name))

    assert (clock.status, clock.started_on, clock.due_on) == (ClockStatus.RUNNING, INQUIRY_ON, DUE_ON)


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize(
    ("day", "status"),
    [(0, ClockStatus.KEPT), (13, ClockStatus.KEPT), (14, ClockStatus.KEPT), (15, ClockStatus.NOT_KEPT)],
)
def test_it_is_kept_when_treatment_starts_on_the_last_day_and_not_on_the_day_after(name, day, status):
    clock = guarantee(facts(fact(STARTED, on(day))), preset(name))

    assert (clock.status, clock.closed_on) == (status, on(day))


@pytest.mark.parametrize(
    ("inquiry_on", "due_on"),
    [
        (date(2026, 3, 14), date(2026, 3, 28)),  # a Saturday is a day like any other
        (date(2026, 3, 20), date(2026, 4, 3)),  # due on Good Friday
        (date(2026, 12, 17), date(2026, 12, 31)),
        (date(2026, 12, 18), date(2027, 1, 1)),
        (date(2026, 3, 22), date(2026, 4, 5)),  # summer time begins on 29 March
        (date(2026, 10, 18), date(2026, 11, 1)),  # and ends on 25 October
        (date(2024, 2, 15), date(2024, 2, 29)),  # a leap day
        (date(2024, 2, 29), date(2024, 3, 14)),
        (date(2026, 2, 15), date(2026, 3, 1)),
    ],
)
def test_every_day_of_the_calendar_counts_as_one(inquiry_on, due_on):
    assert guarantee(facts(inquiry_on=inquiry_on), preset("jammerbugt")).due_on == due_on


@pytest.mark.parametrize("name", PRESETS)
def test_a_relatives_call_waits_for_the_citizen(name):
    clock = guarantee(facts(contacted_by=ContactedBy.RELATIVE), preset(name))

    assert (clock.status, clock.started_on, clock.due_on) == (ClockStatus.WAITING, None, None)
    assert clock.steps[-1].rule == "GUA-3"


def test_the_citizens_confirmation_is_day_0_after_somebody_elses_call():
    called = facts(fact(ClockEventKind.PERSONAL_CONFIRMATION, on(3)), contacted_by=ContactedBy.RELATIVE)

    clock = guarantee(called, preset("jammerbugt"))

    assert (clock.started_on, clock.due_on) == (on(3), on(17))


@pytest.mark.parametrize("referrer", sorted(REFERRERS))
def test_a_referral_starts_the_clock_where_the_standard_says_so(referrer):
    clock = guarantee(facts(contacted_by=referrer), preset("norddjurs"))

    assert (clock.status, clock.started_on) == (ClockStatus.RUNNING, INQUIRY_ON)
    assert "GUA-5" in rules(clock)


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "norddjurs"])
def test_a_referral_waits_for_the_citizen_everywhere_else(name):
    assert guarantee(facts(contacted_by=ContactedBy.DOCTOR), preset(name)).status == ClockStatus.WAITING


def test_a_worried_relative_is_no_referral():
    called = facts(contacted_by=ContactedBy.RELATIVE)

    assert guarantee(called, preset("norddjurs")).status == ClockStatus.WAITING


def minor(*events, **changes):
    return facts(*events, **{"age": 16, "substance": Substance.DRUGS, "serious_problems": True, **changes})


def test_a_minors_clock_waits_for_the_parents_where_the_standard_says_so():
    clock = guarantee(minor(), preset("rebild"))

    assert (clock.status, clock.steps[-1].rule) == (ClockStatus.WAITING, "U18-2")


@pytest.mark.parametrize(("consent", "started"), [(0, 0), (5, 5)])
def test_a_minors_clock_starts_with_the_later_of_inquiry_and_consent(consent, started):
    consented = minor(fact(ClockEventKind.PARENTAL_CONSENT, on(consent)))

    assert guarantee(consented, preset("rebild")).started_on == on(started)


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "rebild"])
def test_a_minors_clock_starts_with_the_inquiry_elsewhere(name):
    assert guarantee(minor(), preset(name)).started_on == INQUIRY_ON


def test_an_eighteen_year_old_needs_no_parent():
    assert guarantee(minor(age=18), preset("rebild")).started_on == INQUIRY_ON


def test_alcohol_treatment_of_a_minor_waits_for_nobody():
    assert guarantee(minor(substance=Substance.ALCOHOL), preset("rebild")).started_on == INQUIRY_ON


@pytest.mark.parametrize("name", PRESETS)
@pytest.mark.parametrize(
    ("substance", "serious", "is_covered"),
    [
        (Substance.DRUGS, True, True),
        (Substance.DRUGS, None, True),
        (Substance.DRUGS, False, False),
        (Substance.ALCOHOL, False, True),
        (Substance.BOTH, False, True),
    ],
)
def test_a_minor_is_covered_for_drugs_unless_the_problems_are_assessed_as_not_serious(
    name, substance, serious, is_covered
):
    asked = minor(
        fact(ClockEventKind.PARENTAL_CONSENT, INQUIRY_ON), substance=substance, serious_problems=serious
    )

    assert (guarantee(asked, preset(name)).status != ClockStatus.NOT_COVERED) is is_covered


def test_an_adult_is_covered_however_serious_the_problems_are():
    asked = facts(substance=Substance.DRUGS, serious_problems=False)

    assert guarantee(asked, preset("rebild")).status == ClockStatus.RUNNING


@pytest.mark.parametrize(
    ("name", "substance", "is_covered"),
    [
        *((name, Substance.DRUGS, name == "rebild") for name in PRESETS),
        *((name, Substance.ALCOHOL, True) for name in PRESETS),
        *((name, Substance.BOTH, True) for name in PRESETS),
    ],
)
def test_anonymous_drug_treatment_is_covered_only_where_the_standard_promises_it(name, substance, is_covered):
    clock = guarantee(facts(is_anonymous=True, substance=substance), preset(name))

    assert (clock.status != ClockStatus.NOT_COVERED) is is_covered


def test_what_is_not_covered_says_why_and_has_no_date():
    clock = guarantee(facts(is_anonymous=True, substance=Substance.DRUGS), preset("jammerbugt"))

    assert (clock.due_on, rules(clock)) == (None, ["ANO-11"])


def from_elsewhere(*events, **changes):
    return facts(*events, **{"from_other_municipality": True, "substance": Substance.DRUGS, **changes})


def test_a_citizen_from_elsewhere_waits_for_the_home_municipality_where_the_standard_says_so():
    clock = guarantee(from_elsewhere(), preset("rebild"))

    assert (clock.status, clock.steps[-1].rule) == (ClockStatus.WAITING, "GUA-6")


def test_the_home_municipalitys_commitment_is_day_0():
    received = from_elsewhere(fact(ClockEventKind.COMMITMENT_RECEIVED, on(9)))

    assert guarantee(received, preset("rebild")).due_on == on(23)


@pytest.mark.parametrize(
    "exempt", [{"substance": Substance.ALCOHOL}, {"substance": Substance.BOTH}, {"is_anonymous": True}]
)
def test_alcohol_and_anonymity_need_no_commitment(exempt):
    assert guarantee(from_elsewhere(**exempt), preset("rebild")).started_on == INQUIRY_ON


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "rebild"])
def test_no_commitment_is_awaited_elsewhere(name):
    assert guarantee(from_elsewhere(), preset(name)).started_on == INQUIRY_ON


def test_all_that_is_awaited_must_be_there_before_the_clock_starts():
    asked = minor(
        fact(ClockEventKind.PARENTAL_CONSENT, on(2)),
        fact(ClockEventKind.PERSONAL_CONFIRMATION, on(4)),
        contacted_by=ContactedBy.SCHOOL,
        from_other_municipality=True,
    )

    waiting = guarantee(asked, preset("rebild"))

    assert waiting.status == ClockStatus.WAITING
    assert waiting.steps[-1].rule == "GUA-6"
    assert [step.on for step in waiting.steps] == sorted(step.on for step in waiting.steps)


@pytest.mark.parametrize("reason", DeviationReason)
def test_only_free_choice_is_known_where_the_standard_is_silent(reason):
    assert may_deviate(reason, preset("jammerbugt")) is (reason == DeviationReason.FREE_CHOICE)


@pytest.mark.parametrize("reason", DeviationReason)
def test_the_standard_may_know_more_grounds(reason):
    assert may_deviate(reason, preset("mariagerfjord")) is (reason != DeviationReason.OTHER)


@pytest.mark.parametrize(
    ("name", "status"), [("mariagerfjord", ClockStatus.DEVIATED), ("norddjurs", ClockStatus.RUNNING)]
)
def test_a_deviation_counts_only_where_the_standard_knows_the_ground(name, status):
    stayed_away = facts(fact(ClockEventKind.DEVIATION, on(6), DeviationReason.NO_SHOW))

    assert guarantee(stayed_away, preset(name)).status == status


def test_a_deviation_leaves_the_dates_where_they_were():
    chose = facts(fact(ClockEventKind.DEVIATION, on(6), DeviationReason.FREE_CHOICE))

    clock = guarantee(chose, preset("jammerbugt"))

    assert (clock.started_on, clock.due_on, clock.closed_on) == (INQUIRY_ON, DUE_ON, on(6))


@pytest.mark.parametrize(("day", "status"), [(14, ClockStatus.DEVIATED), (15, ClockStatus.NOT_KEPT)])
def test_a_deviation_after_the_due_date_excuses_nothing(day, status):
    late = facts(fact(ClockEventKind.DEVIATION, on(day), DeviationReason.FREE_CHOICE), fact(STARTED, on(20)))

    assert guarantee(late, preset("jammerbugt")).status == status


def test_a_local_ground_says_that_it_is_not_in_the_law():
    stayed_away = facts(fact(ClockEventKind.DEVIATION, on(6), DeviationReason.NO_SHOW))

    assert "ikke i loven" in guarantee(stayed_away, preset("mariagerfjord")).steps[-2].basis


def test_treatment_in_time_is_kept_even_after_a_deviation():
    chose = facts(fact(ClockEventKind.DEVIATION, on(6), DeviationReason.FREE_CHOICE), fact(STARTED, on(10)))

    assert guarantee(chose, preset("jammerbugt")).status == ClockStatus.KEPT


@pytest.mark.parametrize("kind", [ClockEventKind.WITHDRAWN, ClockEventKind.REJECTED])
@pytest.mark.parametrize(
    ("day", "status"), [(3, ClockStatus.ENDED), (14, ClockStatus.ENDED), (15, ClockStatus.NOT_KEPT)]
)
def test_an_end_in_time_lets_the_guarantee_go_and_a_late_one_does_not(kind, day, status):
    clock = guarantee(facts(fact(kind, on(day))), preset("jammerbugt"))

    assert (clock.status, clock.closed_on) == (status, on(day))


def test_a_wish_withdrawn_before_the_clock_ran_waits_for_nothing_any_more():
    withdrawn = facts(fact(ClockEventKind.WITHDRAWN, on(3)), contacted_by=ContactedBy.RELATIVE)

    clock = guarantee(withdrawn, preset("jammerbugt"))

    assert (clock.status, clock.due_on, clock.closed_on) == (ClockStatus.ENDED, None, on(3))


def test_nothing_ends_before_the_clock_has_started():
    early = facts(
        fact(ClockEventKind.PERSONAL_CONFIRMATION, on(5)),
        fact(ClockEventKind.DEVIATION, on(2), DeviationReason.FREE_CHOICE),
        contacted_by=ContactedBy.RELATIVE,
    )

    clock = guarantee(early, preset("jammerbugt"))

    assert (clock.started_on, clock.closed_on) == (on(5), on(5))


GOALS = [
    (ClockStop.FIRST_TALK, [ClockEventKind.FIRST_TALK]),
    (ClockStop.MEETING_OFFERED, [ClockEventKind.MEETING_OFFERED]),
    (ClockStop.MEETING_AGREED, [ClockEventKind.MEETING_AGREED]),
    (ClockStop.OFFER_GIVEN, [ClockEventKind.OFFER_GIVEN]),
    (ClockStop.TREATMENT_STARTED, [STARTED]),
    (
        ClockStop.PLAN_VISITATION_MEETING,
        [ClockEventKind.PLAN_CREATED, ClockEventKind.DECIDED, ClockEventKind.MEETING_AGREED],
    ),
]


@pytest.mark.parametrize(("stop", "kinds"), GOALS)
def test_the_own_goal_is_reached_with_the_last_of_what_it_asks_for(stop, kinds):
    happened = facts(*(fact(kind, on(5 + number)) for number, kind in enumerate(kinds)))

    goal = own_goal(happened, with_goal(stop))

    assert (goal.status, goal.closed_on) == (ClockStatus.KEPT, on(4 + len(kinds)))


def test_the_own_goal_is_not_reached_while_something_is_missing():
    happened = facts(fact(ClockEventKind.PLAN_CREATED, on(2)), fact(ClockEventKind.DECIDED, on(3)))

    assert own_goal(happened, with_goal(ClockStop.PLAN_VISITATION_MEETING)).status == ClockStatus.RUNNING


@pytest.mark.parametrize(("stop", "kinds"), GOALS)
def test_treatment_that_has_started_reaches_every_goal(stop, kinds):
    assert own_goal(facts(fact(STARTED, on(7))), with_goal(stop)).status == ClockStatus.KEPT


def test_the_own_goal_is_kept_while_the_statutory_clock_still_runs():
    talked = facts(fact(ClockEventKind.FIRST_TALK, on(8)))

    assert own_goal(talked, preset("rebild")).status == ClockStatus.KEPT
    assert guarantee(talked, preset("rebild")).status == ClockStatus.RUNNING


@pytest.mark.parametrize("name", PRESETS)
def test_the_own_goal_starts_with_the_statutory_clock(name):
    called = facts(fact(ClockEventKind.PERSONAL_CONFIRMATION, on(3)), contacted_by=ContactedBy.RELATIVE)

    assert own_goal(called, preset(name)).started_on == guarantee(called, preset(name)).started_on


@pytest.mark.parametrize(
    ("changes", "basis"),
    [
        ({"substance": Substance.ALCOHOL}, "sundhedsloven § 141, stk. 2"),
        ({"substance": Substance.DRUGS}, "serviceloven § 101, stk. 4"),
        ({"substance": Substance.BOTH}, "serviceloven § 101, stk. 4 og sundhedsloven § 141, stk. 2"),
        ({"substance": Substance.DRUGS, "age": 17}, "barnets lov § 33"),
        (
            {"substance": Substance.DRUGS, "age": 17, "inquiry_on": date(2023, 12, 31)},
            "serviceloven § 101, stk. 4",
        ),
        ({"substance": Substance.ALCOHOL, "age": 17}, "sundhedsloven § 141, stk. 2"),
        # Serviceloven § 101 a promises no date, so it is no reason for one.
        ({"substance": Substance.BOTH, "is_anonymous": True}, "sundhedsloven § 141, stk. 2"),
        ({"substance": Substance.DRUGS, "is_anonymous": True}, "kommunens kvalitetsstandard"),
    ],
)
def test_the_provisions_are_those_that_promise_the_date(changes, basis):
    assert legal_basis(facts(**changes)) == basis
