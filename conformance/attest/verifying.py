"""「検証」 Which of signature, dates, status, digests and verdict is wrong, and in what way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from conformance.attest import status as statuses
from conformance.attest.bundle import Bundle, read_bundle
from conformance.attest.dsse import NotGenuine, Opened, opened
from conformance.attest.keys import PublicKey
from conformance.attest.statement import PAYLOAD, Issued, read_statement
from conformance.edition import load_edition
from conformance.phrase import phrases_digest
from marketplace.domain.canonical import Json, digest, digest_bytes
from marketplace.domain.days import japan_day
from marketplace.domain.errors import BadInput, MarketError
from marketplace.domain.verdict import Verdict


class Aspect(StrEnum):
    """「確かめること」 In the order in which they are asked."""

    SIGNATURE = "signature"
    DATES = "dates"
    STATUS = "status"
    DIGESTS = "digests"
    VERDICT = "verdict"

    @property
    def label(self) -> str:
        """The name people read."""
        return {
            "signature": "署名",
            "dates": "日付",
            "status": "停止・取消し",
            "digests": "指紋",
            "verdict": "判定の再計算",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Check:
    """「確かめた結果」 ``holds`` None: nothing was given to check it with."""

    aspect: Aspect
    holds: bool | None
    told: str


@dataclass(frozen=True, slots=True)
class Given:
    """「渡されたもの」 The certificate, the published keys, the day; status and bundle if any."""

    envelope: bytes
    keys: tuple[PublicKey, ...]
    day: date
    status: bytes | None = None
    bundle: bytes | None = None


def verify(given: Given) -> tuple[Issued | None, tuple[Check, ...]]:
    """What the certificate says, and every aspect of it; nothing is said of an unsigned one."""
    try:
        sealed = opened(given.envelope, PAYLOAD, given.keys)
        issued = read_statement(sealed.payload)
        _require_signing(sealed, japan_day(issued.issued_at))
    except NotGenuine as error:
        return None, (Check(Aspect.SIGNATURE, holds=False, told=str(error)),)
    signed = Check(Aspect.SIGNATURE, holds=True, told=f"鍵 {sealed.key.kid} の署名です。")
    checks = (
        signed,
        _dates(issued, given.day),
        _status(issued, given),
        *_recomputed(issued, given),
    )
    return issued, checks


def _require_signing(sealed: Opened, day: date) -> None:
    """A key that was not in use on the day of issue has signed nothing."""
    if not sealed.key.signs_on(day):
        raise NotGenuine(f"署名した鍵は、発行日（{day}）に使われていた鍵ではありません。")


def _dates(issued: Issued, day: date) -> Check:
    wrong = {
        f"検証の日（{day}）が、発行日より前です。時計を確かめてください。": day
        < japan_day(issued.issued_at),
        f"有効期間は {issued.valid_from} からです。": day < issued.valid_from,
        f"有効期間は {issued.valid_until} までです。": day > issued.valid_until,
    }
    told = next((words for words, is_so in wrong.items() if is_so), None)
    span = f"{issued.valid_from} から {issued.valid_until} まで有効です。"
    return Check(Aspect.DATES, told is None, told or span)


def _status(issued: Issued, given: Given) -> Check:
    if given.status is None:
        return Check(
            Aspect.STATUS, None, "停止・取消しの一覧を渡していないので、確かめていません。"
        )
    told = _refuted(issued, given, given.status)
    return Check(Aspect.STATUS, told is None, told or "停止も取消しもされていません。")


def _refuted(issued: Issued, given: Given, envelope: bytes) -> str | None:
    try:
        return _against(issued, given, envelope)
    except NotGenuine as error:
        return f"停止・取消しの一覧: {error}"


def _against(issued: Issued, given: Given, envelope: bytes) -> str | None:
    """What stands against the certificate, or against the list itself."""
    sealed = opened(envelope, statuses.PAYLOAD, given.keys)
    found = statuses.read_status(sealed.payload)
    _require_signing(sealed, found.issued)
    if not found.is_fresh_on(given.day):
        return f"停止・取消しの一覧は {found.issued} から {found.next_issue} までのものです。"
    entry = found.of(issued.number, given.day)
    return (
        None if entry is None else f"{entry.since} から{entry.standing.label}（{entry.reason}）。"
    )


def _recomputed(issued: Issued, given: Given) -> Iterator[Check]:
    """The digests of what is given, and the verdict computed from nothing but that."""
    if given.bundle is None:
        none = "一式（bundle）を渡していないので、計算し直していません。"
        yield Check(Aspect.VERDICT, None, none)
        return
    wrong = _wrong_digest(issued, given.bundle)
    yield Check(
        Aspect.DIGESTS, wrong is None, wrong or "一式・基準の文・定型文は、当時のままです。"
    )
    if wrong is None:
        told = _wrong_verdict(issued, read_bundle(given.bundle))
        yield Check(Aspect.VERDICT, told is None, told or "計算し直した記録は、一字も違いません。")


def _wrong_digest(issued: Issued, raw: bytes) -> str | None:
    if digest_bytes(raw) != issued.bundle_digest:
        return "一式の指紋が、署名された指紋と合いません。"
    try:
        bundle, edition = read_bundle(raw), load_edition(issued.edition.slug)
    except (BadInput, MarketError):
        return f"基準の版 {issued.edition.slug} か一式を、ここでは読めません。"
    if edition.digest != issued.edition.digest:
        return f"手もとの基準の文（{issued.edition.slug}）は、審査のときの文と違います。"
    if bundle.phrases != phrases_digest():
        return "手もとの定型文が審査のときと違います。当時の版のソフトウェアで確かめてください。"
    if bundle.subject.dossier_digest != issued.dossier_digest:
        return "一式は、別の申告書のものです。"
    return None


def _wrong_verdict(issued: Issued, bundle: Bundle) -> str | None:
    again = bundle.judged(load_edition(issued.edition.slug))
    if digest(again) == issued.record_digest and _verdict(again) is Verdict.CONFORMS:
        return None
    return (
        f"計算し直した記録が、署名された記録と合いません（計算の結果: {_verdict(again).label}）。"
    )


def _verdict(judged: Json) -> Verdict:
    """A word that is no verdict is a 障害, never a pass."""
    word = judged.get("verdict") if isinstance(judged, dict) else None
    return Verdict(word) if word in set(Verdict) else Verdict.FAULT
