"""Real processes are killed in the middle of the watch: no warning is lost, none is doubled."""

from email import message_from_bytes

import pytest

from tests.platform.system import System

WATCH = "rusmiddel.deadlines.tasks.watch"
PEOPLE = 30

# Each scene has its own people, so that the scenes can share the processes.
OVERDUE_CASES = """
from datetime import timedelta
from django.utils import timezone
from cases.models import Case, Citizen
from rusmiddel.access.enums import Role
from rusmiddel.access.models import User
from rusmiddel.deadlines.enums import DeadlineKind
from rusmiddel.deadlines.register import keep_many
from rusmiddel.deadlines.values import DeadlineValues, guarantee_milestones

today = timezone.localdate()
opened_on = today - timedelta(days=20)
due_on = opened_on + timedelta(days=14)
start = Case.objects.count()
values = []
for number in range({people}):
    name = f"{scene}{{number}}"
    user = User.objects.create_user(
        name, name="Prøve", email=name + "@kommune.example", roles=[Role.CASEWORKER]
    )
    citizen = Citizen.objects.create(kind="anonymous", fictitious_number=f"9{{start + number:09}}")
    case = Case.objects.create(number=f"2026-{{start + number:05}}", citizen=citizen, opened_on=opened_on)
    milestones = guarantee_milestones(opened_on=opened_on, due_on=due_on, warning_days=(7, 10, 12))
    values.append(
        DeadlineValues(
            case_id=case.pk, kind=DeadlineKind.GUARANTEE, ref=f"request:{{start + number}}",
            opened_on=opened_on, due_on=due_on, responsible_id=user.pk, milestones=milestones,
        )
    )
keep_many(values, by=None)
"""
MILESTONES_PASSED = 5


@pytest.fixture(scope="module")
def system(tmp_path_factory):
    system = System(tmp_path_factory.mktemp("system"))
    try:
        system.start_postgres()
        system.start_valkey()
        system.manage("migrate", "--no-input")
        yield system
    finally:
        system.stop()


@pytest.fixture
def scene(system, request):
    """Fresh people with overdue guarantees, and a running worker."""
    name = request.node.name.replace("_", "")[-20:]
    system.python(OVERDUE_CASES.format(scene=name, people=PEOPLE))
    system.start_worker()
    yield name
    system.kill("worker")


def notices(system, scene) -> int:
    [(number,)] = system.ask(
        "SELECT count(*) FROM deadlines_notice AS notice JOIN access_user AS person"
        f" ON person.id = notice.recipient_id WHERE person.username LIKE '{scene}%'"
    )
    return number


def unsent(system) -> int:
    [(number,)] = system.ask("SELECT count(*) FROM deadlines_mail WHERE sent_at IS NULL")
    return number


def mails(system, scene) -> list[tuple[str, str]]:
    """Recipient and Message-ID of each mail that left."""
    messages = []
    for file in system.mailbox.glob("*") if system.mailbox.exists() else []:
        for text in file.read_bytes().split(b"\n" + b"-" * 79 + b"\n"):
            message = message_from_bytes(text)
            if scene in (message["To"] or ""):
                messages.append((message["To"], message["Message-ID"]))
    return messages


def each_warning_is_there_once(system, scene) -> None:
    # The notices are unique in the database; the number says that none is missing either.
    assert notices(system, scene) == PEOPLE * MILESTONES_PASSED
    sent = mails(system, scene)
    assert len({recipient for recipient, _ in sent}) == PEOPLE
    # A second copy of a mail bears the same number; a second mail would bear another.
    assert len(set(sent)) == PEOPLE


def the_next_watches_complete_it(system, scene) -> None:
    """The hourly watch finds what is still owed; a task that died with the broker is not waited for."""

    def complete() -> bool:
        return notices(system, scene) == PEOPLE * MILESTONES_PASSED and unsent(system) == 0

    for _hour in range(5):
        system.send(WATCH)
        if system.happens(complete, seconds=15):
            break
    each_warning_is_there_once(system, scene)


def test_a_worker_killed_while_it_sends(system, scene):
    system.send(WATCH)
    assert system.happens(lambda: len(mails(system, scene)) >= 3)
    system.kill("worker")
    system.start_worker()
    the_next_watches_complete_it(system, scene)


def test_a_broker_killed_while_mails_are_queued(system, scene):
    system.send(WATCH)
    assert system.happens(lambda: notices(system, scene) > 0)
    system.kill("valkey")
    system.start_valkey()
    the_next_watches_complete_it(system, scene)


def test_a_database_killed_while_it_warns(system, scene):
    system.send(WATCH)
    assert system.happens(lambda: len(mails(system, scene)) >= 1)
    system.kill("postgres")
    system.start_postgres()
    the_next_watches_complete_it(system, scene)


def test_two_watches_at_once(system, scene):
    system.send(WATCH)
    system.send(WATCH)
    the_next_watches_complete_it(system, scene)
