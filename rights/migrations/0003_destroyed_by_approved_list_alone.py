from django.db import migrations

from rusmiddel.guards import let_through_what_is_approved, never_deleted, written_once

LIFTING = ["lifted_at", "lifted_by_id", "lifted_reason"]
# Everything held on a person that no guard has kept from being deleted until now.
NEVER_DELETED = (
    "cases_citizen",
    "cases_historicalcitizen",
    "cases_addressprotection",
    "cases_historicaladdressprotection",
    "cases_relation",
    "cases_historicalrelation",
    "cases_case",
    "cases_historicalcase",
    "cases_inquiry",
    "cases_historicalinquiry",
    "cases_treatmentrequest",
    "cases_historicaltreatmentrequest",
    "cases_birthdayacknowledgement",
    "cases_paymentcommitment",
    "cases_historicalpaymentcommitment",
    "cases_circumstance",
    "cases_historicalcircumstance",
    "cases_retentioncontract",
    "cases_historicalretentioncontract",
    "cases_retention",
    "cases_historicalretention",
    "cases_relativecourse",
    "cases_historicalrelativecourse",
    "cases_relativetalk",
    "cases_historicalrelativetalk",
    "cases_assessment",
    "cases_historicalassessment",
    "cases_assessmentsession",
    "cases_historicalassessmentsession",
    "cases_historicalpsychologicalexamination",
    "cases_psychologytalk",
    "cases_historicalpsychologytalk",
    "cases_historicalnotification",
    "deadlines_deadline",
    "deadlines_notice",
    "letters_historicaldispatch",
    "offers_course",
    "offers_historicalcourse",
    "offers_session",
    "offers_historicalsession",
    "visitation_agendaitem",
    "visitation_historicalagendaitem",
    "visitation_historicaldecision",
    "rights_historicalaccessrequest",
)

# What two persons approve is what was written down when the list was made.
LIST_STANDS = """
CREATE FUNCTION rights_list_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands varchar;
BEGIN
    IF TG_TABLE_NAME = 'rights_doomedrow' THEN
        SELECT list.status INTO stands FROM rights_destructionlist list
            JOIN rights_destructionitem item ON item.list_id = list.id WHERE item.id = NEW.item_id;
    ELSE
        SELECT status INTO stands FROM rights_destructionlist WHERE id = NEW.list_id FOR SHARE;
    END IF;
    IF (TG_TABLE_NAME = 'rights_destructionapproval' AND stands <> 'proposed')
        OR (TG_TABLE_NAME <> 'rights_destructionapproval' AND stands <> 'gathering')
    THEN
        RAISE EXCEPTION 'The list takes no more of that' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rights_doomedrow_while_gathering BEFORE INSERT OR UPDATE ON rights_doomedrow
    FOR EACH ROW EXECUTE FUNCTION rights_list_stands();
CREATE TRIGGER rights_destructionitem_while_gathering BEFORE INSERT ON rights_destructionitem
    FOR EACH ROW EXECUTE FUNCTION rights_list_stands();
CREATE TRIGGER rights_destructionapproval_while_proposed BEFORE INSERT ON rights_destructionapproval
    FOR EACH ROW EXECUTE FUNCTION rights_list_stands();
"""
UNDO_LIST_STANDS = """
DROP TRIGGER rights_destructionapproval_while_proposed ON rights_destructionapproval;
DROP TRIGGER rights_destructionitem_while_gathering ON rights_destructionitem;
DROP TRIGGER rights_doomedrow_while_gathering ON rights_doomedrow;
DROP FUNCTION rights_list_stands();
"""

APPROVED_BY_TWO = """
CREATE FUNCTION rights_approved_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF 2 > (SELECT count(DISTINCT by_id) FROM rights_destructionapproval WHERE list_id = NEW.id) THEN
        RAISE EXCEPTION 'Two different persons approve what is destroyed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'destruction_approved_by_two';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rights_destructionlist_approved_by_two BEFORE INSERT OR UPDATE ON rights_destructionlist
    FOR EACH ROW WHEN (NEW.status IN ('approved', 'destroying', 'done'))
    EXECUTE FUNCTION rights_approved_by_two();
"""
UNDO_APPROVED_BY_TWO = """
DROP TRIGGER rights_destructionlist_approved_by_two ON rights_destructionlist;
DROP FUNCTION rights_approved_by_two();
"""

# The item may lose what it is about, when that is gone, and never be about another.
SAME_THING = """
CREATE TRIGGER rights_destructionitem_same_thing BEFORE UPDATE ON rights_destructionitem
    FOR EACH ROW WHEN (
        (NEW.citizen_id IS NOT NULL AND NEW.citizen_id IS DISTINCT FROM OLD.citizen_id)
        OR (NEW.inquiry_id IS NOT NULL AND NEW.inquiry_id IS DISTINCT FROM OLD.inquiry_id)
        OR (NEW.minutes_id IS NOT NULL AND NEW.minutes_id IS DISTINCT FROM OLD.minutes_id)
        OR NEW.list_id <> OLD.list_id
        OR NEW.receipt <> OLD.receipt
    )
    EXECUTE FUNCTION refuse_change();
"""
UNDO_SAME_THING = "DROP TRIGGER rights_destructionitem_same_thing ON rights_destructionitem"


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0002_sealed_once"),
        ("access", "0003_written_once"),
        ("cases", "0009_documents_of_own_case"),
        ("deadlines", "0002_written_once"),
        ("letters", "0003_shipped_blocks"),
        ("offers", "0001_initial"),
        ("visitation", "0001_initial"),
    ]

    operations = [
        *let_through_what_is_approved(),
        *(never_deleted(table) for table in NEVER_DELETED),
        written_once("rights_legalhold", except_columns=LIFTING, until="lifted_at"),
        never_deleted("rights_destructionlist"),
        written_once("rights_destructionapproval"),
        written_once("rights_destructionitem", once="OLD.destroyed_at IS NOT NULL"),
        migrations.RunSQL(LIST_STANDS, UNDO_LIST_STANDS),
        migrations.RunSQL(APPROVED_BY_TWO, UNDO_APPROVED_BY_TWO),
        migrations.RunSQL(SAME_THING, UNDO_SAME_THING),
    ]
