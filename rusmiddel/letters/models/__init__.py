from rusmiddel.letters.models.batch import BatchLetter, LetterBatch
from rusmiddel.letters.models.letter import SEAL, Dispatch, Letter

__all__ = ["SEAL", "BatchLetter", "Dispatch", "Letter", "LetterBatch"]
