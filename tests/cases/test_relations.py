"""Those near the citizen: children, parents, guardians; of an anonymous citizen nobody by name."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from cases.models import Relation
from cases.services.inquiries import Person
from cases.services.relations import end_relation, keep_relation
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import ANONYMOUS, inquire, march

CHILD = {"kind": "child", "stated_age": 7, "lives": "at_home", "municipality_code": "0851"}


def keep(case, by, relation_id=None, **facts):
    values = facts or CHILD
    return keep_relation(case_id=case.pk, relation_id=relation_id, facts=values, by=by, now=march(5))


def test_a_child_grows_with_the_years_since_its_age_was_told(case, caseworker):
    child = keep(case, caseworker)

    assert (child.age_on(date(2026, 12, 1)), child.age_on(date(2027, 3, 5))) == (7, 8)
    assert child.home == "Aalborg"


def test_a_date_of_birth_goes_before_a_stated_age(case, caseworker):
    child = keep(case, caseworker, **CHILD | {"birth_date": date(2020, 1, 1)})

    assert child.age_on(date(2026, 3, 1)) == 6


def test_a_parent_may_hold_custody_and_be_guardian(case, caseworker):
    parent = keep(case, caseworker, kind="parent", name="Lis", has_custody=True, is_guardian=True)

    assert parent.deciding == "forældremyndighed og værge"


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "child", "lives": ""},
        {"kind": "parent", "lives": "at_home"},
        CHILD | {"has_custody": True},
        {"kind": "noget"},
        CHILD | {"birth_date": date(2027, 1, 1)},
    ],
)
def test_what_cannot_be_is_refused(case, caseworker, facts):
    with pytest.raises(ValidationError):
        keep(case, caseworker, **facts)
    assert not Relation.objects.exists()


def test_who_is_not_near_any_more_stays_in_the_history(case, caseworker):
    child = keep(case, caseworker)

    for _ in range(2):
        end_relation(case_id=case.pk, relation_id=child.pk, by=caseworker, now=march(6))

    assert not Relation.objects.standing().exists()
    assert Relation.objects.get().history.count() == 2


def test_of_an_anonymous_citizens_children_no_name_is_kept(standard, caseworker):
    case = inquire(caseworker, ANONYMOUS).case
    child = keep(case, caseworker)

    with pytest.raises(ValidationError, match="anonym"):
        keep(case, caseworker, **CHILD | {"name": "Emil"})
    for facts in ({"name": "Emil"}, {"phone": "1"}, {"birth_date": date(2020, 1, 1)}):
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            Relation.objects.filter(pk=child.pk).update(**facts)


@pytest.mark.parametrize("role", sorted({Role.SECRETARY, Role.DOCTOR, Role.ADMINISTRATOR}))
def test_only_those_who_assess_write_them_down(case, role):
    with pytest.raises(PermissionDenied):
        keep(case, make_staff(role))


def test_the_pages_keep_what_was_typed_and_show_what_is_known(case, client, caseworker):
    client.force_login(caseworker)
    new = reverse("cases:relation_new", args=[case.number, "barn"])

    refused = client.post(new, {"name": "Emil", "birth_date": "31-02-2020", "lives": "at_home"})
    assert refused.status_code == 422
    assert "Emil" in refused.content.decode()
    assert client.post(new, {"name": "Emil", "stated_age": "7", "lives": "contact"}).status_code == 302

    page = client.get(case.get_absolute_url()).content.decode()
    assert "Emil, 7 år, et andet sted, har samvær" in page
    assert client.get(reverse("cases:relation_new", args=[case.number, "hund"])).status_code == 404


def test_another_cases_child_is_not_there(case, client, caseworker):
    child = keep(case, caseworker)
    other = inquire(caseworker, Person(name="En Anden")).case
    client.force_login(caseworker)

    for name in ("relation_edit", "relation_end"):
        path = reverse(f"cases:{name}", args=[other.number, child.pk])
        assert client.post(path, {"lives": "at_home"}).status_code == 404
