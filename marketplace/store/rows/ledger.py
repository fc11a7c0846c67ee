"""Rows that count, remember and witness."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.store.rows.columns import STRICT, Code, Digest, Key, Name, OrgKey, Row
from marketplace.store.rows.organisation import OrganisationRow, PersonRow

OF_THE_MARKET = text("org_key IS NULL")


class JournalRow(Row):
    """「記録簿」 What was done by whom; ``body`` and ``salt`` may be deleted, the digest stays.

    ``subject_ref`` lists several references with blanks where an act made several things.

    ``seq`` and ``prev_digest`` are filled by the sealer, after the act is committed.
    """

    __tablename__ = "journal"
    __table_args__ = (
        CheckConstraint("(body IS NULL) = (salt IS NULL)", name="body_with_salt"),
        CheckConstraint("(seq IS NULL) = (prev_digest IS NULL)", name="sealed_whole"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[OrgKey]
    person_key: Mapped[int] = mapped_column(ForeignKey("person.key"), index=True)
    act: Mapped[Code]
    subject_ref: Mapped[Name] = mapped_column(index=True)
    salt: Mapped[bytes | None]
    body: Mapped[str | None]
    digest: Mapped[Digest]
    done_at: Mapped[datetime]
    seq: Mapped[int | None] = mapped_column(unique=True)
    prev_digest: Mapped[Digest | None]
    org: Mapped[OrganisationRow] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[PersonRow] = relationship(lazy="joined", innerjoin=True)


class TokenRow(Row):
    """「一度きりの札」 An act that was done is not done again."""

    __tablename__ = "token"
    __table_args__ = (UniqueConstraint("org_key", "token"), STRICT)

    key: Mapped[Key]
    org_key: Mapped[int] = mapped_column(ForeignKey("organisation.key"))
    token: Mapped[str] = mapped_column(String(64))
    act: Mapped[Code]
    result_ref: Mapped[Name]
    done_at: Mapped[datetime]


class CounterRow(Row):
    """「連番」 The last number given in a series of a year; of the market where no organisation."""

    __tablename__ = "counter"
    __table_args__ = (
        UniqueConstraint("org_key", "series", "year"),
        Index(
            "uq_counter_of_market",
            "series",
            "year",
            unique=True,
            sqlite_where=OF_THE_MARKET,
            postgresql_where=OF_THE_MARKET,
        ),
        CheckConstraint("last > 0", name="last"),
        STRICT,
    )

    key: Mapped[Key]
    org_key: Mapped[int | None] = mapped_column(ForeignKey("organisation.key"))
    series: Mapped[str] = mapped_column(String(24))
    year: Mapped[int]
    last: Mapped[int]


class MarketRow(Row):
    """「市場」 The one row about the market as a whole, made by the first migration."""

    __tablename__ = "market"
    __table_args__ = (CheckConstraint("key = 1", name="one_row"), STRICT)

    key: Mapped[Key] = mapped_column(autoincrement=False)
    catalogue_version: Mapped[int]
    business_day: Mapped[date | None]
