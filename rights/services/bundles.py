"""The bundle of everything held on one person: gathered table by table, then looked through item by item."""

import json
from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from cases.holdings import Holding, Person, holdings
from cases.permissions import require
from cases.seeing import require_sees
from rights.enums import BundleStatus, ItemChoice
from rights.models import AccessRequest, Bundle, BundleItem
from rights.pack import taken_out_of
from rights.permissions import can_answer_access_request, can_choose, sees_every_case
from rights.person import person_of
from rights.telling import Words, digest, title_of, told, why_marked
from rusmiddel.access.models import User
from rusmiddel.locks import hold

NOT_ALL_CASES = (
    "Borgeren har en sag, som du ikke har adgang til. Den, der svarer på anmodningen, eller teamlederen skal "
    "gøre det."
)
BATCH_SIZE = 500
# What one transaction gathers before it says how far it is: enough that a usual person is one or two of them.
ROWS_AT_A_TIME = 200


@transaction.atomic
def begin_bundle(*, request_id: int, by: User, now: datetime) -> Bundle:
    """Begin a bundle for the worker to gather; asked for again while there is one, it is gathered anew.

    What was chosen for a row that has not changed since is kept.
    """
    require(can_answer_access_request(by))
    require_sees(by, now, access_requests=request_id)
    hold(f"bundle of access:{request_id}")
    request = AccessRequest.objects.select_related("case").get(pk=request_id)
    if not request.is_open:
        raise ValidationError("Anmodningen er besvaret eller trukket tilbage.")
    _require_all_cases(request, by)
    standing = Bundle.objects.standing().select_for_update().filter(request=request).first()
    if standing is not None:
        if standing.is_working:
            return standing
        if standing.is_sealed:
            raise ValidationError("Pakken er forseglet og kan ikke samles igen.")
        standing.move_to(BundleStatus.DROPPED)
        standing.save(update_fields=["status"])
    bundle = Bundle.objects.create(
        request=request, total=len(_told_holdings()), begun_at=now, begun_by=by, touched_at=now
    )
    return bundle


def gather(*, bundle_id: int, now: datetime) -> bool:
    """Gather what is left, some tables in each transaction; safe to run twice, and at the same time twice.

    Return whether this run gathered the last of it.
    """
    words = Words()
    while True:
        with transaction.atomic():
            bundle = Bundle.objects.select_for_update().get(pk=bundle_id)
            if bundle.status != BundleStatus.GATHERING:
                return False
            if bundle.done < bundle.total:
                _gather_some(bundle, words)
                bundle.touched_at = now
                bundle.save(update_fields=["done", "touched_at"])
                continue
            _keep_earlier_choices(bundle)
            _note_repeats(bundle)
            bundle.move_to(BundleStatus.REVIEW)
            bundle.gathered_at = now
            bundle.save(update_fields=["status", "gathered_at"])
            return True


@transaction.atomic
def choose_item(
    *,
    item_id: int,
    choice: ItemChoice,
    lines_out: Collection[str],
    words_out: Collection[str],
    reason: str,
    by: User,
    now: datetime,
) -> BundleItem:
    """Say whether an item is given, whole or not, and why what is kept back is.

    ValidationError where nothing or everything of it would be kept back by a partial choice, or words are
    struck that do not stand there; PermissionDenied for another profession's part.
    """
    require_sees(by, now, access_requests__bundles__items=item_id)
    item = BundleItem.objects.select_related("bundle__request").get(pk=item_id)
    # Held by whoever seals too: nothing changes once that has begun.
    bundle = Bundle.objects.select_for_update().get(pk=item.bundle_id)
    require(can_choose(by, item.marks))
    if not bundle.is_reviewed_now:
        raise ValidationError("Pakken er forseglet eller bliver det nu. Der kan ikke ændres i den.")
    wrong = _wrong_choice(item, choice, lines_out, words_out, reason)
    if wrong:
        raise ValidationError(wrong)
    is_part = choice == ItemChoice.PARTLY
    item.choice = choice
    item.lines_out = sorted(lines_out) if is_part else []
    item.words_out = json.dumps(list(words_out) if is_part else [], ensure_ascii=False)
    item.reason = "" if choice == ItemChoice.GIVEN else reason.strip()
    item.chosen_at, item.chosen_by = now, by
    item.save(update_fields=["choice", "lines_out", "words_out", "reason", "chosen_at", "chosen_by"])
    _note_repeats(bundle)
    return item


