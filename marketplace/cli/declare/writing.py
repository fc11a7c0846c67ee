"""「マニフェストを書く」 A dossier as YAML or JSON that reads back to exactly the same values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import yaml

from marketplace.codec.dossier import dump_dossier, read_dossier
from marketplace.codec.text import parse
from marketplace.domain.errors import BadInput
from marketplace.domain.offering import Dossier

DAY = "tag:yaml.org,2002:timestamp"


class _Dumper(yaml.SafeDumper):
    """Quotes every text that our reader would take for something else; a day is no such text."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Set the items of a list under their name in by a step."""
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if _is_plain(text) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _is_plain(text: str) -> bool:
    """Whether the text may stand without quotes, to people and to our reader."""
    try:
        return "\n" not in text and parse(f"a: {text}\n".encode()).value == {"a": text}
    except (BadInput, UnicodeEncodeError):
        return False


_Dumper.add_representer(str, _text)
_Dumper.yaml_implicit_resolvers = {
    first: [one for one in known if one[0] != DAY]
    for first, known in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


def as_yaml(dossier: Dossier) -> str:
    """The manifest in YAML, its parts in the order of the format."""
    plain = dump_dossier(dossier)
    text = yaml.dump(
        plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9, line_break="\n"
    )
    return _sure(dossier, text, "manifest.yaml")


def as_json(dossier: Dossier) -> str:
    """The manifest in JSON."""
    text = json.dumps(dump_dossier(dossier), ensure_ascii=False, indent=2)
    return _sure(dossier, f"{text}\n", "manifest.json")


def joined(texts: list[str], form: str) -> str:
    """Several manifests in one stream: YAML documents, or one JSON array."""
    if form == "json" and len(texts) > 1:
        whole: list[Any] = [json.loads(text) for text in texts]
        return json.dumps(whole, ensure_ascii=False, indent=2)
    return "---\n".join(texts)


def _sure(dossier: Dossier, text: str, name: str) -> str:
    if read_dossier(text.encode(), name) != dossier:
        raise RuntimeError("the manifest does not read back")
    return text


WRITERS: dict[str, Callable[[Dossier], str]] = {"yaml": as_yaml, "json": as_json}
