"""A real worker is killed in the middle of a batch of 200 letters: none is lost, none is there twice."""

import pytest

from tests.platform.system import System

LETTERS = 200
BATCH = f"""
from datetime import date
from pathlib import Path
from django.utils import timezone
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.standards import services as standards
from tests.letters.batches import plain_letter
from tests.letters.factories import make_case
from visitation.services.letter_batches import begin_batch
from visitation.tasks import make_letter_batch

preset = Path(standards.__file__).with_name("presets") / "jammerbugt.toml"
standards.load_standard(text=preset.read_text(), file=preset.name, by=None, today=date(2026, 1, 1))
by = User.objects.create_user("sekretaer", name="Prøve", roles=[Role.SECRETARY])
case, now = make_case(), timezone.now()
letters = [plain_letter(case, by, number % 190, pages=3, issued_at=now) for number in range({LETTERS})]
begin_batch(letter_ids=[letter.pk for letter in letters], by=by, now=now)
make_letter_batch.delay(1)
"""
CONFIRM = """
from django.utils import timezone
from rusmiddel.access.models import User
from visitation.services.letter_batches import confirm_batch
by, now = User.objects.get(username="sekretaer"), timezone.now()
for _ in range(2):
    confirm_batch(batch_id=1, sent_on=timezone.localdate(now), by=by, now=now)
"""
PAGES = """
from rusmiddel.letters.merging import page_count
from rusmiddel.letters.models import LetterBatch
from pathlib import Path
pdf = LetterBatch.objects.values_list("pdf", flat=True).get(pk=1)
Path("{}").write_text(str(page_count(bytes(pdf))))
"""


@pytest.fixture
def system(tmp_path):
    system = System(tmp_path)
    try:
        system.start_postgres()
        system.start_valkey()
        system.manage("migrate", "--no-input")
        yield system
    finally:
        system.stop()


def one(system, question):
    return system.ask(question)[0][0]


def read(system):
    return one(system, "SELECT count(*) FROM letters_batchletter WHERE pages IS NOT NULL")


def test_a_batch_whose_worker_is_killed_is_taken_up_where_it_was(system, tmp_path):
    system.start_worker()
    system.python(BATCH)
    assert system.happens(lambda: read(system) > 0)
    system.kill("worker")
    left = read(system)
    assert 0 < left < LETTERS
    assert one(system, "SELECT status FROM letters_letterbatch") == "making"

    system.ask_to_change("UPDATE letters_letterbatch SET touched_at = now() - interval '6 minutes'")
    system.start_worker()
    system.send("visitation.tasks.resume_letter_batches")
    assert system.happens(lambda: one(system, "SELECT status FROM letters_letterbatch") == "ready")

    system.python(PAGES.format(tmp_path / "pages"))
    rows = one(system, "SELECT count(DISTINCT letter_id) FROM letters_batchletter WHERE pages = 3")
    assert rows == LETTERS
    # Three pages and the blank back of the second sheet, for all but the last; before them the packing list.
    of_letters = 4 * LETTERS - 1
    assert (int((tmp_path / "pages").read_text()) - of_letters) % 2 == 0
    assert one(system, "SELECT count(*) FROM letters_dispatch") == 0

    system.python(CONFIRM)
    assert system.ask("SELECT count(*), count(DISTINCT letter_id) FROM letters_dispatch") == [
        (LETTERS, LETTERS)
    ]
