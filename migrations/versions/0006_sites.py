"""The prefectures of all sites of a company, where there was one: ascending codes, one space apart.

SQLite keeps no length of a text. On the way down the first prefecture stays.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

ONE, ALL = sa.String(2), sa.String(47 * 3 - 1)


def upgrade() -> None:
    _retype(ONE, ALL)


def downgrade() -> None:
    op.execute("UPDATE company_size SET prefecture = substr(prefecture, 1, 2)")
    _retype(ALL, ONE)


def _retype(before: sa.String, after: sa.String) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("company_size", "prefecture", existing_type=before, type_=after)
