from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.models import ReadLog
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import ADULT_CPR, CaseFactory, TreatmentRequestFactory, inquire
from tests.cases.test_case_page import body

LIST = reverse("cases:case_list")
SEARCH = reverse("cases:search")


@pytest.fixture
def signed_in(client, standard, caseworker):
    client.force_login(caseworker)
    return client


def numbers(response):
    return [case.number for case in response.context["table"].page_rows]


def test_the_list_shows_open_cases_the_newest_first(signed_in):
    old = CaseFactory(opened_on=date(2026, 1, 2))
    new = CaseFactory(opened_on=date(2026, 3, 2))
    CaseFactory(opened_on=date(2026, 1, 2), closed_on=date(2026, 2, 2))

    assert numbers(signed_in.get(LIST)) == [new.number, old.number]


def test_the_list_is_narrowed_to_ones_own_to_nobodys_and_to_closed(signed_in, caseworker):
    own = CaseFactory(responsible=caseworker)
    CaseFactory(responsible=UserFactory())
    nobodys = CaseFactory()
    closed = CaseFactory(responsible=caseworker, closed_on=date(2026, 3, 3))

    assert numbers(signed_in.get(LIST, {"whose": "mine"})) == [own.number]
    assert numbers(signed_in.get(LIST, {"whose": "none"})) == [nobodys.number]
    assert numbers(signed_in.get(LIST, {"state": "closed"})) == [closed.number]
    assert len(numbers(signed_in.get(LIST, {"state": "all"}))) == 3


def test_the_list_is_narrowed_to_a_stage_of_the_latest_request(signed_in):
    ready = TreatmentRequestFactory(stage="rejected").case
    TreatmentRequestFactory(stage="ready", inquiry__case=ready)
    TreatmentRequestFactory(stage="assessing")

    assert numbers(signed_in.get(LIST, {"stage": "ready"})) == [ready.number]
    assert numbers(signed_in.get(LIST, {"stage": "rejected"})) == []


@pytest.mark.parametrize(
    "asked",
    [
        {"whose": "noget"},
        {"state": "\x00"},
        {"stage": "'"},
        {"sort": "\x00"},
        {"sort": "noget"},
        {"side": "0"},
        {"side": "-1"},
        {"side": "9" * 40},
        {"side": "²"},
        {"export": "exe"},
    ],
)
def test_an_address_that_makes_no_sense_breaks_nothing(signed_in, asked):
    CaseFactory()

    assert signed_in.get(LIST, asked).status_code == 200


@pytest.mark.parametrize("sort", ["number", "citizen", "due", "responsible", "opened"])
def test_the_list_can_be_sorted_both_ways(signed_in, caseworker, sort):
    for name in ("Zenia", "Åse", "Ærø"):
        CaseFactory(citizen__name=name, responsible=caseworker)

    ascending = numbers(signed_in.get(LIST, {"sort": sort}))

    assert numbers(signed_in.get(LIST, {"sort": f"-{sort}"})) == ascending[::-1]


def test_names_are_sorted_as_danes_do(signed_in):
    for name in ("Åse", "Zenia", "Aage", "Ærø", "Øjvind"):
        CaseFactory(citizen__name=name)

    response = signed_in.get(LIST, {"sort": "citizen"})

    names = [case.citizen.name for case in response.context["table"].page_rows]
    assert names == ["Zenia", "Ærø", "Øjvind", "Aage", "Åse"]


def test_the_list_shows_when_the_running_guarantee_is_due(signed_in, caseworker):
    inquire(caseworker)

    assert "16. mar." in body(signed_in.get(LIST))


def test_the_list_has_no_cpr_number(signed_in, caseworker):
    inquire(caseworker)

    assert ADULT_CPR[:6] not in body(signed_in.get(LIST))


def test_the_list_costs_the_same_however_long_it_is(signed_in, count_queries):
    TreatmentRequestFactory()
    signed_in.get(LIST)
    with count_queries() as one:
        signed_in.get(LIST)
    TreatmentRequestFactory.create_batch(12)
    with count_queries() as many:
        signed_in.get(LIST)

    assert len(many) == len(one) <= 25


def test_the_list_logs_each_case_it_shows_and_no_other(signed_in, caseworker):
    own = CaseFactory(responsible=caseworker)
    CaseFactory()

    signed_in.get(LIST, {"whose": "mine"})

    assert ReadLog.objects.get().case == own
    assert ReadLog.objects.get().kind == ReadKind.LISTED


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_taking_the_list_out_is_logged_for_each_case_in_it(signed_in, kind):
    CaseFactory.create_batch(3)

    list(signed_in.get(LIST, {"export": kind}).streaming_content)

    assert list(ReadLog.objects.values_list("kind", flat=True)) == [ReadKind.EXPORTED] * 3


def test_the_spreadsheet_holds_what_the_list_shows(signed_in, caseworker):
    case = inquire(caseworker).case

    content = b"".join(signed_in.get(LIST, {"export": "xlsx"}).streaming_content)

    heading, row = load_workbook(BytesIO(content)).active.iter_rows(values_only=True)
    assert heading[:2] == ("Sag", "Borger")
    assert row[:2] == (case.number, "Karsten Holmgaard")


def test_a_name_that_looks_like_a_formula_is_taken_out_as_text(signed_in):
    CaseFactory(citizen__name="=HYPERLINK(1)")

    assert b"'=HYPERLINK" in b"".join(signed_in.get(LIST, {"export": "csv"}).streaming_content)


def search(client, text):
    return client.post(SEARCH, {"q": text})


def test_a_search_with_one_hit_leads_straight_to_the_case(signed_in, caseworker):
    case = inquire(caseworker).case

    for text in ("Holmgard", "670785-0123", case.number):
        assert search(signed_in, text)["Location"] == case.get_absolute_url()


def test_a_search_with_more_hits_lists_them_the_most_alike_first(signed_in):
    less = CaseFactory(citizen__name="Ida Jensen")
    more = CaseFactory(citizen__name="Bo Jensen")

    assert numbers(search(signed_in, "Bo Jensen")) == [more.number, less.number]


def test_a_search_finds_closed_cases_too(signed_in, caseworker):
    case = CaseFactory(responsible=caseworker, closed_on=date(2026, 3, 3), citizen__name="Bo Lukket")

    assert search(signed_in, "Lukket")["Location"] == case.get_absolute_url()


@pytest.mark.parametrize("text", ["", "findes ikke", "\x00", "%", "x" * 5000, "<script>alert(1)</script>"])
def test_a_search_that_finds_nothing_says_so(signed_in, text):
    response = search(signed_in, text)

    assert response.status_code == 200
    assert "Ingen fundet" in body(response)
    assert "<script>alert" not in body(response)


def test_a_search_without_a_word_breaks_nothing(signed_in):
    assert signed_in.post(SEARCH).status_code == 200


def test_what_was_searched_for_stands_in_no_address_and_no_log(signed_in, caseworker):
    inquire(caseworker)

    response = search(signed_in, ADULT_CPR)

    assert ADULT_CPR not in response["Location"]
    assert not ReadLog.objects.filter(page__contains=ADULT_CPR).exists()


def test_an_administrator_does_not_search(client, standard):
    client.force_login(make_staff(Role.ADMINISTRATOR))

    assert search(client, "Karsten").status_code == 403
