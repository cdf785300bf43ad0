"""What may no longer be kept is destroyed by a list that two persons approved, by nothing else (OPB-3)."""

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from cases.holdings import Person, holdings
from cases.models import Attachment, Case, Citizen, Inquiry, Note
from cases.services.attachments import attachment_storage
from rights.doomed import doomed_by, person_of_item
from rights.enums import ListStatus
from rights.models import (
    DestructionApproval,
    DestructionItem,
    DestructionList,
    DoomedRow,
    FileToRemove,
    Seal,
)
from rights.services import destruction
from rights.services.access_requests import answer_access_request
from rights.services.destruction import (
    NEW_SINCE,
    approve_list,
    begin_destroying,
    destroy_list,
    drop_list,
    gather_list,
    make_list,
    remove_files,
    take_off,
)
from rights.services.holds import hold_back
from rusmiddel.access.enums import Role
from rusmiddel.access.models import ReadLog
from tests.access.factories import make_staff
from tests.cases.journal import sign
from tests.rights.scenes import (
    NOW,
    approved,
    asked,
    being_destroyed,
    gathered,
    nobodys_inquiry,
    old_person,
    proposed,
    sealed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock", "standard")]


@pytest.fixture
def lead(team_lead):
    return team_lead


@pytest.fixture
def other():
    return make_staff(Role.VISITATOR)


def attack(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def say_which(item):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rusmiddel.destruction', %s, true)", [str(item.pk)])


def looked_at(case, by):
    ReadLog.objects.create(user=by, case=case, at=NOW, kind="opened", page="cases:case_page", method="GET")


def traces_of(case):
    """Every row of every table that leads to the person, by table."""
    person = Person(citizens=(case.citizen_id,), cases=(case.pk,))
    found = {}
    for holding in holdings():
        keys = list(holding.rows(person).values_list("pk", flat=True))
        found[holding.label] = len(keys)
        if holding.history:
            attname = holding.model._meta.pk.attname
            found[f"{holding.label} history"] = holding.history.objects.filter(
                **{f"{attname}__in": keys}
            ).count()
    return {label: count for label, count in found.items() if count}


def test_nothing_due_makes_no_list(lead):
    with pytest.raises(ValidationError, match="Intet er forfaldent"):
        make_list(by=lead, now=NOW)

    assert not DestructionList.objects.exists()


def test_a_list_says_who_until_when_and_by_which_rule(lead):
    case = old_person()

    item = proposed(lead).items.get()

    assert item.citizen == case.citizen
    assert "10 år" in item.rule
    assert item.doomed.filter(table_name="cases_note").count() == 1
    assert item.doomed.filter(table_name="cases_citizen", row_key=str(case.citizen_id)).exists()


def test_what_is_on_a_list_does_not_come_on_another(lead):
    old_person()
    proposed(lead)

    with pytest.raises(ValidationError, match="Intet er forfaldent"):
        make_list(by=lead, now=NOW)


def test_a_list_holds_no_more_than_can_be_looked_at(lead, settings):
    settings.DESTRUCTION_LIST_SIZE = 2
    for _ in range(3):
        old_person()

    assert proposed(lead).items.count() == 2
    assert proposed(lead).items.count() == 1


def test_everything_on_the_person_goes_with_files_history_and_read_log(lead, other):
    case = old_person()
    looked_at(case, lead)
    case.citizen._history_user = lead
    case.citizen.save()
    stored_as = Attachment.objects.get(case=case).stored_as
    bystander = old_person(closed_on=None, name="En Anden")
    before = traces_of(bystander)
    assert len(traces_of(case)) > 8

    being_destroyed(approved(proposed(lead), lead, other), lead)
    assert destroy_list(list_id=DestructionList.objects.get().pk, now=NOW)
    remove_files()

    assert traces_of(case) == {}
    assert not attachment_storage().exists(stored_as)
    assert not FileToRemove.objects.exists()
    assert traces_of(bystander) == before


def test_a_sealed_bundle_goes_with_its_file(lead, other, caseworker):
    case = old_person(by=caseworker)
    request = asked(case, caseworker)
    found = sealed(gathered(request, caseworker), caseworker)
    answer_access_request(
        request_id=request.pk, is_refused=False, reasons="", provisions="", by=caseworker, now=NOW
    )
    late = NOW.replace(year=2037)
    made = make_list(by=lead, now=late)
    gather_list(list_id=made.pk, now=late)
    approved(made, lead, other)
    begin_destroying(list_id=made.pk, by=lead, now=late)

    assert destroy_list(list_id=made.pk, now=late)
    remove_files()

    assert not Seal.objects.exists()
    assert not attachment_storage().exists(found.stored_as)


def test_the_receipt_says_what_went_and_nothing_of_whom(lead, other):
    case = old_person(name="Valdemar Hemmelighed")
    made = being_destroyed(approved(proposed(lead), lead, other), lead)
    destroy_list(list_id=made.pk, now=NOW)

    item = made.items.get()

    assert (item.citizen_id, item.file_count) == (None, 1)
    assert item.row_count > 8
    assert not DoomedRow.objects.exists()
    told = " ".join(str(getattr(item, field.attname)) for field in item._meta.concrete_fields)
    assert case.number not in told
    assert "Hemmelighed" not in told
    made.refresh_from_db()
    assert made.status == ListStatus.DONE


def test_counselling_of_nobody_goes_too(lead, other):
    nobodys_inquiry()
    made = being_destroyed(approved(proposed(lead), lead, other), lead)

    destroy_list(list_id=made.pk, now=NOW)

    assert not Inquiry.objects.exists()
    # The inquiry and its one version.
    assert made.items.get().row_count == 2


def test_the_same_person_does_not_approve_twice(lead):
    old_person()
    made = approved(proposed(lead), lead)

    with pytest.raises(ValidationError, match="En anden skal også"):
        approve_list(list_id=made.pk, by=lead, now=NOW)

    made.refresh_from_db()
    assert made.status == ListStatus.PROPOSED


def test_the_database_takes_no_second_approval_of_the_same_person(lead):
    old_person()
    made = approved(proposed(lead), lead)

    with pytest.raises(IntegrityError, match="destruction_approved_once_by_each"), transaction.atomic():
        DestructionApproval.objects.create(list=made, by=lead, at=NOW)


@pytest.mark.parametrize("status", ["approved", "destroying", "done"])
def test_the_database_calls_nothing_approved_that_two_have_not(lead, status):
    old_person()
    made = approved(proposed(lead), lead)

    with pytest.raises(DatabaseError, match="Two different persons"), transaction.atomic():
        DestructionList.objects.filter(pk=made.pk).update(status=status)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.TEAM_LEAD}))
