"""Two at the same moment over what is sealed once and destroyed once, on real connections."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from cases.services.attachments import attachment_storage
from rights.enums import BundleStatus, ItemChoice, ListStatus
from rights.models import Bundle, BundleItem, DestructionApproval, DestructionList, Seal
from rights.services.bundles import begin_bundle, begin_sealing, choose_item, gather
from rights.services.destruction import (
    approve_list,
    begin_destroying,
    destroy_list,
    drop_list,
    gather_list,
    make_list,
    take_off,
)
from rights.services.sealing import seal, sealed_content
from rusmiddel.access.enums import Role
from rusmiddel.transitions import TransitionError
from tests.access.factories import make_staff
from tests.cases.factories import inquire, let_work_on
from tests.cases.journal import file, sign
from tests.cases.test_races import at_once, staff, standard
from tests.rights.scenes import NOW, approved, asked, gathered, give_the_rest, old_person, proposed

__all__ = ["staff", "standard"]


def refused(results):
    return [result for result in results if isinstance(result, Exception)]


def files():
    """How many files lie in the storage, whatever they are called."""
    folders, _ = attachment_storage().listdir("")
    return sum(len(attachment_storage().listdir(folder)[1]) for folder in folders)


# The bundle


@pytest.fixture
def bundle(staff):
    case = inquire(staff[0]).case
    let_work_on(case, *staff[1:])
    sign(case, by=staff[0], now=NOW, attached=[file()])
    return gathered(asked(case, staff[0]), staff[0])


@pytest.fixture
def ready(bundle, staff):
    """Everything that is marked has been chosen, and somebody has had it sealed."""
    give_the_rest(bundle, staff[0])
    begin_sealing(bundle_id=bundle.pk, by=staff[0], now=NOW)
    return bundle


def test_two_workers_that_gather_write_each_thing_down_once(staff):
    case = inquire(staff[0]).case
    sign(case, by=staff[0], now=NOW)
    made = begin_bundle(request_id=asked(case, staff[0]).pk, by=staff[0], now=NOW)

    results = at_once(*[lambda: gather(bundle_id=made.pk, now=NOW)] * 3)

    assert sorted(results) == [False, False, True]
    sources = list(BundleItem.objects.filter(bundle=made).values_list("source", "source_key"))
    assert sources
    assert len(sources) == len(set(sources))


def test_two_who_ask_for_the_bundle_at_once_get_one(staff):
    case = inquire(staff[0]).case
    let_work_on(case, *staff[1:])
    request = asked(case, staff[0])

    at_once(*(lambda by=by: begin_bundle(request_id=request.pk, by=by, now=NOW) for by in staff))

    assert Bundle.objects.standing().filter(request=request).count() == 1


def test_two_workers_that_seal_make_one_seal_and_one_file(ready):
    before = files()

    results = at_once(*[lambda: seal(bundle_id=ready.pk, now=NOW)] * 4)

    assert sorted(results) == [False, False, False, True]
    found = Seal.objects.get()
    assert sealed_content(found)
    assert files() == before + 1


def test_a_choice_of_the_moment_of_sealing_is_in_the_seal_or_refused(bundle, staff):
    give_the_rest(bundle, staff[0])
    item = bundle.items.filter(source="cases.note").get()

    def take_out():
        return choose_item(
            item_id=item.pk,
            choice=ItemChoice.TAKEN_OUT,
            lines_out=(),
            words_out=(),
            reason="Om andre",
            by=staff[1],
            now=NOW,
        )

    def have_it_sealed():
        begin_sealing(bundle_id=bundle.pk, by=staff[0], now=NOW)
        return seal(bundle_id=bundle.pk, now=NOW)

    chosen, sealing = at_once(take_out, have_it_sealed)

    # Where the choice came first, what repeats the note may wait for a look, and then nothing is sealed.
    assert not isinstance(sealing, Exception) or isinstance(sealing, ValidationError)
    found = Seal.objects.first()
    if found is None:
        assert isinstance(sealing, ValidationError)
    else:
        assert found.items_out == (0 if isinstance(chosen, ValidationError) else 1)


def test_everybody_who_has_it_sealed_at_once_is_one_sealing(bundle, staff):
    give_the_rest(bundle, staff[0])

    results = at_once(*[lambda: begin_sealing(bundle_id=bundle.pk, by=staff[0], now=NOW)] * 4)

    assert refused(results) == []
    bundle.refresh_from_db()
    assert bundle.status == BundleStatus.SEALING


# The list of what is to be destroyed


@pytest.fixture
def lead(staff):
    return make_staff(Role.TEAM_LEAD)


@pytest.fixture
def other(staff):
    return make_staff(Role.VISITATOR)


@pytest.fixture
def made(staff, lead):
    old_person(by=staff[0])
    return proposed(lead)


def test_two_persons_who_approve_at_once_approve_it(made, lead, other):
    results = at_once(*(lambda by=by: approve_list(list_id=made.pk, by=by, now=NOW) for by in (lead, other)))

    assert refused(results) == []
    made.refresh_from_db()
    assert made.status == ListStatus.APPROVED


def test_one_person_who_approves_many_times_at_once_has_approved_once(made, lead):
    results = at_once(*[lambda: approve_list(list_id=made.pk, by=lead, now=NOW)] * 4)

    assert len(refused(results)) == 3
    assert all(isinstance(each, ValidationError | IntegrityError) for each in refused(results))
    assert DestructionApproval.objects.count() == 1
    made.refresh_from_db()
    assert made.status == ListStatus.PROPOSED


def test_a_list_given_up_while_it_is_approved_is_destroyed_by_nobody(made, lead, other):
    approve_list(list_id=made.pk, by=lead, now=NOW)
    at_once(
        lambda: approve_list(list_id=made.pk, by=other, now=NOW),
        lambda: drop_list(list_id=made.pk, by=lead, now=NOW),
    )

    made.refresh_from_db()
    assert made.status == ListStatus.DROPPED
    with pytest.raises((ValidationError, TransitionError)):
        begin_destroying(list_id=made.pk, by=lead, now=NOW)
    assert not made.items.standing().exists()


def test_what_is_taken_off_in_the_moment_of_destroying_is_kept_or_was_too_late(made, lead, other):
    approved(made, lead, other)
    item = made.items.get()

    def destroy():
        begin_destroying(list_id=made.pk, by=lead, now=NOW)
        return destroy_list(list_id=made.pk, now=NOW)

    taken, _ = at_once(
        lambda: take_off(item_id=item.pk, reason="Retssag", by=other, now=NOW),
        destroy,
    )

    item.refresh_from_db()
    assert (item.destroyed_at is None) != isinstance(taken, Exception)


def test_two_workers_that_destroy_do_it_once(made, lead, other):
    approved(made, lead, other)
    begin_destroying(list_id=made.pk, by=lead, now=NOW)

    results = at_once(*[lambda: destroy_list(list_id=made.pk, now=NOW)] * 3)

    assert sorted(results) == [False, False, True]
    assert DestructionList.objects.get().status == ListStatus.DONE
    assert made.items.filter(destroyed_at__isnull=False).count() == 1


def test_two_workers_that_write_the_list_down_write_each_row_once(staff, lead):
    old_person(by=staff[0])
    listed = make_list(by=lead, now=NOW)
    at_once(*[lambda: gather_list(list_id=listed.pk, now=NOW)] * 3)

    rows = list(listed.items.get().doomed.values_list("table_name", "row_key"))
    assert rows
    assert len(rows) == len(set(rows))
