from django.db import migrations

from rusmiddel.guards import never_changed, never_deleted, written_once

# FOR SHARE makes whoever begins to seal wait for a choice of the same moment, or the choice for them.
ITEMS_FOLLOW_THE_BUNDLE = """
CREATE FUNCTION rights_item_follows_bundle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands varchar;
BEGIN
    IF TG_OP = 'UPDATE' AND current_setting('rusmiddel.reencrypting', true) = 'on'
        AND to_jsonb(OLD) - 'content' - 'words_out' = to_jsonb(NEW) - 'content' - 'words_out'
    THEN
        RETURN NEW;
    END IF;
    SELECT status INTO stands FROM rights_bundle WHERE id = NEW.bundle_id FOR SHARE;
    IF (TG_OP = 'INSERT' AND stands <> 'gathering') OR (TG_OP = 'UPDATE' AND stands NOT IN ('gathering', 'review'))
    THEN
        RAISE EXCEPTION 'The bundle takes no change any more' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rights_bundleitem_follows_bundle BEFORE INSERT OR UPDATE ON rights_bundleitem
    FOR EACH ROW EXECUTE FUNCTION rights_item_follows_bundle();
-- A new key writes the same text in another way.
CREATE TRIGGER rights_bundleitem_content_stays BEFORE UPDATE ON rights_bundleitem
    FOR EACH ROW WHEN (
        OLD.content IS DISTINCT FROM NEW.content
        AND current_setting('rusmiddel.reencrypting', true) IS DISTINCT FROM 'on'
    ) EXECUTE FUNCTION refuse_change();
"""
UNDO_ITEMS_FOLLOW_THE_BUNDLE = """
DROP TRIGGER rights_bundleitem_content_stays ON rights_bundleitem;
DROP TRIGGER rights_bundleitem_follows_bundle ON rights_bundleitem;
DROP FUNCTION rights_item_follows_bundle();
"""

# Nothing that is marked is sealed without somebody's choice, whoever writes the row.
SEALED_WHEN_CHOSEN = """
CREATE FUNCTION rights_seal_when_chosen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM rights_bundle WHERE id = NEW.bundle_id AND status = 'sealing' FOR UPDATE;
    IF NOT FOUND OR EXISTS (
        SELECT FROM rights_bundleitem
        WHERE bundle_id = NEW.bundle_id AND (cardinality(marks) > 0 OR repeats <> '') AND choice = ''
    ) THEN
        RAISE EXCEPTION 'Not everything that is marked has been chosen'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'seal_when_chosen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rights_seal_when_chosen BEFORE INSERT ON rights_seal
    FOR EACH ROW EXECUTE FUNCTION rights_seal_when_chosen();
"""
UNDO_SEALED_WHEN_CHOSEN = """
DROP TRIGGER rights_seal_when_chosen ON rights_seal;
DROP FUNCTION rights_seal_when_chosen();
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial")]

    operations = [
        # That the time to complain has run out is noted after the answer.
        written_once(
            "rights_accessrequest", except_columns=["window_closed_on"], once="OLD.status <> 'open'"
        ),
        written_once("rights_accessdelay"),
        written_once("rights_bundle", once="OLD.status IN ('sealed', 'dropped')"),
        never_deleted("rights_bundleitem"),
        # What was gathered is what is looked at and given.
        never_changed("rights_bundleitem", "bundle_id", "source", "source_key", "marks", "file_name"),
        migrations.RunSQL(ITEMS_FOLLOW_THE_BUNDLE, UNDO_ITEMS_FOLLOW_THE_BUNDLE),
        written_once("rights_seal"),
        migrations.RunSQL(SEALED_WHEN_CHOSEN, UNDO_SEALED_WHEN_CHOSEN),
        written_once("rights_handover"),
    ]
