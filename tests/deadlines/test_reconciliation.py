from dataclasses import replace
from datetime import date
from threading import Event, Thread

import pytest
from django.db import connection, transaction

from rusmiddel.deadlines import reconciliation, register
from rusmiddel.deadlines.enums import DeadlineKind, DeadlineStatus
from rusmiddel.deadlines.models import Deadline, Drift, WatchRun
from rusmiddel.deadlines.values import Step
from tests.deadlines.scenes import DUE, INQUIRY, guarantee, met

TODAY = date(2026, 3, 20)


@pytest.fixture
def facts(monkeypatch):
    """The values that the facts give, by ref; the only source there is."""
    by_ref = {}

    def source(refs, *, today):
        yield from [values for ref, values in list(by_ref.items()) if refs is None or ref in refs]

    monkeypatch.setattr(reconciliation, "_sources", {})
    reconciliation.register_source(DeadlineKind.GUARANTEE, source)
    return by_ref


def add(facts, values):
    facts[values.ref] = values
    return values


def drifts():
    return list(Drift.objects.order_by("pk").values_list("ref", "field", "stored", "computed"))


def test_a_register_that_is_right_has_no_deviation(case, facts):
    register.keep(add(facts, guarantee(case)), by=None)

    run = reconciliation.reconcile(today=TODAY)

    assert (run.due_count, run.drift_count, drifts()) == (1, 0, [])


def test_a_row_that_differs_from_its_facts_is_reported_and_mended(case, facts):
    register.keep(guarantee(case), by=None)
    add(facts, guarantee(case, **met(DUE)))

    run = reconciliation.reconcile(today=TODAY)

    assert run.drift_count == 1
    assert drifts() == [
        ("request:1", "status", "open", "met"),
        ("request:1", "closed_on", "", "2026-03-16"),
    ]
    assert Deadline.objects.get().status == DeadlineStatus.MET
    assert reconciliation.reconcile(today=TODAY).drift_count == 0


def test_a_missing_row_is_reported_and_written(case, facts):
    values = add(facts, guarantee(case))

    assert reconciliation.reconcile(today=TODAY).drift_count == 1

    assert drifts() == [("request:1", "frist", "", "Åben")]
    assert Deadline.objects.get().values == values


def test_a_row_without_facts_is_reported_once_and_lapses(case, facts):
    register.keep(guarantee(case), by=None)

    assert reconciliation.reconcile(today=TODAY).drift_count == 1
    assert reconciliation.reconcile(today=TODAY).drift_count == 0

    row = Deadline.objects.get()
    assert drifts() == [("request:1", "frist", "Åben", "")]
    assert (row.status, row.closed_on, row.next_warning_on) == (DeadlineStatus.LAPSED, TODAY, None)
    assert "Grundlaget" in row.reason


def test_other_words_for_the_same_reasons_are_no_deviation(case, facts):
    register.keep(guarantee(case), by=None)
    add(facts, replace(guarantee(case), explanation=(Step(on=INQUIRY, text="Andre ord.", rule="GUA-4"),)))

    assert reconciliation.reconcile(today=TODAY).drift_count == 0


def test_another_rule_behind_the_date_is_a_deviation(case, facts):
    register.keep(guarantee(case), by=None)
    add(facts, replace(guarantee(case), explanation=(Step(on=INQUIRY, text="Ord.", rule="U18-2"),)))

    assert reconciliation.reconcile(today=TODAY).drift_count == 1


def test_more_than_one_batch_is_gone_through(case, facts, monkeypatch):
    monkeypatch.setattr(reconciliation, "BATCH_SIZE", 3)
    for number in range(7):
        register.keep(guarantee(case, ref=f"stored:{number}"), by=None)
        add(facts, guarantee(case, ref=f"computed:{number}"))

    assert reconciliation.reconcile(today=TODAY).drift_count == 14
    assert Deadline.objects.filter(status=DeadlineStatus.LAPSED).count() == 7


def test_a_source_that_fails_is_written_down_and_the_others_are_checked(case, facts):
    def broken(refs, *, today):
        raise LookupError

    reconciliation.register_source(DeadlineKind.MEDICAL_TALK, broken)
    add(facts, guarantee(case))

    with pytest.raises(ExceptionGroup):
        reconciliation.reconcile(today=TODAY)

    run = WatchRun.objects.get()
    assert run.error == "ExceptionGroup"
    assert run.drift_count == 1


def test_a_kind_has_one_source(facts):
    with pytest.raises(ValueError, match="already has a source"):
        reconciliation.register_source(DeadlineKind.GUARANTEE, lambda refs, today: [])


def test_a_deadline_that_somebody_is_changing_is_not_taken_for_drift(committed, make_case, facts):
    case = make_case()
    register.keep(add(facts, guarantee(case)), by=None)
    changed, may_commit = Event(), Event()

    def change():
        with transaction.atomic():
            register.keep(guarantee(case, **met(DUE)), by=None)
            changed.set()
            may_commit.wait()
            facts["request:1"] = guarantee(case, **met(DUE))
        connection.close()

    thread = Thread(target=change)
    thread.start()
    changed.wait()
    # The row is read as it was, the facts as they are about to be: the doubt is resolved under the lock.
    real_lock = register.lock
    seen = iter([facts["request:1"]])

    def lock(keys):
        may_commit.set()
        return real_lock(keys)

    first = guarantee(case, **met(DUE))
    source = reconciliation._sources[DeadlineKind.GUARANTEE]

    def hasty(refs, *, today):
        return [first] if refs is None and next(seen, None) else source(refs, today=today)

    reconciliation._sources[DeadlineKind.GUARANTEE] = hasty
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reconciliation.register, "lock", lock)
        run = reconciliation.reconcile(today=TODAY)
    thread.join()

    assert run.drift_count == 0
    assert Deadline.objects.get().status == DeadlineStatus.MET
