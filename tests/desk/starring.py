"""An offering of SC★3 in the town, and the ordinary way to have it listed on trial."""

from pathlib import Path

import yaml

from conformance.edition import newest_draft
from marketplace.desk.trials import AskTrial, ask_trial
from marketplace.domain.edition import EditionState
from marketplace.host import read_manifest
from marketplace.store import certificates, dossiers, submissions
from marketplace.store.editions import Proposed, add_edition_event

WHOLE = Path(__file__).parents[1] / "clauses/pass-SC-MON-1-whole-star3.yaml"
TIER = "SCstar3"


def star(provider="hinata", **changes):
    """Give the bytes of a manifest of SC★3; ``amount`` and ``hours`` are what tests change."""
    plain = yaml.safe_load(WHOLE.read_text("utf-8"))
    plain["provider"] = {"code": provider, "name": "ひなた通信（架空）"}
    plain["offering"]["code"] = changes.get("code", "mihari-star")
    plain["plans"][0]["prices"][0]["amount"] = changes.get("amount", 9800)
    plain["monitoring"]["network"]["hours"] = changes.get("hours", 24)
    return yaml.safe_dump(plain, allow_unicode=True).encode()


def on_trial(town, actor=None, now=None, **changes):
    """Have it listed; give the trial listing."""
    order = AskTrial(town.token(), star(**changes), "star.yaml")
    return town.do(ask_trial, actor or town.provider, order, now or town.now)[0]


def in_force(town, day):
    """Put the draft in force from a day on, as two examiners would."""
    draft = newest_draft("otasuke-sc", day)
    event = EditionState(draft.slug, draft.revision, day, "in_force", draft.digest, "施行する。")
    signed = Proposed(event, ("ps_one", "ps_two"))
    town.store.run(add_edition_event, town.examiner, signed, now=town.now)


def redrafted(town, day):
    """Issue another text of the draft on a day."""
    draft = newest_draft("otasuke-sc", day)
    event = EditionState(draft.slug, draft.revision + 1, day, "draft", "f" * 64, "直した。")
    signed = Proposed(event, ("ps_one", "ps_two"))
    town.store.run(add_edition_event, town.examiner, signed, now=town.now)


def star_certified(town, last, **changes):
    """Certify the offering: what its examination finds is no matter of these tests."""

    def made(book):
        dossier = read_manifest(star(**changes), "star.yaml")
        sent = {"media_type": "application/yaml", "now": town.now}
        ref = dossiers.receive_dossier(book, town.provider, dossier, star(**changes), **sent)
        tier = dossier.offering.tiers[0]
        handed_in = submissions.add_submission(book, town.provider, ref, tier, now=town.now)
        days = {"valid_from": town.today, "valid_until": last, "now": town.now}
        edition = newest_draft("otasuke-sc", town.today).ref
        return certificates.add_certificate(book, town.examiner, handed_in, edition, **days)

    return town.store.run(made)
