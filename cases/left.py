"""What casework leaves behind when somebody is no longer there."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from cases.enums import SessionOutcome
from cases.models import AssessmentSession, Case, PsychologyTalk, RelativeTalk, Transfer
from rusmiddel.access.leaving import Left
from rusmiddel.access.models import Absence, User
from rusmiddel.deadlines.models import Deadline


def left_in_casework(user: User, now: datetime) -> Iterator[Left]:
    today = timezone.localdate(now)
    cases = Case.objects.open().filter(responsible=user)
    yield Left(count=cases.count(), one="åben sag", many="åbne sager")
    deadlines = Deadline.objects.open().for_responsible(user)
    yield Left(count=deadlines.count(), one="åben frist", many="åbne frister")
    yield Left(
        count=sum(
            talks.objects.filter(employee=user, outcome=SessionOutcome.PLANNED).count()
            for talks in (AssessmentSession, RelativeTalk, PsychologyTalk)
        ),
        one="aftalt samtale i afdækning og rådgivning",
        many="aftalte samtaler i afdækning og rådgivning",
    )
    asked = Transfer.objects.waiting().filter(receiver=user)
    yield Left(
        count=asked.count(),
        one="spørgsmål om at tage en sag, som der ikke er svaret på",
        many="spørgsmål om at tage en sag, som der ikke er svaret på",
    )
    covers = Absence.objects.standing().filter(stand_in=user).exclude(last_on__lt=today)
    yield Left(
        count=covers.count(), one="kollega, som der er vikar for", many="kolleger, som der er vikar for"
    )
