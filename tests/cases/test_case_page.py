from datetime import timedelta

import pytest
from django.urls import reverse

from cases.enums import ClockEventKind, ContactedBy, DeviationReason, Place, StoryKind, Substance
from cases.services.assessments import book_session
from cases.services.clocks import record_event
from cases.services.inquiries import Person
from cases.services.requests import withdraw_request
from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.models import ReadLog
from tests.access.factories import make_staff
from tests.cases.factories import (
    ANONYMOUS,
    CHILD_CPR,
    KARSTEN,
    CaseFactory,
    assess,
    inquire,
    march,
    request_of,
)

WHOLE_CPR = "670785-0123"


@pytest.fixture(scope="module")
def begun_once():
    return False


def at(name, case, *more):
    return reverse(f"cases:{name}", args=[case.number, *more])


def body(response):
    # A sign that keeps two words on one line is a space like any other.
    return response.content.decode().replace("\xa0", " ")


@pytest.fixture
def signed_in(client, caseworker):
    client.force_login(caseworker)
    return client


def record(request, by, kind, day=4, **changes):
    return record_event(
        request_id=request.pk, kind=kind, occurred_at=march(day), by=by, now=march(day + 1), **changes
    )


def test_the_page_says_when_it_is_due_and_why(signed_in, case, clock):
    clock.move_to(march(6))

    page = body(signed_in.get(at("case_page", case)))

    assert "10 dage tilbage" in page
    assert "16. marts 2026" in page
    assert "Henvendte sig selv og ønsker behandling" in page
    assert "sundhedsloven § 141, stk. 2" in page


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (2, "14 dage tilbage"),
        (15, "1 dag tilbage"),
        (16, "Frist i dag"),
        (17, "1 dag over fristen"),
        (30, "14 dage over fristen"),
    ],
)
def test_the_days_left_are_of_today(signed_in, case, clock, day, words):
    clock.move_to(march(day, hour=23))

    assert words in body(signed_in.get(at("case_page", case)))


@pytest.mark.parametrize(
    ("kind", "day", "facts", "words"),
    [
        (ClockEventKind.TREATMENT_STARTED, 12, {}, "Overholdt"),
        (ClockEventKind.TREATMENT_STARTED, 18, {}, "Ikke overholdt"),
        (ClockEventKind.DEVIATION, 9, {"reason": DeviationReason.FREE_CHOICE}, "Fraveget"),
    ],
)
def test_a_closed_clock_says_how_it_went_and_when_it_was_due(
    signed_in, request_, caseworker, kind, day, facts, words
):
    record(request_, caseworker, kind, day, **facts)

    page = body(signed_in.get(at("case_page", request_.case)))

    assert f'<p class="clock__days">{words}</p>' in page
    assert "Fristen var 16. marts 2026" in page


def test_a_clock_that_waits_says_for_what_and_where_to_record_it(signed_in, standard, caseworker):
    case = inquire(caseworker, contacted_by=ContactedBy.RELATIVE).case

    page = body(signed_in.get(at("case_page", case)))

    assert "Fristen venter på, at borgeren selv bekræfter ønsket" in page
    assert at("event_new", case, ClockEventKind.PERSONAL_CONFIRMATION) in page


def test_a_wish_withdrawn_before_the_clock_ran_shows_no_date(signed_in, standard, caseworker):
    request = request_of(inquire(caseworker, contacted_by=ContactedBy.RELATIVE))
    withdraw_request(
        request_id=request.pk, occurred_at=march(4), by=caseworker, now=march(4), note="Vil ikke"
    )

    page = body(signed_in.get(at("case_page", request.case)))

    assert "Ophørt" in page
    assert "Fristen var" not in page


def test_counselling_that_became_a_case_has_no_clock(signed_in, standard):
    case = CaseFactory()

    response = signed_in.get(at("case_page", case))

    assert response.status_code == 200
    assert "clock__days" not in body(response)


def test_the_medical_talk_is_that_of_the_latest_request(signed_in, standard, caseworker):
    request = request_of(inquire(caseworker, substance=Substance.DRUGS))
    withdraw_request(request_id=request.pk, occurred_at=march(4), by=caseworker, now=march(4), note="")
    inquire(caseworker, substance=Substance.DRUGS, contacted_at=march(10))

    assert signed_in.get(at("case_page", request.case)).context["medical"].due_on == march(24).date()


def test_the_story_can_be_narrowed_to_one_kind(signed_in, case):
    page = at("case_page", case)

    assert len(signed_in.get(page, {"slags": StoryKind.INQUIRY}).context["story"]) == 1
    assert len(signed_in.get(page, {"slags": StoryKind.LETTER}).context["story"]) == 0


@pytest.mark.parametrize("kind", ["noget", "\x00", "'", ""])
def test_an_unknown_kind_of_story_shows_all_of_it(signed_in, case, kind):
    assert len(signed_in.get(at("case_page", case), {"slags": kind}).context["story"]) == 1


def test_the_cpr_number_is_masked_until_it_is_asked_for(signed_in, case):
    page = body(signed_in.get(at("case_page", case)))
    assert "670785-••••" in page
    assert "0123" not in page

    response = signed_in.post(at("show_cpr", case))
    assert WHOLE_CPR in body(response)
    assert ReadLog.objects.latest("pk").page == "cases:show_cpr"


def test_the_whole_cpr_number_is_never_fetched_by_an_address(signed_in, case):
    assert signed_in.get(at("show_cpr", case)).status_code == 405


