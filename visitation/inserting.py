"""Puts a text block (tekstblok) beneath what is typed in a form, with or without scripts."""

from datetime import date

from django import forms

from cases.drafting import put_back
from cases.models import Case
from rusmiddel.access.requests import StaffRequest
from rusmiddel.letters.enums import BlockUse
from rusmiddel.letters.models import TextBlock
from rusmiddel.letters.models.block import TextBlockQuerySet
from rusmiddel.numbers import key_in
from rusmiddel.standards.services import in_force
from visitation.written_letters import block_values, filled

# The button that inserts; its value is the field, where there is more than one to choose among.
INSERT = "draft_insert"
BLOCK = "draft_block"


def offered_blocks(use: str, on: date) -> TextBlockQuerySet:
    return TextBlock.objects.in_force(on).filter(use=use)


def insert_block(
    form: forms.BaseForm, request: StaffRequest, case: Case, *, use: BlockUse, into: str, today: date
) -> None:
    """Show the form as it was sent, the chosen block beneath the field's text; nothing typed is replaced."""
    put_back(form, dict(request.POST.lists()))
    block = offered_blocks(use, today).filter(pk=key_in(request.POST.get(BLOCK, ""))).first()
    if block is None:
        return
    typed = (form.initial.get(into) or "").rstrip()
    new = filled(block.text, block_values(case, standard=in_force(today), by=request.user, today=today))
    form.initial[into] = f"{typed}\n\n{new}" if typed else new
