"""A shelf of plans for the tests: each put down as its examination would have left it."""

from dataclasses import replace
from datetime import date

from conformance.edition import newest_draft
from conformance.reference import level
from marketplace.desk.diagnosis.replying import GiveReply, ReplyTo, reply
from marketplace.domain.assessment import Answer, Reply
from marketplace.domain.offering import Coverage, Extent, Means, Plan, Provider
from marketplace.domain.price import Basis, Kind, Period, PriceComponent, Size, Tax
from marketplace.domain.service import Dispatch, Monitoring, MonitoringType, Sales
from marketplace.domain.tier import TIERS
from marketplace.host import read_manifest
from marketplace.store import certificates, dossiers, submissions
from tests.desk.starring import star

SIZE = Size(20, 1, 1)
PLACES = ("13", "27")
UNTIL = date(2028, 11, 24)
NETWORK, TERMINALS, BOTH = MonitoringType


def monthly(yen, **changes):
    """Give one price a month for the whole company."""
    made = PriceComponent(
        "月額", Kind.RECURRING, Basis.COMPANY, yen, Period.MONTH, tax=Tax.EXCLUDED, compulsory=True
    )
    return replace(made, **changes)


def promises(tier, *, full=(), partly=(), support=(), own=()):
    """Give what a tier promises; the same number of the scheme may stand in several."""
    found = [(number, Means.TOOL, Extent.FULL) for number in full]
    found += [(number, Means.HUMAN, Extent.PARTLY) for number in partly]
    found += [(number, Means.HUMAN, Extent.SUPPORT) for number in support]
    found += [(number, Means.SELF, None) for number in own]
    return tuple(Coverage(tier, *one) for one in found)


def offered(code="mihari", yen=10_000, **wish):
    """Give a dossier with one plan, and how it differs from the usual one by name."""
    usual = {
        "tier": "SCstar3",
        "watch": NETWORK,
        "places": PLACES,
        "prices": (monthly(yen),),
        "least": 1,
        "most": None,
        "term": 12,
        "sent": None,
    }
    said = {name: wish.pop(name, value) for name, value in usual.items()}
    tier = TIERS[said["tier"]]
    plan = Plan("one", f"{code}プラン", tier, said["prices"], said["least"], said["most"], 1)
    plan = replace(plan, term_months=said["term"])
    made = read_manifest(star(), "star.yaml")
    offering = replace(
        made.offering,
        code=code,
        name=code,
        plans=(plan,),
        monitoring=Monitoring(said["watch"]),
        sales=Sales(said["places"]),
        dispatch=Dispatch(said["sent"] is not None, prefectures=said["sent"]),
    )
    return replace(made, offering=offering, coverage=promises(tier, **wish), evidence=())


def put_down(town, dossier, actor=None):
    """List it by a certificate, whatever an examination would find; give the reference."""
    actor = actor or town.provider
    owned = replace(dossier, provider=Provider(actor.org.code, actor.org.name))

    def made(book):
        raw = owned.digest.encode()
        ref = dossiers.receive_dossier(
            book, actor, owned, raw, media_type="application/yaml", now=town.now
        )
        (tier,) = owned.offering.tiers
        handed_in = submissions.add_submission(book, actor, ref, tier, now=town.now)
        edition = newest_draft("otasuke-sc", town.today).ref
        days = {"valid_from": town.today, "valid_until": UNTIL, "now": town.now}
        return certificates.add_certificate(book, town.examiner, handed_in, edition, **days).ref

    return town.store.run(made)


def diagnosed_with_gaps(town, *gaps, star=None):
    """Let the company have answered all of its star with 達成, but for these."""
    kept = town.diagnosed(star) if star else town.diagnosed()
    made = kept.assessment
    asked = level(made.edition, int(made.star)).criteria
    told = tuple(
        ReplyTo(one.id, Reply(Answer.UNMET if one.id in gaps else Answer.MET), 0) for one in asked
    )
    return town.do(reply, town.company, GiveReply(town.token(), kept.ref, told))
