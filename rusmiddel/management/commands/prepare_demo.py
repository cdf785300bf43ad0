from django.core.management import BaseCommand, CommandParser, call_command


class Command(BaseCommand):
    help = "Gør databasen klar til ./dev demo: tabeller, kvalitetsstandard og opdigtede borgere."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("standard", help="en af de medfølgende, eller stien til kommunens egen TOML-fil")

    def handle(self, *, standard: str, **options: object) -> None:
        # One process for all three, since most of the time of a second start is Django's own.
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_standard", standard)
        call_command("seed_demo")
