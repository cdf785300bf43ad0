from django.db import migrations

# A signed form lies with a consent of its own case, and with no other's.
OF_CONSENT = """
CREATE FUNCTION cases_attachment_of_same_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM cases_consent WHERE id = NEW.consent_id AND case_id = NEW.case_id) THEN
        RAISE EXCEPTION 'The consent belongs to another case'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'attachment_consent_of_same_case';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_attachment_of_same_case BEFORE INSERT ON cases_attachment
    FOR EACH ROW WHEN (NEW.consent_id IS NOT NULL)
    EXECUTE FUNCTION cases_attachment_of_same_case();
"""
UNDO_OF_CONSENT = """
DROP TRIGGER cases_attachment_of_same_case ON cases_attachment;
DROP FUNCTION cases_attachment_of_same_case();
"""

# A result lies with a mapping of its own case, and with no other's.
OF_MAPPING = """
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
UNDO_OF_MAPPING = """
DROP TRIGGER cases_attachment_mapping_of_same_case ON cases_attachment;
DROP FUNCTION cases_attachment_mapping_of_same_case();
"""

# A report lies with an examination of its own case, and with no other's.
OF_EXAMINATION = """
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
UNDO_OF_EXAMINATION = """
DROP TRIGGER cases_attachment_examination_of_same_case ON cases_attachment;
DROP FUNCTION cases_attachment_examination_of_same_case();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_anonymity_stays")]

    operations = [
        migrations.RunSQL(OF_CONSENT, UNDO_OF_CONSENT),
        migrations.RunSQL(OF_MAPPING, UNDO_OF_MAPPING),
        migrations.RunSQL(OF_EXAMINATION, UNDO_OF_EXAMINATION),
    ]
