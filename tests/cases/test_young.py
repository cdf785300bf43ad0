"""Under 18: whose consent, by which law, and what a birthday changes."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from cases.enums import Birthday, ClockEventKind, RequestStage, Substance
from cases.services.clocks import record_event
from cases.services.inquiries import Person
from cases.young import (
    OWN,
    PARENT,
    assessment_needs_consent,
    changes_to_come,
    consents_needed,
    parents_may_see,
)
from rusmiddel.standards.loading import preset
from tests.cases.factories import CHILD_CPR, DANISH, assess, inquire, load_preset, march, request_of

IDA = Person(name="Ida Åkjær", cpr=CHILD_CPR)
BORN_ON = date(2010, 5, 1)


@pytest.mark.parametrize(
    ("name", "age", "needed"),
    [
        ("jammerbugt", 14, (PARENT,)),
        ("jammerbugt", 17, (PARENT,)),
        ("rebild", 14, (PARENT,)),
        ("rebild", 15, (PARENT, OWN)),
        ("mariagerfjord", 14, (PARENT, OWN)),
        ("mariagerfjord", 18, ()),
        ("norddjurs", None, ()),
    ],
)
def test_each_standard_says_whose_consent_drug_treatment_needs(name, age, needed):
    assert consents_needed(Substance.DRUGS, preset(name), age=age) == needed


def test_only_mariagerfjord_lets_the_assessment_wait_too():
    names = ("jammerbugt", "rebild", "norddjurs", "mariagerfjord")

    assert [name for name in names if assessment_needs_consent(preset(name))] == ["mariagerfjord"]


def test_what_the_birthdays_change_stands_with_its_day():
    changes = changes_to_come(BORN_ON, date(2025, 4, 30))

    assert [(change.on, change.birthday) for change in changes] == [
        (date(2025, 5, 1), Birthday.FIFTEEN),
        (date(2028, 5, 1), Birthday.EIGHTEEN),
    ]
    assert "barnets lov" in changes[1].text
    assert changes_to_come(BORN_ON, date(2028, 5, 1)) == []
    assert [parents_may_see(age=age) for age in (17, 18, None)] == [True, False, False]


def test_the_assessment_is_not_closed_before_both_have_consented(db, clock, caseworker):
    load_preset("mariagerfjord")
    wish = request_of(inquire(caseworker, IDA, substance=Substance.DRUGS))

    with pytest.raises(ValidationError, match="samtykke"):
        assess(wish, caseworker, now=march(20))
    for kind in (PARENT, OWN):
        record_event(request_id=wish.pk, kind=kind, occurred_at=march(3), by=caseworker, now=march(20))
    assess(wish, caseworker, now=march(20))

    wish.refresh_from_db()
    assert wish.stage == RequestStage.READY


def test_the_case_page_says_which_law_and_whose_consent_is_missing(standard, client, caseworker):
    case = inquire(caseworker, IDA, substance=Substance.DRUGS).case
    client.force_login(caseworker)

    page = client.get(case.get_absolute_url()).content.decode()
    assert "barnets lov §\xa033" in page
    assert "Forældremyndighedens samtykke" in page
    assert "1. maj 2028" in page


def test_from_the_18th_birthday_the_page_says_nothing_of_parents(standard, client, caseworker):
    case = inquire(caseworker, IDA, substance=Substance.DRUGS).case
    record_event(
        request_id=case.requests.get().pk,
        kind=ClockEventKind.PARENTAL_CONSENT,
        occurred_at=march(3),
        by=caseworker,
        now=march(4),
    )
    with time_machine.travel(datetime(2028, 5, 1, 12, tzinfo=DANISH), tick=False):
        client.force_login(caseworker)
        assert "Under 18 år</h2>" not in client.get(case.get_absolute_url()).content.decode()
