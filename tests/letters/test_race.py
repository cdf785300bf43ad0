from threading import Barrier, Thread

from django.db import connection

from rusmiddel.letters.services import send_by_post
from tests.letters.factories import SENT_ON, make_letter


def test_two_clicks_at_once_are_one_dispatch(committed):
    letter, dispatches = make_letter(), []
    barrier = Barrier(2)

    def click():
        try:
            barrier.wait(timeout=10)
            dispatches.append(send_by_post(letter, on=SENT_ON, by=letter.issued_by))
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(dispatches) == 2
    assert dispatches[0] == dispatches[1]
