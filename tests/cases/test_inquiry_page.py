from uuid import uuid4

import pytest
from django.urls import reverse

from cases.enums import ContactedBy
from cases.models import Case, Citizen, Inquiry
from rusmiddel.access.enums import ReadKind, Role
from rusmiddel.access.models import ReadLog
from rusmiddel.standards.models import StandardVersion
from tests.access.factories import make_staff
from tests.cases.factories import ADULT_CPR, ANONYMOUS, inquire, march
from tests.cases.test_case_page import body

NEW = reverse("cases:inquiry_new")
CALL = {
    "channel": "phone",
    "contacted_by": "self",
    "wish": "treatment",
    "substance": "alcohol",
    "identity": "named",
    "name": "Karsten Holmgaard",
    "cpr": "670785-0123",
    "residence": "own",
    "children": "none",
    "next_step": "first_talk",
    "contacted_at_0": "02-03-2026",
    "contacted_at_1": "10.00",
}


@pytest.fixture(scope="module")
def begun_once():
    return False


@pytest.fixture
def signed_in(client, standard, caseworker):
    client.force_login(caseworker)
    return client


def call(client, **typed):
    return client.post(NEW, {"submission": uuid4(), **CALL, **typed})


def test_a_call_is_registered_and_leads_to_the_case(signed_in):
    response = call(signed_in)

    case = Case.objects.get()
    assert (response.status_code, response["Location"]) == (302, case.get_absolute_url())
    assert case.citizen.municipality_code == "0849"


def test_counselling_leads_to_the_list(signed_in):
    response = call(signed_in, wish="counselling", identity="untold")

    assert response["Location"] == reverse("cases:inquiry_list")
    assert Inquiry.objects.get().citizen is None


def test_the_form_begins_with_now(signed_in, clock):
    clock.move_to(march(5, hour=14))

    page = body(signed_in.get(NEW))

    assert 'value="05-03-2026"' in page
    assert 'value="14.00"' in page


def test_sending_the_form_twice_makes_one(signed_in):
    submission = uuid4()

    first, second = (call(signed_in, submission=submission) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Inquiry.objects.count() == 1


def test_another_citizen_in_a_used_form_is_told_of_kept_and_registered_when_sent_again(signed_in):
    submission = uuid4()
    call(signed_in, submission=submission)
    other = {"name": "Birthe Sørensen", "cpr": "", "note": "Ringer igen fredag"}

    told = call(signed_in, submission=submission, **other)
    assert told.status_code == 422
    page = told.content.decode()
    assert "allerede brugt til en henvendelse om Karsten Holmgaard" in page
    assert "Ringer igen fredag" in page
    assert Inquiry.objects.count() == 1

    number = told.context["form"]["submission"].value()
    assert number != str(submission)
    call(signed_in, submission=number, **other)
    assert [row.citizen.name for row in Inquiry.objects.order_by("pk")] == [
        "Karsten Holmgaard",
        "Birthe Sørensen",
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"note": "Noget andet"},
        {"identity": "anonymous", "alias": "Bo"},
        {"wish": "counselling", "identity": "untold"},
        {"stated_age": "19"},
    ],
)
def test_nothing_written_in_a_used_form_is_lost_without_a_word(signed_in, changed):
    submission = uuid4()
    call(signed_in, submission=submission)

    assert call(signed_in, submission=submission, **changed).status_code == 422


