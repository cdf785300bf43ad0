"""Guessing in many windows at once gets no more guesses than in one."""

from threading import Barrier, Thread

import pytest
from django.db import connections
from django.test import Client

from rusmiddel.access.enums import Role, SignInKind
from rusmiddel.access.models import SignInEvent
from tests.access.signing_in import sign_in


@pytest.mark.usefixtures("committed")
def test_guessing_ten_times_at_once_gets_five_guesses(make_user):
    make_user("mette", Role.CASEWORKER)
    together = Barrier(10)

    def guess_once():
        try:
            together.wait()
            sign_in(Client(), "mette", "gættet")
        finally:
            connections.close_all()

    threads = [Thread(target=guess_once) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert SignInEvent.objects.filter(kind=SignInKind.WRONG_PASSWORD).count() == 5
    assert SignInEvent.objects.filter(kind=SignInKind.REFUSED).count() == 5
