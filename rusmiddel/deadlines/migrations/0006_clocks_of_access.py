from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_signed_consents"),
        ("deadlines", "0005_mail_owed_by_an_act"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="deadline",
            name="deadline_kind_valid",
        ),
        migrations.RemoveConstraint(
            model_name="drift",
            name="drift_kind_valid",
        ),
        migrations.AlterField(
            model_name="deadline",
            name="kind",
            field=models.CharField(
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
                    ("psychological_report", "Psykologisk beskrivelse eller rapport"),
                    ("follow_up_1", "Opfølgning efter 1 måned"),
                    ("follow_up_6", "Opfølgning efter 6 måneder"),
                    ("access_request", "Svar på anmodning om indsigt"),
                    ("access_month", "Senest svar på indsigt i egne oplysninger"),
                    ("access_complaint", "Klagefrist om indsigt"),
                ],
                max_length=30,
                verbose_name="frist",
            ),
        ),
        migrations.AlterField(
            model_name="drift",
            name="kind",
            field=models.CharField(
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
                    ("psychological_report", "Psykologisk beskrivelse eller rapport"),
                    ("follow_up_1", "Opfølgning efter 1 måned"),
                    ("follow_up_6", "Opfølgning efter 6 måneder"),
                    ("access_request", "Svar på anmodning om indsigt"),
                    ("access_month", "Senest svar på indsigt i egne oplysninger"),
                    ("access_complaint", "Klagefrist om indsigt"),
                ],
                max_length=30,
                verbose_name="frist",
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
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
                            "psychological_report",
                            "follow_up_1",
                            "follow_up_6",
                            "access_request",
                            "access_month",
                            "access_complaint",
                        ],
                    )
                ),
                name="deadline_kind_valid",
            ),
        ),
        migrations.AddConstraint(
            model_name="drift",
            constraint=models.CheckConstraint(
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
                            "psychological_report",
                            "follow_up_1",
                            "follow_up_6",
                            "access_request",
                            "access_month",
                            "access_complaint",
                        ],
                    )
                ),
                name="drift_kind_valid",
            ),
        ),
    ]
