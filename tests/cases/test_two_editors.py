"""Two who write over the same thing: the second is told, sees both, and nothing is lost without a word."""

import pytest
from django.urls import reverse

from cases.models import Case, Citizen, TreatmentRequest
from cases.services.people import describe_citizen
from cases.services.requests import assign_case, describe_request
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.access.services import change_user
from rusmiddel.versions import version_of
from tests.access.factories import make_staff
from tests.cases.factories import march


@pytest.fixture
def colleague(db):
    return make_staff(Role.TEAM_LEAD)


@pytest.fixture
def signed_in(client, standard, caseworker):
    client.force_login(caseworker)
    return client


def opened(client, path):
    """What stands in the form's boxes when it is opened."""
    form = client.get(path).context["form"]
    return {field.html_name: field.value() or "" for field in form}


def path(name, case):
    return reverse(f"cases:{name}", args=[case.number])


def describe(case, by, **facts):
    citizen = case.citizen
    known = {name: getattr(citizen, name) for name in ("name", "sex", "phone", "city")}
    describe_citizen(case_id=case.pk, facts={**known, **facts}, cpr="", by=by, now=march(4))


def test_what_only_the_colleague_wrote_stays(signed_in, case, colleague):
    typed = opened(signed_in, path("citizen_edit", case))
    describe(case, colleague, phone="11 11 11 11")
    signed_in.post(path("citizen_edit", case), {**typed, "city": "Prøveby"})

    citizen = Citizen.objects.get()
    assert (citizen.phone, citizen.city) == ("11 11 11 11", "Prøveby")


def test_where_both_have_written_the_second_sees_both_and_decides(signed_in, case, colleague):
    typed = {**opened(signed_in, path("citizen_edit", case)), "phone": "22 22 22 22", "email": "a@example.dk"}
    describe(case, colleague, phone="11 11 11 11", city="Prøveby")
    told = signed_in.post(path("citizen_edit", case), typed)

    page = told.content.decode()
    assert told.status_code == 422
    assert f"{colleague.name} har imens skrevet: 11 11 11 11" in page
    assert "22 22 22 22" in page
    assert Citizen.objects.get().phone == "11 11 11 11"

    again = {field.html_name: field.value() or "" for field in told.context["form"]}
    assert signed_in.post(path("citizen_edit", case), again).status_code == 302
    citizen = Citizen.objects.get()
    # The colleague's town, which the second never touched, is still there.
    assert (citizen.phone, citizen.email, citizen.city) == ("22 22 22 22", "a@example.dk", "Prøveby")


def test_a_third_version_is_told_of_again(signed_in, case, colleague):
    typed = {**opened(signed_in, path("citizen_edit", case)), "phone": "22 22 22 22"}
    describe(case, colleague, phone="11 11 11 11")
    told = signed_in.post(path("citizen_edit", case), typed)
    describe(case, colleague, phone="33 33 33 33")
    again = {field.html_name: field.value() or "" for field in told.context["form"]}
    answer = signed_in.post(path("citizen_edit", case), again)

    assert "har imens skrevet: 33 33 33 33" in answer.content.decode()


def test_a_cpr_number_a_colleague_put_right_is_shown_masked(signed_in, case, colleague):
    typed = {**opened(signed_in, path("citizen_edit", case)), "cpr": "670785-0131"}
    describe_citizen(
        case_id=case.pk, facts={"name": case.citizen.name}, cpr="6105104120", by=colleague, now=march(4)
    )
    page = signed_in.post(path("citizen_edit", case), typed).content.decode()

    assert "har imens skrevet: 610510-" in page
    assert "4120" not in page


def test_the_request_is_held_to_both_of_its_rows(signed_in, case, colleague):
    wish = TreatmentRequest.objects.get()
    typed = {
        "seen": version_of(wish, wish.inquiry),
        "substance": "drugs",
        "serious_problems": "unknown",
        "municipality_code": "0851",
    }
    describe_request(
        request_id=wish.pk,
        substance="both",
        serious_problems=None,
        municipality_code="0840",
        by=colleague,
        now=march(4),
    )
    page = signed_in.post(path("request_edit", case), typed).content.decode()

    assert "har imens skrevet: Alkohol og stoffer" in page
    assert "har imens skrevet: Rebild" in page


