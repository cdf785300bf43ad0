"""Find a case by its number, a citizen's CPR number or a name that may be misspelt."""

import re

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Q, QuerySet

from cases.models import Case
from rusmiddel.access.models import User
from rusmiddel.cpr import CprError, parse
from rusmiddel.encryption import search_hash
from rusmiddel.sorting import danish_search_key

CASE_NUMBER = re.compile(r"[0-9]{4}-[0-9]{1,8}")
# How alike a name must be: 'Karsten Holmgård' still finds 'Karsten Holmgaard'.
LIKENESS = 0.6


def find_cases(text: str, user: User) -> QuerySet[Case]:
    """The cases the user may see that the text points at, the most alike first."""
    cases = Case.objects.visible_to(user)
    # No name or number has a NUL in it, and PostgreSQL takes none.
    text = text.replace("\x00", "").strip()
    if not text:
        return cases.none()
    if CASE_NUMBER.fullmatch(text):
        return cases.filter(number=text)
    try:
        digits = parse(text).digits
    except CprError:
        pass
    else:
        number = Q(citizen__cpr_hash=search_hash(digits)) | Q(citizen__fictitious_number=digits)
        return cases.filter(number).order_by("-opened_on")
    key = danish_search_key(text)
    return (
        cases.filter(citizen__search_key__trigram_word_similar=key)
        .annotate(likeness=TrigramWordSimilarity(key, "citizen__search_key"))
        .filter(likeness__gte=LIKENESS)
        .order_by("-likeness", "citizen__sort_key", "id")
    )
