import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from rusmiddel.first_migration import FirstMigration


class Migration(FirstMigration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deadline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guarantee", "Behandlingsgaranti"),
                            ("guarantee_goal", "Kommunens eget mål"),
                            ("medical_talk", "Lægesamtale"),
                            ("visitation_meeting", "Visitation"),
                            ("meeting_after_due", "Visitationsmøde efter fristen"),
                            ("turns_15", "Fylder 15 år"),
                            ("turns_18", "Fylder 18 år"),
                            ("address_protection", "Navne- og adressebeskyttelse udløber"),
                            ("complaint_window", "Klagefrist"),
                            ("reassessment", "Genvurdering af klage"),
                            ("consent_expiry", "Samtykke udløber"),
                            ("notification", "Underretning"),
                            ("plan_review", "Opfølgning på behandlingsplan"),
                            ("move_treatment", "MOVE: ugentlige samtaler"),
                            ("move_follow_up", "MOVE: opfølgende behandling"),
                            ("nada_end", "NADA: forløbets længde"),
                            ("psychological_report", "Psykologisk beskrivelse eller rapport"),
                            ("follow_up_1", "Opfølgning efter 1 måned"),
                            ("follow_up_6", "Opfølgning efter 6 måneder"),
                            ("aftercare_talks", "Samtaler efter behandlingen"),
                            ("doctor_talk_substitution", "Lægesamtale i substitutionsbehandling"),
                            ("urine_test", "Urinprøve"),
                            ("supervision", "Tilsyn på døgninstitution"),
                            ("status_report", "Statusbeskrivelse fra døgninstitution"),
                            ("aftercare_plan", "Efterbehandlingsplan"),
                            ("payment_guarantee", "Betalingsgaranti udløber"),
                            ("further_complaint", "Klagefrist, afgørelse undervejs"),
                            ("hearing", "Svar på partshøring"),
                            ("written_reasons", "Skriftlig begrundelse"),
                            ("recommendation", "Svar på indstilling"),
                            ("letter_not_reached", "Brev kom ikke frem"),
                            ("access_request", "Svar på anmodning om indsigt"),
                            ("access_month", "Senest svar på indsigt i egne oplysninger"),
                            ("access_complaint", "Klagefrist om indsigt"),
                            ("complaint_action", "Ny behandling efter klageinstansens svar"),
                        ],
                        max_length=30,
                        verbose_name="frist",
                    ),
                ),
                ("ref", models.CharField(max_length=60, verbose_name="grundlag")),
                ("opened_on", models.DateField(verbose_name="løber fra")),
                ("due_on", models.DateField(verbose_name="frist")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Åben"),
                            ("met", "Overholdt"),
                            ("waived", "Fraveget"),
                            ("breached", "Ikke overholdt"),
                            ("lapsed", "Bortfaldet"),
                        ],
                        default="open",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="begrundelse")),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deadlines",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ansvarlig",
                    ),
                ),
                (
                    "handed_to",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="givet videre til",
                    ),
                ),
                ("explanation", models.JSONField(blank=True, default=list, verbose_name="forklaring")),
                (
                    "milestone_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60), blank=True, default=list, size=None
                    ),
                ),
                (
                    "milestone_dates",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.DateField(), blank=True, default=list, size=None
                    ),
                ),
                ("next_warning_on", models.DateField(blank=True, null=True, verbose_name="næste advarsel")),
            ],
            options={
                "verbose_name": "frist",
                "verbose_name_plural": "frister",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")), fields=["due_on"], name="deadline_open_by_due"
                    ),
                    models.Index(
                        condition=models.Q(("status", "open"), ("next_warning_on__isnull", False)),
                        fields=["next_warning_on"],
                        name="deadline_to_warn",
                    ),
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["responsible", "due_on"],
                        name="deadline_open_by_responsible",
                    ),
                    models.Index(
                        fields=["kind", "status", "closed_on"],
                        include=("opened_on",),
                        name="deadline_by_outcome",
                    ),
                    models.Index(
                        condition=models.Q(("status", "open"), _negated=True),
                        fields=["closed_on", "opened_on"],
                        name="deadline_as_of",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "ref"),
                        name="deadline_one_per_ref",
                        violation_error_message="Fristen findes allerede.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "guarantee",
                                    "guarantee_goal",
                                    "medical_talk",
                                    "visitation_meeting",
                                    "meeting_after_due",
                                    "turns_15",
                                    "turns_18",
                                    "address_protection",
                                    "complaint_window",
                                    "reassessment",
                                    "consent_expiry",
                                    "notification",
                                    "plan_review",
                                    "move_treatment",
                                    "move_follow_up",
                                    "nada_end",
                                    "psychological_report",
                                    "follow_up_1",
                                    "follow_up_6",
                                    "aftercare_talks",
                                    "doctor_talk_substitution",
                                    "urine_test",
                                    "supervision",
                                    "status_report",
                                    "aftercare_plan",
                                    "payment_guarantee",
                                    "further_complaint",
                                    "hearing",
                                    "written_reasons",
                                    "recommendation",
                                    "letter_not_reached",
                                    "access_request",
                                    "access_month",
                                    "access_complaint",
                                    "complaint_action",
                                ],
                            )
                        ),
                        name="deadline_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "met", "waived", "breached", "lapsed"])),
                        name="deadline_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ref", ""), _negated=True), name="deadline_has_ref"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "open"), ("closed_on", None)),
                            models.Q(
                                models.Q(("status", "open"), _negated=True), ("closed_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="deadline_closed_has_date",
                        violation_error_message="En afsluttet frist har en dato, og en åben har ingen.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "waived"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="deadline_waived_has_reason",
                        violation_error_message="Skriv, hvorfor fristen er fraveget.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "milestone_names__len",
                                models.Func(
                                    models.F("milestone_dates"),
                                    function="CARDINALITY",
                                    output_field=models.IntegerField(),
                                ),
                            )
                        ),
                        name="deadline_milestones_paired",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "open"), ("next_warning_on", None), _connector="OR"),
                        name="deadline_closed_warns_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeadlineChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="deadlines.deadline",
                    ),
                ),
                ("changed_at", models.DateTimeField(verbose_name="ændret")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="af",
                    ),
                ),
                ("changes", models.JSONField(verbose_name="ændringer")),
            ],
            options={
                "verbose_name": "ændring af frist",
                "verbose_name_plural": "ændringer af frister",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deadline",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="deadlines.deadline",
                        verbose_name="frist",
                    ),
                ),
                ("milestone", models.CharField(max_length=60, verbose_name="hvad")),
                ("due_on", models.DateField(verbose_name="frist")),
                (
                    "recipient",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="modtager",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("caseworker", "Behandler"),
                            ("visitator", "Visitator"),
                            ("team_lead", "Teamleder"),
                            ("doctor", "Læge"),
                            ("psychologist", "Psykolog"),
                            ("secretary", "Sekretær"),
                            ("administrator", "Administrator"),
                        ],
                        max_length=20,
                        verbose_name="rolle",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="skrevet")),
                ("read_at", models.DateTimeField(null=True, verbose_name="læst")),
                (
                    "read_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læst af",
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True, verbose_name="bortfaldet")),
            ],
            options={
                "verbose_name": "besked",
                "verbose_name_plural": "beskeder",
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at", None), ("settled_at", None)),
                        fields=["recipient"],
                        name="notice_unread_by_recipient",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("read_at", None), ("settled_at", None), models.Q(("role", ""), _negated=True)
                        ),
                        fields=["role"],
                        name="notice_unread_by_role",
                    ),
                    models.Index(fields=["recipient", "-id"], name="notice_by_recipient"),
                    models.Index(
                        condition=models.Q(("role", ""), _negated=True),
                        fields=["role", "-id"],
                        name="notice_by_role",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deadline", "milestone", "due_on", "recipient", "role"),
                        name="notice_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "",
                                    "caseworker",
                                    "visitator",
                                    "team_lead",
                                    "doctor",
                                    "psychologist",
                                    "secretary",
                                    "administrator",
                                ],
                            )
                        ),
                        name="notice_role_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recipient", None), models.Q(("role", ""), _negated=True)),
                            models.Q(("recipient__isnull", False), ("role", "")),
                            _connector="OR",
                        ),
                        name="notice_to_person_or_role",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at", None), ("read_by", None)),
                            models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_read_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WatchRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[("watch", "Kontrol af frister"), ("reconcile", "Natlig efterregning")],
                        max_length=20,
                        verbose_name="navn",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="begyndt")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="slut")),
                ("due_count", models.PositiveIntegerField(default=0, verbose_name="frister set på")),
                ("notice_count", models.PositiveIntegerField(default=0, verbose_name="beskeder skrevet")),
                ("drift_count", models.PositiveIntegerField(default=0, verbose_name="afvigelser fundet")),
                ("error", models.CharField(blank=True, max_length=200, verbose_name="fejl")),
            ],
            options={
                "verbose_name": "kørsel",
                "verbose_name_plural": "kørsler",
                "indexes": [models.Index(fields=["name", "-started_at"], name="watch_run_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__in", ["watch", "reconcile"])), name="watch_run_name_valid"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="modtager",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mails",
                        to="deadlines.watchrun",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("created_at", models.DateTimeField(verbose_name="skrevet")),
                ("sent_at", models.DateTimeField(null=True, verbose_name="sendt")),
                ("failed_attempts", models.PositiveIntegerField(default=0, verbose_name="mislykkede forsøg")),
                ("last_error", models.CharField(blank=True, max_length=100, verbose_name="seneste fejl")),
            ],
            options={
                "verbose_name": "mail",
                "verbose_name_plural": "mails",
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at", None)), fields=["recipient", "id"], name="mail_unsent"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("recipient", "run"), name="mail_one_per_person_and_run")
                ],
            },
        ),
        migrations.CreateModel(
            name="Drift",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="drifts",
                        to="deadlines.watchrun",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guarantee", "Behandlingsgaranti"),
                            ("guarantee_goal", "Kommunens eget mål"),
                            ("medical_talk", "Lægesamtale"),
                            ("visitation_meeting", "Visitation"),
                            ("meeting_after_due", "Visitationsmøde efter fristen"),
                            ("turns_15", "Fylder 15 år"),
                            ("turns_18", "Fylder 18 år"),
                            ("address_protection", "Navne- og adressebeskyttelse udløber"),
                            ("complaint_window", "Klagefrist"),
                            ("reassessment", "Genvurdering af klage"),
                            ("consent_expiry", "Samtykke udløber"),
                            ("notification", "Underretning"),
                            ("plan_review", "Opfølgning på behandlingsplan"),
                            ("move_treatment", "MOVE: ugentlige samtaler"),
                            ("move_follow_up", "MOVE: opfølgende behandling"),
                            ("nada_end", "NADA: forløbets længde"),
                            ("psychological_report", "Psykologisk beskrivelse eller rapport"),
                            ("follow_up_1", "Opfølgning efter 1 måned"),
                            ("follow_up_6", "Opfølgning efter 6 måneder"),
                            ("aftercare_talks", "Samtaler efter behandlingen"),
                            ("doctor_talk_substitution", "Lægesamtale i substitutionsbehandling"),
                            ("urine_test", "Urinprøve"),
                            ("supervision", "Tilsyn på døgninstitution"),
                            ("status_report", "Statusbeskrivelse fra døgninstitution"),
                            ("aftercare_plan", "Efterbehandlingsplan"),
                            ("payment_guarantee", "Betalingsgaranti udløber"),
                            ("further_complaint", "Klagefrist, afgørelse undervejs"),
                            ("hearing", "Svar på partshøring"),
                            ("written_reasons", "Skriftlig begrundelse"),
                            ("recommendation", "Svar på indstilling"),
                            ("letter_not_reached", "Brev kom ikke frem"),
                            ("access_request", "Svar på anmodning om indsigt"),
                            ("access_month", "Senest svar på indsigt i egne oplysninger"),
                            ("access_complaint", "Klagefrist om indsigt"),
                            ("complaint_action", "Ny behandling efter klageinstansens svar"),
                        ],
                        max_length=30,
                        verbose_name="frist",
                    ),
                ),
                ("ref", models.CharField(max_length=60, verbose_name="grundlag")),
                ("field", models.CharField(max_length=30, verbose_name="felt")),
                ("stored", models.TextField(blank=True, verbose_name="stod der")),
                ("computed", models.TextField(blank=True, verbose_name="efterregnet")),
            ],
            options={
                "verbose_name": "afvigelse",
                "verbose_name_plural": "afvigelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "guarantee",
                                    "guarantee_goal",
                                    "medical_talk",
                                    "visitation_meeting",
                                    "meeting_after_due",
                                    "turns_15",
                                    "turns_18",
                                    "address_protection",
                                    "complaint_window",
                                    "reassessment",
                                    "consent_expiry",
                                    "notification",
                                    "plan_review",
                                    "move_treatment",
                                    "move_follow_up",
                                    "nada_end",
                                    "psychological_report",
                                    "follow_up_1",
                                    "follow_up_6",
                                    "aftercare_talks",
                                    "doctor_talk_substitution",
                                    "urine_test",
                                    "supervision",
                                    "status_report",
                                    "aftercare_plan",
                                    "payment_guarantee",
                                    "further_complaint",
                                    "hearing",
                                    "written_reasons",
                                    "recommendation",
                                    "letter_not_reached",
                                    "access_request",
                                    "access_month",
                                    "access_complaint",
                                    "complaint_action",
                                ],
                            )
                        ),
                        name="drift_kind_valid",
                    )
                ],
            },
        ),
    ]
