"""The page shows the standard as it is, with what to do about it; a bad file is refused whole."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from rusmiddel.access.enums import Role
from rusmiddel.standards.findings import findings
from rusmiddel.standards.loading import preset_names, preset_text
from rusmiddel.standards.models import StandardVersion
from rusmiddel.standards.presentation import leaves, shown
from rusmiddel.standards.services import in_force, load_standard
from tests.access.factories import make_staff
from tests.standards.factories import TODAY, load, make_user, smallest

pytestmark = pytest.mark.django_db

PAGE = reverse("standards:standard")
LOAD = reverse("standards:load")
READERS = {Role.ADMINISTRATOR, Role.TEAM_LEAD, Role.VISITATOR}


@pytest.fixture
def administrator(client):
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def upload(text: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("egen.toml", text.encode() if isinstance(text, str) else text)


@pytest.mark.parametrize("role", Role)
def test_who_may_read_the_page(client, role):
    load()
    client.force_login(make_user(role))
    assert client.get(PAGE).status_code == (200 if role in READERS else 403)


@pytest.mark.parametrize("role", Role)
def test_who_may_load(client, role):
    client.force_login(make_user(role))
    allowed = role == Role.ADMINISTRATOR
    assert client.get(LOAD).status_code == (200 if allowed else 403)
    assert client.post(LOAD, {"file": upload(smallest())}).status_code == (302 if allowed else 403)
    assert StandardVersion.objects.exists() is allowed


@pytest.mark.parametrize("name", preset_names())
def test_every_value_is_shown_with_its_source(client, administrator, name):
    load_standard(text=preset_text(name), file=name, by=None, today=TODAY, valid_from=date(2020, 1, 1))
    page = client.get(PAGE).content.decode()
    for leaf in leaves(in_force(TODAY)):
        if not leaf.value.silent:
            assert escape(shown(leaf.value.own)) in page, leaf.path
            assert escape(leaf.value.source) in page, leaf.path


@pytest.mark.parametrize("name", preset_names())
def test_every_finding_is_shown_with_what_to_do(client, administrator, name):
    load_standard(text=preset_text(name), file=name, by=None, today=TODAY, valid_from=date(2020, 1, 1))
    page = client.get(PAGE, {"dato": "2026-03-02"}).content.decode()
    for finding in findings(in_force(TODAY), TODAY):
        assert escape(finding.text) in page
        assert escape(finding.what_to_do) in page


def test_where_the_standard_is_silent_the_page_says_what_the_law_says(client, administrator):
    load()
    page = " ".join(client.get(PAGE).content.decode().split())
    assert "Standarden siger intet. Loven gælder: 14 <div" in page
    assert "Standarden siger intet. Systemets forvalg: 7, 10, 12 </dd>" in page
    assert "Serviceloven § 101, stk. 4, og sundhedsloven § 141, stk. 2" in page


def test_the_page_shows_the_standard_of_the_day_asked_for(client, administrator):
    load("Gammel")
    load("Ny", valid_from=date(2024, 1, 1))
    last_day = client.get(PAGE, {"dato": "2023-12-31"}).content.decode()
    first_day = client.get(PAGE, {"dato": "2024-01-01"}).content.decode()
    assert "Gammel, som den gælder den 31. december 2023" in last_day
    assert "Ny, som den gælder den 1. januar 2024" in first_day


def test_the_page_says_when_no_standard_governs(client, administrator):
    assert "Ingen kvalitetsstandard gælder" in client.get(PAGE).content.decode()


def test_the_page_costs_few_queries_however_many_versions_there_are(client, administrator, count_queries):
    load("Første", valid_from=date(2020, 1, 1))
    client.get(PAGE)
    with count_queries() as one:
        client.get(PAGE)
    for year in (2021, 2022, 2023):
        load(f"Nr. {year}", valid_from=date(year, 1, 1))
    client.get(PAGE)
    with count_queries() as four:
        client.get(PAGE)
    assert len(one) == len(four) <= 6


def test_an_uploaded_standard_governs_from_the_day_chosen(client, administrator):
    load("Gammel")
    response = client.post(LOAD, {"file": upload(smallest("Ny")), "valid_from": "01-05-2026"}, follow=True)
    assert "Ny er indlæst." in response.content.decode()
    assert in_force(date(2026, 4, 30)).title == "Gammel"
    assert in_force(date(2026, 5, 1)).title == "Ny"


def test_a_file_with_a_mistake_is_refused_with_file_key_found_and_allowed(client, administrator):
    response = client.post(LOAD, {"file": upload(smallest(more="[guarantee]\ndays = 14"))})
    page = response.content.decode()
    assert response.status_code == 422
    assert "Filen er afvist" in page
    for cell in (
        "egen.toml",
        "guarantee.days",
        "14",
        escape('en tabel i { } som { value = …, source = "…" }'),
    ):
        assert cell in page
    assert not StandardVersion.objects.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xfe\x00", "ikke en tekstfil i UTF-8"), (b"#" * 1_000_001, "for stor")],
    ids=["binary", "large"],
)
def test_a_file_that_is_no_standard_is_refused(client, administrator, content, message):
    assert message in client.post(LOAD, {"file": upload(content)}).content.decode()


def test_a_day_that_is_taken_is_told_at_the_date(client, administrator):
    load("Ny", valid_from=date(2024, 1, 1))
    page = client.post(LOAD, {"file": upload(smallest("Anden")), "valid_from": "01-01-2024"}).content.decode()
    assert "Der gælder allerede en kvalitetsstandard fra den 1. januar 2024" in page


def test_a_standard_that_another_loaded_meanwhile_is_told_of_before_it_is_replaced(client, administrator):
    load("Ny", valid_from=date(2024, 1, 1))
    seen = client.get(LOAD).context["form"]["seen"].value()
    colleague = make_staff(Role.ADMINISTRATOR)
    load_standard(text=smallest("Kollegaens"), file="egen.toml", by=colleague, today=TODAY)
    told = client.post(LOAD, {"file": upload(smallest("Min")), "seen": seen})

    assert told.status_code == 422
    page = told.content.decode()
    assert f"{colleague.name} har imens indlæst »Kollegaens" in page
    assert not StandardVersion.objects.filter(name__endswith="Min").exists()
    again = {"file": upload(smallest("Min")), "seen": told.context["form"]["seen"].value()}
    assert client.post(LOAD, again).status_code == 302
    assert StandardVersion.objects.filter(name__endswith="Min").exists()


@pytest.mark.parametrize("seen", ["", "x", "9" * 60, "-1"])
def test_a_made_up_newest_standard_breaks_nothing(client, administrator, seen):
    assert client.post(LOAD, {"file": upload(smallest()), "seen": seen}).status_code in {302, 422}


@pytest.mark.parametrize(
    ("title", "allowed"), [("x" * 201, "højst 200 tegn"), ("a\\u0000b", "tekst uden styretegn")]
)
def test_what_the_database_cannot_hold_is_refused_with_the_file(client, administrator, title, allowed):
    answer = client.post(LOAD, {"file": upload(smallest(title))})
    assert answer.status_code == 422
    assert allowed in answer.content.decode()
