import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offers", "0009_gift_cards_and_nada_are_guarded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CooperationAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("text", models.TextField(verbose_name="aftalens tekst")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
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
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="offers.course",
                        verbose_name="forløb",
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
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "samarbejdsaftale",
                "verbose_name_plural": "samarbejdsaftaler",
            },
        ),
        migrations.CreateModel(
            name="AgreementBreach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                ("text", models.TextField(verbose_name="hvad der skete")),
                ("citizens_words", models.TextField(blank=True, verbose_name="borgerens egen forklaring")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches",
                        to="offers.cooperationagreement",
                        verbose_name="aftale",
                    ),
                ),
            ],
            options={
                "verbose_name": "brud på samarbejdsaftalen",
                "verbose_name_plural": "brud på samarbejdsaftalen",
            },
        ),
        migrations.CreateModel(
            name="DoctorTalk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="holdt")),
                ("text", models.TextField(verbose_name="lægens notat")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="næste aftalt senest")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="doctor_talks",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
            ],
            options={
                "verbose_name": "lægesamtale",
                "verbose_name_plural": "lægesamtaler",
            },
        ),
        migrations.CreateModel(
            name="HomeChildren",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("at_home", models.BooleanField(verbose_name="der bor børn i hjemmet")),
                ("note", models.TextField(blank=True, verbose_name="bemærkning")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="home_children",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "børn i hjemmet",
                "verbose_name_plural": "børn i hjemmet",
            },
        ),
        migrations.CreateModel(
            name="Irregularity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("found_on", models.DateField(verbose_name="fundet")),
                ("text", models.TextField(verbose_name="hvad der er fundet")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                ("discussed_on", models.DateField(blank=True, null=True, verbose_name="drøftet på mødet")),
                ("present", models.TextField(blank=True, verbose_name="til stede")),
                ("discussion", models.TextField(blank=True, verbose_name="hvad mødet mente")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("continued", "Ordinationen fortsætter"),
                            ("changed", "Ordinationen ændres"),
                            ("stopped", "Ordinationen stoppes"),
                        ],
                        max_length=10,
                        verbose_name="lægens beslutning",
                    ),
                ),
                ("decision_reasons", models.TextField(blank=True, verbose_name="lægens begrundelse")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="besluttet")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="irregularities",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "doctor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "uregelmæssighed",
                "verbose_name_plural": "uregelmæssigheder",
            },
        ),
        migrations.CreateModel(
            name="MissedDose",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="dag")),
                ("note", models.TextField(blank=True, verbose_name="hvad skete der")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="taget tilbage")),
                ("struck_reason", models.TextField(blank=True, verbose_name="hvorfor taget tilbage")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="missed_doses",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taget tilbage af",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "udebleven dosis",
                "verbose_name_plural": "udeblevne doser",
            },
        ),
        migrations.CreateModel(
            name="Prescription",
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
                        choices=[("dose", "Dosis"), ("stop", "Ophør")], max_length=10, verbose_name="slags"
                    ),
                ),
                ("preparation_key", models.CharField(blank=True, max_length=60)),
                ("preparation_name", models.CharField(blank=True, max_length=200, verbose_name="præparat")),
                (
                    "daily_mg",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="mg pr. døgn"
                    ),
                ),
                ("from_on", models.DateField(verbose_name="fra")),
                ("dispensing_place", models.CharField(blank=True, max_length=200, verbose_name="udleveres")),
                (
                    "intake",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("supervised", "Overvåget hver gang"),
                            ("partly", "Overvåget nogle dage, resten med hjem"),
                            ("unsupervised", "Ikke overvåget"),
                        ],
                        max_length=15,
                        verbose_name="kontrol med indtagelsen",
                    ),
                ),
                ("dearer_reason", models.TextField(blank=True, verbose_name="hvorfor ikke det billigste")),
                ("note", models.TextField(blank=True, verbose_name="begrundelse")),
                ("correction_reason", models.TextField(blank=True, verbose_name="hvorfor rettet")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="offers.prescription",
                        verbose_name="retter",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prescriptions",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
            ],
            options={
                "verbose_name": "ordination",
                "verbose_name_plural": "ordinationer",
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="nr.")),
                ("text", models.CharField(max_length=500, verbose_name="følge")),
                ("is_hard", models.BooleanField(verbose_name="kræver en afgørelse")),
                ("reasons", models.TextField(verbose_name="lægens begrundelse")),
                ("proposed_at", models.DateTimeField(verbose_name="besluttet af lægen")),
                ("heard_on", models.DateField(blank=True, null=True, verbose_name="partshørt")),
                (
                    "hearing_answer",
                    models.TextField(blank=True, verbose_name="borgerens svar på partshøringen"),
                ),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="godkendt")),
                ("decision", models.CharField(blank=True, max_length=200, verbose_name="afgørelse")),
                ("carried_out_on", models.DateField(blank=True, null=True, verbose_name="sat i værk")),
                ("given_up_on", models.DateField(blank=True, null=True, verbose_name="opgivet")),
                ("given_up_reason", models.TextField(blank=True, verbose_name="hvorfor opgivet")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="godkendt af",
                    ),
                ),
                (
                    "breach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sanctions",
                        to="offers.agreementbreach",
                        verbose_name="brud",
                    ),
                ),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
            ],
            options={
                "verbose_name": "følge af brud",
                "verbose_name_plural": "følger af brud",
            },
        ),
        migrations.CreateModel(
            name="SubstitutionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="udgave")),
                ("indication", models.TextField(verbose_name="indikation")),
                ("purpose", models.TextField(verbose_name="formål")),
                (
                    "coordination",
                    models.TextField(blank=True, verbose_name="samarbejde med anden lægelig behandling"),
                ),
                ("health", models.TextField(blank=True, verbose_name="helbred, screening og vaccinationer")),
                ("harm_reduction", models.TextField(blank=True, verbose_name="skadesreduktion")),
                ("support", models.TextField(verbose_name="social og pædagogisk støtte")),
                ("former", models.TextField(blank=True, verbose_name="opfølgning på den tidligere plan")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="substitution_plans",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "doctor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="læge",
                    ),
                ),
            ],
            options={
                "verbose_name": "lægens plan",
                "verbose_name_plural": "lægens planer",
            },
        ),
        migrations.CreateModel(
            name="UrinePlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("planned_on", models.DateField(verbose_name="planlagt til")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="afsluttet")),
                ("given_up_reason", models.TextField(blank=True, verbose_name="hvorfor opgivet")),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urine_plans",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "planlagt urinprøve",
                "verbose_name_plural": "planlagte urinprøver",
            },
        ),
        migrations.CreateModel(
            name="UrineTest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("taken_on", models.DateField(verbose_name="dag")),
                (
                    "occasion",
                    models.CharField(
                        choices=[
                            ("start", "Ved opstart"),
                            ("unannounced", "Uvarslet"),
                            ("agreed", "Aftalt med borgeren"),
                        ],
                        max_length=15,
                        verbose_name="anledning",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("nothing_found", "Ingen andre stoffer"),
                            ("found", "Andre stoffer fundet"),
                            ("unclear", "Kunne ikke aflæses"),
                            ("refused", "Borgeren ville ikke"),
                            ("absent", "Borgeren kom ikke"),
                        ],
                        max_length=15,
                        verbose_name="resultat",
                    ),
                ),
                ("findings", models.TextField(blank=True, verbose_name="hvad prøven viste")),
                ("correction_reason", models.TextField(blank=True, verbose_name="hvorfor rettet")),
                ("written_at", models.DateTimeField(verbose_name="skrevet")),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="offers.urinetest",
                        verbose_name="retter",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urine_tests",
                        to="offers.course",
                        verbose_name="forløb",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="skrevet af",
                    ),
                ),
            ],
            options={
                "verbose_name": "urinprøve",
                "verbose_name_plural": "urinprøver",
            },
        ),
        migrations.AddConstraint(
            model_name="cooperationagreement",
            constraint=models.UniqueConstraint(
                fields=("course", "version"),
                name="agreement_version_once",
                violation_error_message="En kollega har imens skrevet en ny udgave af aftalen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cooperationagreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="agreement_has_text",
                violation_error_message="Skriv aftalens tekst.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cooperationagreement",
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
                name="agreement_signature_whole",
                violation_error_message="Skriv, hvem der har underskrevet og hvornår, eller hvorfor ikke.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementbreach",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="breach_says_what",
                violation_error_message="Skriv, hvad der skete.",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreementbreach",
            constraint=models.UniqueConstraint(
                fields=("agreement", "on", "text"),
                name="breach_once",
                violation_error_message="Det er allerede skrevet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doctortalk",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="doctor_talk_has_text",
                violation_error_message="Skriv, hvad samtalen viste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doctortalk",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_on", None), ("next_on__gt", models.F("held_on")), _connector="OR"),
                name="doctor_talk_next_is_later",
                violation_error_message="Den næste samtale ligger efter denne.",
            ),
        ),
        migrations.AddConstraint(
            model_name="doctortalk",
            constraint=models.UniqueConstraint(
                fields=("course", "held_on"),
                name="doctor_talk_once_a_day",
                violation_error_message="Der er allerede skrevet en lægesamtale den dag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="homechildren",
            constraint=models.UniqueConstraint(
                fields=("course", "from_on"),
                name="home_children_one_answer_a_day",
                violation_error_message="Der er allerede et svar fra den dag.",
            ),
        ),
        migrations.AddIndex(
            model_name="irregularity",
            index=models.Index(
                condition=models.Q(("decided_at", None)), fields=["found_on"], name="irregularity_undecided"
            ),
        ),
        migrations.AddConstraint(
            model_name="irregularity",
            constraint=models.CheckConstraint(
                condition=models.Q(("text__regex", "\\S")),
                name="irregularity_says_what",
                violation_error_message="Skriv, hvad der er fundet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="irregularity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("discussed_on", None), ("discussion", ""), ("present", "")),
                    models.Q(
                        ("discussed_on__gte", models.F("found_on")),
                        ("discussion__regex", "\\S"),
                        ("present__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="irregularity_discussed_whole",
                violation_error_message="Skriv dagen, hvem der var med, og hvad mødet mente.",
            ),
        ),
        migrations.AddConstraint(
            model_name="irregularity",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at", None), ("decision", ""), ("decision_reasons", ""), ("doctor", None)
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decision__in", ["continued", "changed", "stopped"]),
                        ("decision_reasons__regex", "\\S"),
                        ("discussed_on__isnull", False),
                        ("doctor__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="irregularity_discussed_before_decided",
                violation_error_message="Det skal drøftes på mødet, før lægen beslutter.",
            ),
        ),
        migrations.AddConstraint(
            model_name="irregularity",
            constraint=models.UniqueConstraint(
                fields=("course", "found_on", "text"),
                name="irregularity_once",
                violation_error_message="Det er allerede skrevet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="misseddose",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck_at", None)),
                fields=("course", "on"),
                name="missed_dose_once_a_day",
                violation_error_message="Dagen er allerede skrevet.",
            ),
        ),
        migrations.AddConstraint(
            model_name="misseddose",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("struck_at", None), ("struck_by", None), ("struck_reason", "")),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        ("struck_reason__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="missed_dose_struck_with_reason",
                violation_error_message="Skriv, hvorfor det tages tilbage.",
            ),
        ),
        migrations.AddIndex(
            model_name="prescription",
            index=models.Index(fields=["course", "from_on"], name="prescription_by_course"),
        ),
        migrations.AddConstraint(
            model_name="prescription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("daily_mg__gt", 0),
                        ("intake__in", ["supervised", "partly", "unsupervised"]),
                        ("kind", "dose"),
                        models.Q(("preparation_key", ""), _negated=True),
                        models.Q(("preparation_name", ""), _negated=True),
                        models.Q(("dispensing_place", ""), _negated=True),
                    ),
                    models.Q(
                        ("daily_mg", None),
                        ("dispensing_place", ""),
                        ("intake", ""),
                        ("kind", "stop"),
                        ("note__regex", "\\S"),
                        ("preparation_key", ""),
                        ("preparation_name", ""),
                    ),
                    _connector="OR",
                ),
                name="prescription_whole",
                violation_error_message="Skriv præparat, dosis, udlevering og kontrol. Ved ophør skrives begrundelsen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="prescription",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction_reason", ""), ("corrects", None)),
                    models.Q(("correction_reason__regex", "\\S"), ("corrects__isnull", False)),
                    _connector="OR",
                ),
                name="prescription_corrected_with_reason",
                violation_error_message="Skriv, hvorfor ordinationen rettes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons__regex", "\\S"), ("text__regex", "\\S")),
                name="sanction_has_reasons",
                violation_error_message="Skriv begrundelsen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_hard", False),
                    ("carried_out_on", None),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("decision__regex", "\\S"),
                        ("heard_on__isnull", False),
                        ("hearing_answer__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="sanction_hard_goes_the_long_way",
                violation_error_message="Behandlingen kan ikke afsluttes uden partshøring, teamlederens godkendelse og afgørelse.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at", None), ("approved_by", None)),
                    models.Q(
                        ("approved_at__isnull", False),
                        ("approved_by__isnull", False),
                        models.Q(("approved_by", models.F("doctor")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sanction_approved_by_somebody_else",
                violation_error_message="Den, der har besluttet følgen, kan ikke selv godkende den.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("heard_on", None), ("hearing_answer", "")),
                    models.Q(("heard_on__isnull", False), ("hearing_answer__regex", "\\S")),
                    _connector="OR",
                ),
                name="sanction_heard_with_answer",
                violation_error_message="Skriv dagen og borgerens svar, eller at der ikke kom et svar.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("given_up_on", None), ("given_up_reason", "")),
                    models.Q(
                        ("carried_out_on", None),
                        ("given_up_on__isnull", False),
                        ("given_up_reason__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="sanction_given_up_or_carried_out",
                violation_error_message="Skriv, hvorfor følgen opgives.",
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("given_up_on", None)),
                fields=("breach", "number"),
                name="sanction_one_of_a_kind",
                violation_error_message="Den følge er allerede besluttet for dette brud.",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitutionplan",
            constraint=models.UniqueConstraint(
                fields=("course", "version"),
                name="substitution_plan_version_once",
                violation_error_message="En kollega har imens skrevet en ny udgave af planen.",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitutionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("indication__regex", "\\S"), ("purpose__regex", "\\S"), ("support__regex", "\\S")
                ),
                name="substitution_plan_whole",
                violation_error_message="Skriv indikation, formål og social og pædagogisk støtte.",
            ),
        ),
        migrations.AddConstraint(
            model_name="substitutionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("version", 1), models.Q(("former__regex", "\\S"), ("version__gt", 1)), _connector="OR"
                ),
                name="substitution_plan_follows_the_former",
                violation_error_message="Skriv, hvordan det er gået med den tidligere plan.",
            ),
        ),
        migrations.AddConstraint(
            model_name="urineplan",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None)),
                fields=("course",),
                name="urine_plan_one_open",
                violation_error_message="Der er allerede planlagt en prøve.",
            ),
        ),
        migrations.AddConstraint(
            model_name="urineplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("given_up_reason", ""), ("settled_at__isnull", False), _connector="OR"),
                name="urine_plan_given_up_is_settled",
            ),
        ),
        migrations.AddConstraint(
            model_name="urinetest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("occasion__in", ["start", "unannounced", "agreed"]),
                    ("outcome__in", ["nothing_found", "found", "unclear", "refused", "absent"]),
                ),
                name="urine_test_choices_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="urinetest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "found"), _negated=True), ("findings__regex", "\\S"), _connector="OR"
                ),
                name="urine_test_found_says_what",
                violation_error_message="Skriv, hvilke stoffer prøven viste.",
            ),
        ),
        migrations.AddConstraint(
            model_name="urinetest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("correction_reason", ""), ("corrects", None)),
                    models.Q(("correction_reason__regex", "\\S"), ("corrects__isnull", False)),
                    _connector="OR",
                ),
                name="urine_test_corrected_with_reason",
                violation_error_message="Skriv, hvorfor prøven rettes.",
            ),
        ),
        migrations.AddConstraint(
            model_name="urinetest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects", None)),
                fields=("course", "taken_on"),
                name="urine_test_once_a_day",
                violation_error_message="Der er allerede skrevet en prøve den dag. Ret den i stedet.",
            ),
        ),
    ]
