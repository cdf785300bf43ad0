"""Which records are one person."""

from cases.holdings import Person
from cases.models import Case, Citizen, CitizenLink


def person_of(citizen_id: int) -> Person:
    """The citizen's record and those that are linked with it as the same person, with all their cases.

    An anonymous case that somebody became known from is not among them: nobody is traced back to it.
    """
    citizens = {citizen_id}
    while True:
        links = CitizenLink.objects.standing().filter(
            first__in=citizens
        ) | CitizenLink.objects.standing().filter(second__in=citizens)
        linked = {key for pair in links.values_list("first", "second") for key in pair}
        if linked <= citizens:
            break
        citizens |= linked
    return Person(
        citizens=tuple(sorted(citizens)),
        cases=tuple(Case.objects.filter(citizen__in=citizens).order_by("pk").values_list("pk", flat=True)),
        is_protected=Citizen.objects.filter(pk__in=citizens, is_protected=True).exists(),
    )
