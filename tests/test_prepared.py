"""Questions that are worked out once and filled in each time."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.db.models import Q, QuerySet

from cases.models import Case
from rusmiddel.access.enums import Role
from rusmiddel.access.models import Absence, User
from rusmiddel.prepared import Keys, prepared
from tests.access.factories import UserFactory, make_staff
from tests.cases.factories import CaseFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 18)


@prepared
def named(roles: tuple[Role, ...], /, *, user: int) -> QuerySet[User]:
    """With something in it that a percent sign and a quote must not spoil."""
    return User.objects.filter(pk=user, roles__overlap=list(roles)).exclude(name="100 % 'Bo'")


@prepared
def cases_of(*, keys: Keys, responsible: int) -> QuerySet[Case]:
    return Case.objects.select_related("citizen").filter(pk__in=keys.among, responsible=responsible)


def test_it_answers_what_was_asked_this_time():
    first, second = UserFactory(), UserFactory()

    asked = [named((Role.CASEWORKER,), user=user.pk) for user in (first, second, first)]

    assert asked == [[first], [second], [first]]


def test_its_shape_is_part_of_the_question():
    doctor = make_staff(Role.DOCTOR)

    assert named((Role.DOCTOR, Role.VISITATOR), user=doctor.pk) == [doctor]
    assert named((Role.VISITATOR,), user=doctor.pk) == []


def test_an_answer_is_never_kept():
    user = UserFactory(name="Mette Bruun")
    named((Role.CASEWORKER,), user=user.pk)

    User.objects.filter(pk=user.pk).update(name="100 % 'Bo'")

    assert named((Role.CASEWORKER,), user=user.pk) == []


def test_keys_are_one_value_however_many(count_queries):
    caseworker = UserFactory()
    cases = [CaseFactory(responsible=caseworker) for _ in range(3)]
    CaseFactory(responsible=caseworker)

    with count_queries() as queries:
        found = cases_of(keys=Keys.of(case.pk for case in cases), responsible=caseworker.pk)
        assert {case.citizen.name for case in found} == {case.citizen.name for case in cases}

    assert len(queries) == 1
    assert cases_of(keys=Keys.of([]), responsible=caseworker.pk) == []


def test_what_is_worked_out_of_a_value_is_refused():
    @prepared
    def gone_tomorrow(*, today: date) -> QuerySet[Absence]:
        return Absence.objects.filter(Q(last_on=today) | Q(last_on=today + timedelta(days=400)))

    with pytest.raises(TypeError, match="Worked out of what is given"):
        gone_tomorrow(today=TODAY)


def test_a_transaction_that_is_undone_leaves_the_question_prepared():
    user = UserFactory()
    with transaction.atomic():
        named((Role.CASEWORKER, Role.DOCTOR), user=user.pk)
        transaction.set_rollback(True)

    assert named((Role.CASEWORKER, Role.DOCTOR), user=user.pk) == [user]


def test_each_connection_prepares_it_for_itself():
    user = UserFactory()
    assert named((Role.CASEWORKER,), user=user.pk) == [user]
    answers = []

    def ask_elsewhere():
        answers.append(named((Role.CASEWORKER,), user=user.pk))
        connection.close()

    elsewhere = Thread(target=ask_elsewhere)
    elsewhere.start()
    elsewhere.join()

    # It was asked, and does not see what this transaction has not committed.
    assert answers == [[]]