def test_a_case_given_to_two_at_once_says_who_has_it(client, case, colleague):
    other = make_staff(Role.PSYCHOLOGIST)
    client.force_login(make_staff(Role.TEAM_LEAD))
    signed_in = client
    typed = {**opened(signed_in, path("case_assign", case)), "responsible": other.pk}
    assign_case(case_id=case.pk, responsible=colleague, by=colleague, now=march(4))
    told = signed_in.post(path("case_assign", case), typed)

    assert f"har imens skrevet: {colleague.name}" in told.content.decode()
    assert Case.objects.get().responsible == colleague
    again = {field.html_name: field.value() for field in told.context["form"]}
    signed_in.post(path("case_assign", case), again)
    assert Case.objects.get().responsible == other


def test_two_administrators_are_told_of_each_others_roles(client, standard):
    first, second = make_staff(Role.ADMINISTRATOR), make_staff(Role.ADMINISTRATOR)
    employee = make_staff(Role.DOCTOR)
    client.force_login(second)
    page = reverse("access:user_edit", args=[employee.pk])
    seen = client.get(page).context["form"]["seen"].value()
    change_user(user_id=employee.pk, by=first, name=employee.name, roles=[Role.PSYCHOLOGIST])
    answer = client.post(page, {"seen": seen, "name": employee.name, "roles": ["secretary"]})

    assert f"{first.name} har imens skrevet: Psykolog" in answer.content.decode()
    assert User.objects.get(pk=employee.pk).roles == [Role.PSYCHOLOGIST]


def write(client, case, **written):
    """Open the assessment, write in it and send it."""
    return client.post(path("assessment", case), {**opened(client, path("assessment", case)), **written})


def test_what_the_citizen_asks_for_is_held_to_both_who_write_it(signed_in, case, colleague):
    typed = opened(signed_in, path("assessment", case))
    signed_in.force_login(colleague)
    write(signed_in, case, wished_offer="individual")
    signed_in.force_login(User.objects.exclude(pk=colleague.pk).get(pk=case.responsible_id))
    told = signed_in.post(path("assessment", case), {**typed, "wished_offer": "group"})

    assert told.status_code == 422
    assert f"{colleague.name} har imens skrevet: Ambulant samtalebehandling" in told.content.decode()
    assert TreatmentRequest.objects.get().wished_offer == "individual"
    again = {field.html_name: field.value() or "" for field in told.context["form"]}
    assert signed_in.post(path("assessment", case), again).status_code == 302
    assert TreatmentRequest.objects.get().wished_offer == "group"


def test_what_only_the_colleague_chose_as_the_citizens_wish_stays(signed_in, case, colleague):
    typed = opened(signed_in, path("assessment", case))
    signed_in.force_login(colleague)
    write(signed_in, case, wished_offer="individual")
    signed_in.post(path("assessment", case), {**typed, "housing": "Bor til leje."})

    assert TreatmentRequest.objects.get().wished_offer == "individual"


def test_the_first_who_writes_may_answer_otherwise_than_the_call_did(signed_in, case):
    written = {"children": "contact", "pregnancy": "declined", "wished_offer": "group"}
    answer = write(signed_in, case, **written)

    assert answer.status_code == 302
    assert TreatmentRequest.objects.get().assessment.children == "contact"


def test_nobody_is_told_of_themselves_after_a_first_try_at_closing(signed_in, case):
    typed = {**opened(signed_in, path("assessment", case)), "housing": "Bor til leje.", "complete": "1"}
    missing = signed_in.post(path("assessment", case), typed)
    assert missing.status_code == 422
    again = {field.html_name: field.value() or "" for field in missing.context["form"]}
    answer = signed_in.post(path("assessment", case), {**again, "housing": "Bor til leje i byen."})

    assert answer.status_code == 302


@pytest.mark.parametrize("seen", ["9" * 60, "-", "1-2-3.4", "...", "abc"])
def test_a_made_up_version_breaks_nothing(signed_in, case, seen):
    typed = {**opened(signed_in, path("citizen_edit", case)), "seen": seen, "phone": "12345678"}
    assert signed_in.post(path("citizen_edit", case), typed).status_code in {302, 422}
