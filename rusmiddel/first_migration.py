"""The first migration of an app, which makes all its tables in one go."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState


class FirstMigration(Migration):
    """Make the tables against the app as it is when all of them are there.

    Django draws every model that is related to a new one anew after each table, and here nearly all are
    related: with two hundred tables that is four fifths of what a new database costs. Nothing before the
    first migration can need the tables one at a time. See decision 0092.
    """

    initial = True

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Carry out the operations on the database; return the state with all of them."""
        whole = project_state.clone()
        # Models that are already drawn would be drawn again with each operation.
        whole.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(self.app_label, whole)
        for operation in self.operations:
            operation.database_forwards(self.app_label, schema_editor, project_state, whole)
        return whole
