from django.conf import settings
from django.db import migrations, models

# That the time to complain has run out is noted after the answer; nothing else of it changes any more.
LET_THE_WINDOW_CLOSE = """
DROP TRIGGER rights_accessrequest_no_change ON rights_accessrequest;
CREATE TRIGGER rights_accessrequest_no_change BEFORE UPDATE ON rights_accessrequest
    FOR EACH ROW WHEN (
        OLD.status <> 'open'
        AND to_jsonb(OLD) - 'window_closed_on' IS DISTINCT FROM to_jsonb(NEW) - 'window_closed_on'
    ) EXECUTE FUNCTION refuse_change();
"""
UNDO_LET_THE_WINDOW_CLOSE = """
DROP TRIGGER rights_accessrequest_no_change ON rights_accessrequest;
CREATE TRIGGER rights_accessrequest_no_change BEFORE UPDATE ON rights_accessrequest
    FOR EACH ROW WHEN (OLD.status <> 'open') EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_signed_consents"),
        ("letters", "0004_casework"),
        ("rights", "0004_destroyed_by_approved_list_alone"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="accessrequest",
            name="complaint_weeks",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klagefrist i uger"),
        ),
        migrations.AddField(
            model_name="accessrequest",
            name="stated_deadline_on",
            field=models.DateField(blank=True, null=True, verbose_name="klagefrist i brevet"),
        ),
        migrations.AddField(
            model_name="accessrequest",
            name="window_closed_on",
            field=models.DateField(blank=True, null=True, verbose_name="klagefrist udløbet"),
        ),
        migrations.AddField(
            model_name="historicalaccessrequest",
            name="complaint_weeks",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="klagefrist i uger"),
        ),
        migrations.AddField(
            model_name="historicalaccessrequest",
            name="stated_deadline_on",
            field=models.DateField(blank=True, null=True, verbose_name="klagefrist i brevet"),
        ),
        migrations.AddField(
            model_name="historicalaccessrequest",
            name="window_closed_on",
            field=models.DateField(blank=True, null=True, verbose_name="klagefrist udløbet"),
        ),
        migrations.AddConstraint(
            model_name="accessrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("complaint_weeks", None), ("stated_deadline_on", None), ("window_closed_on", None)
                    ),
                    models.Q(("complaint_weeks__isnull", False), ("outcome__in", ["partly", "refused"])),
                    _connector="OR",
                ),
                name="access_complaint_of_less_than_all",
            ),
        ),
        migrations.RunSQL(LET_THE_WINDOW_CLOSE, UNDO_LET_THE_WINDOW_CLOSE),
    ]
