"""Text blocks (tekstblokke): maintained by an administrator, versioned, never executable."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cases.permissions import require
from rusmiddel.access.models import User
from rusmiddel.danish_dates import long_date
from rusmiddel.letters.blocks import faults
from rusmiddel.letters.enums import BlockUse, LetterLanguage
from rusmiddel.letters.models import TextBlock
from rusmiddel.letters.outdated import abolished_names
from rusmiddel.letters.pdf import unprintable
from rusmiddel.locks import hold
from visitation.permissions import can_maintain_blocks


@transaction.atomic
def save_block(
    *,
    key: str,
    title: str,
    use: BlockUse,
    language: LetterLanguage,
    text: str,
    valid_from: date,
    by: User,
    today: date,
) -> TextBlock:
    """Put a block in use from a day; the version before it ends the day before.

    ValidationError for a name that is not on the closed list, an authority that is no more, a sign that
    cannot be printed, or a day that has passed or another version has taken.
    """
    require(can_maintain_blocks(by))
    hold(f"text block:{key}")
    wrong = [*faults(text)]
    wrong += [
        f"{name} har ikke længere opgaven. {instead}".rstrip()
        for name, instead in abolished_names(text, on=valid_from)
    ]
    if signs := unprintable(text):
        wrong.append(f"Kan ikke trykkes: {', '.join(f'»{sign}«' for sign in signs)}.")
    if wrong:
        raise ValidationError({"text": wrong})
    if valid_from < today:
        raise ValidationError({"valid_from": "En blok kan ikke gælde fra en dag, der er gået."})
    of_key = TextBlock.objects.filter(key=key, language=language)
    current = of_key.open_ended().first()
    if current is not None:
        lower = current.valid.lower
        if lower is not None and lower >= valid_from:
            raise ValidationError(
                {"valid_from": f"Der er allerede en udgave, som gælder fra den {long_date(lower)}."}
            )
        _end(current, valid_from)
    block = TextBlock(
        key=key,
        title=title.strip(),
        use=use,
        language=language,
        text=text.strip(),
        valid=DateRange(valid_from, None, "[)"),
        made_by=by,
    )
    block.validate_constraints()
    block.save()
    return block


@transaction.atomic
def retire_block(*, block_id: int, by: User, today: date) -> TextBlock:
    """Offer the block to nobody from today on; letters that used it stay as they are."""
    require(can_maintain_blocks(by))
    block = TextBlock.objects.select_for_update().get(pk=block_id)
    if not block.is_open_ended:
        raise ValidationError("Blokken er allerede taget ud.")
    _end(block, today)
    return block


def _end(block: TextBlock, on: date) -> None:
    lower = block.valid.lower
    block.valid = DateRange(lower, max(on, lower) if lower else on, "[)")
    block.save(update_fields=["valid"])
