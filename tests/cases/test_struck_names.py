"""A protected name and address in what staff have typed: struck where it is listed, filed or begun."""

import pytest
from django.urls import reverse

from cases.enums import NoteKind
from cases.protection import without_name_and_address
from cases.services.assignment import offer_transfer
from cases.services.emergency import open_in_emergency
from cases.services.protection import protect
from rusmiddel.access.enums import Role
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import march
from tests.cases.journal import begin, file, sign
from tests.cases.sharing import consent, disclose

NAME, STREET = "Karsten Bo af Holmgaard", "Prøvestien 12, 1. tv"
TYPED = "Karsten bor på Prøvestien. Holmgaards søn ringede."


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("Karsten ringede.", "[beskyttet] ringede."),
        ("KARSTEN HOLMGAARD ringede", "[beskyttet] ringede"),
        ("Holmgaards søn", "[beskyttet] søn"),
        ("Bo skal bo hos sin bror af anden grund", "[beskyttet] skal bo hos sin bror af anden grund"),
        ("Bor på Prøvestien 12, 1. tv", "Bor på [beskyttet]"),
        ("Mødt på prøvestien", "Mødt på [beskyttet]"),
        ("Karstensen er en anden", "Karstensen er en anden"),
        ("", ""),
    ],
)
def test_each_part_of_a_name_and_the_street_are_struck(text, struck):
    assert without_name_and_address(text, name=NAME, address_line=STREET) == struck


def test_a_citizen_without_an_address_loses_no_other_words():
    assert without_name_and_address("Ringede i går", name="", address_line="") == "Ringede i går"


@pytest.fixture
def hidden(case, caseworker):
    citizen = case.citizen
    citizen.name, citizen.address_line = NAME, STREET
    citizen.save()
    protect(
        case_id=case.pk,
        registered_on=march(2).date(),
        expires_on=march(2).date().replace(year=2027),
        by=caseworker,
        now=march(2),
    )
    case.citizen.refresh_from_db()
    return case


@pytest.fixture
def mette(client, caseworker):
    client.force_login(caseworker)
    return client


def read(client, path):
    answer = client.get(path)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")


def is_struck(page):
    shown = [word for word in ("Karsten", "Holmgaard", "Prøvestien") if word in page]
    at = page.find(shown[0]) if shown else 0
    assert not shown, page[max(at - 200, 0) : at + 100]
    return "[beskyttet]" in page


@pytest.mark.parametrize("query", ["", "?export=csv"])
def test_what_was_exchanged(mette, hidden, caseworker, query):
    disclose(consent(hidden, caseworker), caseworker, content=TYPED)

    assert is_struck(read(mette, reverse("cases:disclosure_list", args=[hidden.number]) + query))


@pytest.mark.parametrize("query", ["?state=all", "?state=all&export=csv"])
def test_why_somebody_took_emergency_access(client, hidden, query):
    nurse = make_staff(Role.DOCTOR)
    open_in_emergency(case_id=hidden.pk, reason=TYPED, by=nurse, now=march(4))
    client.force_login(make_staff(Role.TEAM_LEAD))

    assert is_struck(read(client, reverse("cases:emergency_list") + query))


def test_the_beginning_of_a_note_on_the_case_page_and_the_story(mette, hidden, caseworker):
    sign(hidden, by=caseworker, kind=NoteKind.GENERAL, text=TYPED, attached=[file("Karsten Holmgaard.pdf")])

    assert is_struck(read(mette, hidden.get_absolute_url()))
    assert "Karsten" not in read(mette, reverse("cases:story", args=[hidden.number]))


def test_the_journal_shows_what_was_written_and_says_so(mette, hidden, caseworker):
    sign(hidden, by=caseworker, kind=NoteKind.GENERAL, text=TYPED)
    page = read(mette, reverse("cases:note_list", args=[hidden.number]))

    assert TYPED in page
    assert "Notater vises, som de er skrevet" in page


def test_the_name_of_a_file_that_is_fetched(mette, hidden, caseworker):
    note = sign(hidden, by=caseworker, kind=NoteKind.GENERAL, attached=[file("Karsten Holmgaard.pdf")])
    document = note.attachments.get()
    answer = mette.get(document.get_absolute_url())

    assert "Karsten" not in answer["Content-Disposition"]
    assert "beskyttet" in answer["Content-Disposition"]


def test_the_message_to_whom_is_asked_to_take_the_case(client, hidden, caseworker):
    birgit = UserFactory(name="Birgit Vang")
    transfer = offer_transfer(case_id=hidden.pk, receiver=birgit, message=TYPED, by=caseworker, now=march(4))
    client.force_login(birgit)

    assert is_struck(read(client, reverse("cases:transfer", args=[transfer.pk])))


def test_drafts(mette, hidden, caseworker):
    begin(hidden, by=caseworker, text=TYPED)

    assert is_struck(read(mette, reverse("cases:draft_list")))
    assert is_struck(read(mette, reverse("reporting:my_day")))


def test_nothing_is_struck_where_nothing_is_protected(mette, case, caseworker):
    text = f"{case.citizen.name} ringede."
    sign(case, by=caseworker, kind=NoteKind.GENERAL, text=text)

    assert text in read(mette, case.get_absolute_url())
