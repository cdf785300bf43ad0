import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# A report lies with an examination of its own case, and with no other's.
OF_SAME_CASE = """
CREATE FUNCTION cases_attachment_examination_of_same_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM cases_psychologicalexamination WHERE id = NEW.examination_id AND case_id = NEW.case_id
    ) THEN
        RAISE EXCEPTION 'The examination belongs to another case'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attachment_examination_of_same_case';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_attachment_examination_of_same_case BEFORE INSERT ON cases_attachment
    FOR EACH ROW WHEN (NEW.examination_id IS NOT NULL)
    EXECUTE FUNCTION cases_attachment_examination_of_same_case();
"""
UNDO_OF_SAME_CASE = """
DROP TRIGGER cases_attachment_examination_of_same_case ON cases_attachment;
DROP FUNCTION cases_attachment_examination_of_same_case();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_stories_and_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="examination",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attachments",
                to="cases.psychologicalexamination",
                verbose_name="psykologisk undersøgelse",
            ),
        ),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("examination", None),
                    models.Q(("consent", None), ("mapping", None), ("note", None)),
                    _connector="OR",
                ),
                name="attachment_of_examination_alone",
            ),
        ),
        migrations.RunSQL(OF_SAME_CASE, UNDO_OF_SAME_CASE),
    ]