@transaction.atomic
def begin_sealing(*, bundle_id: int, by: User, now: datetime) -> Bundle:
    """Leave the bundle for the worker to seal; ValidationError while something marked is not chosen."""
    require(can_answer_access_request(by))
    require_sees(by, now, access_requests__bundles=bundle_id)
    bundle = Bundle.objects.select_for_update(of=("self",)).select_related("request__case").get(pk=bundle_id)
    _require_all_cases(bundle.request, by)
    if bundle.status in {BundleStatus.SEALING, BundleStatus.SEALED}:
        return bundle
    undecided = bundle.items.undecided().count()
    if undecided:
        raise ValidationError(
            f"{undecided} {'oplysning' if undecided == 1 else 'oplysninger'} mangler et valg. "
            "Se dem igennem, før pakken forsegles."
        )
    bundle.move_to(BundleStatus.SEALING)
    bundle.sealing_by, bundle.touched_at, bundle.problem = by, now, ""
    bundle.save(update_fields=["status", "sealing_by", "touched_at", "problem"])
    return bundle


def _told_holdings() -> list[Holding]:
    return [holding for holding in holdings() if not holding.left_out]


def _require_all_cases(request: AccessRequest, by: User) -> None:
    if not sees_every_case(by, person_of(request.case.citizen_id).cases):
        raise ValidationError(NOT_ALL_CASES)


def _gather_some(bundle: Bundle, words: Words) -> None:
    request = AccessRequest.objects.select_related("case").get(pk=bundle.request_id)
    person = person_of(request.case.citizen_id)
    before = position = bundle.items.count()
    while bundle.done < bundle.total and position - before < ROWS_AT_A_TIME:
        position += _gather_table(bundle, _told_holdings()[bundle.done], person, words, after=position)
        bundle.done += 1


def _gather_table(bundle: Bundle, holding: Holding, person: Person, words: Words, *, after: int) -> int:
    """Gather the person's rows of a table behind those that are there; return how many."""
    items = []
    for position, (row, content) in enumerate(
        told(holding, list(holding.told_rows(person)), words), after + 1
    ):
        marks, why = why_marked(holding, row, person)
        file = holding.file(row)
        items.append(
            BundleItem(
                bundle=bundle,
                position=position,
                heading=holding.heading,
                title=title_of(holding, row),
                case_id=holding.case_of(row),
                source=holding.label,
                source_key=str(row.pk),
                content=json.dumps(content, ensure_ascii=False),
                file_name=file.name if file else "",
                marks=marks,
                why_marked=why,
            )
        )
    BundleItem.objects.bulk_create(items, batch_size=BATCH_SIZE)
    return len(items)


def _keep_earlier_choices(bundle: Bundle) -> None:
    """What somebody chose in the bundle before, for rows that say the same as then."""
    before = (
        Bundle.objects.filter(request=bundle.request_id, pk__lt=bundle.pk)
        .order_by("-pk")
        .values("pk")
        .first()
    )
    if before is None:
        return
    chosen = {
        (item.source, item.source_key): item
        for item in BundleItem.objects.filter(bundle=before["pk"]).exclude(choice="")
    }
    for item in bundle.items.filter(source_key__in=[key for _, key in chosen]):
        earlier = chosen.get((item.source, item.source_key))
        if earlier is None or digest(earlier.content) != digest(item.content):
            continue
        for name in ("choice", "lines_out", "words_out", "reason", "chosen_at", "chosen_by"):
            setattr(item, name, getattr(earlier, name))
        item.save(update_fields=["choice", "lines_out", "words_out", "reason", "chosen_at", "chosen_by"])


def _note_repeats(bundle: Bundle) -> None:
    """Have somebody look at what says the same as something that is taken out.

    The story repeats the beginning of a note, and a letter what stood in an assessment. Words that are struck
    are struck in all of the bundle and need nobody's look.
    """
    items = list(bundle.items.order_by("position"))
    taken = [(item, said) for item in items for said in taken_out_of(item)]
    for item in items:
        text = item.text if taken else ""
        source = next((other for other, said in taken if other.pk != item.pk and said in text), None)
        repeats = f"Det samme står i »{source.title}«, som der er taget noget ud af." if source else ""
        if repeats != item.repeats:
            item.repeats = repeats
            item.save(update_fields=["repeats"])


def _wrong_choice(
    item: BundleItem,
    choice: ItemChoice,
    lines_out: Collection[str],
    words_out: Collection[str],
    reason: str,
) -> dict[str, str]:
    if choice != ItemChoice.GIVEN and not reason.strip():
        return {"reason": "Skriv, hvorfor det tages ud."}
    if choice != ItemChoice.PARTLY:
        return {}
    content = item.told
    names = {line["name"] for line in content["lines"]}
    if not lines_out and not words_out:
        return {"choice": "Vælg, hvad der tages ud, eller giv det hele."}
    if unknown := set(lines_out) - names:
        return {"lines_out": f"Findes ikke: {', '.join(sorted(unknown))}."}
    if set(lines_out) >= names:
        return {"choice": "Så er der intet tilbage. Vælg at tage det hele ud."}
    absent = next((word for word in words_out if word not in item.text), None)
    if absent is not None:
        return {"words_out": f"Står der ikke: »{absent}«. Skriv det, præcis som det står."}
    return {}
