"""The pages of partners, consents, the log and notifications."""

import pytest
from django.urls import reverse

from cases.models import Consent, Disclosure, Notification, Partner
from cases.services.consents import withdraw_consent
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import ANONYMOUS, Person, inquire, march, request_of
from tests.cases.sharing import consent, disclose, make_partner, notify

pytestmark = pytest.mark.django_db

AGREED = {
    "direction": "both",
    "purpose": "Plan for arbejde",
    "scope": "Fremmøde",
    "form": "written",
    "given_by": "citizen",
    "given_on": "03-03-2026",
}
TOLD = {
    "direction": "disclose",
    "content": "Mødte to gange.",
    "means": "phone",
    "occurred_at_0": "04-03-2026",
    "occurred_at_1": "10.00",
    "submission": "0b0e0d5e-3a53-4b0b-9a5b-6f2f9f0c0001",
}


@pytest.fixture
def signed_in(client, caseworker):
    client.force_login(caseworker)
    return client


def at(name, case, *args):
    return reverse(f"cases:{name}", args=[case.number, *args])


def body(response):
    return response.content.decode()


def test_a_consent_is_registered_and_stands_on_the_case_page(signed_in, case):
    partner = make_partner()

    answer = signed_in.post(at("consent_new", case), {**AGREED, "partner": partner.pk}, follow=True)

    assert "Samtykket er registreret." in body(answer)
    assert "Plan for arbejde" in body(answer)


def test_what_was_typed_stays_where_something_is_missing(signed_in, case):
    partner = make_partner()

    answer = signed_in.post(
        at("consent_new", case), {**AGREED, "partner": partner.pk, "form": "oral", "scope": "Kun fremmøde"}
    )

    assert answer.status_code == 422
    assert "Skriv, hvordan det mundtlige samtykke blev givet." in body(answer)
    assert "Kun fremmøde</textarea>" in body(answer)


def test_the_form_to_sign_is_printed_and_nothing_is_stored(signed_in, case):
    partner = make_partner()

    answer = signed_in.post(at("consent_new", case), {**AGREED, "partner": partner.pk, "print": "1"})

    assert answer["Content-Type"] == "application/pdf"
    assert not Consent.objects.exists()


def test_a_partner_that_is_archived_or_made_up_is_no_choice(signed_in, case, caseworker):
    archived = make_partner(archived_at=march(1), archived_by=caseworker)

    for pk in (archived.pk, archived.pk + 99, "x"):
        assert signed_in.post(at("consent_new", case), {**AGREED, "partner": pk}).status_code == 422


def test_one_click_withdraws_and_says_what_was_written(signed_in, case, caseworker):
    given = consent(case, caseworker)

    answer = signed_in.post(at("consent_withdraw", case, given.pk), follow=True)

    assert "Samtykket er trukket tilbage. Der er skrevet brev til" in body(answer)
    assert "Skriv, hvad vi har delt" not in body(answer)


def test_a_withdrawn_consents_form_records_nothing_more(signed_in, case, caseworker):
    given = consent(case, caseworker)
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(4, 8))

    answer = signed_in.post(at("disclosure_new", case, given.pk), TOLD)

    assert answer.status_code == 422
    assert "Samtykket ophørte den 4. marts 2026." in body(answer)
    assert not Disclosure.objects.exists()


NEEDS_OWN_CASE = ["consent", "consent_renew", "consent_paper", "disclosure_new"]


@pytest.mark.parametrize("name", NEEDS_OWN_CASE)
def test_another_cases_consent_is_not_there(signed_in, case, caseworker, name):
    other = request_of(inquire(caseworker, Person(name="Bo Prøve"))).case
    given = consent(other, caseworker)

    assert signed_in.get(at(name, case, given.pk)).status_code == 404


def test_another_cases_consent_is_neither_withdrawn_nor_used(signed_in, case, caseworker):
    other = request_of(inquire(caseworker, Person(name="Bo Prøve"))).case
    given = consent(other, caseworker)

    assert signed_in.post(at("consent_withdraw", case, given.pk)).status_code == 404
    assert signed_in.post(at("disclosure_new", case, given.pk), TOLD).status_code == 404
    given.refresh_from_db()
    assert given.ended_at is None


def test_another_cases_notification_and_line_are_not_there(signed_in, case, caseworker):
    other = request_of(inquire(caseworker, Person(name="Bo Prøve"))).case
    line, due = disclose(consent(other, caseworker), caseworker), notify(other, caseworker)

    assert signed_in.get(at("notification", case, due.pk)).status_code == 404
    assert signed_in.post(at("notification_decline", case, due.pk), {"reason": "Nej"}).status_code == 404
    assert signed_in.get(at("disclosure_correct", case, line.pk)).status_code == 404


