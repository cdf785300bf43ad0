"""The team lead's page: every number opens exactly the list it counted."""

import csv
import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.enums import MissCause, RequestStage
from cases.services.misses import explain_miss
from rusmiddel.access.models import ReadLog
from rusmiddel.deadlines.enums import DeadlineKind
from tests.cases.factories import InquiryFactory
from tests.reporting.scenes import NOW, TODAY, deviated, kept, not_kept, promise, wish

PAGE = reverse("reporting:dashboard")
LIST = reverse("reporting:deadline_list")
# What stands in a link to a list, apart from the share in per cent.
NUMBER_LINK = re.compile(rf'<a [^>]*href="({re.escape(LIST)}[^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


@pytest.fixture
def everything(standard, caseworker, team_lead):
    """A guarantee in each state, two of some, with both clocks and a written reason."""
    for days in (-3, -1, 0, 2, 4, 9, 13):
        request = wish(responsible=caseworker)
        promise(TODAY + timedelta(days=days), request=request)
        promise(
            TODAY + timedelta(days=days - 2),
            request=request,
            kind=DeadlineKind.GUARANTEE_GOAL,
            opened_on=TODAY - timedelta(days=16),
        )
    promise(TODAY + timedelta(days=1))
    for weeks_ago in range(4):
        kept(TODAY - timedelta(weeks=weeks_ago), responsible=caseworker)
    deviated(TODAY - timedelta(days=10))
    missed = not_kept(TODAY - timedelta(days=20), responsible=caseworker)
    not_kept(TODAY - timedelta(days=5), responsible=caseworker)
    explain_miss(
        request_id=int(missed.ref.removeprefix("request:")),
        cause=MissCause.NO_TIME_FREE,
        note="",
        by=team_lead,
        now=NOW,
    )


def number_links(page: str) -> dict[str, int]:
    """Every address of a list on the page, with the number that stands in the link."""
    found = {}
    for path, text in NUMBER_LINK.findall(page):
        number = re.search(r"\d[\d.]*", re.sub(r"<[^>]+>", " ", text))
        if number and "%" not in text and "export=" not in path:
            found[unescape(path)] = int(number[0].replace(".", ""))
    return found


def exported(client, path: str) -> list[dict[str, str]]:
    response = client.get(f"{path}&export=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@pytest.mark.parametrize("day", ["", "10-03-2026"])
def test_every_number_is_as_long_as_its_list_and_its_export(lead_client, everything, day):
    links = number_links(lead_client.get(PAGE, {"pr": day} if day else {}).content.decode())

    assert len(links) > 50
    for path, number in links.items():
        listed = lead_client.get(path)
        assert listed.context["table"].total == number, path
        assert len(exported(lead_client, path)) == number, path


def test_the_tiles_say_how_many_there_are_of_each(lead_client, everything):
    shown = lead_client.get(PAGE).context["shown"]

    assert {tile.label: tile.number.count for tile in shown.tiles} == {
        "Overskredet, ikke i gang": 2,
        "Frist i dag": 1,
        "Frist inden 4 dage": 3,
        "I gang, god tid": 2,
    }
    assert (shown.kept.share, shown.kept.kept.count, shown.kept.judged.count) == (66, 4, 6)
    assert shown.deviated.number.count == 1


def test_what_is_most_urgent_comes_first_with_what_is_missing(lead_client, caseworker):
    promise(TODAY + timedelta(days=2), request=wish(stage=RequestStage.GRANTED))
    promise(TODAY - timedelta(days=1), responsible=caseworker)

    urgent = lead_client.get(PAGE).context["shown"].urgent

    assert [(row.days, row.missing) for row in urgent] == [
        (-1, "Første samtale ikke booket"),
        (2, "Bevilget, første samtale ikke booket"),
    ]


def test_the_page_says_as_of_which_day_it_counts(lead_client, everything):
    page = lead_client.get(PAGE, {"pr": "10-03-2026"}).content.decode()

    assert "som det stod 10. marts 2026" in page
    assert 'value="10-03-2026"' in page


@pytest.mark.parametrize("typed", ["19-03-2026", "i overmorgen", "vrøvl"])
def test_a_day_that_is_not_there_yet_is_refused_and_today_is_shown(lead_client, typed):
    response = lead_client.get(PAGE, {"pr": typed})

    assert response.context["shown"].day == TODAY
    assert "pr" in response.context["form"].errors


def test_an_empty_municipality_shows_zeroes_and_what_to_do(lead_client):
    page = lead_client.get(PAGE).content.decode()

    assert "Ingen frister er overskredet" in page
    assert "Ingen garanti er overskredet i år" in page


def test_a_day_without_a_standard_is_told(lead_client, everything):
    response = lead_client.get(PAGE, {"pr": "31-12-2019"})

    assert response.status_code == 503
    assert "Ingen kvalitetsstandard gælder den 31. december 2019" in response.content.decode()


def test_the_watch_speaks_in_plain_words(lead_client):
    assert "Fristerne er endnu ikke kontrolleret" in lead_client.get(PAGE).content.decode()


@pytest.mark.parametrize("path", [PAGE, f"{LIST}?tilstand=aabne", f"{LIST}?tilstand=ikke-naaet"])
def test_a_page_costs_the_same_however_much_there_is(lead_client, count_queries, path):
    promise(TODAY - timedelta(days=1))
    not_kept(TODAY - timedelta(days=5))
    lead_client.get(path)
    with count_queries() as few:
        lead_client.get(path)
    for days in range(-4, 12):
        promise(TODAY + timedelta(days=days))
        not_kept(TODAY - timedelta(days=15 + days))
    with count_queries() as many:
        lead_client.get(path)

    assert len(few) == len(many) <= 25


def test_whoever_sees_the_list_is_written_down_for_each_case(lead_client, team_lead):
    deadline = promise(TODAY)

    lead_client.get(LIST)

    read = ReadLog.objects.get(user=team_lead)
    assert (read.case_id, read.kind, read.page) == (deadline.case_id, "listed", "reporting:deadline_list")


def test_taking_the_list_out_is_written_down_as_such(lead_client, team_lead):
    promise(TODAY)

    exported(lead_client, f"{LIST}?tilstand=aabne")

    assert ReadLog.objects.get(user=team_lead).kind == "exported"


def test_the_spreadsheet_has_dates_as_dates(lead_client):
    deadline = promise(TODAY)

    response = lead_client.get(f"{LIST}?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(response))).active
    labels, row = list(sheet.values)

    cells = dict(zip(labels, row, strict=True))
    assert cells["Frist"].date() == deadline.due_on
    assert cells["Dage"] == 0


def test_neither_list_nor_export_names_the_citizen(lead_client):
    deadline = promise(TODAY)
    name = deadline.case.citizen.name

    assert name not in lead_client.get(LIST).content.decode()
    assert name not in str(exported(lead_client, f"{LIST}?tilstand=aabne"))


def test_the_list_says_why_a_guarantee_was_deviated_from(lead_client):
    deviated(TODAY)

    assert exported(lead_client, f"{LIST}?tilstand=fraveget")[0]["Årsag"] == "Borgeren ønsker at vente"


def test_a_wrong_choice_in_the_address_narrows_nothing_and_says_so(lead_client):
    promise(TODAY)

    response = lead_client.get(LIST, {"tilstand": "vrøvl", "behandler": "999999", "uge": "2026-W99"})

    assert response.context["table"].total == 1
    assert set(response.context["table"].form.errors) == {"tilstand", "behandler", "uge"}


def test_htmx_gets_the_list_alone(lead_client):
    promise(TODAY)

    part = lead_client.get(LIST, headers={"HX-Request": "true"}).content.decode()

    assert part.strip().startswith('<div class="list"')
    assert part.strip() in lead_client.get(LIST).content.decode()


def test_an_inquiry_without_a_wish_for_treatment_is_in_no_number(lead_client):
    InquiryFactory(wish="counselling")

    assert sum(number_links(lead_client.get(PAGE).content.decode()).values()) == 0
