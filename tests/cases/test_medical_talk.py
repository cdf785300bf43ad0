from datetime import timedelta

import pytest

from cases.enums import ClockEventKind, Substance
from cases.guarantee import ClockStatus
from cases.medical_talk import medical_talk
from rusmiddel.standards.loading import preset, preset_names
from tests.cases.factories import DUE_ON, INQUIRY_ON, fact, facts

HELD = ClockEventKind.MEDICAL_HELD
DECLINED = ClockEventKind.MEDICAL_DECLINED


def drugs(*events, **changes):
    return facts(*events, **{"substance": Substance.DRUGS, **changes})


def on(day):
    return INQUIRY_ON + timedelta(days=day)


@pytest.mark.parametrize("name", preset_names())
@pytest.mark.parametrize("substance", [Substance.DRUGS, Substance.BOTH])
def test_it_is_due_fourteen_days_after_the_inquiry(name, substance):
    clock = medical_talk(facts(substance=substance), preset(name))

    assert (clock.status, clock.due_on) == (ClockStatus.RUNNING, DUE_ON)


@pytest.mark.parametrize("name", preset_names())
@pytest.mark.parametrize(
    "who",
    [
        {"substance": Substance.ALCOHOL},
        {"substance": Substance.UNKNOWN},
        {"substance": Substance.DRUGS, "is_anonymous": True},
    ],
)
def test_it_is_not_offered_for_alcohol_or_without_identity(name, who):
    assert medical_talk(facts(**who), preset(name)).status == ClockStatus.NOT_COVERED


def test_the_standard_says_for_which_substances():
    standard = preset("rebild")
    terms = standard.medical_talk
    wider = terms.substances.model_copy(update={"own": ("alcohol", "drugs")})
    standard = standard.model_copy(update={"medical_talk": terms.model_copy(update={"substances": wider})})

    assert medical_talk(facts(substance=Substance.ALCOHOL), standard).status == ClockStatus.RUNNING


@pytest.mark.parametrize(
    ("kind", "day", "status"),
    [
        (HELD, 0, ClockStatus.KEPT),
        (HELD, 14, ClockStatus.KEPT),
        (HELD, 15, ClockStatus.NOT_KEPT),
        (DECLINED, 14, ClockStatus.DEVIATED),
        (DECLINED, 15, ClockStatus.NOT_KEPT),
        (ClockEventKind.WITHDRAWN, 14, ClockStatus.ENDED),
        (ClockEventKind.WITHDRAWN, 15, ClockStatus.NOT_KEPT),
        (ClockEventKind.REJECTED, 3, ClockStatus.ENDED),
    ],
)
def test_it_closes_by_what_happened_and_when(kind, day, status):
    clock = medical_talk(drugs(fact(kind, on(day))), preset("jammerbugt"))

    assert (clock.status, clock.closed_on) == (status, on(day))


@pytest.mark.parametrize("kind", [ClockEventKind.MEDICAL_OFFERED, ClockEventKind.MEDICAL_ACCEPTED])
def test_an_offer_or_a_yes_is_not_yet_a_talk(kind):
    assert medical_talk(drugs(fact(kind, on(2))), preset("jammerbugt")).status == ClockStatus.RUNNING


def test_a_talk_held_after_it_was_first_declined_counts():
    happened = drugs(fact(DECLINED, on(2)), fact(HELD, on(9)))

    assert medical_talk(happened, preset("jammerbugt")).status == ClockStatus.KEPT


def test_the_explanation_is_in_the_order_of_the_days():
    happened = drugs(fact(ClockEventKind.MEDICAL_OFFERED, on(3)), fact(HELD, on(20)))

    steps = medical_talk(happened, preset("jammerbugt")).steps

    assert [step.on for step in steps] == [INQUIRY_ON, on(3), DUE_ON, on(20)]
    assert [step.rule for step in steps] == ["MED-1", "MED-5", "MED-3", "MED-5"]