def test_a_changed_field_does_not_move_the_disclosure_to_another_partner(signed_in, case, caseworker):
    given = consent(case, caseworker)
    other = make_partner(name="Psykiatrien")

    signed_in.post(
        at("disclosure_new", case, given.pk),
        {**TOLD, "partner": other.pk, "consent": given.pk + 1, "counterpart": "Avisen", "case": 1},
    )

    assert Disclosure.objects.get().partner == given.partner
    assert Disclosure.objects.get().counterpart == given.partner.name


def test_the_log_is_taken_out_as_it_is_shown(signed_in, case, caseworker):
    disclose(consent(case, caseworker), caseworker, content="=HYPERLINK(1)")

    answer = signed_in.get(at("disclosure_list", case), {"export": "csv"})

    text = b"".join(answer.streaming_content).decode()
    assert "Videregivet til;Jobcenter Prøveby;'=HYPERLINK(1)" in text


def test_a_withdrawn_consent_stays_visible_with_who_and_when(signed_in, case, caseworker):
    given = consent(case, caseworker)
    withdraw_consent(consent_id=given.pk, by=caseworker, now=march(5))

    assert "Tidligere samtykker (1)" in body(signed_in.get(case.get_absolute_url()))
    assert f"af {caseworker.name}" in body(signed_in.get(given.get_absolute_url()))


def test_a_notification_stands_first_of_what_must_be_done(signed_in, case, caseworker):
    due = notify(case, caseworker)

    steps = signed_in.get(case.get_absolute_url()).context["next_steps"]

    assert steps[0].path == due.get_absolute_url()


def test_a_consent_that_runs_out_next_year_is_nothing_to_do_yet(signed_in, case, caseworker):
    consent(case, caseworker)

    assert "Samtykke udløber" not in body(signed_in.get(case.get_absolute_url()))


def test_one_that_runs_out_within_a_month_is(signed_in, case, caseworker):
    consent(case, caseworker, valid_until=march(31).date())

    assert "Samtykke udløber" in body(signed_in.get(case.get_absolute_url()))


def test_the_post_asks_for_an_address_and_keeps_what_was_typed(signed_in, case, caseworker):
    due = notify(case, caseworker)

    answer = signed_in.post(
        at("notification_send", case, due.pk), {"name": "Familiegruppen", "channel": "post"}
    )

    assert answer.status_code == 422
    assert "Skal udfyldes, når brevet sendes med posten." in body(answer)
    assert 'value="Familiegruppen"' in body(answer)
    assert Notification.objects.get().is_due


def test_only_an_anonymous_citizens_form_asks_what_was_done_to_find_the_child(signed_in, case, caseworker):
    anonymous = request_of(inquire(caseworker, ANONYMOUS)).case

    assert "identity_sought" not in body(signed_in.get(at("notification_new", case)))
    assert "identity_sought" in body(signed_in.get(at("notification_new", anonymous)))


def test_the_directory_is_kept_by_the_administrator_and_read_by_all(client, case):
    client.force_login(make_staff(Role.ADMINISTRATOR))
    facts = {"name": "Jobcenter Prøveby", "kind": "job_centre"}

    client.post(reverse("cases:partner_new"), facts)
    twice = client.post(reverse("cases:partner_new"), {**facts, "name": "JOBCENTER PRØVEBY"})

    assert "Der er allerede en samarbejdspartner med det navn." in body(twice)
    partner = Partner.objects.get()
    # The page that follows says what was archived; the next one only lists.
    client.post(reverse("cases:partner_archive", args=[partner.pk]), follow=True)
    assert "Jobcenter Prøveby" not in body(client.get(reverse("cases:partner_list")))
    client.post(reverse("cases:partner_restore", args=[partner.pk]))
    client.force_login(make_staff(Role.CASEWORKER))
    assert "Jobcenter Prøveby" in body(client.get(reverse("cases:partner_list")))


def test_the_case_page_and_the_log_cost_the_same_however_much_is_shared(
    signed_in, case, caseworker, count_queries
):
    def share(number):
        given = consent(case, caseworker, purpose=f"Formål {number}")
        disclose(given, caseworker)
        notify(case, caseworker)

    pages = [case.get_absolute_url(), at("disclosure_list", case), reverse("cases:partner_list")]
    share(0)
    costs = []
    for page in pages:
        with count_queries() as few:
            signed_in.get(page)
        costs.append(len(few))
    for number in range(1, 6):
        share(number)
    for page, cost in zip(pages, costs, strict=True):
        with count_queries() as many:
            signed_in.get(page)
        assert len(many) == cost <= 25, page
