import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rusmiddel.first_migration import FirstMigration


class Migration(FirstMigration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="StandardVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="navn")),
                ("municipality", models.CharField(max_length=100, verbose_name="kommune")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="gælder")),
                ("toml_text", models.TextField(verbose_name="indhold som indlæst")),
                ("sha256", models.CharField(max_length=64)),
                ("loaded_at", models.DateTimeField(auto_now_add=True, verbose_name="indlæst")),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="indlæst af",
                    ),
                ),
            ],
            options={
                "verbose_name": "kvalitetsstandard",
                "verbose_name_plural": "kvalitetsstandarder",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("valid", "&&")],
                        name="standard_one_in_force_at_a_time",
                        violation_error_message="To kvalitetsstandarder kan ikke gælde på samme tid.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="standard_sha256_is_a_digest",
                        violation_error_message="Kontrolsummen er ikke gyldig.",
                    ),
                ],
            },
        ),
    ]
