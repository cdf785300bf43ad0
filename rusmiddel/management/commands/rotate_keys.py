from argparse import ArgumentParser
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from rusmiddel.access.signin import second_factor
from rusmiddel.encryption import encrypted_fields, reencrypt


class Command(BaseCommand):
    help = "Krypterer alle krypterede kolonner med den nyeste nøgle i FIELD_KEYS. Kan køres igen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch-size", type=int, default=1000, help="Rækker pr. transaktion")

    def handle(self, *args: Any, batch_size: int, **options: Any) -> None:
        for model, field in encrypted_fields(apps.get_models(include_auto_created=True)):
            changed = sum(reencrypt(model, field, batch_size=batch_size))
            self.stdout.write(f"{model._meta.label}.{field.name}: {changed} rækker fik ny nøgle")
        self.stdout.write(f"Ekstra sikring: {second_factor.bring_to_newest_key()} rækker fik ny nøgle")
        self.stdout.write("Færdig: de gamle nøgler kan fjernes fra FIELD_KEYS.")
