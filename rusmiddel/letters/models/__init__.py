from rusmiddel.letters.models.batch import BatchLetter, LetterBatch
from rusmiddel.letters.models.block import TextBlock
from rusmiddel.letters.models.digital_post import DigitalMessage, DigitalReceipt
from rusmiddel.letters.models.letter import SEAL, Dispatch, Letter
from rusmiddel.letters.models.setback import LetterSetback

__all__ = [
    "SEAL",
    "BatchLetter",
    "DigitalMessage",
    "DigitalReceipt",
    "Dispatch",
    "Letter",
    "LetterBatch",
    "LetterSetback",
    "TextBlock",
]
