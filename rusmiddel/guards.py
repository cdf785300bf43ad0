"""What the database itself refuses, as migration operations."""

from collections.abc import Sequence

from django.db.migrations import RunSQL

REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% may never be changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""

# What two persons have approved for destruction may go, and nothing else: the transaction says which item of
# which list, the list must have been approved by two, and the row must have been written down with the item
# when the list was made. The read log follows its case. See rights/services/destruction.py.
LETS_THROUGH_WHAT_IS_APPROVED = """
CREATE OR REPLACE FUNCTION destruction_lets_through(of_table text, gone jsonb) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    doomed bigint := nullif(current_setting('rusmiddel.destruction', true), '')::bigint;
BEGIN
    IF doomed IS NULL OR NOT EXISTS (
        SELECT FROM rights_destructionitem item JOIN rights_destructionlist list ON list.id = item.list_id
        WHERE item.id = doomed AND item.taken_off_at IS NULL AND item.destroyed_at IS NULL
            AND list.status = 'destroying'
            AND 2 <= (
                SELECT count(DISTINCT by_id) FROM rights_destructionapproval WHERE list_id = list.id
            )
    ) THEN
        RETURN false;
    END IF;
    RETURN EXISTS (
        SELECT FROM rights_doomedrow WHERE item_id = doomed AND (
            (table_name = of_table
                AND row_key = coalesce(gone ->> 'history_id', gone ->> 'id', gone ->> 'key'))
            OR (of_table = 'access_readlog' AND table_name = 'cases_case' AND row_key = gone ->> 'case_id')
        )
    );
END $$;
"""
REFUSE_CHANGE_UNLESS_APPROVED = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND destruction_lets_through(TG_TABLE_NAME, to_jsonb(OLD)) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% may never be changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def let_through_what_is_approved() -> list[RunSQL]:
    """From here on the triggers let a row be deleted that an approved list of destruction names."""
    return [
        RunSQL(LETS_THROUGH_WHAT_IS_APPROVED, "DROP FUNCTION destruction_lets_through(text, jsonb)"),
        RunSQL(REFUSE_CHANGE_UNLESS_APPROVED, REFUSE_CHANGE),
    ]


def refuse_change_function() -> RunSQL:
    """The function that the triggers below call."""
    return RunSQL(REFUSE_CHANGE, "DROP FUNCTION refuse_change()")


def written_once(
    table: str, *, except_columns: Sequence[str] = (), once: str = "", until: str = ""
) -> RunSQL:
    """Rows of the table are never deleted, and never changed but in the columns named.

    With `once`, a condition on the OLD row, a row may change until that is true of it. Once the column
    `until` has been filled in, nothing of the row changes any more.
    """
    conditions = [once] if once else []
    if except_columns:
        stripped = " - ".join(["to_jsonb({row})", *(f"'{column}'" for column in except_columns)])
        old, new = stripped.format(row="OLD"), stripped.format(row="NEW")
        conditions.append(f"{old} IS DISTINCT FROM {new}")
    refused = " AND ".join(conditions)
    if until:
        refused = f"({refused}) OR OLD.{until} IS NOT NULL"
    condition = f"WHEN ({refused})" if refused else ""
    return RunSQL(
        f"""
        CREATE TRIGGER {table}_no_change BEFORE UPDATE ON {table}
            FOR EACH ROW {condition} EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        f"""
        DROP TRIGGER {table}_no_change ON {table};
        DROP TRIGGER {table}_no_delete ON {table};
        DROP TRIGGER {table}_no_truncate ON {table};
        """,
    )


def settled(table: str, column: str) -> RunSQL:
    """Once the column is filled, the row never changes again: what is taken back stays taken back."""
    return RunSQL(
        f"""
        CREATE TRIGGER {table}_{column}_stays BEFORE UPDATE ON {table}
            FOR EACH ROW WHEN (OLD.{column} IS NOT NULL AND OLD IS DISTINCT FROM NEW)
            EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER {table}_{column}_stays ON {table}",
    )


def never_deleted(table: str) -> RunSQL:
    """Rows of the table may change and never go."""
    return RunSQL(
        f"""
        CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        """,
        f"""
        DROP TRIGGER {table}_no_delete ON {table};
        DROP TRIGGER {table}_no_truncate ON {table};
        """,
    )


def never_changed(table: str, *columns: str) -> RunSQL:
    """What the columns of a row hold stays, whoever writes the row and however."""
    condition = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    name = f"{table}_{columns[0]}_stays"
    return RunSQL(
        f"""
        CREATE TRIGGER {name} BEFORE UPDATE ON {table}
            FOR EACH ROW WHEN ({condition}) EXECUTE FUNCTION refuse_change();
        """,
        f"DROP TRIGGER {name} ON {table};",
    )
