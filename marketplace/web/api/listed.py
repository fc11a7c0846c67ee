"""「掲載の言いかた」 From what is listed to plain values: exact yen, null where it is unknown."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from marketplace.domain.certificate import TRIAL_WORDS, Certificate, Entry, TrialListing
from marketplace.domain.offering import Plan
from marketplace.domain.organisation import Organisation
from marketplace.domain.tariff import Breakdown, Charge
from marketplace.domain.tier import AnyTier
from marketplace.domain.verdict import EditionRef

Json = dict[str, Any]


def moment(value: datetime) -> str:
    """An instant, in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def provider(org: Organisation) -> Json:
    """Who answers for the service; nothing else of an organisation is public here."""
    return {"code": org.code or "", "name": org.name, "fictional": org.fictional}


def tier(found: AnyTier) -> Json:
    """A tier by its tag and its name."""
    return {"tag": found.tag, "label": found.label}


def entitled(entry: Entry) -> Json:
    """What a plan is listed by: a certificate or a trial listing, and null for the other."""
    if isinstance(entry, TrialListing):
        return {"basis": entry.basis.value, "certificate": None, "trial": trial(entry)}
    return {"basis": entry.basis.value, "certificate": paper(entry), "trial": None}


def trial(found: TrialListing) -> Json:
    """A trial listing: under which draft, until when, and the words that go with it."""
    return {
        "ref": found.ref,
        "edition": edition(found.edition),
        "verdict": {"code": found.verdict.value, "label": f"参考：{found.verdict.label}"},
        "since": found.since.isoformat(),
        "until": found.until.isoformat(),
        "words": TRIAL_WORDS,
    }


def paper(found: Certificate) -> Json:
    """A certificate, and where to read it."""
    return {
        "ref": found.ref,
        "number": found.number,
        "valid_until": found.valid_until.isoformat(),
        "url": f"/api/v1/certificates/{found.ref}",
    }


def offering(entry: Entry) -> Json:
    """A listed offering, and where to read it."""
    declared = entry.dossier.offering
    return {
        "ref": entry.ref,
        "code": declared.code,
        "name": declared.name,
        "url": f"/api/v1/offerings/{entry.ref}",
        "report": f"/api/v1/offerings/{entry.ref}/report",
        "page": f"/services/{entry.ref}",
    }


def edition(under: EditionRef) -> Json:
    """The edition that something was judged by, and where to read it."""
    return {
        "slug": under.slug,
        "revision": under.revision,
        "digest": under.digest,
        "url": f"/api/v1/editions/{under.slug}",
    }


def plan(one: Plan) -> Json:
    """A plan without its prices."""
    return {
        "code": one.code,
        "name": one.name,
        "term_months": one.term_months,
        "terminals_min": one.terminals_min,
        "terminals_max": one.terminals_max,
        "networks_min": one.networks_min,
    }


def cost(found: Breakdown) -> Json:
    """「費用の内訳」 Every line and every sum of a breakdown."""
    months, total = found.months, found.total_ex_tax
    return {
        "months": months,
        "charges": [_charge(one, months) for one in found.charges],
        "not_known": list(found.unknown),
        "each_time": list(found.each_time),
        "monthly_ex_tax": found.monthly_ex_tax,
        "yearly_ex_tax": found.yearly_ex_tax,
        "one_time_ex_tax": found.one_time_ex_tax,
        "total_ex_tax": total,
        "effective_monthly_ex_tax": found.effective_monthly_ex_tax,
    }


def _charge(one: Charge, months: int) -> Json:
    return {
        "name": one.name,
        "basis": one.basis.value,
        "quantity": one.quantity,
        "unit_ex_tax": one.unit_ex_tax,
        "amount_ex_tax": one.amount_ex_tax,
        "period": one.period.value if one.period else None,
        "first_month": one.first_month,
        "last_month": one.last_month,
        "prepay_months": one.prepay_months,
        "payments": one.payments(months),
    }
