import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_documents_of_mappings"),
        ("letters", "0006_kinds_of_decisions"),
        ("offers", "0013_stays_are_guarded"),
        ("standards", "0002_versions_are_written_once"),
        ("visitation", "0005_decisions_under_way_guarded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("submission", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "means",
                    models.CharField(
                        choices=[
                            ("letter", "Med brev"),
                            ("oral", "Mundtligt"),
                            ("exempt", "Ikke hørt: loven undtager"),
                        ],
                        max_length=10,
                        verbose_name="hvordan",
                    ),
                ),
                ("considered", models.CharField(max_length=300, verbose_name="hvad vi overvejer")),
                ("facts", models.TextField(verbose_name="oplysninger, som er nye for borgeren")),
                ("exemption", models.TextField(blank=True, verbose_name="hvorfor borgeren ikke høres")),
                ("asked_on", models.DateField(verbose_name="hørt den")),
                (
                    "days",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="dage til svar"),
                ),
                ("answer_due_on", models.DateField(blank=True, null=True, verbose_name="svarfrist")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                (
                    "answer_form",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("written", "Skriftligt"),
                            ("oral", "Mundtligt"),
                            ("none", "Borgeren svarede ikke"),
                        ],
                        max_length=10,
                        verbose_name="svaret",
                    ),
                ),
                ("answer", models.TextField(blank=True, verbose_name="borgerens svar")),
            ],
            options={
                "verbose_name": "partshøring",
                "verbose_name_plural": "partshøringer",
            },
        ),
        migrations.CreateModel(
            name="HistoricalProposal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("full_grant", "Bevilget som ønsket"),
                            ("partial_grant", "Delvist: andet eller mindre end ønsket"),
                            ("rejection", "Afslag"),
                            ("out_of_target", "Afslag: uden for målgruppen"),
                            ("commitment_refused", "Afslag: hjemkommunen vil ikke betale"),
                            ("self_payment", "Egenbetaling for kost og logi"),
                            ("choice_limited", "Begrænsning af frit valg"),
                            ("termination", "Behandlingen afsluttes mod borgerens ønske"),
                            ("expulsion", "Bortvisning"),
                            ("offer_changed", "Et andet tilbud i stedet"),
                            ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                        ],
                        max_length=20,
                        verbose_name="hvad",
                    ),
                ),
                ("written", models.JSONField(verbose_name="det skrevne")),
                ("prepared_at", models.DateTimeField(verbose_name="skrevet")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="godkendt")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="afgjort")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="opgivet")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical forslag til afgørelse",
                "verbose_name_plural": "historical forslag til afgørelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Proposal",
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
                            ("full_grant", "Bevilget som ønsket"),
                            ("partial_grant", "Delvist: andet eller mindre end ønsket"),
                            ("rejection", "Afslag"),
                            ("out_of_target", "Afslag: uden for målgruppen"),
                            ("commitment_refused", "Afslag: hjemkommunen vil ikke betale"),
                            ("self_payment", "Egenbetaling for kost og logi"),
                            ("choice_limited", "Begrænsning af frit valg"),
                            ("termination", "Behandlingen afsluttes mod borgerens ønske"),
                            ("expulsion", "Bortvisning"),
                            ("offer_changed", "Et andet tilbud i stedet"),
                            ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                        ],
                        max_length=20,
                        verbose_name="hvad",
                    ),
                ),
                ("written", models.JSONField(verbose_name="det skrevne")),
                ("prepared_at", models.DateTimeField(verbose_name="skrevet")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="godkendt")),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="afgjort")),
                ("dropped_at", models.DateTimeField(blank=True, null=True, verbose_name="opgivet")),
            ],
            options={
                "verbose_name": "forslag til afgørelse",
                "verbose_name_plural": "forslag til afgørelser",
            },
        ),
        migrations.CreateModel(
            name="ReasonsRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField(verbose_name="bedt om den")),
                ("due_on", models.DateField(verbose_name="senest svar")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svaret den")),
            ],
            options={
                "verbose_name": "anmodning om skriftlig begrundelse",
                "verbose_name_plural": "anmodninger om skriftlig begrundelse",
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body_key", models.CharField(max_length=60)),
                ("body_name", models.CharField(max_length=200, verbose_name="sendt til")),
                ("offer_name", models.CharField(max_length=200, verbose_name="indstillet til")),
                ("reasons", models.TextField(verbose_name="indstilling og begrundelse")),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="segl")),
                ("sent_on", models.DateField(verbose_name="sendt")),
                ("answer_due_on", models.DateField(verbose_name="svar senest")),
                ("recorded_at", models.DateTimeField(verbose_name="skrevet")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="svar den")),
                ("answer", models.TextField(blank=True, verbose_name="svar")),
            ],
            options={
                "verbose_name": "indstilling",
                "verbose_name_plural": "indstillinger",
            },
        ),
        migrations.RemoveConstraint(
            model_name="agendaitem",
            name="item_outcome_valid",
        ),
        migrations.RemoveConstraint(
            model_name="agendaitem",
            name="item_once_per_meeting",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_kind_valid",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_route_valid",
        ),
        migrations.RemoveConstraint(
            model_name="decision",
            name="decision_grant_has_course",
        ),
        migrations.RemoveConstraint(
            model_name="furtherdecision",
            name="further_kind_valid",
        ),
        migrations.RemoveConstraint(
            model_name="furtherdecision",
            name="further_route_valid",
        ),
        migrations.RemoveConstraint(
            model_name="furtherdecision",
            name="further_heard_and_reasoned",
        ),
        migrations.AddField(
            model_name="decision",
            name="known_from",
            # Said of every decision made before it was asked.
            field=models.TextField(
                blank=True,
                default="Ikke noteret, da afgørelsen blev truffet.",
                verbose_name="hvor borgeren kender oplysningerne fra",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="decision",
            name="needs_approval",
            field=models.BooleanField(default=False, verbose_name="skal godkendes af en anden"),
        ),
        migrations.RenameField(model_name="furtherdecision", old_name="hearing", new_name="known_from"),
        migrations.AlterField(
            model_name="furtherdecision",
            name="known_from",
            field=models.TextField(blank=True, verbose_name="hvor borgeren kender oplysningerne fra"),
        ),
        migrations.AddField(
            model_name="furtherdecision",
            name="needs_approval",
            field=models.BooleanField(default=False, verbose_name="skal godkendes af en anden"),
        ),
        migrations.AddField(
            model_name="furtherdecision",
            name="new_course",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="given_by_change",
                to="offers.course",
                verbose_name="nyt forløb",
            ),
        ),
        migrations.AddField(
            model_name="furtherdecision",
            name="what_next",
            field=models.TextField(blank=True, verbose_name="hvad sker der nu"),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="known_from",
            field=models.TextField(blank=True, verbose_name="hvor borgeren kender oplysningerne fra"),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="needs_approval",
            field=models.BooleanField(default=False, verbose_name="skal godkendes af en anden"),
        ),
        migrations.RenameField(
            model_name="historicalfurtherdecision", old_name="hearing", new_name="known_from"
        ),
        migrations.AlterField(
            model_name="historicalfurtherdecision",
            name="known_from",
            field=models.TextField(blank=True, verbose_name="hvor borgeren kender oplysningerne fra"),
        ),
        migrations.AddField(
            model_name="historicalfurtherdecision",
            name="needs_approval",
            field=models.BooleanField(default=False, verbose_name="skal godkendes af en anden"),
        ),
        migrations.AddField(
            model_name="historicalfurtherdecision",
            name="new_course",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="offers.course",
                verbose_name="nyt forløb",
            ),
        ),
        migrations.AddField(
            model_name="historicalfurtherdecision",
            name="what_next",
            field=models.TextField(blank=True, verbose_name="hvad sker der nu"),
        ),
        migrations.AlterField(
            model_name="agendaitem",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("pending", "Skal behandles"),
                    ("decided", "Afgjort"),
                    ("postponed", "Udsat"),
                    ("forwarded", "Sendt til en anden, der afgør"),
                    ("removed", "Taget af dagsordenen"),
                ],
                default="pending",
                max_length=10,
                verbose_name="udfald",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="appeal_route",
            field=models.CharField(
                choices=[
                    ("decision", "Klage over en afgørelse"),
                    ("residential_decision", "Klage over en afgørelse om døgnbehandling"),
                    ("guarantee_exceeded", "Klage over, at behandlingsgarantien er overskredet"),
                    ("health_treatment", "Klage over sundhedsfaglig behandling"),
                    ("none", "Kan ikke indbringes for en anden myndighed"),
                ],
                max_length=30,
                verbose_name="klagevej",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("full_grant", "Bevilget som ønsket"),
                    ("partial_grant", "Delvist: andet eller mindre end ønsket"),
                    ("rejection", "Afslag"),
                    ("out_of_target", "Afslag: uden for målgruppen"),
                    ("commitment_refused", "Afslag: hjemkommunen vil ikke betale"),
                ],
                max_length=20,
                verbose_name="udfald",
            ),
        ),
        migrations.AlterField(
            model_name="furtherdecision",
            name="appeal_route",
            field=models.CharField(
                choices=[
                    ("decision", "Klage over en afgørelse"),
                    ("residential_decision", "Klage over en afgørelse om døgnbehandling"),
                    ("guarantee_exceeded", "Klage over, at behandlingsgarantien er overskredet"),
                    ("health_treatment", "Klage over sundhedsfaglig behandling"),
                    ("none", "Kan ikke indbringes for en anden myndighed"),
                ],
                max_length=30,
                verbose_name="klagevej",
            ),
        ),
        migrations.AlterField(
            model_name="furtherdecision",
            name="course",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="further_decisions",
                to="offers.course",
                verbose_name="forløb",
            ),
        ),
        migrations.AlterField(
            model_name="furtherdecision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("self_payment", "Egenbetaling for kost og logi"),
                    ("choice_limited", "Begrænsning af frit valg"),
                    ("termination", "Behandlingen afsluttes mod borgerens ønske"),
                    ("expulsion", "Bortvisning"),
                    ("offer_changed", "Et andet tilbud i stedet"),
                    ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                ],
                max_length=20,
                verbose_name="hvad",
            ),
        ),
        migrations.AlterField(
            model_name="historicalagendaitem",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("pending", "Skal behandles"),
                    ("decided", "Afgjort"),
                    ("postponed", "Udsat"),
                    ("forwarded", "Sendt til en anden, der afgør"),
                    ("removed", "Taget af dagsordenen"),
                ],
                default="pending",
                max_length=10,
                verbose_name="udfald",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldecision",
            name="appeal_route",
            field=models.CharField(
                choices=[
                    ("decision", "Klage over en afgørelse"),
                    ("residential_decision", "Klage over en afgørelse om døgnbehandling"),
                    ("guarantee_exceeded", "Klage over, at behandlingsgarantien er overskredet"),
                    ("health_treatment", "Klage over sundhedsfaglig behandling"),
                    ("none", "Kan ikke indbringes for en anden myndighed"),
                ],
                max_length=30,
                verbose_name="klagevej",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldecision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("full_grant", "Bevilget som ønsket"),
                    ("partial_grant", "Delvist: andet eller mindre end ønsket"),
                    ("rejection", "Afslag"),
                    ("out_of_target", "Afslag: uden for målgruppen"),
                    ("commitment_refused", "Afslag: hjemkommunen vil ikke betale"),
                ],
                max_length=20,
                verbose_name="udfald",
            ),
        ),
        migrations.AlterField(
            model_name="historicalfurtherdecision",
            name="appeal_route",
            field=models.CharField(
                choices=[
                    ("decision", "Klage over en afgørelse"),
                    ("residential_decision", "Klage over en afgørelse om døgnbehandling"),
                    ("guarantee_exceeded", "Klage over, at behandlingsgarantien er overskredet"),
                    ("health_treatment", "Klage over sundhedsfaglig behandling"),
                    ("none", "Kan ikke indbringes for en anden myndighed"),
                ],
                max_length=30,
                verbose_name="klagevej",
            ),
        ),
        migrations.AlterField(
            model_name="historicalfurtherdecision",
            name="kind",
            field=models.CharField(
                choices=[
                    ("self_payment", "Egenbetaling for kost og logi"),
                    ("choice_limited", "Begrænsning af frit valg"),
                    ("termination", "Behandlingen afsluttes mod borgerens ønske"),
                    ("expulsion", "Bortvisning"),
                    ("offer_changed", "Et andet tilbud i stedet"),
                    ("guarantee_exceeded", "Behandlingsgarantien er overskredet"),
                ],
                max_length=20,
                verbose_name="hvad",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["pending", "decided", "postponed", "forwarded", "removed"])
                ),
                name="item_outcome_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome__in", ["decided", "forwarded", "pending", "postponed"])),
                fields=("meeting", "request"),
                name="item_once_per_meeting",
                violation_error_message="Sagen er allerede behandlet på mødet.",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="answer_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="svar skrevet af",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hearings",
                to="cases.case",
                verbose_name="sag",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="letter",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hearing",
                to="letters.letter",
                verbose_name="brev",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="skrevet af",
            ),
        ),
        migrations.AddField(
            model_name="hearing",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="hearings",
                to="cases.treatmentrequest",
                verbose_name="anmodning",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="hearing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="visitation.hearing",
                verbose_name="partshøring",
            ),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="hearing",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="visitation.hearing",
                verbose_name="partshøring",
            ),
        ),
        migrations.AddField(
            model_name="furtherdecision",
            name="hearing",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="further_decisions",
                to="visitation.hearing",
                verbose_name="partshøring",
            ),
        ),
        migrations.AddField(
            model_name="historicalfurtherdecision",
            name="hearing",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="visitation.hearing",
                verbose_name="partshøring",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="godkendt af",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="cases.case",
                verbose_name="sag",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="course",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="offers.course",
                verbose_name="forløb",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="history_user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="visitation.meeting",
                verbose_name="møde",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="prepared_by",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="skrevet af",
            ),
        ),
        migrations.AddField(
            model_name="historicalproposal",
            name="request",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="cases.treatmentrequest",
                verbose_name="anmodning",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="godkendt af",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="cases.case",
                verbose_name="sag",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="course",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="offers.course",
                verbose_name="forløb",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="visitation.meeting",
                verbose_name="møde",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="prepared_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="skrevet af",
            ),
        ),
        migrations.AddField(
            model_name="proposal",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="proposals",
                to="cases.treatmentrequest",
                verbose_name="anmodning",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="proposal",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="visitation.proposal",
                verbose_name="godkendt forslag",
            ),
        ),
        migrations.AddField(
            model_name="furtherdecision",
            name="proposal",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="further_decision",
                to="visitation.proposal",
                verbose_name="godkendt forslag",
            ),
        ),
        migrations.AddField(
            model_name="historicaldecision",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="visitation.proposal",
                verbose_name="godkendt forslag",
            ),
        ),
        migrations.AddField(
            model_name="historicalfurtherdecision",
            name="proposal",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="visitation.proposal",
                verbose_name="godkendt forslag",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["full_grant", "partial_grant", "rejection", "out_of_target", "commitment_refused"],
                    )
                ),
                name="decision_kind_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "appeal_route__in",
                        [
                            "decision",
                            "residential_decision",
                            "guarantee_exceeded",
                            "health_treatment",
                            "none",
                        ],
                    )
                ),
                name="decision_route_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "full_grant"),
                    ("hearing__isnull", False),
                    ("known_from__regex", "\\S"),
                    _connector="OR",
                ),
                name="decision_less_than_granted_is_heard",
                violation_error_message="Skriv, hvor borgeren kender oplysningerne fra, eller vælg partshøringen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("needs_approval", False), ("proposal__isnull", False), _connector="OR"),
                name="decision_approved_by_second_person",
                violation_error_message="Afgørelsen skal godkendes af en anden, før den træffes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["commitment_refused", "out_of_target", "rejection"]),
                        ("course", None),
                        ("granted_key", ""),
                        ("granted_name", ""),
                    ),
                    models.Q(
                        models.Q(
                            ("kind__in", ["commitment_refused", "out_of_target", "rejection"]), _negated=True
                        ),
                        models.Q(("granted_key", ""), _negated=True),
                        models.Q(("granted_name", ""), _negated=True),
                        ("course__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="decision_grant_has_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "self_payment",
                            "choice_limited",
                            "termination",
                            "expulsion",
                            "offer_changed",
                            "guarantee_exceeded",
                        ],
                    )
                ),
                name="further_kind_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "appeal_route__in",
                        [
                            "decision",
                            "residential_decision",
                            "guarantee_exceeded",
                            "health_treatment",
                            "none",
                        ],
                    )
                ),
                name="further_route_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind", "guarantee_exceeded"),
                        ("hearing__isnull", False),
                        ("known_from__regex", "\\S"),
                        _connector="OR",
                    ),
                    ("facts__regex", "\\S"),
                    ("present__regex", "\\S"),
                    ("provisions__len__gt", 0),
                    ("reasons__regex", "\\S"),
                ),
                name="further_heard_and_reasoned",
                violation_error_message="Skriv, hvor borgeren kender oplysningerne fra, eller vælg partshøringen, og skriv oplysninger og begrundelse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "guarantee_exceeded"), ("course", None)),
                    models.Q(
                        models.Q(("kind", "guarantee_exceeded"), _negated=True), ("course__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="further_has_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("kind__in", ["expulsion", "guarantee_exceeded", "termination"]),
                        ("what_next__regex", "\\S"),
                    ),
                    models.Q(
                        models.Q(
                            ("kind__in", ["expulsion", "guarantee_exceeded", "termination"]), _negated=True
                        ),
                        ("what_next", ""),
                    ),
                    _connector="OR",
                ),
                name="further_says_what_next",
                violation_error_message="Skriv, hvad der sker nu, og hvilken anden hjælp der er.",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "offer_changed"), ("new_course__isnull", False)),
                    models.Q(models.Q(("kind", "offer_changed"), _negated=True), ("new_course", None)),
                    _connector="OR",
                ),
                name="further_change_gives_course",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("needs_approval", False), ("proposal__isnull", False), _connector="OR"),
                name="further_approved_by_second_person",
                violation_error_message="Afgørelsen skal godkendes af en anden, før den træffes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind__in", ["expulsion", "termination"])),
                fields=("course",),
                name="further_one_ending_per_course",
                violation_error_message="Det er allerede afgjort, at behandlingen afsluttes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="furtherdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "guarantee_exceeded")),
                fields=("request",),
                name="further_guarantee_told_once",
                violation_error_message="Borgeren har allerede fået brev om, at garantien er overskredet.",
            ),
        ),
        migrations.AddField(
            model_name="reasonsrequest",
            name="decision",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reasons_request",
                to="visitation.decision",
                verbose_name="afgørelse",
            ),
        ),
        migrations.AddField(
            model_name="reasonsrequest",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="skrevet af",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="cases.case",
                verbose_name="sag",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="visitation.meeting",
                verbose_name="møde",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="skrevet af",
            ),
        ),
        migrations.AddField(
            model_name="recommendation",
            name="request",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="recommendations",
                to="cases.treatmentrequest",
                verbose_name="anmodning",
            ),
        ),
        migrations.AddIndex(
            model_name="hearing",
            index=models.Index(fields=["request", "-id"], name="hearing_by_request"),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("means__in", ["letter", "oral", "exempt"])), name="hearing_means_valid"
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(("considered__regex", "\\S"), ("facts__regex", "\\S")),
                name="hearing_says_what",
                violation_error_message="Skriv, hvad der overvejes, og hvilke oplysninger det bygger på.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("means", "exempt"),
                        ("answer_due_on", None),
                        ("days", None),
                        ("exemption__regex", "\\S"),
                        ("letter", None),
                    ),
                    models.Q(
                        models.Q(("means", "exempt"), _negated=True),
                        ("answer_due_on__isnull", False),
                        ("days__gt", 0),
                        ("exemption", ""),
                    ),
                    _connector="OR",
                ),
                name="hearing_exempt_has_reason",
                violation_error_message="Skriv, hvorfor borgeren ikke høres.",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("means", "letter"), ("letter__isnull", False)),
                    models.Q(models.Q(("means", "letter"), _negated=True), ("letter", None)),
                    _connector="OR",
                ),
                name="hearing_by_letter_has_letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="hearing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answer_by", None), ("answer_form", ""), ("answered_on", None)),
                    models.Q(
                        models.Q(("means", "exempt"), _negated=True),
                        ("answer_by__isnull", False),
                        ("answered_on__isnull", False),
                        models.Q(
                            models.Q(("answer", ""), ("answer_form", "none")),
                            models.Q(("answer__regex", "\\S"), ("answer_form__in", ["written", "oral"])),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="hearing_answer_is_whole",
                violation_error_message="Skriv, hvornår og hvad borgeren svarede.",
            ),
        ),
        migrations.AddIndex(
            model_name="proposal",
            index=models.Index(fields=["case", "-id"], name="proposal_by_case"),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "full_grant",
                            "partial_grant",
                            "rejection",
                            "out_of_target",
                            "commitment_refused",
                            "self_payment",
                            "choice_limited",
                            "termination",
                            "expulsion",
                            "offer_changed",
                            "guarantee_exceeded",
                        ],
                    )
                ),
                name="proposal_kind_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None)),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        models.Q(("approved_by", models.F("prepared_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="proposal_approved_by_somebody_else",
                violation_error_message="Den, der har skrevet afgørelsen, kan ikke selv godkende den.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("made_at", None),
                    models.Q(("approved_at__isnull", False), ("dropped_at", None)),
                    _connector="OR",
                ),
                name="proposal_made_when_approved",
                violation_error_message="Afgørelsen er ikke godkendt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("dropped_at", None), ("made_at", None)),
                fields=("request",),
                name="proposal_one_open_per_request",
                violation_error_message="Der er allerede et forslag, der venter på godkendelse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reasonsrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("asked_on"))), name="reasons_due_after_asked"
            ),
        ),
        migrations.AddIndex(
            model_name="recommendation",
            index=models.Index(fields=["case", "-id"], name="recommendation_by_case"),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("offer_name__regex", "\\S"),
                    ("reasons__regex", "\\S"),
                    models.Q(("body_key", ""), _negated=True),
                    models.Q(("body_name", ""), _negated=True),
                ),
                name="recommendation_says_what",
                violation_error_message="Skriv indstillingen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sha256",
                        models.Func(
                            models.Func(
                                models.F("pdf"), function="sha256", output_field=models.BinaryField()
                            ),
                            models.Value("hex"),
                            function="encode",
                            output_field=models.CharField(),
                        ),
                    )
                ),
                name="recommendation_seal_holds",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on", None)),
                    models.Q(
                        ("answer__regex", "\\S"),
                        ("answered_on__gte", models.F("sent_on")),
                        ("answered_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="recommendation_answer_is_whole",
                violation_error_message="Skriv svaret. Det kan tidligst være kommet den dag, der blev sendt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_on", None)),
                fields=("request",),
                name="recommendation_one_awaited",
                violation_error_message="Der ventes allerede svar på en indstilling.",
            ),
        ),
    ]
