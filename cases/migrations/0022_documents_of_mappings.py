import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A result lies with a mapping of its own case, and with no other's.
OF_SAME_CASE = """
CREATE FUNCTION cases_attachment_mapping_of_same_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_mappingresult WHERE id = NEW.mapping_id AND case_id = NEW.case_id) THEN
        RAISE EXCEPTION 'The mapping belongs to another case'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attachment_mapping_of_same_case';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_attachment_mapping_of_same_case BEFORE INSERT ON cases_attachment
    FOR EACH ROW WHEN (NEW.mapping_id IS NOT NULL)
    EXECUTE FUNCTION cases_attachment_mapping_of_same_case();
"""
UNDO_OF_SAME_CASE = """
DROP TRIGGER cases_attachment_mapping_of_same_case ON cases_attachment;
DROP FUNCTION cases_attachment_mapping_of_same_case();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0021_relatives_ground"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="mapping",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="cases.mappingresult",
                verbose_name="kortlægning",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("mapping", None), models.Q(("consent", None), ("note", None)), _connector="OR"
                ),
                name="attachment_of_mapping_alone",
            ),
        ),
        migrations.RunSQL(OF_SAME_CASE, UNDO_OF_SAME_CASE),
    ]
