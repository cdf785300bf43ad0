from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from cases.models import Citizen
from reporting.demo.complaints import tell_of_complaints
from reporting.demo.endings import tell_of_endings
from reporting.demo.municipality import build
from reporting.demo.nearby import tell_of_people
from reporting.demo.plans import tell_of_plans
from reporting.demo.residential import tell_of_stays
from reporting.demo.rights import tell_of_rights
from reporting.demo.rooms import tell_of_rooms
from reporting.demo.staff import demo_users
from reporting.demo.substitution import tell_of_substitution
from reporting.demo.together import tell_of_what_is_given_together
from reporting.demo.under_way import tell_of_what_is_under_way
from rusmiddel.access.models import User
from rusmiddel.deadlines.watching import watch

CITIZENS = 60
MONTHS = 12
SEED = 1
PASSWORD = "demo"  # noqa: S105 - printed on the first page of the try-out


class Command(BaseCommand):
    help = (
        "Prøvens brugere og borgere. Kun med DEMO=1; gør intet, hvor der er brugere eller borgere i forvejen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--citizens", type=int, default=CITIZENS, help="antal borgere")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Prøvens brugere har alle den samme adgangskode og laves kun med DEMO=1.")
        if User.objects.exists() or Citizen.objects.exists():
            self.stdout.write("Der er brugere eller borgere i forvejen; intet er ændret.")
            return
        today = timezone.localdate()
        with transaction.atomic():
            demo_users(password=PASSWORD)
            build(citizens=options["citizens"], months=MONTHS, seed=SEED, today=today, shows_progress=False)
            tell_of_people(today=today)
            tell_of_rights(today=today)
            tell_of_rooms(today=today)
            tell_of_what_is_given_together(today=today)
            tell_of_substitution(today=today)
            tell_of_stays(today=today)
            tell_of_plans(today=today)
            tell_of_endings(today=today)
            tell_of_what_is_under_way(today=today)
            tell_of_complaints(today=today)
        # The first hourly watch is up to an hour away; its warnings should be there to look at.
        watch(today=today)
        self.stdout.write(f"{options['citizens']} opdigtede borgere. Log ind med behandler / {PASSWORD}.")
