from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "__first__"),
        ("cases", "0022_documents_of_mappings"),
        ("letters", "0005_decisions_under_way"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_kind_valid",
        ),
        migrations.RemoveConstraint(
            model_name="letter",
            name="letter_kind_requires_guidance",
        ),
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
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
        ),
    ]
