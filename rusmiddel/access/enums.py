from django.db import models


class Role(models.TextChoices):
    """What a member of staff works as (rolle); one user may hold several."""

    CASEWORKER = "caseworker", "Behandler"
    VISITATOR = "visitator", "Visitator"
    TEAM_LEAD = "team_lead", "Teamleder"
    DOCTOR = "doctor", "Læge"
    PSYCHOLOGIST = "psychologist", "Psykolog"
    SECRETARY = "secretary", "Sekretær"
    ADMINISTRATOR = "administrator", "Administrator"


# The administrator administers and never reads a case.
CASE_ROLES = frozenset(Role) - {Role.ADMINISTRATOR}


class ReadKind(models.TextChoices):
    """How a case was seen."""

    OPENED = "opened", "Åbnet"
    LISTED = "listed", "Vist på en liste"
    EXPORTED = "exported", "Hentet ud"
