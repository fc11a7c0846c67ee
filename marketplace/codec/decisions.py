"""「決定書の書式」 The decisions document: what people decided about the clauses of a dossier.

``read_decisions`` takes bytes (YAML or JSON) and raises ``BadInput``. The format is described in
``docs/cli.md``. Whether a clause exists and is open is asked elsewhere; here only the form counts.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, cast

from marshmallow import ValidationError, validates_schema

from marketplace.codec.fields import Choice, Day, Text, Tuple, YesNo, sha256
from marketplace.codec.schema import Noun, load, nested
from marketplace.codec.text import Source, parse
from marketplace.domain.errors import Fault
from marketplace.domain.verdict import Confirmation, Finding, Report, Ruling, Verdict

FORMAT = "otasuke-decisions/1"


@dataclass(frozen=True, slots=True)
class ConfirmationEntry:
    """「原文照合の記入」 As written; without ``text_digest`` it is for the text judged now."""

    edition: str
    clause: str
    official_number: str
    document: str
    page: str
    by: tuple[str, ...]
    on: date
    text_digest: str | None = None

    def confirmation(self, text_digest: str) -> Confirmation:
        """The decision, for the text named or else for the text given here."""
        return Confirmation(
            edition=self.edition,
            clause=self.clause,
            text_digest=self.text_digest or text_digest,
            official_number=self.official_number,
            document=self.document,
            page=self.page,
            by=self.by,
            on=self.on,
        )


@dataclass(frozen=True, slots=True)
class RulingEntry:
    """「確認の記入」 A ruling as written: for named digests, or for exactly what is judged now."""

    clause: str
    verdict: Verdict
    reason: str
    by: tuple[str, ...]
    on: date
    text_digest: str | None = None
    facts_digest: str | None = None
    as_judged: bool = False

    def concerns(self, finding: Finding) -> bool:
        """Whether it was made for the text and the facts of this finding."""
        if self.clause != finding.clause or self.as_judged:
            return self.clause == finding.clause
        named = (self.text_digest, self.facts_digest)
        return named == (finding.text_digest, finding.facts_digest)

    def ruling(self, report: Report, finding: Finding) -> Ruling:
        """The decision on one finding of a report."""
        return Ruling(
            provider=report.provider,
            offering=report.offering,
            clause=self.clause,
            text_digest=self.text_digest or finding.text_digest,
            facts_digest=self.facts_digest or finding.facts_digest,
            verdict=self.verdict,
            reason=self.reason,
            by=self.by,
            on=self.on,
        )


@dataclass(frozen=True, slots=True)
class DecisionsDocument:
    """「決定書」 Confirmations and rulings as written, and where each stands in the document."""

    confirmations: tuple[ConfirmationEntry, ...] = ()
    rulings: tuple[RulingEntry, ...] = ()
    source: Source = field(default_factory=lambda: Source(None), compare=False)

    def fault(self, place: str, message: str, remedy: str) -> Fault:
        """A fault at a place of this document, with its line."""
        return Fault(place, message, remedy, self.source.line_of(place))


class ConfirmationSchema(Noun):
    """「原文照合」."""

    makes = ConfirmationEntry
    edition = Text(required=True, most=60)
    clause = Text(required=True, most=60)
    official_number = Text(required=True, most=60)
    document = Text(required=True)
    page = Text(required=True, most=60)
    by = Tuple(Text(most=60), required=True, most=10, least=1)
    on = Day(required=True)
    text_digest = sha256()

    @validates_schema
    def two_people(self, data: dict[str, Any], **_: Any) -> None:
        """Two different people vouch for what the official text says."""
        if "by" in data and len(set(data["by"])) < 2:  # noqa: PLR2004 - 原文照合 is done by two
            raise ValidationError("原文照合には、別々の二人の名前が要ります。", "by")


class RulingSchema(Noun):
    """「確認」."""

    makes = RulingEntry
    clause = Text(required=True, most=60)
    verdict = Choice({v.value: v for v in (Verdict.CONFORMS, Verdict.FAILS)}, required=True)
    reason = Text(required=True, most=2000)
    by = Tuple(Text(most=60), required=True, most=10, least=1)
    on = Day(required=True)
    text_digest = sha256()
    facts_digest = sha256()
    as_judged = YesNo()

    @validates_schema
    def aimed(self, data: dict[str, Any], **_: Any) -> None:
        """A ruling says what it was made for, in exactly one way."""
        named = {"text_digest", "facts_digest"} & data.keys()
        if data.get("as_judged") and named:
            raise ValidationError("text_digest・facts_digest と一緒には書けません。", "as_judged")
        if not data.get("as_judged") and len(named) < 2:  # noqa: PLR2004 - both digests
            raise ValidationError(
                "text_digest と facts_digest の両方か、as_judged: true を書いてください。"
            )


class DecisionsSchema(Noun):
    """「決定書」 The whole document."""

    format = Choice({FORMAT: FORMAT}, required=True)
    confirmations = Tuple(nested(ConfirmationSchema), most=1000)
    rulings = Tuple(nested(RulingSchema), most=1000)

    @validates_schema
    def once(self, data: dict[str, Any], **_: Any) -> None:
        """Nothing is decided twice in one document."""
        for noun in ("confirmations", "rulings"):
            twice = _repeated([_aim(entry) for entry in data.get(noun, ())])
            if twice is not None:
                message = "同じ条項への同じ決定が二度あります。一つにしてください。"
                raise ValidationError({twice: {"clause": [message]}}, noun)


def _aim(entry: ConfirmationEntry | RulingEntry) -> tuple[object, ...]:
    if isinstance(entry, ConfirmationEntry):
        return (entry.edition, entry.clause, entry.text_digest)
    return (entry.clause, entry.text_digest, entry.facts_digest)


def _repeated(aims: list[tuple[object, ...]]) -> int | None:
    return next((i for i, aim in enumerate(aims) if aim in aims[:i]), None)


def read_decisions(raw: bytes, name: str = "") -> DecisionsDocument:
    """Read a decisions document from bytes; the name decides between JSON and YAML."""
    source = parse(raw, name)
    data = cast("dict[str, Any]", load(DecisionsSchema(), source))
    named = {key: data[key] for key in ("confirmations", "rulings") if key in data}
    return replace(DecisionsDocument(**named), source=source)
