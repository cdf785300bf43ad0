import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rusmiddel.guards import written_once


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0024_documents_of_psychologists"),
        ("offers", "0016_rooms_of_groups_are_rooms"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnDoctorCare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("antabus", "Antabus"),
                            ("detox", "Afrusning eller afgiftning"),
                            ("other", "Anden medicinsk behandling"),
                        ],
                        max_length=10,
                        verbose_name="hvad",
                    ),
                ),
                ("doctor", models.CharField(max_length=120, verbose_name="læge")),
                ("handed_out_at", models.CharField(blank=True, max_length=120, verbose_name="udleveres")),
                ("from_on", models.DateField(verbose_name="fra")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="til og med")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own_doctor_care",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="afsluttet af",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "behandling hos egen læge",
                "verbose_name_plural": "behandling hos egen læge",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["antabus", "detox", "other"])),
                        name="own_doctor_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("doctor__regex", "\\S")),
                        name="own_doctor_is_named",
                        violation_error_message="Skriv, hvilken læge eller klinik.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", None), ("until_on", None)),
                            models.Q(("ended_by__isnull", False), ("until_on__gte", models.F("from_on"))),
                            _connector="OR",
                        ),
                        name="own_doctor_ended_by_somebody",
                        violation_error_message="Den kan ikke slutte, før den begynder.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until_on", None)),
                        fields=("case", "kind"),
                        name="own_doctor_one_of_a_kind",
                        violation_error_message="Det er allerede skrevet ned.",
                    ),
                ],
            },
        ),
        written_once("offers_owndoctorcare", except_columns=["until_on", "ended_by_id"], until="until_on"),
    ]
