"""Whose consent treatment of a young person waits for."""

from datetime import date

import pytest

from cases.enums import ClockEventKind, ContactedBy, Substance
from cases.guarantee import Fact, RequestFacts
from offers.starting import OWN_MISSING, PARENT_MISSING, hindrances
from rusmiddel.standards.loading import preset

DAY = date(2026, 3, 2)


def missing(name, *, age, substance=Substance.DRUGS, given=()) -> set[str]:
    facts = RequestFacts(
        inquiry_on=DAY,
        contacted_by=ContactedBy.SELF,
        substance=substance,
        is_anonymous=False,
        age=age,
        serious_problems=None,
        from_other_municipality=False,
        events=tuple(Fact(kind=kind, on=DAY) for kind in given),
    )
    return {hindrance.text for hindrance in hindrances(facts, preset(name), age=age)}


@pytest.mark.parametrize(
    ("name", "age", "wanted"),
    [
        ("rebild", 14, {PARENT_MISSING}),
        ("rebild", 15, {PARENT_MISSING, OWN_MISSING}),
        ("rebild", 18, set()),
        ("mariagerfjord", 14, {PARENT_MISSING, OWN_MISSING}),
        ("norddjurs", 15, {PARENT_MISSING, OWN_MISSING}),
    ],
)
def test_drug_treatment_waits_for_those_the_standard_or_else_the_law_names(name, age, wanted):
    assert missing(name, age=age) == wanted


def test_treatment_waits_no_longer_when_both_have_consented():
    given = (ClockEventKind.PARENTAL_CONSENT, ClockEventKind.OWN_CONSENT)

    assert missing("rebild", age=16, given=given) == set()


@pytest.mark.parametrize(("age", "wanted"), [(14, {PARENT_MISSING}), (15, set())])
def test_alcohol_treatment_is_for_the_15_year_old_to_decide_where_the_standard_is_silent(age, wanted):
    assert missing("norddjurs", age=age, substance=Substance.ALCOHOL) == wanted
