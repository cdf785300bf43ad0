"""Nobody is offered what they may not do, and everybody sees what the case waits for."""

import re

import pytest
from django.urls import reverse

from cases.enums import ClockEventKind, ContactedBy, StoryKind, Substance
from cases.next_steps import next_steps
from cases.services.clocks import record_event
from cases.services.inquiries import Person
from cases.services.story import tell
from rusmiddel.access.enums import Role
from rusmiddel.standards.services import in_force
from tests.access.factories import make_staff
from tests.cases.factories import inquire, march, request_of
from tests.cases.test_assessments import book


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DOCTOR, Role.PSYCHOLOGIST])
def test_every_link_on_the_case_page_may_be_followed(client, request_, caseworker, role):
    book(request_, caseworker)
    request_.case.citizen.address_line = ""
    request_.case.citizen.save()
    client.force_login(make_staff(role))
    page = client.get(request_.case.get_absolute_url()).content.decode()
    links = set(re.findall(r'href="(/sager/[^"#]+)"', page))

    assert {path: client.get(path).status_code for path in links} == dict.fromkeys(links, 200)


def test_the_secretary_still_sees_what_the_case_waits_for(client, request_, caseworker):
    book(request_, caseworker)
    client.force_login(make_staff(Role.SECRETARY))
    page = client.get(request_.case.get_absolute_url()).content.decode()

    assert "Afdækningssamtale: skriv, hvordan det gik" in page


def consents(request):
    request = request_of(request.inquiry)
    steps = next_steps(request, [], in_force(request.requested_on))
    return [step.path.rstrip("/").rsplit("/", 1)[-1] for step in steps if "samtykke" in step.act]


def test_a_minor_known_only_by_stated_age_waits_for_the_parents_consent(standard, caseworker):
    request = request_of(
        inquire(caseworker, person=Person(name="Freja Prøve"), stated_age=16, substance=Substance.DRUGS)
    )
    assert consents(request) == [ClockEventKind.PARENTAL_CONSENT]

    record_event(
        request_id=request.pk,
        kind=ClockEventKind.PARENTAL_CONSENT,
        occurred_at=march(3),
        by=caseworker,
        now=march(4),
    )
    assert consents(request) == []


def test_an_adult_by_stated_age_waits_for_nobody(standard, caseworker):
    request = request_of(
        inquire(caseworker, person=Person(name="Freja Prøve"), stated_age=18, substance=Substance.DRUGS)
    )
    assert consents(request) == []


def offered(client, user, request):
    client.force_login(user)
    return client.get(request.case.get_absolute_url()).content.decode()


def test_an_adult_who_asked_in_person_is_offered_no_act_of_a_minors_case(client, standard, caseworker):
    request = request_of(inquire(caseworker, person=Person(name="Freja Prøve"), stated_age=40))
    page = offered(client, caseworker, request)

    assert "Fravig garantien" in page
    assert "Forældresamtykke modtaget" not in page
    assert "Borgeren har bekræftet ønsket" not in page


def test_a_minor_whose_mother_called_is_offered_consents_and_confirmation(client, standard, caseworker):
    request = request_of(
        inquire(
            caseworker,
            person=Person(name="Freja Prøve"),
            stated_age=16,
            contacted_by=ContactedBy.RELATIVE,
            citizen_confirms=False,
        )
    )
    page = offered(client, caseworker, request)

    assert "Forældresamtykke modtaget" in page
    assert "Den unges eget samtykke modtaget" in page
    assert "Borgeren har bekræftet ønsket" in page


def test_nobody_is_offered_the_case_they_have(client, standard, caseworker):
    request = request_of(inquire(caseworker, person=Person(name="Freja Prøve"), stated_age=40))
    assert "Tag selv sagen" not in offered(client, caseworker, request)
    assert "Giv sagen til en anden" in offered(client, make_staff(Role.TEAM_LEAD), request)


@pytest.mark.parametrize("page", ["cases:case_page", "cases:story"])
@pytest.mark.parametrize("name", ["cases:answer_set", "cases:examination"])
def test_a_line_of_the_story_leads_only_where_its_reader_may_go(client, request_, caseworker, page, name):
    number = request_.case.number
    path = reverse(name, args=[number, 1])
    tell(case_id=request_.case_id, kind=StoryKind.ASSESSMENT, at=march(3), text="Skema", by=None, path=path)

    def shown_to(user):
        client.force_login(user)
        return client.get(reverse(page, args=[number])).content.decode()

    assert path in shown_to(caseworker)
    assert path not in shown_to(make_staff(Role.SECRETARY))
    assert "Skema" in shown_to(make_staff(Role.SECRETARY))


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.DOCTOR, Role.PSYCHOLOGIST])
def test_only_caseworkers_are_offered_a_relatives_own_course(client, standard, caseworker, role):
    def page(user):
        client.force_login(user)
        return client.get(reverse("cases:inquiry_new")).content.decode()

    assert reverse("cases:relative_new") in page(caseworker)
    assert reverse("cases:relative_new") not in page(make_staff(role))
