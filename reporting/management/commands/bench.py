from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reporting.bench import report
from reporting.bench.suite import measure


def sizes(text: str) -> list[int]:
    try:
        return sorted(int(part) for part in text.split(","))
    except ValueError:
        raise ArgumentTypeError("Skriv antal borgere med komma imellem, for eksempel 1000,100000.") from None


class Command(BaseCommand):
    help = "Mål kontrollen, siderne og et brev mod deres gulve, i databaser, der laves og slettes igen."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sizes", type=sizes, default=[1000, 100_000], help="antal borgere")

    def handle(self, *args: Any, **options: Any) -> None:
        lines = list(measure(options["sizes"], today=timezone.localdate()))
        self.stdout.write(f"{report.machine()}\n\n{report.table(lines)}")
