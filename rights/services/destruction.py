"""Lists of what may no longer be kept: made, approved by two different persons, and then destroyed.

Nothing is destroyed in any other way: the guards of the database let a row go only with an approved list that
names it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from cases.permissions import require
from cases.services.attachments import attachment_storage
from cases.services.locks import hold_cases_of
from rights.doomed import Doomed, doomed_by, files_of, person_of_item
from rights.enums import APPROVALS_NEEDED, ListStatus, RetentionKind
from rights.keeping import Keeping
from rights.models import (
    DestructionApproval,
    DestructionItem,
    DestructionList,
    DoomedRow,
    FileToRemove,
)
from rights.permissions import can_approve_destruction, can_propose_destruction
from rights.services.keeping import (
    due_citizens,
    due_inquiries,
    due_minutes,
    keeping_of,
    keeping_of_inquiry,
    keeping_of_minutes,
    minutes_with,
)
from rusmiddel.access.models import ReadLog, User
from rusmiddel.locks import hold

NOTHING_DUE = "Intet er forfaldent til destruktion."
NEW_SINCE = "Der er kommet nyt til, siden listen blev lavet."
LISTS = "lists of destruction"
BATCH_SIZE = 2000


@transaction.atomic
def make_list(*, by: User, now: datetime) -> DestructionList:
    """Put what is due on a list, no more than can be looked at; ValidationError where nothing is."""
    require(can_propose_destruction(by))
    # Two lists of the same moment would hold the same.
    hold(LISTS)
    today = timezone.localdate(now)
    made = DestructionList.objects.create(made_at=now, made_by=by, due_on=today, touched_at=now)
    items = []
    for item in _due(made, now):
        items.append(item)
        if len(items) == settings.DESTRUCTION_LIST_SIZE:
            break
    if not items:
        raise ValidationError(NOTHING_DUE)
    DestructionItem.objects.bulk_create(items)
    return made


def gather_list(*, list_id: int, now: datetime) -> bool:
    """Write down which rows go with each item; safe to run twice, and at the same time twice.

    Return whether this run wrote the last of them.
    """
    while True:
        with transaction.atomic():
            made = DestructionList.objects.select_for_update().get(pk=list_id)
            if made.status != ListStatus.GATHERING:
                return False
            item = made.items.filter(is_gathered=False).first()
            made.touched_at = now
            if item is None:
                made.move_to(ListStatus.PROPOSED)
                made.save(update_fields=["status", "touched_at"])
                return True
            DoomedRow.objects.bulk_create(
                (
                    DoomedRow(item=item, table_name=each.table, row_key=str(key))
                    for each in doomed_by(item)
                    for key in each.keys
                ),
                batch_size=BATCH_SIZE,
            )
            item.is_gathered = True
            item.save(update_fields=["is_gathered"])
            made.save(update_fields=["touched_at"])


@transaction.atomic
def take_off(*, item_id: int, reason: str, by: User, now: datetime) -> DestructionItem:
    """Take one thing off the list, with the reason; it comes on a later list if it is still due."""
    require(can_approve_destruction(by))
    if not reason.strip():
        raise ValidationError({"reason": "Skriv, hvorfor det tages af listen."})
    item = DestructionItem.objects.get(pk=item_id)
    made = DestructionList.objects.select_for_update().get(pk=item.list_id)
    if made.status not in {ListStatus.PROPOSED, ListStatus.APPROVED}:
        raise ValidationError("Listen er ikke længere åben for ændringer.")
    if not item.is_standing:
        raise ValidationError("Det er allerede taget af listen.")
    return _take_off(item, reason=reason.strip(), by=by, now=now)


@transaction.atomic
def approve_list(*, list_id: int, by: User, now: datetime) -> DestructionList:
    """Approve everything that stands on the list; two different persons must (OPB-3).

    ValidationError a second time by the same person: the database refuses it too.
    """
    require(can_approve_destruction(by))
    made = DestructionList.objects.select_for_update().get(pk=list_id)
    if not made.is_proposed:
        raise ValidationError("Listen venter ikke på godkendelse.")
    if not made.items.standing().exists():
        raise ValidationError("Der står ikke længere noget på listen.")
    approval = DestructionApproval(list=made, by=by, at=now)
    approval.full_clean()
    approval.save()
    if made.approvals.count() >= APPROVALS_NEEDED:
        made.move_to(ListStatus.APPROVED)
        made.save(update_fields=["status"])
    return made


@transaction.atomic
def drop_list(*, list_id: int, by: User, now: datetime) -> DestructionList:
    """Give the list up; nothing on it is destroyed."""
    require(can_propose_destruction(by))
    made = DestructionList.objects.select_for_update().get(pk=list_id)
    made.move_to(ListStatus.DROPPED)
    made.closed_at = now
    made.save(update_fields=["status", "closed_at"])
    for item in made.items.standing():
        _take_off(item, reason="Listen er opgivet.", by=by, now=now)
    return made


@transaction.atomic
def begin_destroying(*, list_id: int, by: User, now: datetime) -> DestructionList:
    """Leave an approved list for the worker to destroy."""
    require(can_propose_destruction(by))
    made = DestructionList.objects.select_for_update().get(pk=list_id)
    if made.status in {ListStatus.DESTROYING, ListStatus.DONE}:
        return made
    if not made.is_approved:
        raise ValidationError("Listen er ikke godkendt af to personer.")
    made.move_to(ListStatus.DESTROYING)
    made.destroyed_by, made.touched_at = by, now
    made.save(update_fields=["status", "destroyed_by", "touched_at"])
    return made


def destroy_list(*, list_id: int, now: datetime) -> bool:
    """Destroy what is left of the list, an item in each transaction; safe to run twice.

    Minutes go first: they name those who come after. Return whether this run destroyed the last of it.
    """
    while True:
        with transaction.atomic():
            made = DestructionList.objects.select_for_update().get(pk=list_id)
            if made.status != ListStatus.DESTROYING:
                return False
            item = made.items.to_destroy().order_by(F("citizen").asc(nulls_first=True), "pk").first()
            made.touched_at = now
            if item is None:
                made.move_to(ListStatus.DONE)
                made.closed_at = now
                made.save(update_fields=["status", "closed_at", "touched_at"])
                return True
            made.save(update_fields=["touched_at"])
            _destroy(item, now=now)


def remove_files() -> int:
    """Remove the files whose rows are gone; return how many. One that cannot be removed is tried again."""
    removed = 0
    for file in FileToRemove.objects.order_by("pk"):
        try:
            attachment_storage().delete(file.stored_as)
        except (OSError, BotoCoreError, ClientError):
            continue
        file.delete()
        removed += 1
    return removed


def _due(made: DestructionList, now: datetime) -> Iterator[DestructionItem]:
    today = timezone.localdate(now)
    for minutes, found in due_minutes(today):
        yield _item(made, found, minutes=minutes, kind=RetentionKind.MINUTES)
    for inquiry, found in due_inquiries(today):
        yield _item(made, found, inquiry=inquiry, kind=RetentionKind.COUNSELLING)
    for citizen, found in due_citizens(today):
        yield _item(made, found, citizen=citizen, kind=found.rule.kind)


def _item(made: DestructionList, found: Keeping, **what: Any) -> DestructionItem:
    assert found.last_entry_on is not None
    assert found.kept_until is not None
    return DestructionItem(
        list=made,
        last_entry_on=found.last_entry_on,
        kept_until=found.kept_until,
        rule=f"{found.rule.years} år. {found.by_rule}",
        **what,
    )


def _take_off(item: DestructionItem, *, reason: str, by: User | None, now: datetime) -> DestructionItem:
    item.taken_off_at, item.taken_off_by, item.taken_off_reason = now, by, reason
    item.save(update_fields=["taken_off_at", "taken_off_by", "taken_off_reason"])
    item.doomed.all().delete()
    return item


def _destroy(item: DestructionItem, *, now: datetime) -> None:
    if item.citizen_id is not None:
        hold_cases_of(item.citizen_id)
    doomed = doomed_by(item)
    reason = _why_not(item, doomed, now)
    if reason:
        _take_off(item, reason=reason, by=None, now=now)
        return
    files = files_of(doomed)
    FileToRemove.objects.bulk_create(FileToRemove(stored_as=name, since=now) for name in files)
    _let_guards_through(str(item.pk))
    rows = _delete(item, doomed)
    item.doomed.all().delete()
    _let_guards_through("")
    item.citizen = item.inquiry = item.minutes = None
    item.destroyed_at, item.row_count, item.file_count = now, rows, len(files)
    item.save(update_fields=["citizen", "inquiry", "minutes", "destroyed_at", "row_count", "file_count"])


def _why_not(item: DestructionItem, doomed: list[Doomed], now: datetime) -> str:
    """Why an item may not be destroyed after all; empty where it may."""
    found = _keeping_now(item, now)
    if found.hindrances:
        return " ".join(found.hindrances)
    if item.citizen_id is not None and minutes_with(person_of_item(item)):
        return "Borgeren står i et referat, der ikke er destrueret."
    listed = set(item.doomed.values_list("table_name", "row_key"))
    standing = {(each.table, str(key)) for each in doomed for key in each.keys}
    return "" if listed == standing and found.is_due(timezone.localdate(now)) else NEW_SINCE


def _keeping_now(item: DestructionItem, now: datetime) -> Keeping:
    if item.citizen_id is not None:
        return keeping_of(item.citizen_id, today=timezone.localdate(now))
    if item.inquiry is not None:
        return keeping_of_inquiry(item.inquiry)
    assert item.minutes is not None
    return keeping_of_minutes(item.minutes)


def _let_guards_through(item: str) -> None:
    """Tell the guards, for this transaction alone, which item of an approved list is being destroyed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rusmiddel.destruction', %s, true)", [item])


def _delete(item: DestructionItem, doomed: list[Doomed]) -> int:
    """The rows themselves, by key: what refers to them goes in the same transaction."""
    rows = 0
    if item.citizen_id is not None:
        reads = ReadLog.objects.filter(case__in=person_of_item(item).cases)
        rows += reads._raw_delete(reads.db)
    for each in doomed:
        found = each.model._base_manager.filter(pk__in=each.keys)
        rows += found._raw_delete(found.db)
    return rows
