"""States of what has been granted, and which moves there are between them."""

from django.db import models


class CourseStatus(models.TextChoices):
    """Where a course of treatment (forløb) stands."""

    PLANNED = "planned", "Ikke begyndt"
    ACTIVE = "active", "I gang"
    ENDED = "ended", "Afsluttet"


# A status without a row is final.
NEXT_STATUSES = {
    CourseStatus.PLANNED: {CourseStatus.ACTIVE, CourseStatus.ENDED},
    CourseStatus.ACTIVE: {CourseStatus.ENDED},
}
# Back, when the talk it began with is taken back.
STATUSES_BEFORE = {CourseStatus.ACTIVE: {CourseStatus.PLANNED}}
OPEN_STATUSES = frozenset(NEXT_STATUSES)
