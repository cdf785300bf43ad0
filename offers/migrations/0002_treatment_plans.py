import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_caseload_moves_and_handed_items"),
        ("offers", "0001_courses_and_sessions"),
        ("standards", "0002_versions_are_written_once"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalActionPlanOffer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("offered_on", models.DateField(verbose_name="tilbudt")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Tog imod"), ("declined", "Sagde nej")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svaret")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
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
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sag",
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
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical tilbud om handleplan",
                "verbose_name_plural": "historical tilbud om handleplan",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTreatmentPlan",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("findings", models.TextField(blank=True, verbose_name="udgangspunkt efter afdækningen")),
                ("methods", models.TextField(blank=True, verbose_name="metoder")),
                ("tasks", models.TextField(blank=True, verbose_name="hvem gør hvad")),
                ("schedule", models.TextField(blank=True, verbose_name="tidsplan")),
                (
                    "participation",
                    models.TextField(blank=True, verbose_name="hvordan borgeren har været med"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="aftalt opfølgning")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="gjort færdig")),
                (
                    "signer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("citizen", "Borgeren"),
                            ("citizen_and_parent", "Borgeren og forældremyndighedens indehaver"),
                            ("parent", "Forældremyndighedens indehaver"),
                            ("guardian", "Værge"),
                            ("nobody", "Ikke underskrevet"),
                        ],
                        max_length=20,
                        verbose_name="underskrevet af",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="underskrevet den")),
                ("not_signed_reason", models.TextField(blank=True, verbose_name="hvorfor ikke underskrevet")),
                (
                    "signature_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="underskrift registreret"),
                ),
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
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="sag",
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
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gjort færdig af",
                    ),
                ),
                (
                    "signature_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="underskrift registreret af",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="standards.standardversion",
                        verbose_name="kvalitetsstandard",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical behandlingsplan",
                "verbose_name_plural": "historical behandlingsplaner",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="TreatmentPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("findings", models.TextField(blank=True, verbose_name="udgangspunkt efter afdækningen")),
                ("methods", models.TextField(blank=True, verbose_name="metoder")),
                ("tasks", models.TextField(blank=True, verbose_name="hvem gør hvad")),
                ("schedule", models.TextField(blank=True, verbose_name="tidsplan")),
                (
                    "participation",
                    models.TextField(blank=True, verbose_name="hvordan borgeren har været med"),
                ),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="aftalt opfølgning")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="gjort færdig")),
                (
                    "signer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("citizen", "Borgeren"),
                            ("citizen_and_parent", "Borgeren og forældremyndighedens indehaver"),
                            ("parent", "Forældremyndighedens indehaver"),
                            ("guardian", "Værge"),
                            ("nobody", "Ikke underskrevet"),
                        ],
                        max_length=20,
                        verbose_name="underskrevet af",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="underskrevet den")),
                ("not_signed_reason", models.TextField(blank=True, verbose_name="hvorfor ikke underskrevet")),
                (
                    "signature_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="underskrift registreret"),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="cases.treatmentrequest",
                        verbose_name="anmodning",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="gjort færdig af",
                    ),
                ),
                (
                    "signature_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="underskrift registreret af",
                    ),
                ),
                (
                    "standard",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="standards.standardversion",
                        verbose_name="kvalitetsstandard",
                    ),
                ),
            ],
            options={
                "verbose_name": "behandlingsplan",
                "verbose_name_plural": "behandlingsplaner",
            },
        ),
        migrations.CreateModel(
            name="PlanReview",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reviewed_on", models.DateField(verbose_name="fulgt op den")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                ("text", models.TextField(verbose_name="hvad opfølgningen viste")),
                (
                    "review_on",
                    models.DateField(blank=True, null=True, verbose_name="næste aftalte opfølgning"),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="fulgt op af",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="offers.treatmentplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "opfølgning på behandlingsplan",
                "verbose_name_plural": "opfølgninger på behandlingsplaner",
            },
        ),
        migrations.CreateModel(
            name="PlanGoal",
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
                            ("short_term", "Kortsigtet mål"),
                            ("long_term", "Langsigtet mål"),
                            ("sub_goal", "Delmål"),
                        ],
                        max_length=12,
                        verbose_name="slags",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="plads")),
                ("text", models.TextField(verbose_name="mål")),
                ("actions", models.TextField(blank=True, verbose_name="det gør vi, og hvem gør det")),
                ("by_on", models.DateField(blank=True, null=True, verbose_name="inden")),
                ("is_dropped", models.BooleanField(default=False, verbose_name="taget ud igen")),
                (
                    "under",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offers.plangoal",
                        verbose_name="delmål under",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="offers.treatmentplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "mål i behandlingsplan",
                "verbose_name_plural": "mål i behandlingsplaner",
            },
        ),
        migrations.CreateModel(
            name="HistoricalPlanGoal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("short_term", "Kortsigtet mål"),
                            ("long_term", "Langsigtet mål"),
                            ("sub_goal", "Delmål"),
                        ],
                        max_length=12,
                        verbose_name="slags",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="plads")),
                ("text", models.TextField(verbose_name="mål")),
                ("actions", models.TextField(blank=True, verbose_name="det gør vi, og hvem gør det")),
                ("by_on", models.DateField(blank=True, null=True, verbose_name="inden")),
                ("is_dropped", models.BooleanField(default=False, verbose_name="taget ud igen")),
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
                    "under",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.plangoal",
                        verbose_name="delmål under",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="offers.treatmentplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical mål i behandlingsplan",
                "verbose_name_plural": "historical mål i behandlingsplaner",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ActionPlanOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("offered_on", models.DateField(verbose_name="tilbudt")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Tog imod"), ("declined", "Sagde nej")],
                        max_length=10,
                        verbose_name="svar",
                    ),
                ),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svaret")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="action_plans",
                        to="cases.case",
                        verbose_name="sag",
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
                "verbose_name": "tilbud om handleplan",
                "verbose_name_plural": "tilbud om handleplan",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["", "accepted", "declined"])),
                        name="action_plan_answer_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_on", None)),
                            models.Q(
                                ("answered_on__gte", models.F("offered_on")),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="action_plan_answered_whole",
                        violation_error_message="Svaret kan ikke ligge før tilbuddet.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("case",),
                        name="action_plan_one_unanswered",
                        violation_error_message="Handleplanen er allerede tilbudt, og borgeren har ikke svaret.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalAttainment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attainment",
                    models.CharField(
                        choices=[
                            ("reached", "Nået"),
                            ("partly", "Delvist nået"),
                            ("not_reached", "Ikke nået"),
                            ("dropped", "Ikke længere et mål"),
                        ],
                        max_length=12,
                        verbose_name="målopfyldelse",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attainments",
                        to="offers.plangoal",
                        verbose_name="mål",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attainments",
                        to="offers.planreview",
                    ),
                ),
            ],
            options={
                "verbose_name": "målopfyldelse",
                "verbose_name_plural": "målopfyldelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("attainment__in", ["reached", "partly", "not_reached", "dropped"])
                        ),
                        name="goal_attainment_valid",
                    ),
                    models.UniqueConstraint(fields=("review", "goal"), name="goal_attainment_once_a_review"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="treatmentplan",
            index=models.Index(fields=["case", "-id"], name="plan_by_case"),
        ),
        migrations.AddConstraint(
            model_name="treatmentplan",
            constraint=models.UniqueConstraint(
                fields=("request", "version"),
                name="plan_version_once",
                violation_error_message="Den udgave af planen findes allerede.",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)),
                fields=("request",),
                name="plan_one_draft",
                violation_error_message="Der er allerede en behandlingsplan under udarbejdelse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("version__gte", 1)), name="plan_version_from_1"
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("signer__in", ["", "citizen", "citizen_and_parent", "parent", "guardian", "nobody"])
                ),
                name="plan_signer_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("settled_at", None), ("settled_by", None)),
                    models.Q(("settled_at__isnull", False), ("settled_by__isnull", False)),
                    _connector="OR",
                ),
                name="plan_settled_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="treatmentplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("not_signed_reason", ""),
                        ("signature_at", None),
                        ("signature_by", None),
                        ("signed_on", None),
                        ("signer", ""),
                    ),
                    models.Q(
                        ("settled_at__isnull", False),
                        ("settled_by__isnull", False),
                        ("signature_at__isnull", False),
                        ("signature_by__isnull", False),
                        models.Q(
                            models.Q(
                                ("not_signed_reason__regex", "\\S"), ("signed_on", None), ("signer", "nobody")
                            ),
                            models.Q(
                                ("not_signed_reason", ""),
                                ("signed_on__isnull", False),
                                ("signer__in", ["citizen", "citizen_and_parent", "guardian", "parent"]),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="plan_signature_whole",
                violation_error_message="Skriv, hvem der har underskrevet og hvornår, eller hvorfor ikke.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="plan_review_says_something",
                violation_error_message="Skriv, hvad opfølgningen viste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_on", None), ("review_on__gt", models.F("reviewed_on")), _connector="OR"
                ),
                name="plan_review_next_is_later",
                violation_error_message="Den næste opfølgning ligger efter denne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planreview",
            constraint=models.UniqueConstraint(
                fields=("plan", "reviewed_on"),
                name="plan_review_once_a_day",
                violation_error_message="Der er allerede fulgt op på planen den dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plangoal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["short_term", "long_term", "sub_goal"])),
                name="plan_goal_kind_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="plangoal",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="plan_goal_says_something",
                violation_error_message="Skriv målet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plangoal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "sub_goal"),
                        ("under__isnull", False),
                        models.Q(("under", models.F("id")), _negated=True),
                    ),
                    models.Q(models.Q(("kind", "sub_goal"), _negated=True), ("under", None)),
                    _connector="OR",
                ),
                name="plan_goal_under_another",
                violation_error_message="Et delmål skal stå under et mål.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plangoal",
            constraint=models.UniqueConstraint(fields=("id", "plan"), name="plan_goal_in_plan"),
        ),
    ]
