"""「カード払いの設定」 The ``[stripe]`` table, and the gateway that it makes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from marketplace.cli.demo import folder
from marketplace.cli.inputs import refuse
from marketplace.payments.stripe.settings import StripeSettings

KEYS = ("secret_key", "webhook_secrets", "site", "accounts", "sandbox", "simulator")
VARIABLES = ("secret_key", "webhook_secrets")
"""What may be said by ``OTASUKE_STRIPE_*`` instead: nobody wants these in a file."""

SECRET_KEY = re.compile(r"(?:sk|rk)_(?:live|test)_\w{8,}\Z", re.ASCII)
WEBHOOK_SECRET = re.compile(r"whsec_[\w+/=-]{8,}\Z", re.ASCII)
ACCOUNT = re.compile(r"acct_\w{1,60}\Z", re.ASCII)
SITE = re.compile(r"https://[\w.-]+(?::\d+)?\Z", re.ASCII)

DEMO_PROVIDERS = ("hinata", "tsubasa")
"""The demo's providers that can be paid by card; the others show what it is without."""

SHELF = "simulator.sqlite"


def settings_of(place: str, table: Mapping[str, Any], environ: Mapping[str, str]) -> StripeSettings:
    """The settings for cards; ``BadInput`` names the first line that cannot be used."""
    said = {**table, **_from_variables(environ)}
    for key in sorted(set(said) - set(KEYS)):
        refuse(f"{place} {key}", "この設定はありません。", f"書けるのは {'、'.join(KEYS)} です。")
    if said.get("simulator", False) is not False:
        why = "シミュレーターは、実際の市場では使えません。"
        refuse(f"{place} simulator", why, "見本は otasuke demo で動かしてください。")
    settings = StripeSettings(
        secret_key=_matching(place, said, "secret_key", SECRET_KEY),
        webhook_secrets=_secrets(place, said.get("webhook_secrets")),
        site=_matching(place, said, "site", SITE),
        accounts=_accounts(place, said.get("accounts")),
    )
    _require_live(place, settings, sandbox=said.get("sandbox", False))
    return settings


def install(settings: StripeSettings | None) -> None:
    """Let contracts be paid by card, where an installation is set up for it."""
    if settings is None:
        return
    from marketplace.payments import install as put
    from marketplace.payments.stripe.gateway import StripeGateway

    put(StripeGateway(settings))


def install_for_work(settings: Any) -> None:
    """What the market of this folder is paid by: the simulator, where it is the demo's."""
    if not (settings.data / folder.MARKER).is_file():
        install(settings.stripe)
        return
    key = folder.secret_key(settings.data)
    install_simulator(settings.data, key, f"http://{settings.host}:{settings.port}")


def install_simulator(data: Path, secret_key: str, site: str) -> None:
    """「見本のカード払い」 The simulator, remembering in the demo's own folder."""
    from marketplace.payments import install as put
    from marketplace.payments.simulator.gateway import SimulatedGateway
    from marketplace.payments.simulator.shelf import Shelf

    digest = hashlib.sha256(f"webhook:{secret_key}".encode()).hexdigest()
    settings = StripeSettings(
        secret_key="sk_test_simulator",  # noqa: S106 - the simulator's only key
        webhook_secrets=(f"whsec_{digest}",),
        site=site,
        accounts={code: f"acct_demo_{code}" for code in DEMO_PROVIDERS},
        simulated=True,
    )
    put(SimulatedGateway(settings, Shelf(data / SHELF), lambda: datetime.now(UTC)))


def _from_variables(environ: Mapping[str, str]) -> dict[str, Any]:
    named = {key: environ.get(f"OTASUKE_STRIPE_{key.upper()}", "") for key in VARIABLES}
    found: dict[str, Any] = {key: text for key, text in named.items() if text}
    if "webhook_secrets" in found:
        found["webhook_secrets"] = found["webhook_secrets"].split()
    return found


def _matching(place: str, said: Mapping[str, Any], key: str, form: re.Pattern[str]) -> str:
    value = said.get(key)
    if not isinstance(value, str) or not form.match(value):
        refuse(f"{place} {key}", "値が使えません。", REMEDIES[key])
    return value


def _secrets(place: str, value: object) -> tuple[str, ...]:
    known = [one for one in value if _is_secret(one)] if isinstance(value, list) else []
    if not known or value != known:
        refuse(f"{place} webhook_secrets", "値が使えません。", REMEDIES["webhook_secrets"])
    return tuple(known)


def _is_secret(value: object) -> bool:
    return isinstance(value, str) and WEBHOOK_SECRET.match(value) is not None


def _accounts(place: str, value: object) -> dict[str, str]:
    table = value if isinstance(value, dict) else {}
    good = {k: v for k, v in table.items() if isinstance(v, str) and ACCOUNT.match(v)}
    if not good or good != value or len(set(good.values())) != len(good):
        refuse(f"{place} accounts", "値が使えません。", REMEDIES["accounts"])
    return good


def _require_live(place: str, settings: StripeSettings, *, sandbox: object) -> None:
    if type(sandbox) is not bool or settings.livemode is sandbox:
        why = "鍵の種類と sandbox が合いません。"
        remedy = "本番は sk_live_ だけ、試すときは sk_test_ と sandbox = true にしてください。"
        refuse(f"{place} sandbox", why, remedy)


REMEDIES = {
    "secret_key": "sk_live_ で始まる鍵を書いてください（試すときは sk_test_）。",
    "webhook_secrets": 'whsec_ で始まる署名の鍵を ["…"] の形で一つ以上書いてください。',
    "site": "https://market.example.jp のような、この市場のアドレスを書いてください。",
    "accounts": "[stripe.accounts] に、事業者コード = acct_ で始まる口座を一つずつ書いてください。",
}