@pytest.mark.parametrize("page", ["case_page", "citizen_edit", "assessment", "case_assign", "session_new"])
def test_no_page_has_the_whole_cpr_number_in_it(signed_in, case, page):
    shown = body(signed_in.get(at(page, case)))

    assert "0123" not in shown
    assert "6707850123" not in shown


def test_an_anonymous_citizen_is_known_by_the_fictitious_number(signed_in, standard, caseworker):
    case = inquire(caseworker, ANONYMOUS).case

    page = body(signed_in.get(at("case_page", case)))

    assert case.citizen.fictitious_number in page
    assert "Anonym (Bo)" in page
    assert "Adresse" not in page


def test_a_protected_address_is_not_shown(signed_in, case):
    case.citizen.is_protected = True
    case.citizen.address_line = "Hemmelig Vej 1"
    case.citizen.save()

    page = body(signed_in.get(at("case_page", case)))

    assert "Hemmelig Vej" not in page
    assert "Navne- og adressebeskyttelse" in page


EVIL = '<script>alert("x")</script>'


def test_what_people_write_is_text_and_nothing_else(signed_in, standard, caseworker):
    person = Person(name=f"Bo {EVIL}", phone=EVIL[:30])
    request = request_of(inquire(caseworker, person, note=EVIL, contact_name=EVIL))
    record(request, caseworker, ClockEventKind.PLAN_CREATED, note=EVIL)
    request.case.citizen.address_line = EVIL
    request.case.citizen.save()

    for path in (
        at("case_page", request.case),
        at("assessment", request.case),
        at("citizen_edit", request.case),
        at("event_new", request.case, ClockEventKind.DEVIATION),
        reverse("cases:case_list"),
        reverse("cases:inquiry_list"),
    ):
        page = body(signed_in.get(path))
        assert "<script>alert" not in page, path
    assert "&lt;script&gt;alert" in body(signed_in.get(reverse("cases:case_list")))


def test_the_page_costs_the_same_however_much_has_happened(signed_in, request_, caseworker, count_queries):
    case = request_.case
    signed_in.get(at("case_page", case))
    with count_queries() as little:
        signed_in.get(at("case_page", case))

    for day in range(3):
        book_session(
            request_id=request_.pk,
            planned_at=march(30) + timedelta(days=9 + day),
            minutes=60,
            place=Place.CENTRE,
            employee=make_staff(Role.PSYCHOLOGIST),
            by=make_staff(Role.SECRETARY),
            now=march(5),
        )
        record(request_, caseworker, ClockEventKind.DEVIATION, 10, reason=DeviationReason.FREE_CHOICE)
    with count_queries() as much:
        signed_in.get(at("case_page", case))
    assert len(much) == len(little)

    assess(request_, caseworker, now=march(20))
    with count_queries() as ready:
        signed_in.get(at("case_page", case))
    assert len(ready) <= 25


PAGES = [
    ("case_page", ()),
    ("citizen_edit", ()),
    ("request_edit", ()),
    ("case_assign", ()),
    ("case_close", ()),
    ("event_new", (ClockEventKind.DEVIATION,)),
    ("assessment", ()),
    ("assessment_reopen", ()),
    ("session_new", ()),
]


@pytest.mark.parametrize(("page", "more"), PAGES)
def test_an_administrator_does_not_find_a_case(client, case, page, more):
    client.force_login(make_staff(Role.ADMINISTRATOR))

    response = client.get(at(page, case, *more))

    assert response.status_code == 404
    assert not ReadLog.objects.exists()


@pytest.mark.parametrize(("page", "more"), PAGES)
def test_a_stranger_is_asked_to_sign_in(client, case, page, more):
    response = client.get(at(page, case, *more))

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("access:sign_in"))


@pytest.mark.parametrize(("page", "more"), [page for page in PAGES if page[0] != "case_page"])
def test_the_secretary_sees_the_case_and_books_but_does_no_casework(client, case, page, more):
    client.force_login(make_staff(Role.SECRETARY))

    expected = 200 if page == "session_new" else 403
    assert client.get(at(page, case, *more)).status_code == expected
    assert client.get(at("case_page", case)).status_code == 200


@pytest.mark.parametrize(("page", "more"), PAGES)
@pytest.mark.parametrize("number", ["2026-9999", "findes-ikke", "2026-0001\x00", "%", "æøå", "1" * 200])
def test_a_case_that_is_not_there_is_not_found(signed_in, case, page, more, number):
    assert signed_in.get(reverse(f"cases:{page}", args=[number, *more])).status_code == 404


def test_a_young_citizens_birthday_is_seen_to_from_the_page(signed_in, standard, caseworker):
    case = inquire(caseworker, Person(name="Ida", cpr=CHILD_CPR)).case
    path = at("birthday_acknowledge", case, 18)
    assert path in body(signed_in.get(at("case_page", case)))

    response = signed_in.post(path, follow=True)

    assert response.redirect_chain[-1][0] == case.get_absolute_url()
    assert path not in body(response)


@pytest.mark.parametrize(("birthday", "status"), [(15, 302), (17, 404), (10**30, 404)])
def test_a_birthday_that_the_case_does_not_await_breaks_nothing(signed_in, case, birthday, status):
    assert signed_in.post(at("birthday_acknowledge", case, birthday)).status_code == status


def test_opening_a_case_is_logged_as_opening(signed_in, case, caseworker):
    signed_in.get(at("case_page", case))

    read = ReadLog.objects.get()
    assert (read.case, read.user, read.kind, read.page) == (
        case,
        caseworker,
        ReadKind.OPENED,
        "cases:case_page",
    )
    assert KARSTEN.name not in str(read)
