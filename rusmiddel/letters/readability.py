"""How easily a text is read: LIX, words per sentence and the share of long words (C.-H. Björnsson, 1968)."""

import re

# Our own letters keep under it; an ordinary newspaper has some 40.
READABLE = 45
LONG_WORD = 6
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
# A stop inside a number or after an ordinal ends nothing: 'kl. 10.00', 'den 3. marts'.
SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")
ABBREVIATION = re.compile(r"\b(?:kl|nr|stk|ca|fx|bl\.a|tlf|evt|osv|sagsnr)\.|\b\d+\.(?=\s+\w)", re.IGNORECASE)


def lix(text: str) -> int | None:
    """The figure, rounded; None for a text without words."""
    plain = ABBREVIATION.sub(lambda found: found[0][:-1], text)
    words = WORD.findall(plain)
    if not words:
        return None
    sentences = [piece for piece in SENTENCE_END.split(plain) if WORD.search(piece)]
    long_words = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / len(sentences) + 100 * long_words / len(words))


def in_words(figure: int) -> str:
    """What the figure means to the one who writes."""
    if figure < 35:
        return "let at læse"
    if figure < READABLE:
        return "almindelig at læse"
    if figure < 55:
        return "svær at læse: skriv kortere sætninger og kortere ord"
    return "meget svær at læse: skriv kortere sætninger og kortere ord"
