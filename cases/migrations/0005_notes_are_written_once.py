from django.db import migrations

from rusmiddel.guards import written_once

# An addendum stands beneath a note of the same case and kind; an attachment belongs to a note of its own case.
SAME_CASE = """
ALTER TABLE cases_note ADD CONSTRAINT note_addendum_of_same
    FOREIGN KEY (amends_id, case_id, kind) REFERENCES cases_note (id, case_id, kind)
    DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE cases_attachment ADD CONSTRAINT attachment_of_same_case
    FOREIGN KEY (note_id, case_id) REFERENCES cases_note (id, case_id)
    DEFERRABLE INITIALLY DEFERRED;
"""
NOT_SAME_CASE = """
ALTER TABLE cases_attachment DROP CONSTRAINT attachment_of_same_case;
ALTER TABLE cases_note DROP CONSTRAINT note_addendum_of_same;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_shipped_questionnaires")]

    operations = [
        migrations.RunSQL(SAME_CASE, NOT_SAME_CASE),
        written_once("cases_note"),
        written_once("cases_attachment"),
    ]
