"""Guard what has been answered, and bring the questionnaires that come with the system."""

from hashlib import sha256

from django.db import migrations
from django.db.backends.postgresql.psycopg_any import DateRange

from cases.questionnaires.loading import read_questionnaire, shipped_texts
from rusmiddel.guards import settled, written_once

IN_FORCE_ON_THE_DAY = """
CREATE FUNCTION refuse_questionnaire_out_of_force() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM cases_questionnaireversion AS version
        WHERE version.id = NEW.version_id AND version.valid @> NEW.answered_on
    ) THEN
        RAISE EXCEPTION 'the questionnaire is not in force on %', NEW.answered_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_set_version_in_force';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_answerset_in_force
    BEFORE INSERT OR UPDATE OF version_id, answered_on ON cases_answerset
    FOR EACH ROW EXECUTE FUNCTION refuse_questionnaire_out_of_force();
"""


def bring_shipped(apps, schema_editor):
    version = apps.get_model("cases", "QuestionnaireVersion")
    for file, text in shipped_texts():
        questionnaire = read_questionnaire(text, file=file)
        version.objects.create(
            key=questionnaire.key,
            name=questionnaire.name,
            valid=DateRange(None, None),
            toml_text=text,
            sha256=sha256(text.encode()).hexdigest(),
        )


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_written_once")]

    operations = [
        migrations.RunPython(bring_shipped, migrations.RunPython.noop),
        written_once("cases_questionnaireversion", except_columns=["valid"]),
        written_once(
            "cases_answerset",
            except_columns=["withdrawn_at", "withdrawn_by_id", "withdrawn_reason"],
            once="OLD.finished_at IS NOT NULL",
        ),
        settled("cases_answerset", "withdrawn_at"),
        migrations.RunSQL(
            IN_FORCE_ON_THE_DAY,
            "DROP TRIGGER cases_answerset_in_force ON cases_answerset;"
            " DROP FUNCTION refuse_questionnaire_out_of_force()",
        ),
    ]