def test_only_a_team_lead_makes_a_list_and_has_it_destroyed(role, lead, other):
    old_person()
    somebody = make_staff(role)
    with pytest.raises(PermissionDenied):
        make_list(by=somebody, now=NOW)
    made = approved(proposed(lead), lead, other)

    for act in (begin_destroying, drop_list):
        with pytest.raises(PermissionDenied):
            act(list_id=made.pk, by=somebody, now=NOW)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.TEAM_LEAD, Role.VISITATOR}))
def test_others_approve_nothing_and_take_nothing_off(role, lead):
    old_person()
    made = proposed(lead)
    somebody = make_staff(role)

    with pytest.raises(PermissionDenied):
        approve_list(list_id=made.pk, by=somebody, now=NOW)
    with pytest.raises(PermissionDenied):
        take_off(item_id=made.items.get().pk, reason="Nej", by=somebody, now=NOW)


def test_nothing_is_destroyed_by_one_approval(lead):
    case = old_person()
    made = approved(proposed(lead), lead)

    with pytest.raises(ValidationError, match="ikke godkendt af to"):
        begin_destroying(list_id=made.pk, by=lead, now=NOW)
    assert not destroy_list(list_id=made.pk, now=NOW)

    assert Case.objects.filter(pk=case.pk).exists()


