import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import simple_history.models
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
            name="Letter",
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
                        related_name="letters",
                        to="cases.case",
                        verbose_name="sag",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("visitation_letter", "Visitationsskrivelse"),
                            ("partial_grant", "Afgørelse med delvist medhold"),
                            ("rejection", "Afslag"),
                            ("self_payment", "Afgørelse om egenbetaling"),
                            ("choice_limited", "Begrænsning af frit valg"),
                            ("termination", "Afslutning mod borgerens ønske"),
                            ("offer_changed", "Ændret tilbud"),
                            ("guarantee_exceeded", "Overskredet behandlingsgaranti"),
                            ("hearing", "Partshøring"),
                            ("consent_withdrawn", "Samtykke trukket tilbage"),
                            ("notification", "Underretning"),
                            ("access_delay", "Indsigt tager længere tid"),
                            ("access_answer", "Svar på anmodning om indsigt"),
                            ("access_less", "Afgørelse om indsigt"),
                            ("free", "Frit brev"),
                            ("appointment", "Aftale om samtale"),
                            ("consent_form", "Samtykke til underskrift"),
                            ("status_request", "Bed en samarbejdspartner om status"),
                            ("complaint_receipt", "Kvittering for klage"),
                            ("complaint_result", "Svar på klage"),
                            ("complaint_forwarded", "Klage sendt videre"),
                            ("complaint_to_body", "Klage til en anden myndighed"),
                            ("complaint_guided", "Vejledning om, hvor der kan klages"),
                        ],
                        max_length=20,
                        verbose_name="slags",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="overskrift")),
                ("language", models.CharField(default="da", max_length=10, verbose_name="sprog")),
                ("recipient_name", models.CharField(max_length=200, verbose_name="modtager")),
                ("recipient_address", models.TextField(blank=True, verbose_name="adresse")),
                ("html", models.TextField(verbose_name="tekst, som den er udsendt")),
                ("pdf", models.BinaryField()),
                ("sha256", models.CharField(editable=False, max_length=64, verbose_name="segl")),
                ("issued_at", models.DateTimeField(verbose_name="udsendt")),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="udsendt af",
                    ),
                ),
                ("requires_guidance", models.BooleanField(verbose_name="skal have klagevejledning")),
                ("complaint_guidance", models.TextField(blank=True, verbose_name="klagevejledning")),
                ("legal_basis", models.TextField(blank=True, verbose_name="retsgrundlag")),
                ("submission", models.UUIDField(blank=True, editable=False, null=True, unique=True)),
            ],
            options={
                "verbose_name": "brev",
                "verbose_name_plural": "breve",
                "indexes": [
                    models.Index(fields=["case", "-issued_at"], name="letter_by_case"),
                    models.Index(fields=["issued_at"], name="letter_by_issued"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "visitation_letter",
                                    "partial_grant",
                                    "rejection",
                                    "self_payment",
                                    "choice_limited",
                                    "termination",
                                    "offer_changed",
                                    "guarantee_exceeded",
                                    "hearing",
                                    "consent_withdrawn",
                                    "notification",
                                    "access_delay",
                                    "access_answer",
                                    "access_less",
                                    "free",
                                    "appointment",
                                    "consent_form",
                                    "status_request",
                                    "complaint_receipt",
                                    "complaint_result",
                                    "complaint_forwarded",
                                    "complaint_to_body",
                                    "complaint_guided",
                                ],
                            )
                        ),
                        name="letter_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("recipient_name", ""), _negated=True),
                            models.Q(("html", ""), _negated=True),
                            models.Q(("language", ""), _negated=True),
                        ),
                        name="letter_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("requires_guidance", False),
                            models.Q(("complaint_guidance__regex", "\\S"), ("legal_basis__regex", "\\S")),
                            _connector="OR",
                        ),
                        name="letter_has_guidance",
                        violation_error_message="Brevet mangler klagevejledning eller regler.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("requires_guidance", True),
                            models.Q(
                                (
                                    "kind__in",
                                    [
                                        "access_less",
                                        "choice_limited",
                                        "guarantee_exceeded",
                                        "offer_changed",
                                        "partial_grant",
                                        "rejection",
                                        "self_payment",
                                        "termination",
                                    ],
                                ),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                        name="letter_kind_requires_guidance",
                        violation_error_message="Et brev, der ikke giver fuldt medhold, skal have klagevejledning.",
                    ),
                    models.CheckConstraint(
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
                        name="letter_seal_holds",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDispatch",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("post", "Sendt med posten"),
                            ("handed_over", "Givet i hånden"),
                            ("digital_post", "Sendt med Digital Post"),
                        ],
                        max_length=20,
                        verbose_name="hvordan",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="afsendt")),
                ("presumed_received_on", models.DateField(verbose_name="formodet modtaget")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="modtaget")),
                (
                    "received_source",
                    models.CharField(blank=True, max_length=200, verbose_name="hvor vi ved det fra"),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, null=True, verbose_name="taget tilbage")),
                ("taken_back_reason", models.TextField(blank=True, verbose_name="hvorfor taget tilbage")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="kom retur")),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="afsendt af",
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
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
                "verbose_name": "historical afsendelse",
                "verbose_name_plural": "historical afsendelser",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Dispatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("post", "Sendt med posten"),
                            ("handed_over", "Givet i hånden"),
                            ("digital_post", "Sendt med Digital Post"),
                        ],
                        max_length=20,
                        verbose_name="hvordan",
                    ),
                ),
                ("sent_on", models.DateField(verbose_name="afsendt")),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dispatches",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="afsendt af",
                    ),
                ),
                ("presumed_received_on", models.DateField(verbose_name="formodet modtaget")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="modtaget")),
                (
                    "received_source",
                    models.CharField(blank=True, max_length=200, verbose_name="hvor vi ved det fra"),
                ),
                ("taken_back_at", models.DateTimeField(blank=True, null=True, verbose_name="taget tilbage")),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_back_reason", models.TextField(blank=True, verbose_name="hvorfor taget tilbage")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="kom retur")),
            ],
            options={
                "verbose_name": "afsendelse",
                "verbose_name_plural": "afsendelser",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["post", "handed_over", "digital_post"])),
                        name="dispatch_channel_valid",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("returned_on", None), ("taken_back_at", None)),
                        fields=("letter", "channel"),
                        name="dispatch_once_per_channel",
                        violation_error_message="Brevet er allerede sendt på den måde.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("presumed_received_on__gte", models.F("sent_on")),
                            models.Q(
                                ("received_on", None),
                                ("received_on__gte", models.F("sent_on")),
                                _connector="OR",
                            ),
                        ),
                        name="dispatch_received_after_sent",
                        violation_error_message="Brevet kan ikke være modtaget, før det blev sendt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_back_at", None), ("taken_back_by", None), ("taken_back_reason", "")
                            ),
                            models.Q(
                                ("received_on", None),
                                ("taken_back_at__isnull", False),
                                ("taken_back_by__isnull", False),
                                ("taken_back_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="dispatch_taken_back_with_reason",
                        violation_error_message="Skriv, hvorfor afsendelsen tages tilbage.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("returned_on", None),
                            models.Q(("received_on", None), ("returned_on__gte", models.F("sent_on"))),
                            _connector="OR",
                        ),
                        name="dispatch_returned_was_sent_and_not_received",
                        violation_error_message="Brevet kan ikke være kommet retur, før det blev sendt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("received_on", None), ("received_source", "")),
                            models.Q(
                                ("received_on__isnull", False),
                                models.Q(("received_source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="dispatch_receipt_has_source",
                        violation_error_message="Skriv, hvor du ved det fra.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("making", "Laves"),
                            ("ready", "Klar til at blive trykt og sendt"),
                            ("confirmed", "Sendt"),
                            ("dropped", "Opgivet"),
                        ],
                        default="making",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("pdf", models.BinaryField(null=True, verbose_name="tryk")),
                ("begun_at", models.DateTimeField(verbose_name="begyndt")),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begyndt af",
                    ),
                ),
                ("touched_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True, verbose_name="lavet")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sent_on", models.DateField(blank=True, null=True, verbose_name="sendt")),
            ],
            options={
                "verbose_name": "bunke",
                "verbose_name_plural": "bunker",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["making", "ready"])),
                        fields=["touched_at"],
                        name="letter_batch_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["making", "ready", "confirmed", "dropped"])),
                        name="letter_batch_status_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("made_at__isnull", False), ("pdf__isnull", False), ("status", "ready")),
                            models.Q(models.Q(("status", "ready"), _negated=True), ("pdf", None)),
                            _connector="OR",
                        ),
                        name="letter_batch_print_while_ready",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_on__isnull", False), ("status", "confirmed")),
                            models.Q(models.Q(("status", "confirmed"), _negated=True), ("sent_on", None)),
                            _connector="OR",
                        ),
                        name="letter_batch_sent_when_confirmed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("closed_by", None), ("status__in", ["making", "ready"])
                            ),
                            models.Q(
                                models.Q(("status__in", ["making", "ready"]), _negated=True),
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="letter_batch_closed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BatchLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="letters.letterbatch",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batch_rows",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
                ("position", models.PositiveIntegerField(verbose_name="nummer i bunken")),
                ("new_address", models.TextField(blank=True, verbose_name="ny adresse")),
                ("pages", models.PositiveIntegerField(blank=True, null=True, verbose_name="sider")),
                (
                    "taken_out_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="taget ud af bunken"),
                ),
                (
                    "taken_out_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taget ud af",
                    ),
                ),
                ("taken_out_reason", models.TextField(blank=True, verbose_name="hvorfor taget ud")),
                (
                    "released_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="ikke længere i bunken"),
                ),
            ],
            options={
                "verbose_name": "brev i en bunke",
                "verbose_name_plural": "breve i bunker",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("released_at", None)),
                        fields=("letter",),
                        name="batch_letter_in_one_open_batch",
                        violation_error_message="Brevet ligger allerede i en bunke.",
                    ),
                    models.UniqueConstraint(fields=("batch", "position"), name="batch_letter_has_its_place"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("taken_out_at", None), ("taken_out_by", None), ("taken_out_reason", "")
                            ),
                            models.Q(
                                ("released_at__isnull", False),
                                ("taken_out_at__isnull", False),
                                ("taken_out_reason__regex", "\\S"),
                            ),
                            _connector="OR",
                        ),
                        name="batch_letter_taken_out_with_reason",
                        violation_error_message="Skriv, hvorfor brevet ikke blev sendt.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TextBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, verbose_name="nøgle")),
                ("title", models.CharField(max_length=100, verbose_name="navn")),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("free", "Frit brev"),
                            ("appointment", "Aftale om samtale"),
                            ("consent_form", "Samtykke til underskrift"),
                            ("status_request", "Bed en samarbejdspartner om status"),
                            ("decision", "Afgørelse: begrundelse"),
                            ("summary", "Resumé på et andet sprog"),
                        ],
                        max_length=20,
                        verbose_name="bruges i",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[
                            ("da", "Dansk"),
                            ("en", "Engelsk"),
                            ("de", "Tysk"),
                            ("pl", "Polsk"),
                            ("ro", "Rumænsk"),
                            ("tr", "Tyrkisk"),
                            ("uk", "Ukrainsk"),
                        ],
                        default="da",
                        max_length=5,
                        verbose_name="sprog",
                    ),
                ),
                ("text", models.TextField(verbose_name="tekst")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="gælder")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="lavet")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lavet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "tekstblok",
                "verbose_name_plural": "tekstblokke",
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("key", "="), ("language", "="), ("valid", "&&")],
                        name="text_block_one_version_at_a_time",
                        violation_error_message="En anden udgave gælder den dag.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[a-z0-9-]{1,40}$")), name="text_block_key_plain"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "use__in",
                                [
                                    "free",
                                    "appointment",
                                    "consent_form",
                                    "status_request",
                                    "decision",
                                    "summary",
                                ],
                            )
                        ),
                        name="text_block_use_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["da", "en", "de", "pl", "ro", "tr", "uk"])),
                        name="text_block_language_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text__regex", "\\S"), ("title__regex", "\\S")),
                        name="text_block_has_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DigitalMessage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="digital_messages",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="meddelelsens nummer"
                    ),
                ),
                ("version", models.CharField(max_length=10, verbose_name="MeMo-version")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("queued", "Venter på at blive afleveret"),
                            ("written", "Afleveret, venter på kvittering"),
                            ("sent", "Modtaget af Digital Post"),
                            ("delivered", "I borgerens Digital Post"),
                            ("failed", "Kom ikke frem"),
                            ("exempt", "Fritaget for Digital Post"),
                            ("given_up", "Opgivet"),
                        ],
                        default="queued",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="sat i gang")),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="sat i gang af",
                    ),
                ),
                (
                    "written_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="afleveret til fordelingen"),
                ),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="kvittering")),
                (
                    "detail",
                    models.CharField(blank=True, max_length=500, verbose_name="hvad kvitteringen siger"),
                ),
            ],
            options={
                "verbose_name": "meddelelse i Digital Post",
                "verbose_name_plural": "meddelelser i Digital Post",
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["queued", "written"])),
                        fields=["begun_at"],
                        name="digital_message_under_way",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "status__in",
                                ["queued", "written", "sent", "delivered", "failed", "exempt", "given_up"],
                            )
                        ),
                        name="digital_message_status_valid",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["delivered", "queued", "sent", "written"])),
                        fields=("letter",),
                        name="digital_message_once_per_letter",
                        violation_error_message="Brevet er allerede sendt med Digital Post.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "queued"), ("written_at", None)),
                            ("status", "given_up"),
                            models.Q(
                                models.Q(("status__in", ["queued", "given_up"]), _negated=True),
                                ("written_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="digital_message_written_before_answered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DigitalReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="letters.digitalmessage",
                    ),
                ),
                ("file_name", models.CharField(max_length=200, verbose_name="fil")),
                ("sha256", models.CharField(max_length=64, unique=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("sent", "Modtaget af Digital Post"),
                            ("delivered", "I borgerens Digital Post"),
                            ("failed", "Kom ikke frem"),
                            ("exempt", "Fritaget for Digital Post"),
                            ("unknown", "Kunne ikke læses"),
                        ],
                        max_length=10,
                        verbose_name="udfald",
                    ),
                ),
                ("said_at", models.DateTimeField(blank=True, null=True, verbose_name="tidspunkt")),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="tekst")),
                ("read_at", models.DateTimeField(verbose_name="læst")),
            ],
            options={
                "verbose_name": "kvittering fra Digital Post",
                "verbose_name_plural": "kvitteringer fra Digital Post",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["sent", "delivered", "failed", "exempt", "unknown"])
                        ),
                        name="digital_receipt_outcome_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("message", None), ("outcome", "unknown")),
                            models.Q(
                                models.Q(("outcome", "unknown"), _negated=True),
                                ("message__isnull", False),
                                ("said_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="digital_receipt_of_a_message_unless_unknown",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterSetback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="setbacks",
                        to="letters.letter",
                        verbose_name="brev",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("returned", "Kom retur med posten"),
                            ("failed", "Kom ikke frem med Digital Post"),
                            ("exempt", "Borgeren er fritaget for Digital Post"),
                        ],
                        max_length=10,
                        verbose_name="hvad der skete",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("moved", "Flyttet"),
                            ("unknown", "Ubekendt på adressen"),
                            ("not_collected", "Ikke hentet"),
                            ("insufficient", "Adressen er ufuldstændig"),
                            ("digital_post", "Digital Post"),
                            ("other", "Andet"),
                        ],
                        max_length=20,
                        verbose_name="hvorfor",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="bemærkning")),
                ("on", models.DateField(verbose_name="hvornår")),
                (
                    "dispatch",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="setback",
                        to="letters.dispatch",
                    ),
                ),
                (
                    "message",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="setback",
                        to="letters.digitalmessage",
                    ),
                ),
                ("registered_at", models.DateTimeField(verbose_name="registreret")),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="registreret af",
                    ),
                ),
                ("settled_on", models.DateField(blank=True, null=True, verbose_name="løst")),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="løst af",
                    ),
                ),
                ("settled_how", models.CharField(blank=True, max_length=300, verbose_name="hvordan løst")),
            ],
            options={
                "verbose_name": "brev, der ikke kom frem",
                "verbose_name_plural": "breve, der ikke kom frem",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["returned", "failed", "exempt"])),
                        name="letter_setback_kind_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "moved",
                                    "unknown",
                                    "not_collected",
                                    "insufficient",
                                    "digital_post",
                                    "other",
                                ],
                            )
                        ),
                        name="letter_setback_reason_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "returned"), _negated=True),
                            ("dispatch__isnull", False),
                            _connector="OR",
                        ),
                        name="letter_setback_returned_was_sent",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("settled_on", None)),
                        fields=("letter",),
                        name="letter_setback_one_open",
                        violation_error_message="Det er allerede registreret, at brevet ikke kom frem.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_by", None), ("settled_how", ""), ("settled_on", None)),
                            models.Q(("settled_how__regex", "\\S"), ("settled_on__gte", models.F("on"))),
                            _connector="OR",
                        ),
                        name="letter_setback_settled_with_words",
                        violation_error_message="Skriv, hvorfor der ikke gøres mere.",
                    ),
                ],
            },
        ),
    ]
