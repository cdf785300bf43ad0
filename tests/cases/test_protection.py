"""A protected name and address: where they never stand, and what it takes to see them."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from cases.enums import CitizenKind, ProtectionEnd
from cases.models import AddressProtection, Citizen
from cases.models.citizen import PROTECTED_NAME
from cases.protection import usual_expiry
from cases.services.inquiries import Person
from cases.services.protection import end_protection, protect, renew_protection
from cases.services.requests import close_case, withdraw_request
from rusmiddel.access.enums import Role
from rusmiddel.access.models import ReadLog
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline
from rusmiddel.deadlines.reconciliation import reconcile
from tests.access.factories import make_staff
from tests.cases.factories import ADULT_CPR, ANONYMOUS, CitizenFactory, inquire, march

SECRETS = ("Karsten", "Holmgaard", "Hemmelig Vej")
EXPIRES_ON = date(2027, 3, 2)


@pytest.fixture
def hidden(case, caseworker):
    """A citizen whose name and address were protected on 2 March."""
    citizen = case.citizen
    citizen.address_line, citizen.postcode, citizen.city = "Hemmelig Vej 1", "9999", "Prøveby"
    citizen.save()
    protect(
        case_id=case.pk, registered_on=march(2).date(), expires_on=EXPIRES_ON, by=caseworker, now=march(5)
    )
    case.citizen.refresh_from_db()
    return case


@pytest.fixture
def signed_in(client, caseworker):
    client.force_login(caseworker)
    return client


def expiry(**conditions) -> Deadline:
    return Deadline.objects.get(kind=DeadlineKind.ADDRESS_PROTECTION, **conditions)


def text(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode("utf-8", errors="ignore") + str(response.headers)


def test_it_lasts_a_year_unless_the_register_says_longer():
    assert usual_expiry(date(2026, 3, 2)) == EXPIRES_ON
    assert usual_expiry(date(2028, 2, 29)) == date(2029, 2, 28)


def test_its_expiry_is_a_deadline_of_the_case(hidden, caseworker):
    row = expiry()

    assert (row.due_on, row.status, row.responsible) == (EXPIRES_ON, DeadlineStatus.OPEN, caseworker)
    assert row.next_warning_on == date(2027, 1, 31)
    assert reconcile(today=date(2026, 4, 1)).drift_count == 0


@pytest.mark.parametrize(
    "path",
    [
        reverse("cases:case_list"),
        reverse("cases:case_list") + "?export=csv",
        reverse("cases:inquiry_list"),
        reverse("cases:inquiry_list") + "?export=csv",
        reverse("reporting:my_day"),
        reverse("deadlines:notice_list"),
    ],
)
def test_no_list_and_no_file_shows_it(hidden, signed_in, path):
    page = text(signed_in.get(path))

    assert not any(secret in page for secret in SECRETS)


@pytest.mark.parametrize(
    "name", ["case_page", "citizen_edit", "case_assign", "assessment", "request_edit", "protection_new"]
)
def test_no_page_of_the_case_shows_it(hidden, signed_in, name):
    page = text(signed_in.get(reverse(f"cases:{name}", args=[hidden.number])))

    assert PROTECTED_NAME in page
    assert not any(secret in page for secret in SECRETS)


def test_a_search_finds_the_case_and_shows_no_name(hidden, signed_in, caseworker):
    other = inquire(caseworker, Person(name="Karsten Holmgren")).case

    page = text(signed_in.post(reverse("cases:search"), {"q": "Karsten Holmg"}))

    assert hidden.number in page
    assert other.number in page
    assert PROTECTED_NAME in page
    assert "Holmgaard" not in page


def test_a_cpr_number_looked_up_tells_no_protected_name(hidden, signed_in):
    page = text(signed_in.post(reverse("cases:inquiry_new"), {"cpr": ADULT_CPR, "look_up": "1"}))

    assert f"{PROTECTED_NAME}</strong> er kendt i forvejen" in page
    assert not any(secret in page for secret in SECRETS)


def test_where_it_stands_in_a_list_tells_nothing_of_how_it_begins(hidden):
    CitizenFactory(name="Anders And")

    first = Citizen.objects.order_by("sort_key", "id").first()
    assert (first, first.sort_key) == (hidden.citizen, "")


def test_showing_it_is_a_step_of_its_own_that_is_logged(hidden, signed_in, caseworker):
    path = reverse("cases:show_protected", args=[hidden.number])
    assert signed_in.get(path).status_code == 405

    page = text(signed_in.post(path))

    assert all(secret in page for secret in SECRETS)
    log = ReadLog.objects.filter(case=hidden, page="cases:show_protected").latest("pk")
    assert (log.user, log.method) == (caseworker, "POST")


def test_correcting_other_facts_leaves_the_hidden_ones_as_they_are(hidden, signed_in):
    path = reverse("cases:citizen_edit", args=[hidden.number])

    signed_in.post(path, {"phone": "12 34 56 78", "sex": "male", "municipality_code": ""})

    citizen = Citizen.objects.get()
    assert (citizen.phone, citizen.name, citizen.city) == ("12 34 56 78", "Karsten Holmgaard", "Prøveby")
    assert citizen.is_protected


def test_nothing_is_shown_because_a_day_has_passed(hidden, client, caseworker):
    with time_machine.travel(march(5).replace(year=2027), tick=False):
        client.force_login(caseworker)
        page = text(client.get(hidden.get_absolute_url()))

    assert "Udløbet" in page
    assert not any(secret in page for secret in SECRETS)


def test_renewed_it_is_met_and_a_new_year_begins(hidden, caseworker):
    old = AddressProtection.objects.get()

    renew_protection(
        case_id=hidden.pk,
        protection_id=old.pk,
        expires_on=date(2028, 3, 2),
        by=caseworker,
        now=march(20),
    )

    assert expiry(ref=old.deadline_ref).status == DeadlineStatus.MET
    assert expiry(status=DeadlineStatus.OPEN).due_on == date(2028, 3, 2)
    assert Citizen.objects.get().is_protected
    assert reconcile(today=date(2026, 4, 1)).drift_count == 0


def test_it_lapses_only_after_its_day(hidden, caseworker):
    protection = AddressProtection.objects.get()
    values = {"case_id": hidden.pk, "protection_id": protection.pk, "by": caseworker}

    with pytest.raises(ValidationError, match="ikke udløbet"):
        end_protection(end=ProtectionEnd.LAPSED, now=march(20), **values)
    end_protection(end=ProtectionEnd.LAPSED, now=march(2).replace(year=2027), **values)

    assert expiry().status == DeadlineStatus.LAPSED
    assert Citizen.objects.get().display_name == "Karsten Holmgaard"


def test_the_citizen_may_give_it_up_at_any_time(hidden, caseworker):
    end_protection(
        case_id=hidden.pk,
        protection_id=AddressProtection.objects.get().pk,
        end=ProtectionEnd.GIVEN_UP,
        by=caseworker,
        now=march(20),
    )

    assert not Citizen.objects.get().is_protected


def test_closed_with_the_case_its_expiry_awaits_nobody_and_wakes_with_the_next(hidden, caseworker):
    wish = hidden.requests.get()
    withdraw_request(request_id=wish.pk, occurred_at=march(6), by=caseworker, now=march(6), note="")
    close_case(case_id=hidden.pk, by=caseworker, now=march(6), reason="Færdig")
    assert expiry().status == DeadlineStatus.LAPSED

    again = inquire(caseworker, contacted_at=march(20)).case
    assert (expiry().status, expiry().case) == (DeadlineStatus.OPEN, again)


@pytest.mark.parametrize("role", sorted({Role.SECRETARY, Role.DOCTOR, Role.ADMINISTRATOR}))
def test_only_caseworkers_protect(case, role):
    with pytest.raises(PermissionDenied):
        protect(
            case_id=case.pk,
            registered_on=march(2).date(),
            expires_on=EXPIRES_ON,
            by=make_staff(role),
            now=march(5),
        )


def test_protected_twice_is_refused(hidden, caseworker):
    with pytest.raises(ValidationError, match="allerede"):
        protect(
            case_id=hidden.pk,
            registered_on=march(2).date(),
            expires_on=EXPIRES_ON,
            by=caseworker,
            now=march(6),
        )


def test_an_anonymous_citizen_has_nothing_to_protect(standard, caseworker):
    case = inquire(caseworker, ANONYMOUS).case

    with pytest.raises(ValidationError, match="anonym"):
        protect(
            case_id=case.pk,
            registered_on=march(2).date(),
            expires_on=EXPIRES_ON,
            by=caseworker,
            now=march(5),
        )
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Citizen.objects.filter(kind=CitizenKind.ANONYMOUS).update(is_protected=True)


def test_another_cases_protection_is_not_there(hidden, signed_in, caseworker):
    other = inquire(caseworker, Person(name="En Anden")).case
    protection = AddressProtection.objects.get()

    for name in ("protection_renew", "protection_end"):
        path = reverse(f"cases:{name}", args=[other.number, protection.pk])
        assert signed_in.post(path, {"end": "given_up", "expires_on": "02-03-2028"}).status_code == 404
    assert AddressProtection.objects.standing().exists()


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"expires_on": march(2).date()}, "protection_expires_after_it_began"),
        ({"ended_on": march(9).date()}, "protection_ended_with_how"),
        ({"end": "lapsed"}, "protection_ended_with_how"),
    ],
)
def test_the_database_refuses_a_period_that_cannot_be(hidden, facts, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        AddressProtection.objects.update(**facts)
