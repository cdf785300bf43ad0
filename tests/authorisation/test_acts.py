"""Every act on a case refuses whoever does not see the case, whatever their role and the way they came."""

import inspect
from importlib import import_module
from uuid import uuid4

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.enums import Channel
from cases.models import Case, ConflictOfInterest, CoWorker
from cases.seeing import NotSeen
from cases.services.anonymity import become_known
from cases.services.inquiries import Person
from rusmiddel.access.enums import Role
from tests.access.factories import make_staff
from tests.authorisation.acts import ACTS, EXEMPT
from tests.authorisation.scene import make_scene
from tests.reporting.scenes import NOW
from tooling.layout import ROOT

# The layers below know no case.
APPS = ("cases", "offers", "visitation", "rights", "complaints", "reporting")
WRITES = ("INSERT", "UPDATE", "DELETE", "LOCK", "TRUNCATE")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Made once: every act is refused, and all of it is undone when the last one is."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield make_scene()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def undone(scene):
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def service_modules():
    for app in APPS:
        paths = [*(ROOT / app).glob("services.py"), *(ROOT / app / "services").glob("*.py")]
        for path in sorted(paths):
            if path.stem != "__init__":
                yield import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def services():
    for module in service_modules():
        for name, found in vars(module).items():
            is_own = inspect.isfunction(found) and found.__module__ == module.__name__
            if is_own and not name.startswith("_") and "by" in inspect.signature(found).parameters:
                yield f"{module.__name__}.{name}"


def each_act(condition=lambda act: True):
    chosen = [act for act in ACTS if condition(act)]
    return pytest.mark.parametrize("act", chosen, ids=[act.name for act in chosen])


def do(act, scene, by):
    """Do it, told of nothing but which case it is about."""
    module, _, name = act.name.rpartition(".")
    service = getattr(import_module(module), name)
    told = {
        **dict.fromkeys(inspect.signature(service).parameters),
        **act.told,
        **{field: find(scene) for field, find in act.about.items()},
        "by": by,
        "now": NOW,
    }
    return service(**{field: told[field] for field in inspect.signature(service).parameters})


def refused(act, scene, by):
    """That the act is refused for not seeing the case, and has not begun to write."""
    with CaptureQueriesContext(connection) as asked, pytest.raises(NotSeen):
        do(act, scene, by)
    written = [query["sql"] for query in asked if query["sql"].lstrip().upper().startswith(WRITES)]
    assert written == []
    return True


def test_every_service_stands_in_one_of_the_tables():
    tables = [*(act.name for act in ACTS), *EXEMPT]

    assert sorted(tables) == sorted(set(tables)), "twice"
    assert sorted(services()) == sorted(tables)


@each_act()
def test_whoever_is_locked_out_is_refused_though_it_is_their_work(scene, act):
    colleague = make_staff(act.role)
    for case in Case.objects.all():
        CoWorker.objects.create(case=case, user=colleague, added_at=NOW, added_by=colleague)
        ConflictOfInterest.objects.create(
            case=case, user=colleague, reason="Søskende", set_at=NOW, set_by=scene.users[Role.TEAM_LEAD]
        )

    assert refused(act, scene, colleague)


# The other roles see these cases by what there is to do on them, so nobody in them is without a tie.
@each_act(lambda act: act.role == Role.CASEWORKER)
def test_a_colleague_in_the_same_role_without_a_tie_is_refused(scene, act):
    assert refused(act, scene, make_staff(act.role))


def test_an_act_that_does_others_asks_once(scene):
    case = Case.objects.get(number=scene.words["anonymous_case"])

    with CaptureQueriesContext(connection) as asked:
        become_known(
            case_id=case.pk,
            submission=uuid4(),
            person=Person(name="Ravn Hemmelighed"),
            contacted_at=NOW,
            channel=Channel.PHONE,
            note="Sagt i telefonen.",
            by=scene.users[Role.CASEWORKER],
            now=NOW,
        )

    assert sum("cases_conflictofinterest" in query["sql"] for query in asked) == 1
