"""Kinds of column that mean the same in SQLite (STRICT) and in PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
    select,
)
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import (
    Composite,
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    MappedSQLExpression,
    column_property,
    composite,
    mapped_column,
)
from sqlalchemy.types import TypeEngine

from marketplace.domain.days import aware
from marketplace.domain.price import Size
from marketplace.domain.tier import TIERS, AnyTier
from marketplace.domain.verdict import EditionRef

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
STRICT = {"sqlite_strict": True}
ENUM_LENGTH = 24


def _spelled(word: str) -> Any:
    return lambda _type, _compiler, **_options: word


# A STRICT table knows INTEGER, TEXT, BLOB, REAL and ANY only, and no lengths.
for _text in (String, Enum, JSON, Date, DateTime):
    compiles(_text, "sqlite")(_spelled("TEXT"))
for _number in (BigInteger, Boolean):
    compiles(_number, "sqlite")(_spelled("INTEGER"))


class NaiveInstant(DontWrapMixin, ValueError):
    """「時刻帯なし」 An instant without its time zone cannot be stored."""


class Instant(TypeDecorator[datetime]):
    """「時点」 Aware UTC: timestamptz in PostgreSQL, TEXT of one sortable spelling in SQLite."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else self.impl_instance)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstant("an instant must carry its time zone")
        utc = aware(value)
        return utc.isoformat(timespec="microseconds") if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if dialect.name == "sqlite":
            return datetime.fromisoformat(value)
        return value.astimezone(UTC)  # type: ignore[no-any-return]


class TierTag(TypeDecorator[AnyTier]):
    """「サービス区分」 A tier as the tag of the criteria text."""

    impl = String(16)
    cache_ok = True

    def process_bind_param(self, value: AnyTier | None, _dialect: Dialect) -> str | None:
        return None if value is None else value.tag

    def process_result_value(self, value: str | None, _dialect: Dialect) -> AnyTier | None:
        return None if value is None else TIERS[value]


def by_value(kind: type[StrEnum]) -> Enum:
    """An enum stored as its value; unknown words are refused in both directions."""
    return Enum(
        kind,
        native_enum=False,
        length=ENUM_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )


def size_columns() -> Composite[Size]:
    """「会社の規模」 A size as its counts; that of the staff may be unknown."""
    counts = [mapped_column(name, BigInteger) for name in ("pcs", "servers", "networks")]
    return composite(Size, *counts, mapped_column("staff", BigInteger, nullable=True))


def ref_of(
    ref: InstrumentedAttribute[str], key: InstrumentedAttribute[int], own: Mapped[int | None]
) -> MappedSQLExpression[str | None]:
    """The public reference of another row, read with this one; None where there is none."""
    found = select(ref).where(key == own).correlate_except(ref.class_)
    return column_property(found.scalar_subquery())


def edition_columns() -> Composite[EditionRef]:
    """「版の指示」 The edition something was judged under, as slug, revision and digest."""
    return composite(
        EditionRef,
        mapped_column("edition_slug", String(64)),
        mapped_column("edition_revision", BigInteger),
        mapped_column("edition_digest", String(64)),
    )


class Row(DeclarativeBase):
    """One row of the market's database; every table is STRICT in SQLite."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        bool: Boolean,
        bytes: LargeBinary,
        date: Date,
        datetime: Instant,
        int: BigInteger,
        str: Text,
    }
    __table_args__: Any = STRICT


Key = Annotated[int, mapped_column(primary_key=True)]
Ref = Annotated[str, mapped_column(String(24), unique=True)]
OrgKey = Annotated[int, mapped_column(ForeignKey("organisation.key"), index=True)]
Code = Annotated[str, mapped_column(String(64))]
Name = Annotated[str, mapped_column(String(200))]
Digest = Annotated[str, mapped_column(String(64))]
