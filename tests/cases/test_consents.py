"""A consent is for one partner and one purpose, runs out, and can be withdrawn at any time."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from cases.consent import last_valid_day
from cases.enums import ConsentForm, ConsentGiver, Direction
from cases.models import Consent
from cases.services.consents import (
    let_consent_expire,
    record_consent,
    renew_consent,
    withdraw_consent,
    write_to_partner,
)
from cases.services.partners import archive_partner
from cases.services.requests import assign_case, close_case, withdraw_request
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift
from rusmiddel.deadlines.reconciliation import reconcile
from rusmiddel.letters.enums import LetterKind
from rusmiddel.letters.models import Letter
from rusmiddel.letters.services import content
from tests.access.factories import make_staff
from tests.cases.factories import ANONYMOUS, CHILD_CPR, Person, co_worker, inquire, march, request_of
from tests.cases.sharing import consent, consent_values, disclose, make_partner
from tests.letters import reading

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(case, caseworker):
    return consent(case, caseworker)


def deadline(given):
    return Deadline.objects.get(kind=DeadlineKind.CONSENT_EXPIRY, ref=given.deadline_ref)


def no_drift():
    reconcile(today=march(20).date())
    return not Drift.objects.exists()


DAYS = {
    "a year": (date(2026, 3, 3), 12, ConsentGiver.CITIZEN, None, date(2027, 3, 3)),
    "a leap day": (date(2028, 2, 29), 12, ConsentGiver.CITIZEN, None, date(2029, 2, 28)),
    "half a year": (date(2026, 8, 31), 6, ConsentGiver.CITIZEN, None, date(2027, 2, 28)),
    "a parent, until the child is of age": (
        date(2026, 3, 3), 12, ConsentGiver.PARENT, date(2008, 6, 1), date(2026, 5, 31),
    ),
    "a guardian, also after": (
        date(2026, 3, 3), 12, ConsentGiver.GUARDIAN, date(2008, 6, 1), date(2027, 3, 3),
    ),
    "a parent of a younger child": (
        date(2026, 3, 3), 12, ConsentGiver.PARENT, date(2012, 6, 1), date(2027, 3, 3),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("on", "months", "by", "born", "last"), DAYS.values(), ids=DAYS)
def test_it_runs_out_after_the_standards_months_and_a_parents_on_the_18th_birthday(
    on, months, by, born, last
):
    assert last_valid_day(given_on=on, months=months, given_by=by, birth_date=born) == last


def test_the_register_knows_when_it_expires_and_warns_a_month_before(given):
    row = deadline(given)

    assert (row.status, row.due_on) == (DeadlineStatus.OPEN, date(2027, 3, 3))
    assert row.next_warning_on == date(2027, 2, 1)


def test_the_citizen_may_give_it_for_a_shorter_time(case, caseworker):
    given = consent(case, caseworker, valid_until=march(20).date())

    assert deadline(given).due_on == march(20).date()


REFUSED = {
    "longer than the standard allows": ({"valid_until": date(2027, 3, 4)}, "højst gælde til 3. marts 2027"),
    "on a day to come": ({"given_on": march(4).date()}, "fremtiden"),
    "orally without saying how": ({"form": ConsentForm.ORAL}, "mundtlige"),
    "by a guardian without a name": ({"given_by": ConsentGiver.GUARDIAN}, "navnet"),
    "by a parent of an adult": (
        {"given_by": ConsentGiver.PARENT, "given_by_name": "Birthe Prøve"},
        "fyldt 18 år",
    ),
    "for nothing": ({"purpose": "  "}, ""),
    "in signs no letter can print": ({"purpose": "Plan 🙂"}, "Kan ikke trykkes"),
    "that ends before it begins": ({"valid_until": march(1).date()}, "udløbe, før"),
}


@pytest.mark.parametrize(("changes", "said"), REFUSED.values(), ids=REFUSED)
def test_it_is_not_given(case, caseworker, changes, said):
    with pytest.raises(ValidationError) as refused:
        record_consent(
            case_id=case.pk, values=consent_values(make_partner(), **changes), by=caseworker, now=march(3)
        )

    assert said in str(refused.value)
    assert not Consent.objects.exists()


def test_a_second_click_makes_no_second_consent(given, case, caseworker):
    with pytest.raises(ValidationError, match="Forny det i stedet"):
        consent(case, caseworker)


def test_the_database_too_holds_one_consent_for_each_partner_and_purpose(given):
    with pytest.raises(IntegrityError, match="consent_one_per_partner_and_purpose"):
        Consent.objects.bulk_create([Consent(**{**_columns(given), "pk": None})])


def _columns(given):
    return {field.attname: getattr(given, field.attname) for field in Consent._meta.concrete_fields}


def test_an_archived_partner_cannot_be_chosen_and_keeps_what_it_has(given, case, caseworker, team_lead):
    archive_partner(partner_id=given.partner_id, by=team_lead, now=march(4))

    with pytest.raises(ValidationError, match="arkiveret"):
        consent(case, caseworker, partner=given.partner, purpose="Andet")
    assert disclose(given, caseworker).partner == given.partner


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR])
def test_only_those_who_treat_write_consents_down(case, role):
    with pytest.raises(PermissionDenied):
        consent(case, make_staff(role))


def test_a_withdrawal_works_at_once_and_writes_to_the_citizen_and_the_partner(given, caseworker):
    withdrawal = withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))

    given.refresh_from_db()
    assert given.is_withdrawn
    assert not given.is_active_on(march(5).date())
    assert (deadline(given).status, deadline(given).closed_on) == (DeadlineStatus.LAPSED, march(5).date())
    to_citizen, to_partner = (reading.text(content(letter)) for letter in withdrawal.letters)
    assert "Kære Karsten Holmgaard" in to_citizen
    assert "Fra den 5. marts 2026 deler vi ikke flere oplysninger om dig med Jobcenter Prøveby" in to_citizen
    assert "Det drejer sig om Karsten Holmgaard" in to_partner
    assert "beder jer om ikke at sende os flere" in to_partner


def test_a_second_withdrawal_changes_nothing(given, caseworker):
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))
    again = withdraw_consent(consent_id=given.pk, by=caseworker, now=march(6))

    assert again.letters == ()
    assert Letter.objects.filter(kind=LetterKind.CONSENT_WITHDRAWN).count() == 2
    assert again.consent.ended_at == march(5)


def test_a_withdrawal_after_the_last_disclosure_even_in_the_same_moment(given, caseworker):
    line = disclose(given, caseworker, now=march(5))
    withdrawn = withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5)).consent

    assert withdrawn.ended_at > line.occurred_at


def test_an_anonymous_citizens_letter_has_no_name_and_is_given_by_hand(standard, caseworker):
    case = request_of(inquire(caseworker, ANONYMOUS)).case
    given = consent(case, caseworker)

    to_citizen, to_partner = withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5)).letters

    assert (to_citizen.recipient_name, to_citizen.recipient_address) == (f"Borger i sag {case.number}", "")
    assert f"borgeren i sag {case.number}" in reading.text(content(to_partner))


def test_a_protected_citizens_name_goes_to_the_partner_only_when_somebody_says_so(given, caseworker):
    citizen = given.case.citizen
    citizen.is_protected = True
    citizen.save()

    withdrawal = withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))

    assert [letter.recipient_name for letter in withdrawal.letters] == ["Karsten Holmgaard"]
    assert withdrawal.letters[0].recipient_address == ""
    assert write_to_partner(consent_id=given.pk, by=caseworker, now=march(5)).recipient_name == (
        "Jobcenter Prøveby"
    )


def test_a_partner_without_an_address_is_written_to_all_the_same(case, caseworker):
    given = consent(case, caseworker, partner=make_partner(address_line="", postcode="", city=""))

    assert len(withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5)).letters) == 2


def test_a_renewal_keeps_the_deadline_of_the_old_one_and_opens_a_new(given, caseworker):
    new = renew_consent(
        consent_id=given.pk,
        values=consent_values(given.partner, given_on=march(9).date()),
        by=caseworker,
        now=march(9),
    )

    assert (deadline(given).status, deadline(new).status) == (DeadlineStatus.MET, DeadlineStatus.OPEN)
    assert new.renews == given
    with pytest.raises(ValidationError, match="Træk det nye"):
        withdraw_consent(consent_id=given.pk, by=caseworker, now=march(10))
    with pytest.raises(ValidationError, match="Registrér et nyt"):
        renew_consent(consent_id=given.pk, values=consent_values(given.partner), by=caseworker, now=march(10))


def test_one_that_shall_run_out_is_in_force_until_then_and_warns_nobody(given, caseworker):
    let_consent_expire(consent_id=given.pk, by=caseworker, now=march(9))

    assert deadline(given).status == DeadlineStatus.LAPSED
    assert disclose(given, caseworker, now=march(10)).consent == given


def test_a_closed_case_waits_for_no_renewal(given, request_, caseworker):
    withdraw_request(request_id=request_.pk, occurred_at=march(4), by=caseworker, now=march(4), note="")
    close_case(case_id=given.case_id, by=caseworker, now=march(5), reason="Flyttet")

    assert deadline(given).status == DeadlineStatus.LAPSED
    assert no_drift()


def test_the_night_finds_nothing_to_mend(given, case, caseworker):
    consent(case, caseworker, purpose="Andet")
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))
    colleague = co_worker(case, Role.CASEWORKER)
    assign_case(case_id=case.pk, responsible=colleague, by=colleague, now=march(6))

    assert no_drift()


def test_a_parent_of_a_young_citizen_gives_it_by_name(standard, caseworker):
    young = request_of(inquire(caseworker, Person(name="Ida Prøve", cpr=CHILD_CPR))).case
    given = consent(
        young,
        caseworker,
        given_by=ConsentGiver.PARENT,
        given_by_name="Birthe Prøve",
        direction=Direction.OBTAIN,
    )

    assert given.valid_until == date(2027, 3, 3)
    assert given.giver == "Forældremyndighedens indehaver: Birthe Prøve"