def test_what_is_taken_off_stays(lead, other):
    kept, gone = old_person(), old_person()
    made = proposed(lead)
    item = made.items.get(citizen=kept.citizen)
    with pytest.raises(ValidationError, match="Skriv, hvorfor"):
        take_off(item_id=item.pk, reason=" ", by=lead, now=NOW)

    take_off(item_id=item.pk, reason="Forskningsprojekt", by=lead, now=NOW)
    being_destroyed(approved(made, lead, other), lead)
    destroy_list(list_id=made.pk, now=NOW)

    assert Citizen.objects.filter(pk=kept.citizen_id).exists()
    assert not Citizen.objects.filter(pk=gone.citizen_id).exists()


def test_something_new_after_the_list_takes_it_off(lead, other, caseworker):
    case = old_person()
    made = approved(proposed(lead), lead, other)
    Citizen.objects.filter(pk=case.citizen_id).first()
    case.citizen._history_user = caseworker
    case.citizen.phone = "70101010"
    case.citizen.save()
    being_destroyed(made, lead)

    destroy_list(list_id=made.pk, now=NOW)

    assert made.items.get().taken_off_reason == NEW_SINCE
    assert Citizen.objects.filter(pk=case.citizen_id).exists()


def test_a_new_note_and_a_hold_take_it_off_with_their_own_words(lead, other, caseworker):
    noted, held = old_person(by=caseworker), old_person()
    made = approved(proposed(lead), lead, other)
    sign(noted, by=caseworker, now=NOW)
    hold_back(case_id=held.pk, reason="Retssag", by=lead, now=NOW)
    being_destroyed(made, lead)

    destroy_list(list_id=made.pk, now=NOW)

    reasons = dict(made.items.values_list("citizen", "taken_off_reason"))
    assert reasons == {noted.citizen_id: NEW_SINCE, held.citizen_id: "Sat i bero: Retssag"}


def test_to_look_at_the_case_takes_nothing_off(lead, other):
    case = old_person()
    made = approved(proposed(lead), lead, other)
    looked_at(case, other)
    being_destroyed(made, lead)

    destroy_list(list_id=made.pk, now=NOW)

    assert not Case.objects.filter(pk=case.pk).exists()


def test_a_killed_worker_is_gone_on_from(lead, other, monkeypatch):
    for _ in range(3):
        old_person()
    made = being_destroyed(approved(proposed(lead), lead, other), lead)
    whole, left = destruction._destroy, [2]

    def killed(item, *, now):
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt
        whole(item, now=now)

    monkeypatch.setattr(destruction, "_destroy", killed)
    with pytest.raises(KeyboardInterrupt):
        destroy_list(list_id=made.pk, now=NOW)
    assert Case.objects.count() == 2
    monkeypatch.undo()

    assert destroy_list(list_id=made.pk, now=NOW)
    assert not destroy_list(list_id=made.pk, now=NOW)
    assert Case.objects.count() == 0


def test_a_file_that_cannot_be_removed_is_tried_again(lead, other, monkeypatch):
    old_person()
    made = being_destroyed(approved(proposed(lead), lead, other), lead)
    destroy_list(list_id=made.pk, now=NOW)

    def broken(name):
        raise OSError(name)

    monkeypatch.setattr(attachment_storage(), "delete", broken)
    assert remove_files() == 0
    monkeypatch.undo()

    assert remove_files() == 1


# Direct attempts


def test_the_orm_deletes_nothing_of_a_person(lead):
    case = old_person()

    for row in (case.citizen, case, Note.objects.get(case=case)):
        with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
            row.delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.filter(case=case)._raw_delete("default")


