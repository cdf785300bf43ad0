"""The citizen's status: asked once, dated, repeated, put right; codes only while they are in force."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.enums import Children, ContactedBy
from cases.models import CitizenStatus, Code, SubstanceUse
from cases.services.assessments import assessment_of
from cases.services.status import known_of
from cases.status.code_lists import InvalidCodeLists, read_code_lists, shipped_text
from cases.status.facts import CODE_FACTS, REFERRAL_OF, Substance, Told, known_codes, known_numbers
from cases.status.forms import ToldField
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases import assessing
from tests.cases.factories import CaseFactory, march

CODES = {code_list.key: code_list for code_list in read_code_lists(shipped_text(), file="x").lists}


@pytest.mark.parametrize("fact", CODE_FACTS)
def test_every_fact_may_be_unknown_and_may_be_declined(fact):
    assert {"unknown", "declined"} <= {entry.code for entry in CODES[fact].codes}


def test_every_list_names_its_source_and_no_register_code_is_invented():
    assert all(code_list.source for code_list in CODES.values())
    assert not any(entry.register_code for code_list in CODES.values() for entry in code_list.codes)


def test_every_way_of_contact_is_a_referral_source():
    codes = {entry.code for entry in CODES["referral_source"].codes}

    assert {REFERRAL_OF[contacted_by] for contacted_by in ContactedBy} <= codes


def test_a_mistake_in_a_code_list_is_told_with_its_key():
    with pytest.raises(InvalidCodeLists, match=r"lists\[1\].codes\[1\].label"):
        read_code_lists(shipped_text().replace('label = "Ukendt"', "label = 1", 1), file="x.toml")


def test_what_the_inquiry_told_is_known():
    known = known_codes(contacted_by=ContactedBy.DOCTOR, children=Children.NONE)

    assert known == {"referral_source": "gp", "children": "none"}
    assert known_numbers(known) == {
        "children_count": Told(number=0),
        "children_at_home": Told(number=0),
    }


def test_what_nobody_knew_yet_is_asked():
    known = known_codes(contacted_by=ContactedBy.SELF, children=Children.UNKNOWN)

    assert known == {"referral_source": "self"}
    assert known_numbers(known) == {}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", Told()),
        ("0", Told(number=0)),
        (" 30 ", Told(number=30)),
        ("Ukendt", Told(untold="unknown")),
        ("ønsker ikke", Told(untold="declined")),
    ],
)
def test_a_number_may_be_told_or_not(typed, told):
    assert ToldField(highest=30).clean(typed) == told


@pytest.mark.parametrize("typed", ["31", "-1", "mange", "1,5", "²"])
def test_a_number_that_makes_no_sense_is_refused(typed):
    with pytest.raises(ValidationError, match="fra 0 til 30"):
        ToldField(highest=30).clean(typed)


def test_a_status_holds_what_was_told_and_what_the_inquiry_knew(request_, caseworker):
    stored = assessing.status(request_, caseworker, now=march(10))

    assert stored.referral_source == "self"
    assert stored.education == "declined"
    assert stored.numbers["units_beer"] == Told(untold="unknown")
    assert stored.numbers["units_wine"] == Told()
    assert stored.substances.get().drug == "hashish"


def test_a_later_day_is_another_status_and_the_same_day_takes_over(request_, caseworker):
    first = assessing.status(request_, caseworker, now=march(10))
    second = assessing.status(request_, caseworker, now=march(10, 14))
    later = assessing.status(request_, caseworker, now=march(20))

    first.refresh_from_db()
    assert first.superseded_by == caseworker
    assert second.replaces == first
    assert list(CitizenStatus.objects.standing()) == [later, second]


def test_putting_right_needs_a_reason_and_keeps_the_old_one(request_, caseworker):
    wrong = assessing.status(request_, caseworker, now=march(10))

    with pytest.raises(ValidationError, match="hvorfor"):
        assessing.status(request_, caseworker, now=march(11), on=wrong.on, replaces_id=wrong.pk)
    right = assessing.status(
        request_, caseworker, now=march(11), on=wrong.on, replaces_id=wrong.pk, reason="Forkert bolig"
    )
    wrong.refresh_from_db()
    assert (wrong.superseded_reason, right.replaces) == ("Forkert bolig", wrong)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"codes": {"housing": "castle"}}, "housing"),
        ({"substances": [Substance(drug="coffee")]}, "drug_1"),
        ({"substances": [Substance(drug="alcohol")]}, "drug_1"),
        ({"on": date(2026, 3, 11)}, "on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(request_, caseworker, changes, field):
    with pytest.raises(ValidationError) as refused:
        assessing.status(request_, caseworker, now=march(10), **changes)

    assert list(refused.value.message_dict) == [field]
    assert not CitizenStatus.objects.exists()


def test_a_secretary_writes_no_status(request_):
    with pytest.raises(PermissionDenied):
        assessing.status(request_, make_staff(Role.SECRETARY), now=march(10))


def attack(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_refuses_a_code_that_was_not_in_force_on_the_day(case, request_, caseworker):
    attack("UPDATE cases_code SET valid = '(,2026-03-01)' WHERE list = 'housing' AND code = 'stable'")

    with pytest.raises(IntegrityError, match="has no code stable on 2026-03-10"), transaction.atomic():
        CitizenStatus.objects.create(
            case=case, on=date(2026, 3, 10), recorded_by=caseworker, housing="stable"
        )
    CitizenStatus.objects.create(case=case, on=date(2026, 2, 10), recorded_by=caseworker, housing="stable")


def test_the_database_refuses_a_drug_that_is_in_no_list(request_, caseworker):
    stored = assessing.status(request_, caseworker, now=march(10))

    with pytest.raises(IntegrityError, match="has no code coffee"):
        SubstanceUse.objects.create(status=stored, position=2, drug="coffee")


def test_the_database_lets_nobody_change_a_status_or_what_a_code_means(request_, caseworker):
    stored = assessing.status(request_, caseworker, now=march(10))

    for statement in (
        f"UPDATE cases_citizenstatus SET housing = 'unstable' WHERE id = {stored.pk}",
        f"DELETE FROM cases_substanceuse WHERE status_id = {stored.pk}",
        "UPDATE cases_code SET label = 'Slot' WHERE list = 'housing' AND code = 'stable'",
        "DELETE FROM cases_code WHERE list = 'housing'",
    ):
        with pytest.raises(IntegrityError, match="may never be changed"):
            attack(statement)


def test_the_register_may_get_its_own_code_later(standard):
    attack("UPDATE cases_code SET register_code = '7' WHERE list = 'housing' AND code = 'stable'")

    assert Code.objects.get(list="housing", code="stable").register_code == "7"


def test_the_form_asks_neither_what_is_known_nor_what_was_told_last_time(client, request_, caseworker):
    assessing.status(request_, caseworker, now=march(10))
    client.force_login(caseworker)

    page = client.get(reverse("cases:status_new", args=[request_.case.number])).content.decode()

    assert 'name="referral_source"' not in page
    assert '<option value="stable" selected>' in page
    assert 'value="Ukendt"' in page


def test_what_was_typed_stays_when_something_is_wrong(client, request_, caseworker):
    client.force_login(caseworker)
    path = reverse("cases:status_new", args=[request_.case.number])

    answer = client.post(path, {"on": "01-04-2026", "units_beer": "mange", "housing": "unstable"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="mange"' in page
    assert '<option value="unstable" selected>' in page


def test_the_status_of_another_case_cannot_be_put_right_here(client, request_, caseworker):
    stored = assessing.status(request_, caseworker, now=march(10))
    elsewhere = CaseFactory()
    client.force_login(caseworker)

    assert client.get(reverse("cases:status_correct", args=[elsewhere.number, stored.pk])).status_code == 404


def test_the_assessments_answer_about_children_goes_before_the_inquirys(request_, caseworker):
    assessment = assessment_of(request_)
    assessment.children = Children.AT_HOME
    assessment.save()
    request_.refresh_from_db()

    assert known_of(request_)[0]["children"] == "at_home"
