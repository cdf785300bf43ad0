"""Which letters wait to be sent, and which are on a way out already."""

from django.db.models import Exists, OuterRef

from rusmiddel.letters.models import BatchLetter, DigitalMessage
from rusmiddel.letters.models.letter import LetterQuerySet


def in_open_batch() -> Exists:
    """Whether a letter lies in a batch that is neither confirmed nor given up."""
    return Exists(BatchLetter.objects.held().filter(letter=OuterRef("pk")))


def on_its_way_digitally() -> Exists:
    """Whether a letter waits for what Digital Post answers."""
    return Exists(DigitalMessage.objects.under_way().filter(letter=OuterRef("pk")))


def waiting(letters: LetterQuerySet) -> LetterQuerySet:
    """Those still in the house that nobody has begun to send, the oldest first."""
    return letters.not_sent().filter(~in_open_batch(), ~on_its_way_digitally()).order_by("issued_at", "pk")


def for_a_batch(letters: LetterQuerySet) -> LetterQuerySet:
    """Those that can go with the post: the others are given by hand."""
    return waiting(letters).exclude(recipient_address="")
