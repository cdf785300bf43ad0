from datetime import date

import pytest

from cases.models import Case, Citizen
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines import tasks


@pytest.fixture
def make_user(db):
    def make(username, *roles, email=None, **facts):
        address = f"{username}@kommune.example" if email is None else email
        return User.objects.create_user(username, name=username.title(), email=address, roles=roles, **facts)

    return make


@pytest.fixture
def caseworker(make_user):
    return make_user("birgit", Role.CASEWORKER)


@pytest.fixture
def team_lead(make_user):
    return make_user("tove", Role.TEAM_LEAD)


@pytest.fixture
def make_case(db):
    def make():
        number = Case.objects.count() + 1
        citizen = Citizen.objects.create(kind="anonymous", fictitious_number=f"9{number:09}")
        return Case.objects.create(number=f"2026-{number:04}", citizen=citizen, opened_on=date(2026, 3, 2))

    return make


@pytest.fixture
def case(make_case):
    return make_case()


@pytest.fixture
def queued(monkeypatch):
    """The recipients whose mail has been handed to the broker."""
    recipients = []
    monkeypatch.setattr(tasks.send_mail, "delay", recipients.append)
    return recipients
