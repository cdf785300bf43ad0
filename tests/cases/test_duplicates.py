"""Two records of one person: found though misspelt, linked, parted again, and nothing lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from cases.duplicates import may_be_one
from cases.models import CitizenLink
from cases.services.duplicates import link_citizens, linked_cases, possible_duplicates, unlink_citizens
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.cases.factories import ADULT_CPR, ANONYMOUS, CaseFactory, CitizenFactory, inquire, march

BORN_ON = date(1985, 7, 7)


@pytest.fixture
def twin(case):
    """The same man, misspelt and without a number."""
    return CaseFactory(citizen__name="Carsten Holmgård", citizen__birth_date=None)


def link(case, other, by, **changes):
    values = {"case_id": case.pk, "other_case_id": other.pk, "reason": "Samme mand", "by": by}
    return link_citizens(**{**values, "now": march(5), **changes})


@pytest.mark.parametrize(
    ("likeness", "other_born_on", "expected"),
    [
        (1.0, BORN_ON, True),
        (0.4, BORN_ON, True),
        (0.3, BORN_ON, False),
        (0.7, None, True),
        (0.5, None, False),
        (0.9, date(1985, 7, 17), True),
        (0.9, date(1958, 7, 7), True),
        (0.9, date(1990, 3, 2), False),
        (0.6, date(1985, 7, 17), False),
    ],
)
def test_names_and_dates_decide_together_who_should_be_looked_at(likeness, other_born_on, expected):
    assert may_be_one(likeness=likeness, born_on=BORN_ON, other_born_on=other_born_on) is expected


def test_day_and_month_may_have_changed_places():
    assert may_be_one(likeness=0.9, born_on=date(1985, 3, 2), other_born_on=date(1985, 2, 3))


def test_the_misspelt_twin_is_found_and_strangers_are_not(case, twin, caseworker):
    CaseFactory(citizen__name="Lis Petersen")
    CaseFactory(citizen__name="Karsten Holmgaard", citizen__birth_date=date(1950, 1, 31))

    assert possible_duplicates(case, caseworker) == [twin]


def test_an_anonymous_citizen_is_compared_with_nobody(case, standard, caseworker):
    nameless = inquire(caseworker, ANONYMOUS).case

    assert possible_duplicates(nameless, caseworker) == []
    with pytest.raises(ValidationError, match="anonym"):
        link(case, nameless, caseworker)


def test_linked_each_is_reached_from_the_other_and_both_stay_whole(case, twin, caseworker):
    link(case, twin, caseworker)

    assert [other for _, other in linked_cases(case, caseworker)] == [twin]
    assert [other for _, other in linked_cases(twin, caseworker)] == [case]
    assert case.story.filter(text__contains="den samme borger: Samme mand").exists()
    assert twin.story.filter(text__contains="den samme borger: Samme mand").exists()
    assert possible_duplicates(case, caseworker) == []
    twin.refresh_from_db()
    assert twin.citizen.name == "Carsten Holmgård"


def test_linking_twice_and_from_both_sides_gives_one_link(case, twin, caseworker):
    assert link(case, twin, caseworker) == link(twin, case, caseworker)


def test_undone_they_are_two_again_and_it_stays_written(case, twin, caseworker):
    made = link(case, twin, caseworker)

    unlink_citizens(link_id=made.pk, case_id=case.pk, reason="To brødre", by=caseworker, now=march(6))

    assert linked_cases(case, caseworker) == []
    assert CitizenLink.objects.get().undone_reason == "To brødre"
    assert case.story.filter(text__contains="To brødre").exists()
    assert twin.story.filter(text__contains="To brødre").exists()
    assert link(case, twin, caseworker) != made


@pytest.mark.parametrize("role", sorted({Role.SECRETARY, Role.DOCTOR, Role.ADMINISTRATOR}))
def test_only_caseworkers_link(case, twin, role):
    with pytest.raises(PermissionDenied):
        link(case, twin, make_staff(role))


def test_the_page_finds_by_cpr_number_and_by_case_number_and_shows_what_was_typed(
    case, twin, client, caseworker
):
    client.force_login(caseworker)
    path = reverse("cases:duplicates", args=[twin.number])
    assert case.number in client.get(path).content.decode()

    refused = client.post(path, {"other": "Karsten", "reason": "Ringede selv"})
    assert refused.status_code == 422
    assert "Ringede selv" in refused.content.decode()
    assert client.post(path, {"other": twin.number, "reason": "x"}).status_code == 422

    assert client.post(path, {"other": ADULT_CPR, "reason": "Samme mand"}).status_code == 302
    assert f"Sag {twin.number}" in client.get(case.get_absolute_url()).content.decode()


def test_a_link_of_others_cannot_be_undone_from_a_strangers_case(case, twin, client, caseworker):
    made = link(case, twin, caseworker)
    stranger = CaseFactory()
    client.force_login(caseworker)

    path = reverse("cases:unlink", args=[stranger.number, made.pk])
    assert client.post(path, {"reason": "x"}).status_code == 404


def test_the_database_links_nobody_to_an_anonymous_citizen(case, caseworker):
    nameless = CitizenFactory(anonymous=True)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        CitizenLink.objects.create(
            first_id=min(case.citizen_id, nameless.pk),
            second_id=max(case.citizen_id, nameless.pk),
            reason="x",
            at=march(5),
            by=caseworker,
        )


def test_a_link_is_never_deleted_nor_turned_to_another(case, twin, caseworker):
    link(case, twin, caseworker)
    for statement in (
        "DELETE FROM cases_citizenlink",
        "UPDATE cases_citizenlink SET reason = 'noget andet'",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
