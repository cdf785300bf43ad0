import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0013_stays_are_guarded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # What was typed as text becomes a room in the next step.
        migrations.RenameField("group", "room", "room_text"),
        migrations.RenameField("historicalgroup", "room", "room_text"),
        migrations.AddField(
            model_name="group",
            name="room",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="groups",
                to="offers.room",
                verbose_name="lokale",
            ),
        ),
        migrations.AddField(
            model_name="historicalgroup",
            name="room",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="offers.room",
                verbose_name="lokale",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalNadaTime",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("planned_at", models.DateTimeField(verbose_name="tidspunkt")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planlagt"), ("cancelled", "Aflyst")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="hvorfor aflyst")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "practitioner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="NADA-behandler",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.room",
                        verbose_name="lokale",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical NADA-tid",
                "verbose_name_plural": "historical NADA-tider",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="NadaTime",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="tidspunkt")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutter")),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planlagt"), ("cancelled", "Aflyst")],
                        default="planned",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("cancelled_reason", models.TextField(blank=True, verbose_name="hvorfor aflyst")),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="NADA-behandler",
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nada_times",
                        to="offers.room",
                        verbose_name="lokale",
                    ),
                ),
            ],
            options={
                "verbose_name": "NADA-tid",
                "verbose_name_plural": "NADA-tider",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "planned")),
                        fields=["planned_at"],
                        name="nada_time_to_come",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["planned", "cancelled"])),
                        name="nada_time_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gt", 0)), name="nada_time_has_length"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_reason", ""), ("status", "planned")),
                            models.Q(("cancelled_reason__regex", "\\S"), ("status", "cancelled")),
                            _connector="OR",
                        ),
                        name="nada_time_cancelled_with_reason",
                        violation_error_message="Skriv, hvorfor tiden aflyses.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(db_index=True, max_length=40)),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                (
                    "employee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "room",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.room",
                    ),
                ),
            ],
            options={
                "verbose_name": "reservation",
                "verbose_name_plural": "reservationer",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("employee", None), ("room__isnull", False)),
                            models.Q(("employee__isnull", False), ("room", None)),
                            _connector="OR",
                        ),
                        name="reservation_of_person_or_room",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("employee__isnull", False)),
                        expressions=[("employee", "="), ("during", "&&")],
                        name="reservation_employee_once_at_a_time",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("room__isnull", False)),
                        expressions=[("room", "="), ("during", "&&")],
                        name="reservation_room_once_at_a_time",
                    ),
                ],
            },
        ),
    ]
