from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.models import Citizen
from reporting.demo.municipality import build
from rusmiddel.standards.loading import preset_names
from rusmiddel.standards.services import NoStandardInForce


class Command(BaseCommand):
    help = "Fyld databasen med en opdigtet kommune. Aldrig i drift: kræver DEBUG eller DEMO."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--citizens", type=int, default=1000, help="antal borgere")
        parser.add_argument("--months", type=int, default=24, help="over så mange måneder")
        parser.add_argument("--seed", type=int, default=1, help="samme tal giver samme kommune")
        parser.add_argument(
            "--today", type=date.fromisoformat, metavar="ÅÅÅÅ-MM-DD", help="hvilken dag det er"
        )
        parser.add_argument("--add", action="store_true", help="læg til det, der er, i stedet for at afvise")

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_outside_try_out()
        if options["citizens"] < 1 or options["months"] < 1:
            raise CommandError("Der skal være mindst én borger og én måned.")
        if Citizen.objects.exists() and not options["add"]:
            raise CommandError("Der er borgere i databasen i forvejen. Brug --add for at lægge flere til.")
        today = options["today"] or timezone.localdate()
        if today > timezone.localdate():
            raise CommandError("Dagen kan ikke ligge i fremtiden.")
        try:
            deadlines = build(
                citizens=options["citizens"],
                months=options["months"],
                seed=options["seed"],
                today=today,
            )
        except NoStandardInForce as error:
            raise CommandError(
                f"{error} Kør for eksempel: manage.py load_standard {preset_names()[0]}"
            ) from error
        self.stdout.write(f"{options['citizens']} opdigtede borgere med {deadlines} frister er lagt ind.")


def refuse_outside_try_out() -> None:
    """Made-up people never come into a system that real people are in."""
    if not (settings.DEBUG or settings.DEMO):
        raise CommandError("Opdigtede borgere lægges kun ind, hvor DEBUG eller DEMO er slået til.")
