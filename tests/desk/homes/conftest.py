"""Counts the statements of a view."""

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine


@pytest.fixture
def statements():
    """Give a function that says how many statements a call takes."""

    def count(call):
        seen = []

        def note(_connection, _cursor, statement, *_more):
            seen.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            call()
        finally:
            event.remove(Engine, "before_cursor_execute", note)
        return len(seen)

    return count
