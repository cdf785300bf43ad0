"""Two who send letters at once."""

from threading import Barrier, Thread

from django.core.exceptions import ValidationError
from django.db import connection

from rusmiddel.access.enums import Role
from rusmiddel.letters.models import BatchLetter
from tests.letters.batches import plain_letter
from tests.letters.factories import NOW, make_case
from tests.visitation.scenes import load_preset, make_user
from visitation.services.letter_batches import begin_batch


def test_two_who_begin_a_batch_at_once_share_no_letter(committed):
    load_preset()
    case = make_case()
    letters, by, batches = (
        [plain_letter(case, make_user(Role.SECRETARY), number) for number in (1, 2, 3)],
        make_user(Role.SECRETARY),
        [],
    )
    barrier = Barrier(2)

    def click():
        try:
            barrier.wait(timeout=10)
            batches.append(begin_batch(letter_ids=[letter.pk for letter in letters], by=by, now=NOW))
        except ValidationError:
            batches.append(None)
        finally:
            connection.close()

    threads = [Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([batch for batch in batches if batch]) == 1
    assert BatchLetter.objects.count() == 3