@pytest.mark.parametrize(
    "table",
    [
        "cases_note",
        "cases_attachment",
        "cases_case",
        "cases_citizen",
        "cases_historicalcitizen",
        "cases_inquiry",
        "cases_treatmentrequest",
        "access_readlog",
    ],
)
def test_sql_deletes_nothing_of_a_person(lead, table):
    looked_at(old_person(), lead)
    citizen = Citizen.objects.get()
    citizen._history_user = lead
    citizen.save()

    for sql in (f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with pytest.raises(DatabaseError):
            attack(sql)


def test_to_name_a_list_that_two_have_not_approved_lets_nothing_through(lead):
    old_person()
    say_which(approved(proposed(lead), lead).items.get())

    with pytest.raises(DatabaseError):
        attack("DELETE FROM cases_note")


def test_to_name_an_approved_list_that_is_not_being_destroyed_lets_nothing_through(lead, other):
    old_person()
    say_which(approved(proposed(lead), lead, other).items.get())

    with pytest.raises(DatabaseError):
        attack("DELETE FROM cases_note")


def test_an_approved_item_lets_no_other_persons_row_through(lead, other):
    old_person()
    bystander = old_person(closed_on=None, name="En Anden")
    looked_at(bystander, lead)
    made = being_destroyed(approved(proposed(lead), lead, other), lead)
    say_which(made.items.get())

    for table, column in (("cases_note", "case_id"), ("access_readlog", "case_id"), ("cases_case", "id")):
        with pytest.raises(DatabaseError):
            attack(f"DELETE FROM {table} WHERE {column} = %s", bystander.pk)


def test_an_item_that_was_taken_off_lets_nothing_through(lead, other):
    old_person(), old_person()
    made = proposed(lead)
    item = made.items.first()
    take_off(item_id=item.pk, reason="Retssag", by=lead, now=NOW)
    being_destroyed(approved(made, lead, other), lead)
    say_which(item)

    with pytest.raises(DatabaseError):
        attack("DELETE FROM cases_note WHERE case_id = %s", item.citizen.cases.get().pk)


def test_nothing_is_written_to_a_list_that_has_been_made(lead, other):
    old_person()
    bystander = old_person(closed_on=None, name="En Anden")
    made = approved(proposed(lead), lead, other)
    item = made.items.get()
    attacks = (
        lambda: DoomedRow.objects.create(item=item, table_name="cases_case", row_key=str(bystander.pk)),
        lambda: DoomedRow.objects.filter(table_name="cases_case").update(row_key=str(bystander.pk)),
        lambda: DestructionItem.objects.filter(pk=item.pk).update(citizen=bystander.citizen),
        lambda: DestructionItem.objects.create(
            list=made,
            kind=item.kind,
            citizen=bystander.citizen,
            last_entry_on=item.last_entry_on,
            kept_until=item.kept_until,
            rule="Ingen",
        ),
        lambda: item.delete(),
    )
    for attempt in attacks:
        with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE rights_destructionitem SET row_count = 0",
        "DELETE FROM rights_destructionitem",
        "DELETE FROM rights_destructionlist",
        "UPDATE rights_destructionapproval SET at = now()",
        "DELETE FROM rights_destructionapproval",
        "TRUNCATE rights_destructionapproval",
    ],
)
def test_receipts_and_approvals_stay(lead, other, sql):
    old_person()
    made = being_destroyed(approved(proposed(lead), lead, other), lead)
    destroy_list(list_id=made.pk, now=NOW)

    with pytest.raises(DatabaseError):
        attack(sql)


def test_no_approval_is_added_to_a_list_that_is_given_up(lead, other):
    old_person()
    made = approved(proposed(lead), lead)
    drop_list(list_id=made.pk, by=lead, now=NOW)

    with pytest.raises(ValidationError):
        approve_list(list_id=made.pk, by=other, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        DestructionApproval.objects.create(list=made, by=other, at=NOW)
    # What was on it is due still.
    assert make_list(by=lead, now=NOW).items.count() == 1


def test_every_table_that_refers_to_what_goes_is_known(lead):
    """A table that is forgotten would stop the destruction at its foreign key, or be left behind."""
    old_person()
    item = proposed(lead).items.get()
    gone = {each.model for each in doomed_by(item)} | {ReadLog}
    known = {holding.model for holding in holdings()}
    for model in apps.get_models():
        refers = any(
            field.is_relation and field.related_model in gone and field.remote_field.on_delete is not None
            for field in model._meta.concrete_fields
        )
        if refers and not hasattr(model, "instance_type"):
            assert model in known, model
    assert person_of_item(item).cases
