"""Whoever is given something by a colleague gets a mail that names nobody."""

import pytest
from django.core import mail as outbox
from django.core.exceptions import ValidationError

from cases.services.assignment import accept_transfer, offer_transfer
from cases.services.caseload import carry_out_moves, order_move
from cases.services.handing_on import hand_on
from cases.services.requests import assign_case
from rusmiddel.deadlines import mail
from rusmiddel.deadlines.models import Deadline, Mail
from rusmiddel.deadlines.tasks import send_mail
from rusmiddel.deadlines.telling import owe_mail
from tests.access.factories import UserFactory
from tests.cases.factories import march

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague():
    return UserFactory(name="Birgit Vang", email="birgit@example.dk")


def owed():
    return list(Mail.objects.unsent().values_list("recipient__name", flat=True))


def test_asked_to_take_a_case(case, caseworker, colleague):
    offer_transfer(case_id=case.pk, receiver=colleague, message="Orlov", by=caseworker, now=march(4))

    assert owed() == [colleague.name]


def test_given_a_case(case, team_lead, colleague):
    assign_case(case_id=case.pk, responsible=colleague, by=team_lead, now=march(4))

    assert owed() == [colleague.name]


def test_whoever_takes_a_case_is_not_told_of_it(case, caseworker, colleague):
    transfer = offer_transfer(
        case_id=case.pk, receiver=colleague, message="Orlov", by=caseworker, now=march(4)
    )
    Mail.objects.all().delete()
    accept_transfer(transfer_id=transfer.pk, by=colleague, now=march(5))

    assert owed() == []


def test_cases_that_will_come_are_told_of_once_beforehand_and_once_on_the_day(case, caseworker, colleague):
    day = march(9).date()
    order_move(
        giver=caseworker,
        receivers={case.pk: colleague},
        from_on=day,
        back_on=None,
        message="",
        by=caseworker,
        now=march(4),
    )
    assert owed() == [colleague.name]
    Mail.objects.all().delete()
    carry_out_moves(now=march(9))

    assert owed() == [colleague.name]


def test_a_deadline_handed_on(case, caseworker, colleague):
    deadline = Deadline.objects.open().filter(case=case).order_by("pk").first()
    hand_on(deadline_ids=[deadline.pk], receiver=colleague, message="Ring", by=caseworker, now=march(4))

    assert owed() == [colleague.name]


def test_the_mail_names_neither_the_case_nor_who_asks(case, caseworker, colleague):
    offer_transfer(case_id=case.pk, receiver=colleague, message="Orlov", by=caseworker, now=march(4))
    mail.send_owed(recipient_id=colleague.pk)

    [sent] = outbox.outbox
    whole = f"{sent.subject}\n{sent.body}\n{sent.message()}"
    for told in (case.number, case.citizen.name, caseworker.name, "Orlov"):
        assert told not in whole
    assert owed() == []


@pytest.mark.parametrize("changes", [{"email": ""}, {"is_active": False}])
def test_nobody_is_owed_a_mail_they_cannot_get(case, caseworker, colleague, changes):
    for name, value in changes.items():
        setattr(colleague, name, value)
    colleague.save()
    owe_mail([colleague], by=caseworker, now=march(4))

    assert owed() == []


def test_a_refused_question_owes_nothing(case, caseworker):
    with pytest.raises(ValidationError):
        offer_transfer(case_id=case.pk, receiver=caseworker, message="", by=caseworker, now=march(4))

    assert owed() == []


def test_the_worker_is_called_when_it_is_stored(
    case, caseworker, colleague, django_capture_on_commit_callbacks, monkeypatch
):
    called = []
    monkeypatch.setattr(send_mail, "apply_async", lambda args, **_: called.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        offer_transfer(case_id=case.pk, receiver=colleague, message="", by=caseworker, now=march(4))

    assert called == [[colleague.pk]]
