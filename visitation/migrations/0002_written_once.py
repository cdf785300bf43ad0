from django.db import migrations

from rusmiddel.guards import written_once

# A letter, and that the citizen was told, are added to a decision once and never replaced.
ADD_ONCE = """
CREATE TRIGGER visitation_decision_added_once BEFORE UPDATE ON visitation_decision
    FOR EACH ROW WHEN (
        (OLD.letter_id IS NOT NULL AND NEW.letter_id IS DISTINCT FROM OLD.letter_id)
        OR (OLD.told_orally_at IS NOT NULL AND NEW.told_orally_at IS DISTINCT FROM OLD.told_orally_at)
        OR (OLD.told_orally_by_id IS NOT NULL AND NEW.told_orally_by_id IS DISTINCT FROM OLD.told_orally_by_id)
    ) EXECUTE FUNCTION refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("visitation", "0001_initial")]

    operations = [
        written_once("visitation_minutes"),
        written_once(
            "visitation_decision",
            except_columns=["letter_id", "told_orally_at", "told_orally_by_id", "window_closed_on"],
        ),
        migrations.RunSQL(ADD_ONCE, "DROP TRIGGER visitation_decision_added_once ON visitation_decision"),
    ]