def test_every_empty_form_has_a_number_of_its_own(signed_in):
    numbers = {signed_in.get(NEW).context["form"]["submission"].value() for _ in range(2)}

    assert len(numbers) == 2


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"wish": ""}, "wish"),
        ({"wish": "noget"}, "wish"),
        ({"substance": ""}, "substance"),
        ({"children": ""}, "children"),
        ({"next_step": ""}, "next_step"),
        ({"channel": "røgsignal"}, "channel"),
        ({"contacted_by": "\x00"}, "contacted_by"),
        ({"identity": "noget"}, "identity"),
        ({"name": "", "cpr": ""}, "name"),
        ({"name": "", "cpr": ADULT_CPR}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"cpr": "321285-0123"}, "cpr"),
        ({"cpr": "670785-01"}, "cpr"),
        ({"cpr": "610136-4123"}, "cpr"),
        ({"cpr": "\x00"}, "cpr"),
        ({"cpr": "1" * 5000}, "cpr"),
        ({"identity": "untold"}, "identity"),
        ({"residence": "other"}, "municipality_code"),
        ({"residence": "other", "municipality_code": "9999"}, "municipality_code"),
        ({"stated_age": "-1"}, "stated_age"),
        ({"stated_age": "121"}, "stated_age"),
        ({"stated_age": "99999999999999999999"}, "stated_age"),
        ({"stated_age": "fyrre"}, "stated_age"),
        ({"contacted_at_0": "31-02-2026"}, "contacted_at"),
        ({"contacted_at_0": "02-04-2026"}, "contacted_at"),
        ({"contacted_at_0": "01-01-0001", "contacted_at_1": "00.00"}, "contacted_at"),
        ({"contacted_at_0": "31-12-2019"}, "contacted_at"),
        ({"contacted_at_1": ""}, "contacted_at"),
        ({"submission": ""}, "submission"),
        ({"submission": "noget"}, "submission"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(signed_in, typed, field):
    response = call(signed_in, **{"note": "Taler hurtigt", **typed})

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Taler hurtigt" in body(response)
    assert not Inquiry.objects.exists()


def test_a_known_citizen_is_shown_when_looked_up_and_nothing_is_registered(signed_in, caseworker):
    case = inquire(caseworker).case

    response = call(signed_in, look_up="1", name="", note="Halvt skrevet")

    page = body(response)
    assert response.status_code == 200
    assert "er kendt i forvejen" in page
    assert case.get_absolute_url() in page
    assert "Halvt skrevet" in page
    assert Inquiry.objects.count() == 1


def test_an_unknown_number_is_said_to_be_unknown(signed_in):
    assert "ikke kendt i forvejen" in body(call(signed_in, look_up="1"))


@pytest.mark.parametrize("cpr", ["", "\x00", "6707", "321285-0123", "noget"])
def test_looking_up_what_is_no_number_breaks_nothing(signed_in, cpr):
    assert call(signed_in, look_up="1", cpr=cpr).status_code == 200


def test_looking_up_an_open_case_is_a_reading_of_it(signed_in, caseworker):
    case = inquire(caseworker).case

    call(signed_in, look_up="1")

    assert ReadLog.objects.get().case == case


def test_a_number_typed_before_anonymous_was_chosen_is_not_kept(signed_in):
    call(signed_in, identity="anonymous", alias="Bo")

    citizen = Citizen.objects.get()
    assert (citizen.name, citizen.cpr, citizen.alias) == ("", None, "Bo")


def test_another_municipality_is_only_kept_where_it_was_chosen(signed_in):
    call(signed_in, residence="unknown", municipality_code="0851")

    assert Inquiry.objects.get().municipality_code == ""


def test_a_referral_asks_who_refers(signed_in):
    call(signed_in, contacted_by=ContactedBy.DOCTOR, contact_name="Dr. Bo", contact_phone="12")

    inquiry = Inquiry.objects.get()
    assert (inquiry.contact_name, inquiry.contact_phone) == ("Dr. Bo", "12")


@pytest.mark.parametrize("page", ["inquiry_new", "inquiry_list", "case_list"])
def test_an_administrator_registers_and_reads_nothing(client, standard, page):
    client.force_login(make_staff(Role.ADMINISTRATOR))

    assert client.get(reverse(f"cases:{page}")).status_code == 403
    assert call(client).status_code == 403


def test_without_a_standard_the_page_says_what_is_missing(client, caseworker):
    assert not StandardVersion.objects.exists()
    client.force_login(caseworker)

    response = client.get(NEW)

    assert response.status_code == 503
    assert "kvalitetsstandard" in body(response)


LIST = reverse("cases:inquiry_list")


def test_the_list_has_the_newest_first_and_no_numbers(signed_in, caseworker):
    inquire(caseworker)
    inquire(caseworker, ANONYMOUS, contacted_at=march(5))

    page = body(signed_in.get(LIST))

    assert page.index("Anonym (Bo)") < page.index("Karsten Holmgaard")
    assert "670785" not in page


def test_the_list_logs_each_case_it_shows(signed_in, caseworker):
    inquire(caseworker)
    inquire(caseworker, ANONYMOUS)

    signed_in.get(LIST)

    assert set(ReadLog.objects.values_list("kind", "page")) == {(ReadKind.LISTED, "cases:inquiry_list")}
    assert ReadLog.objects.count() == 2
