import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_caseload_moves_and_handed_items"),
        ("offers", "0003_plans_stay_as_signed"),
        ("standards", "0002_versions_are_written_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalsession",
            name="cancelled_by",
            field=models.CharField(
                blank=True,
                choices=[("citizen", "Aflyst af borgeren"), ("centre", "Aflyst af centret")],
                max_length=10,
                verbose_name="aflyst af",
            ),
        ),
        migrations.AddField(
            model_name="historicalsession",
            name="place_reason",
            field=models.TextField(blank=True, verbose_name="hvorfor der"),
        ),
        migrations.AddField(
            model_name="historicalsession",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="påmindet"),
        ),
        migrations.AddField(
            model_name="session",
            name="cancelled_by",
            field=models.CharField(
                blank=True,
                choices=[("citizen", "Aflyst af borgeren"), ("centre", "Aflyst af centret")],
                max_length=10,
                verbose_name="aflyst af",
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="during",
            field=django.contrib.postgres.fields.ranges.DateTimeRangeField(
                editable=False, null=True, verbose_name="tidsrum"
            ),
        ),
        migrations.AddField(
            model_name="session",
            name="place_reason",
            field=models.TextField(blank=True, verbose_name="hvorfor der"),
        ),
        migrations.AddField(
            model_name="session",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="påmindet"),
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="aftryk")),
                ("created_at", models.DateTimeField(verbose_name="oprettet")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="tilbagekaldt")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kalenderabonnement",
                "verbose_name_plural": "kalenderabonnementer",
            },
        ),
        migrations.CreateModel(
            name="ContactAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("attempted_at", models.DateTimeField(verbose_name="hvornår")),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("phone", "Telefon"),
                            ("text_message", "Sms"),
                            ("letter", "Brev eller Digital Post"),
                            ("visit", "Besøg"),
                            ("through_others", "Gennem andre, med samtykke"),
                        ],
                        max_length=15,
                        verbose_name="hvordan",
                    ),
                ),
                ("was_reached", models.BooleanField(verbose_name="borgeren blev nået")),
                ("note", models.TextField(blank=True, verbose_name="hvad kom der ud af det")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contact_attempts",
                        to="offers.course",
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
                "verbose_name": "kontaktforsøg",
                "verbose_name_plural": "kontaktforsøg",
            },
        ),
        migrations.CreateModel(
            name="CourseEnding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ended_on", models.DateField(verbose_name="afsluttet")),
                ("reason", models.CharField(max_length=30, verbose_name="årsag")),
                ("reason_label", models.CharField(max_length=120, verbose_name="årsag, som den hed")),
                ("status", models.CharField(max_length=30, verbose_name="status ved afslutning")),
                ("status_label", models.CharField(max_length=120, verbose_name="status, som den hed")),
                ("evaluation", models.TextField(blank=True, verbose_name="evaluering af planen")),
                ("what_next", models.TextField(blank=True, verbose_name="hvad sker der nu")),
                ("ends_treatment", models.BooleanField(verbose_name="behandlingen er slut")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="endings",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "course",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ending", to="offers.course"
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
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.standardversion",
                    ),
                ),
            ],
            options={
                "verbose_name": "afslutning",
                "verbose_name_plural": "afslutninger",
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
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
                            ("month_1", "Opfølgning efter 1 måned"),
                            ("month_6", "Opfølgning efter 6 måneder"),
                            ("talk", "Samtale efter behandlingen"),
                        ],
                        max_length=10,
                        verbose_name="slags",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("held", "Holdt"),
                            ("declined", "Borgeren ønskede det ikke"),
                            ("not_reached", "Borgeren kunne ikke nås"),
                        ],
                        max_length=12,
                        verbose_name="svar",
                    ),
                ),
                ("on", models.DateField(verbose_name="hvornår")),
                ("status", models.CharField(blank=True, max_length=30, verbose_name="status")),
                (
                    "status_label",
                    models.CharField(blank=True, max_length=120, verbose_name="status, som den hed"),
                ),
                ("findings", models.TextField(blank=True, verbose_name="hvad vi fandt")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "ending",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="offers.courseending",
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
                "verbose_name": "opfølgning",
                "verbose_name_plural": "opfølgninger",
            },
        ),
        migrations.CreateModel(
            name="HistoricalRoom",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("name", models.CharField(db_index=True, max_length=60, verbose_name="navn")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="i brug")),
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
            ],
            options={
                "verbose_name": "historical lokale",
                "verbose_name_plural": "historical lokaler",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Room",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="navn")),
                ("is_in_use", models.BooleanField(default=True, verbose_name="i brug")),
            ],
            options={
                "verbose_name": "lokale",
                "verbose_name_plural": "lokaler",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__regex", "\\S")),
                        name="room_has_name",
                        violation_error_message="Skriv lokalets navn.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="historicalsession",
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
        migrations.AddField(
            model_name="session",
            name="room",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="sessions",
                to="offers.room",
                verbose_name="lokale",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("room__isnull", False)),
                fields=["room", "planned_at"],
                name="session_by_room",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(
                condition=models.Q(("outcome", "planned")), fields=["planned_at"], name="session_to_come"
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cancelled_by__in", ["citizen", "centre"]), ("outcome", "cancelled")),
                    models.Q(models.Q(("outcome", "cancelled"), _negated=True), ("cancelled_by", "")),
                    _connector="OR",
                ),
                name="session_cancelled_by_somebody",
                violation_error_message="Sig, hvem der aflyste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=models.CheckConstraint(
                condition=models.Q(("room", None), ("place", "centre"), _connector="OR"),
                name="session_room_in_the_centre",
                violation_error_message="Et lokale er kun til samtaler i centret.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("outcome", "planned")),
                expressions=[("employee", "="), ("during", "&&")],
                name="session_employee_once_at_a_time",
                violation_error_message="Behandleren har allerede en samtale i det tidsrum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="session",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("outcome", "planned"), ("room__isnull", False)),
                expressions=[("room", "="), ("during", "&&")],
                name="session_room_once_at_a_time",
                violation_error_message="Lokalet er optaget i det tidsrum.",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)), fields=("user",), name="feed_one_per_user"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_at", None), ("revoked_at__gte", models.F("created_at")), _connector="OR"
                ),
                name="feed_revoked_after_created",
            ),
        ),
        migrations.AddIndex(
            model_name="contactattempt",
            index=models.Index(fields=["course", "-attempted_at"], name="contact_attempt_by_course"),
        ),
        migrations.AddConstraint(
            model_name="contactattempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("means__in", ["phone", "text_message", "letter", "visit", "through_others"])
                ),
                name="contact_attempt_means_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactattempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("attempted_at__lte", models.F("recorded_at"))),
                name="contact_attempt_has_been",
                violation_error_message="Tidspunktet ligger i fremtiden.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactattempt",
            constraint=models.UniqueConstraint(
                fields=("course", "attempted_at", "means"),
                name="contact_attempt_once",
                violation_error_message="Kontaktforsøget er allerede skrevet ned.",
            ),
        ),
        migrations.AddIndex(
            model_name="courseending",
            index=models.Index(fields=["case", "-ended_on"], name="ending_by_case"),
        ),
        migrations.AddIndex(
            model_name="courseending",
            index=models.Index(
                condition=models.Q(("ends_treatment", True)), fields=["ended_on"], name="ending_by_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="courseending",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__regex", "\\S")), name="ending_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="courseending",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__regex", "\\S")), name="ending_has_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["month_1", "month_6", "talk"])), name="follow_up_kind_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["held", "declined", "not_reached"])),
                name="follow_up_outcome_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "held"), _negated=True),
                    models.Q(("findings__regex", "\\S"), ("status__regex", "\\S")),
                    _connector="OR",
                ),
                name="follow_up_held_has_findings",
                violation_error_message="Skriv, hvordan det går, og vælg status.",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["month_1", "month_6"])),
                fields=("ending", "kind"),
                name="follow_up_once",
                violation_error_message="Opfølgningen er allerede skrevet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "talk")),
                fields=("ending", "on"),
                name="follow_up_talk_once_a_day",
                violation_error_message="Der er allerede skrevet en samtale den dag.",
            ),
        ),
    ]
