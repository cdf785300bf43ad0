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
    return _matching(Case.objects.visible_to(user), text)


def find_elsewhere(text: str, user: User) -> QuerySet[Case]:
    """The cases of others that the text points at, so that a caller can be told who has the case.

    Found by the whole number, or by first name and surname; whoever has a protected name is found by number
    only. What is shielded, or closed to the user, is never found.
    """
    cases = Case.objects.elsewhere_for(user)
    if any(character.isdigit() for character in text):
        return _matching(cases, text)
    if len(text.split()) < 2:
        return cases.none()
    return _matching(cases.filter(citizen__is_protected=False), text)


def _matching(cases: QuerySet[Case], text: str) -> QuerySet[Case]:
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


def find_by_number(text: str, user: User) -> Case | None:
    """The case with this number, or the newest of the citizen with this CPR number; never by name."""
    is_number = CASE_NUMBER.fullmatch(text.strip()) is not None
    if not is_number:
        try:
            parse(text)
        except CprError:
            return None
    return find_cases(text, user).select_related("citizen").first()
