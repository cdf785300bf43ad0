"""Users are administered so that every change can be traced and the last administrator is never lost."""

from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connections

from rusmiddel.access import services
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from tests.access.conftest import PASSWORD


def new_user(by, **facts):
    return services.create_user(
        by=by,
        **{"username": "sara", "name": "Sara Lund", "roles": [Role.CASEWORKER], "password": PASSWORD} | facts,
    )


def change(user, by, **facts):
    return services.change_user(user_id=user.pk, by=by, **{"name": user.name, "roles": user.roles} | facts)


def test_a_new_user_can_sign_in_and_the_history_says_who_made_it(administrator):
    user = new_user(administrator)

    assert user.check_password(PASSWORD)
    version = user.history.get()
    assert (version.history_user, version.history_change_reason) == (administrator, "Oprettet")


def test_roles_are_kept_in_one_order_and_once_each(administrator):
    user = new_user(administrator, roles=[Role.DOCTOR, Role.CASEWORKER, Role.DOCTOR])

    assert user.roles == [Role.CASEWORKER, Role.DOCTOR]


def test_a_weak_first_password_is_refused_and_nobody_is_made(administrator):
    with pytest.raises(ValidationError, match="12"):
        new_user(administrator, password="kort")

    assert not User.objects.filter(username="sara").exists()


def test_a_username_that_is_taken_is_refused(administrator, caseworker):
    with pytest.raises(ValidationError, match="Der findes allerede en bruger"):
        new_user(administrator, username=caseworker.username)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_an_administrator_administers(make_user, caseworker, role):
    somebody = make_user("nogen", role)

    for act in (
        lambda: new_user(somebody),
        lambda: change(caseworker, somebody),
        lambda: services.set_password(user_id=caseworker.pk, by=somebody, password=PASSWORD),
        lambda: services.deactivate_user(user_id=caseworker.pk, by=somebody),
        lambda: services.reactivate_user(user_id=caseworker.pk, by=somebody),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_changed_roles_stand_in_the_history_with_who_changed_them(administrator, caseworker):
    change(caseworker, administrator, roles=[Role.CASEWORKER, Role.VISITATOR])

    newest = caseworker.history.first()
    assert newest.roles == [Role.CASEWORKER, Role.VISITATOR]
    assert newest.history_user == administrator


def test_nobody_changes_their_own_roles(administrator, second_administrator):
    with pytest.raises(ValidationError, match="dine egne roller"):
        change(administrator, administrator, roles=[Role.ADMINISTRATOR, Role.CASEWORKER])


def test_one_may_correct_ones_own_name(administrator):
    assert change(administrator, administrator, name="Asta Berg").name == "Asta Berg"


def test_nobody_closes_their_own_access(administrator, second_administrator):
    with pytest.raises(ValidationError, match="din egen adgang"):
        services.deactivate_user(user_id=administrator.pk, by=administrator)


def test_somebody_deactivated_has_no_role_and_gets_them_back(administrator, caseworker):
    services.deactivate_user(user_id=caseworker.pk, by=administrator)
    caseworker.refresh_from_db()
    assert not caseworker.has_role(Role.CASEWORKER)

    services.reactivate_user(user_id=caseworker.pk, by=administrator)
    caseworker.refresh_from_db()
    assert caseworker.has_role(Role.CASEWORKER)


def test_no_password_is_kept_in_the_history(administrator, caseworker):
    services.set_password(user_id=caseworker.pk, by=administrator, password=PASSWORD)

    assert "password" not in {field.name for field in User.history.model._meta.get_fields()}


def test_a_role_that_does_not_exist_is_refused_by_the_database(caseworker):
    with pytest.raises(IntegrityError, match="user_roles_valid"):
        User.objects.filter(pk=caseworker.pk).update(roles=["superuser"])


@pytest.mark.usefixtures("committed")
def test_two_administrators_who_close_each_other_out_at_once_leave_one(make_user):
    first, second = make_user("asta", Role.ADMINISTRATOR), make_user("bo", Role.ADMINISTRATOR)
    together, refused = Barrier(2), []

    def close(other, by):
        try:
            together.wait()
            services.deactivate_user(user_id=other.pk, by=by)
        except ValidationError as error:
            refused.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=close, args=pair) for pair in ((first, second), (second, first))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    assert User.objects.with_role(Role.ADMINISTRATOR).count() == 1
