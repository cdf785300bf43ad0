"""The bundle is sealed: written to a file once, with its sum, and given to whoever asked."""

import hashlib
from datetime import datetime
from uuid import uuid4

from botocore.exceptions import BotoCoreError, ClientError
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from cases.enums import StoryKind
from cases.holdings import holding_of, holdings
from cases.permissions import require
from cases.seeing import require_sees
from cases.services.attachments import Unreadable, attachment_storage
from cases.services.story import tell
from rights.enums import BundleStatus, HandoverWay, ItemChoice
from rights.models import Bundle, BundleItem, Handover, Seal
from rights.pack import Cover, LeftOut, packed
from rights.permissions import can_answer_access_request
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters.services import LetterCorrupted
from rusmiddel.standards.services import in_force

GONE = "En fil kan ikke læses: {title}. Tag den ud med den begrundelse, eller få filen tilbage."


class SealBroken(Exception):
    """The stored bundle is gone, or is not the one that was sealed."""


@transaction.atomic
def seal(*, bundle_id: int, now: datetime) -> bool:
    """Write the bundle and seal it; safe to run twice, and at the same time twice.

    Return whether this run sealed it. Where a file cannot be read it goes back to be looked through.
    """
    bundle = (
        Bundle.objects.select_for_update(of=("self",))
        .select_related("request__case__citizen")
        .get(pk=bundle_id)
    )
    if bundle.status != BundleStatus.SEALING:
        return False
    items = list(bundle.items.order_by("position"))
    try:
        content = packed(
            items,
            cover=_cover(bundle),
            left_out=_left_out(),
            read_file=_read_file,
            now=timezone.localtime(now),
        )
    except UnreadableItem as error:
        bundle.move_to(BundleStatus.REVIEW)
        bundle.problem = GONE.format(title=error.item.title)[:300]
        bundle.save(update_fields=["status", "problem"])
        return False
    assert bundle.sealing_by is not None
    stored_as = attachment_storage().save(_random_name(), ContentFile(content))
    try:
        Seal.objects.create(
            bundle=bundle,
            stored_as=stored_as,
            sha256=hashlib.sha256(content).hexdigest(),
            size=len(content),
            items_given=sum(item.choice in {"", ItemChoice.GIVEN} for item in items),
            items_partly=sum(item.choice == ItemChoice.PARTLY for item in items),
            items_out=sum(item.choice == ItemChoice.TAKEN_OUT for item in items),
            sealed_at=now,
            sealed_by=bundle.sealing_by,
        )
        bundle.move_to(BundleStatus.SEALED)
        bundle.touched_at = now
        bundle.save(update_fields=["status", "touched_at"])
    except Exception:
        attachment_storage().delete(stored_as)
        raise
    _tell(bundle, "Indsigtspakken er forseglet", by=bundle.sealing_by, at=now)
    return True


def sealed_content(seal: Seal) -> bytes:
    """The zip file as it was sealed, to the byte; raises SealBroken."""
    try:
        with attachment_storage().open(seal.stored_as) as file:
            content: bytes = file.read()
    except (OSError, BotoCoreError, ClientError) as error:
        raise SealBroken(seal.pk) from error
    if hashlib.sha256(content).hexdigest() != seal.sha256:
        raise SealBroken(seal.pk)
    return content


@transaction.atomic
def hand_over(
    *, seal_id: int, given_to: str, way: HandoverWay, given_at: datetime, note: str, by: User, now: datetime
) -> Handover:
    """Write down that the sealed bundle was given to somebody."""
    require(can_answer_access_request(by))
    require_sees(by, now, access_requests__bundles__seal=seal_id)
    found = Seal.objects.select_related("bundle__request__case").get(pk=seal_id)
    # A form knows no seconds.
    if given_at < found.sealed_at.replace(second=0, microsecond=0):
        raise ValidationError({"given_at": "Pakken kan ikke være givet, før den blev forseglet."})
    handover = Handover(
        seal=found,
        given_to=given_to.strip(),
        way=way,
        given_at=given_at,
        note=note.strip(),
        recorded_at=now,
        recorded_by=by,
    )
    handover.full_clean()
    handover.save()
    _tell(
        found.bundle,
        f"Indsigtspakken er givet til {handover.given_to}: {handover.get_way_display().lower()}",
        by=by,
        at=given_at,
    )
    return handover


class UnreadableItem(Exception):
    def __init__(self, item: BundleItem) -> None:
        super().__init__(item.pk)
        self.item = item


def _read_file(item: BundleItem) -> bytes:
    holding = holding_of(item.source)
    row = holding.model._base_manager.get(pk=item.source_key)
    file = holding.file(row)
    assert file is not None
    try:
        return file.read()
    except (Unreadable, LetterCorrupted) as error:
        raise UnreadableItem(item) from error


def _cover(bundle: Bundle) -> Cover:
    request = bundle.request
    assert bundle.gathered_at is not None
    organisation = in_force(timezone.localdate(bundle.gathered_at)).organisation
    return Cover(
        centre=organisation.centre_name.value,
        municipality=organisation.municipality.value,
        case_number=request.case.number,
        citizen=request.case.citizen.display_name,
        basis=request.get_basis_display(),
        received_on=long_date(request.received_on),
        gathered_at=bundle.gathered_at,
    )


def _left_out() -> list[LeftOut]:
    return [
        LeftOut(what=each.heading, why=why)
        for each in holdings()
        for why in (each.left_out, each.why_withheld)
        if why
    ]


def _random_name() -> str:
    name = uuid4().hex
    return f"{name[:2]}/{name}"


def _tell(bundle: Bundle, text: str, *, by: User, at: datetime) -> None:
    tell(
        case_id=bundle.request.case_id,
        kind=StoryKind.ACCESS,
        at=at,
        text=text,
        by=by,
        path=bundle.request.get_absolute_url(),
    )
