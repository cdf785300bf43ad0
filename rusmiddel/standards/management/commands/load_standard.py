from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import formats, timezone

from rusmiddel.standards.loading import InvalidStandard, preset_names, preset_text
from rusmiddel.standards.services import load_standard


class Command(BaseCommand):
    help = "Sæt en kvalitetsstandard i kraft: en af de medfølgende eller kommunens egen TOML-fil."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("standard", help=f"en sti til en fil eller et af: {', '.join(preset_names())}")
        parser.add_argument(
            "--from",
            dest="valid_from",
            type=date.fromisoformat,
            metavar="ÅÅÅÅ-MM-DD",
            help="første dag, standarden gælder",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file, text = _read(options["standard"])
        try:
            version = load_standard(
                text=text,
                file=file,
                by=None,
                today=timezone.localdate(),
                valid_from=options["valid_from"],
            )
        except InvalidStandard as refused:
            mistakes = "\n".join(f"  {mistake}" for mistake in refused.errors)
            raise CommandError(f"{file} er afvist; intet er indlæst.\n{mistakes}") from refused
        except ValidationError as refused:
            raise CommandError("\n".join(refused.messages)) from refused
        start = version.valid_from
        period = f"fra den {formats.date_format(start, 'j. F Y')}" if start else "nu og for al tid før"
        self.stdout.write(f"{version.name} gælder {period}.")


def _read(name: str) -> tuple[str, str]:
    if name in preset_names():
        return f"{name}.toml", preset_text(name)
    path = Path(name)
    try:
        return path.name, path.read_text(encoding="utf-8")
    except OSError as error:
        known = ", ".join(preset_names())
        raise CommandError(f"Kan ikke læse {name}. De medfølgende hedder: {known}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} er ikke en tekstfil i UTF-8.") from error
