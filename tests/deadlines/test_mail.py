from datetime import timedelta
from threading import Event, Thread

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError

from rusmiddel.deadlines import mail, register, tasks, watching
from rusmiddel.deadlines.models import Mail, Notice
from tests.deadlines.scenes import DUE, guarantee

HERE = "tests.deadlines.test_mail"


class RefusingBackend(EmailBackend):
    """A mail server that is not there."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


class AcceptingThenKilledBackend(EmailBackend):
    """The server has the mail, and the worker dies before it can write that down."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SystemExit


class SlowBackend(EmailBackend):
    sending, may_finish = Event(), Event()

    def send_messages(self, messages):
        self.sending.set()
        self.may_finish.wait()
        return super().send_messages(messages)


@pytest.fixture
def warned(case, caseworker):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    watching.watch(today=DUE)
    return caseworker


def test_the_mail_says_that_something_waits_and_not_about_whom(warned, case, settings):
    settings.SITE_URL = "https://rusmiddel.kommune.example/"

    assert mail.send_owed(recipient_id=warned.pk)

    (sent,) = outbox.outbox
    assert sent.to == [warned.email]
    assert sent.subject == "Der venter noget i Rusmiddel"
    assert "https://rusmiddel.kommune.example/" in sent.body
    assert case.number not in sent.subject + sent.body
    assert sent.extra_headers["Message-ID"].endswith("@rusmiddel.kommune.example>")


def test_what_has_been_sent_is_not_sent_again(warned):
    mail.send_owed(recipient_id=warned.pk)

    assert not mail.send_owed(recipient_id=warned.pk)
    assert len(outbox.outbox) == 1
    assert mail.recipients_owed() == []


def test_a_mail_server_that_refuses_loses_nothing(warned, settings):
    settings.EMAIL_BACKEND = f"{HERE}.RefusingBackend"
    with pytest.raises(ConnectionRefusedError):
        mail.send_owed(recipient_id=warned.pk)

    owed = Mail.objects.get()
    assert (owed.sent_at, owed.failed_attempts, owed.last_error) == (None, 1, "ConnectionRefusedError")
    assert Mail.objects.failed(before=timezone.now() - timedelta(hours=1)).count() == 1

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert mail.send_owed(recipient_id=warned.pk)
    assert Mail.objects.failed(before=timezone.now()).count() == 0


def test_what_several_runs_owe_is_sent_as_one_mail(warned):
    watching.watch(today=DUE + timedelta(days=1))
    assert Mail.objects.unsent().filter(recipient=warned).count() == 2

    mail.send_owed(recipient_id=warned.pk)

    assert len(outbox.outbox) == 1
    assert not Mail.objects.unsent().exists()


def test_a_copy_sent_after_a_crash_bears_the_same_message_id(warned, settings):
    settings.EMAIL_BACKEND = f"{HERE}.AcceptingThenKilledBackend"
    with pytest.raises(SystemExit):
        mail.send_owed(recipient_id=warned.pk)
    watching.watch(today=DUE + timedelta(days=1))

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.send_owed(recipient_id=warned.pk)

    first, copy = outbox.outbox
    assert first.extra_headers["Message-ID"] == copy.extra_headers["Message-ID"]


def test_somebody_who_no_longer_works_here_is_sent_nothing(warned):
    warned.is_active = False
    warned.save()

    assert mail.recipients_owed() == []
    assert not mail.send_owed(recipient_id=warned.pk)


def test_two_workers_do_not_send_the_same_mail(committed, make_case, make_user, settings):
    caseworker = make_user("birgit")
    register.keep(guarantee(make_case(), responsible=caseworker), by=None)
    watching.watch(today=DUE)
    settings.EMAIL_BACKEND = f"{HERE}.SlowBackend"

    def send():
        mail.send_owed(recipient_id=caseworker.pk)
        connection.close()

    first = Thread(target=send)
    first.start()
    SlowBackend.sending.wait()
    second = mail.send_owed(recipient_id=caseworker.pk)
    SlowBackend.may_finish.set()
    first.join()

    assert not second
    assert len(outbox.outbox) == 1


def test_the_watch_queues_a_mail_for_each_who_is_owed_one(case, caseworker, team_lead, queued, monkeypatch):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    monkeypatch.setattr(tasks.timezone, "localdate", lambda: DUE)

    tasks.watch.run()

    assert queued == [caseworker.pk, team_lead.pk]


def test_a_broker_that_is_down_costs_no_warning_and_no_mail(case, caseworker, queued, monkeypatch):
    register.keep(guarantee(case, responsible=caseworker), by=None)
    monkeypatch.setattr(tasks.timezone, "localdate", lambda: DUE)

    def refuse(recipient_id):
        raise OperationalError

    with monkeypatch.context() as patch:
        patch.setattr(tasks.send_mail, "delay", refuse)
        with pytest.raises(OperationalError):
            tasks.watch.run()
    assert Notice.objects.filter(recipient=caseworker).count() == 4

    tasks.watch.run()

    assert queued == [caseworker.pk]
