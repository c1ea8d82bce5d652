"""What a migration makes anew, drawn once."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    RemoveIndex,
    SeparateDatabaseAndState,
)


class AtOnce(SeparateDatabaseAndState):
    """Makes tables, and fields and indexes of tables, knowing all of them from the beginning.

    Django draws every model that hangs together with another one anew for each operation; a hundred tables of one
    county hang together, and a new form took twenty seconds of which the database worked for one. Not for operations
    that alter or remove columns: two of them on one table would not see each other.
    """

    def __init__(self, *operations: CreateModel | AddField | AddIndex | AddConstraint | RemoveIndex) -> None:
        made = {one.name.lower() for one in operations if isinstance(one, CreateModel)}
        to_do = [one for one in operations if isinstance(one, CreateModel) or one.model_name.lower() not in made]
        super().__init__(database_operations=to_do, state_operations=operations)

    def state_forwards(self, app_label: str, state: Any) -> None:
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for operation in self.database_operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)
