"""Who may be anonymous, and what happens when somebody chooses not to be any more."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cases.anonymity import (
    GROUP_ONLY,
    MEDICAL_NEED,
    UNANSWERED,
    Answer,
    conditions,
    form_refused,
    hindrance_of,
    providers,
    refused_at_once,
)
from cases.enums import Channel, CitizenKind, RequestStage, Substance, Wish
from cases.models import AnonymityCheck, BecameKnown, Case, Citizen, Inquiry
from cases.services.anonymity import anonymity_hindrance, become_known, clarify_anonymity
from cases.services.inquiries import Person
from cases.services.people import describe_citizen
from rusmiddel.access.enums import Role
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.models import Deadline
from rusmiddel.standards.enums import OfferKind
from rusmiddel.standards.loading import preset
from rusmiddel.standards.services import in_force
from tests.access.factories import make_staff
from tests.cases.factories import (
    ADULT_CPR,
    ANONYMOUS,
    KARSTEN,
    CitizenFactory,
    inquire,
    load_preset,
    march,
    request_of,
)

PRESETS = ["jammerbugt", "mariagerfjord", "norddjurs", "rebild"]


@pytest.fixture(scope="module")
def begun_once():
    return False


@pytest.fixture
def nameless(standard, caseworker):
    """An anonymous citizen has asked for drug treatment."""
    return request_of(inquire(caseworker, ANONYMOUS, substance=Substance.DRUGS))


def clarify(request, by, applying=(), **changes):
    values = {"request_id": request.pk, "applying": applying, "by": by, "now": march(3)}
    return clarify_anonymity(**{**values, **changes})


def known(request, by, person=KARSTEN, **changes):
    values = {
        "case_id": request.case_id,
        "submission": uuid4(),
        "person": person,
        "contacted_at": march(9),
        "channel": Channel.IN_PERSON,
        "note": "Sagde det selv i samtalen.",
        "by": by,
        "now": march(9, hour=11),
    }
    return become_known(**{**values, **changes})


@pytest.mark.parametrize("name", PRESETS)
def test_nothing_is_asked_of_those_who_want_treatment_for_alcohol(name):
    assert conditions(Substance.ALCOHOL, preset(name)) == ()
    assert refused_at_once(Substance.ALCOHOL, preset(name), age=15) == ""
    assert hindrance_of(Substance.ALCOHOL, preset(name), answer=None) == ""


@pytest.mark.parametrize(("name", "number"), [("rebild", 5), ("jammerbugt", 1), ("mariagerfjord", 1)])
def test_each_standard_has_its_own_exclusions_from_anonymous_drug_treatment(name, number):
    asked = conditions(Substance.DRUGS, preset(name))

    assert len(asked) == number
    assert MEDICAL_NEED not in asked


def test_a_medical_need_excludes_where_the_standard_says_so():
    assert MEDICAL_NEED in conditions(Substance.DRUGS, preset("norddjurs"))


@pytest.mark.parametrize("name", PRESETS)
def test_any_one_exclusion_is_enough(name):
    asked = conditions(Substance.BOTH, preset(name))

    assert hindrance_of(Substance.BOTH, preset(name), answer=None) == UNANSWERED
    for condition in asked:
        answer = Answer(asked=frozenset(asked), applying=frozenset({condition}))
        assert condition in hindrance_of(Substance.BOTH, preset(name), answer=answer)
    free = Answer(asked=frozenset(asked), applying=frozenset())
    assert hindrance_of(Substance.BOTH, preset(name), answer=free) == ""


def test_an_answer_to_other_questions_is_no_answer():
    answer = Answer(asked=frozenset({"noget andet"}), applying=frozenset())

    assert hindrance_of(Substance.DRUGS, preset("rebild"), answer=answer) == UNANSWERED


@pytest.mark.parametrize(
    ("name", "kind", "refused"),
    [
        ("mariagerfjord", OfferKind.INDIVIDUAL, GROUP_ONLY),
        ("mariagerfjord", OfferKind.ANONYMOUS_GROUP, ""),
        ("rebild", OfferKind.INDIVIDUAL, ""),
    ],
)
def test_a_standard_may_give_anonymous_drug_treatment_in_groups_only(name, kind, refused):
    assert form_refused(Substance.DRUGS, kind, preset(name)) == refused


def test_where_it_is_given_follows_the_substance():
    named = [each.name for each in providers(Substance.DRUGS, preset("norddjurs"))]

    assert named == ["Rusmiddelcenteret i Randers Kommune"]
    assert "Sofiendalsvej" in providers(Substance.DRUGS, preset("mariagerfjord"))[0].address


def test_under_18_there_is_no_anonymous_drug_treatment_and_nothing_is_stored(standard, caseworker):
    with pytest.raises(ValidationError, match="kun for voksne") as refused:
        inquire(caseworker, ANONYMOUS, substance=Substance.DRUGS, stated_age=17)

    assert list(refused.value.error_dict) == ["identity"]
    assert not Citizen.objects.exists()


def test_anonymous_advice_is_for_everybody(standard, caseworker):
    inquire(caseworker, ANONYMOUS, substance=Substance.DRUGS, stated_age=16, wish=Wish.COUNSELLING)

    assert Inquiry.objects.get().citizen.is_anonymous


def test_who_called_for_an_anonymous_citizen_is_not_written_down(standard, caseworker):
    inquiry = inquire(caseworker, ANONYMOUS, contact_name="Moren Lis Holm")

    assert inquiry.contact_name == ""
    assert not inquiry.case.story.filter(text__contains="Lis").exists()


def test_the_answer_decides_whether_treatment_may_begin(nameless, caseworker):
    standard = in_force(nameless.requested_on)
    assert anonymity_hindrance(nameless, standard) == UNANSWERED

    clarify(nameless, caseworker)
    assert anonymity_hindrance(nameless, standard) == ""

    clarify(nameless, caseworker, conditions(Substance.DRUGS, standard), now=march(4))
    assert "kan ikke være anonym" in anonymity_hindrance(nameless, standard)


def test_only_what_was_asked_can_be_answered(nameless, caseworker):
    check = clarify(nameless, caseworker, ["noget helt andet"])

    assert check.applying == []


def test_a_citizen_with_a_name_is_not_asked(request_, caseworker):
    with pytest.raises(ValidationError, match="ikke anonym"):
        clarify(request_, caseworker)


@pytest.mark.parametrize("role", sorted({Role.SECRETARY, Role.DOCTOR, Role.ADMINISTRATOR}))
def test_only_caseworkers_clarify_and_make_known(nameless, role):
    with pytest.raises(PermissionDenied):
        clarify(nameless, make_staff(role))
    with pytest.raises(PermissionDenied):
        known(nameless, make_staff(role))


def test_whoever_becomes_known_gets_a_new_case_with_its_own_day(nameless, caseworker):
    case = known(nameless, caseworker)

    request = case.requests.get()
    assert (case.citizen.name, case.opened_on.day) == ("Karsten Holmgaard", 9)
    assert request.substance == Substance.DRUGS
    clock = Deadline.objects.get(kind=DeadlineKind.GUARANTEE, case=case)
    assert (clock.opened_on.day, clock.due_on.day) == (9, 23)


def test_the_anonymous_case_is_closed_and_stays_nameless(nameless, caseworker):
    case = known(nameless, caseworker)

    former = Case.objects.select_related("citizen").get(pk=nameless.case_id)
    nameless.refresh_from_db()
    assert (nameless.stage, former.is_open) == (RequestStage.WITHDRAWN, False)
    assert (former.citizen.name, former.citizen.cpr, former.citizen.kind) == ("", None, CitizenKind.ANONYMOUS)
    assert former.story.filter(text__contains=case.number).exists()
    assert case.story.filter(text__contains=former.number).exists()


def test_becoming_known_twice_gives_the_same_case(nameless, caseworker):
    assert known(nameless, caseworker) == known(nameless, caseworker)
    assert BecameKnown.objects.count() == 1


def test_who_is_known_already_gets_the_open_case(nameless, caseworker):
    own = inquire(caseworker, KARSTEN).case

    assert known(nameless, caseworker, Person(cpr=ADULT_CPR)) == own


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"person": Person()}, "name"), ({"note": "  "}, "note"), ({"contacted_at": march(20)}, "contacted_at")],
)
def test_nobody_becomes_known_without_name_and_word(nameless, caseworker, changes, field):
    with pytest.raises(ValidationError) as refused:
        known(nameless, caseworker, **changes)
    assert list(refused.value.error_dict) == [field]
    assert not BecameKnown.objects.exists()


# Direct attempts


@pytest.mark.parametrize(
    "facts",
    [
        {"name": "Karsten"},
        {"address_line": "Eksempelvej 1"},
        {"postcode": "9999"},
        {"email": "a@example.com"},
        {"cpr_hash": "0" * 64},
        {"fictitious_number": None},
        {"kind": CitizenKind.IDENTIFIED},
        {"kind": CitizenKind.IDENTIFIED, "name": "Karsten", "fictitious_number": None},
        {"fictitious_number": "6202021234"},
    ],
)
def test_an_anonymous_row_never_becomes_somebody_whoever_writes_it(nameless, facts):
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        Citizen.objects.filter(pk=nameless.case.citizen_id).update(**facts)


def test_a_service_cannot_be_talked_into_it_either(nameless, caseworker):
    with pytest.raises(ValidationError):
        describe_citizen(
            case_id=nameless.case_id, facts={"name": "Karsten"}, cpr="", by=caseworker, now=march(5)
        )


def test_a_case_never_moves_from_an_anonymous_citizen_to_a_person(nameless):
    with pytest.raises(DatabaseError), transaction.atomic():
        Case.objects.filter(pk=nameless.case_id).update(citizen=CitizenFactory())


@pytest.mark.parametrize("number", ["0101011234", "6001011234", "9201011234", "610101123", "61010112345"])
def test_a_fictitious_number_can_never_be_a_real_one(db, number):
    with pytest.raises((IntegrityError, DatabaseError)):
        CitizenFactory(anonymous=True, fictitious_number=number)


def test_raw_sql_ties_no_anonymous_case_to_a_person_the_wrong_way_round(nameless, caseworker):
    own = inquire(caseworker, KARSTEN).case
    with pytest.raises(IntegrityError), transaction.atomic():
        BecameKnown.objects.create(
            anonymous_case=own, known_case=nameless.case, note="x", at=march(9), by=caseworker
        )


@pytest.mark.parametrize("table", ["cases_anonymitycheck", "cases_becameknown"])
def test_what_was_answered_and_chosen_is_never_changed(nameless, caseworker, table):
    clarify(nameless, caseworker)
    known(nameless, caseworker)
    for statement in (f"UPDATE {table} SET at = now()", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_answer_holds_only_what_was_asked(nameless, caseworker):
    with pytest.raises(IntegrityError, match="answers_what_was_asked"):
        AnonymityCheck.objects.create(
            case=nameless.case, substance="drugs", asked=["a"], applying=["b"], at=march(3), by=caseworker
        )


# The pages


def test_the_five_questions_of_rebild_are_asked_and_refuse(db, clock, client, caseworker):
    load_preset("rebild")
    request = request_of(inquire(caseworker, ANONYMOUS, substance=Substance.DRUGS))
    client.force_login(caseworker)
    path = reverse("cases:anonymity_clarify", args=[request.case.number])

    page = client.get(path).content.decode()
    assert page.count('name="applying"') == 5
    assert client.post(path, {"applying": ["0"]}).status_code == 422
    assert client.post(path, {"applying": ["9"], "is_asked": "on"}).status_code == 422
    assert client.post(path, {"applying": ["4"], "is_asked": "on"}).status_code == 302
    assert "botilbud" in client.get(request.case.get_absolute_url()).content.decode()


def test_the_page_makes_known_only_on_the_citizens_own_word(nameless, client, caseworker):
    client.force_login(caseworker)
    path = reverse("cases:become_known", args=[nameless.case.number])
    typed = {
        "submission": uuid4(),
        "name": "Karsten Holmgaard",
        "cpr": ADULT_CPR,
        "channel": "in_person",
        "contacted_at_0": "09-03-2026",
        "contacted_at_1": "9.00",
        "note": "Sagde det selv.",
    }
    refused = client.post(path, typed)
    assert refused.status_code == 422
    assert "Karsten Holmgaard" in refused.content.decode()

    response = client.post(path, {**typed, "is_own_wish": "on"})
    case = Case.objects.get(citizen__name="Karsten Holmgaard")
    assert response["Location"] == case.get_absolute_url()


@pytest.mark.parametrize("name", ["cases:anonymity_clarify", "cases:become_known"])
def test_a_citizen_with_a_name_has_no_such_page(case, client, caseworker, name):
    client.force_login(caseworker)

    assert client.get(reverse(name, args=[case.number])).status_code == 404
