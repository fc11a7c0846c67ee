"""「外部のIDの設定」 The ``[[oidc]]`` tables: with whom people may sign in from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marketplace.cli.inputs import refuse
from marketplace.web.oidc.settings import PROFILES, SCOPES, Issuer

TEXTS = ("name", "label", "issuer", "client_id", "profile")
LISTS = ("scopes", "second_acr", "second_amr")
NAME = re.compile(r"[a-z][a-z0-9-]{0,30}\Z")
ADDRESS = re.compile(r"https://[\w.-]+(?::\d+)?(?:/[\w./~-]*)?\Z", re.ASCII)
REMEDIES = {
    "name": "英小文字で始まる、英小文字・数字・ハイフンの短い名前にしてください。",
    "label": "画面に出る名前を書いてください。",
    "issuer": "発行者のアドレス（https://…）を、発行者の案内のとおりに書いてください。",
    "client_id": "発行者から受け取った、このサイトの番号を書いてください。",
    "profile": f"書けるのは {'、'.join(PROFILES)} です。",
    "scopes": f"{SCOPES[0]} を含む、文字の並びにしてください。",
}


def issuers_of(
    place: str, tables: list[Any], public_url: str, environ: Mapping[str, str]
) -> tuple[Issuer, ...]:
    """The issuers in their order; ``BadInput`` names the first line that cannot be used."""
    if tables and not public_url:
        why = "外部のIDは、人の使うアドレスが決まらないと使えません。"
        refuse("public_url", why, "https:// で始まる、この市場のアドレスを書いてください。")
    found = tuple(_issuer(f"{place} {n}", one, environ) for n, one in enumerate(tables, 1))
    for what in ("name", "issuer"):
        if len({getattr(one, what) for one in found}) < len(found):
            refuse(f"{place} {what}", "同じものが二つあります。", "一つずつにしてください。")
    return found


def _issuer(place: str, table: Any, environ: Mapping[str, str]) -> Issuer:
    given = table if isinstance(table, dict) else {}
    if "client_secret" in given:
        why = "秘密は、このファイルに書きません。"
        refuse(f"{place} client_secret", why, "OTASUKE_OIDC_<名前>_SECRET で渡してください。")
    for key in sorted(set(given) - {*TEXTS, *LISTS}):
        can = "、".join((*TEXTS, *LISTS))
        refuse(f"{place} {key}", "この設定はありません。", f"書けるのは {can} です。")
    said = {**_profile(place, given.get("profile")), **given}
    name = _text(place, said, "name", NAME)
    return Issuer(
        name=name,
        label=_text(place, said, "label"),
        issuer=_text(place, said, "issuer", ADDRESS),
        client_id=_text(place, said, "client_id"),
        client_secret=_secret(place, name, environ),
        scopes=_scopes(place, said),
        second_acr=_words(place, said, "second_acr"),
        second_amr=_words(place, said, "second_amr"),
    )


def _profile(place: str, name: object) -> Mapping[str, Any]:
    if name is None:
        return {}
    if not isinstance(name, str) or name not in PROFILES:
        refuse(f"{place} profile", "このひな形はありません。", REMEDIES["profile"])
    return PROFILES[name]


def _text(
    place: str, said: Mapping[str, Any], key: str, form: re.Pattern[str] | None = None
) -> str:
    value = said.get(key)
    usable = isinstance(value, str) and value.strip() and value.isprintable()
    if not usable or (form and not form.match(str(value))):
        refuse(f"{place} {key}", "値が使えません。", REMEDIES[key])
    return str(value)


def _scopes(place: str, said: Mapping[str, Any]) -> tuple[str, ...]:
    found = _words(place, said, "scopes") or SCOPES
    if SCOPES[0] not in found:
        refuse(f"{place} scopes", "値が使えません。", REMEDIES["scopes"])
    return found


def _words(place: str, said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = said.get(key, ())
    usable = isinstance(value, (list, tuple)) and all(_is_word(one) for one in value)
    if not usable:
        refuse(f"{place} {key}", "値が使えません。", '["…", "…"] の形で書いてください。')
    return tuple(value)


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value) and not any(ch.isspace() for ch in value)


def _secret(place: str, name: str, environ: Mapping[str, str]) -> str:
    variable = f"OTASUKE_OIDC_{name.upper().replace('-', '_')}_SECRET"
    found = environ.get(variable, "")
    if not found:
        why = "発行者から受け取った秘密がありません。"
        refuse(f"{place} {name}", why, f"{variable} で渡してください。")
    return found
