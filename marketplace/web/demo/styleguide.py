"""「部品の見本帳」 Every macro of templates/parts with its states, drawn by itself."""

from __future__ import annotations

from flask import g, render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from marketplace.domain.offering import EvidenceKind
from marketplace.domain.tier import TIERS
from marketplace.web.demo.colours import PAIRS, colour, contrast
from marketplace.web.demo.door import door
from marketplace.web.demo.samples import samples
from marketplace.web.said import Said

CHAPTERS = (
    ("types", "字と間隔"),
    ("colours", "色の役目"),
    ("head", "頭・組織の切替え"),
    ("ways", "行き来"),
    ("buttons", "ボタン"),
    ("fields", "入力欄"),
    ("errors", "誤りのまとめ"),
    ("filters", "しぼり込み"),
    ("marks", "しるし"),
    ("notices", "知らせ"),
    ("boxes", "札・箱・並び"),
    ("tables", "表"),
    ("compare", "見比べる表"),
    ("charts", "図"),
    ("signing", "入る・登録する"),
    ("words", "言葉と文"),
)
"""A template each, in templates/demo/styleguide/."""


@door.get("/styleguide")
def styleguide() -> ResponseReturnValue:
    """「部品の見本帳」 For whoever makes a page: what there is, and how it looks."""
    colours = [
        (text, ground, colour(text), colour(ground), contrast(text, ground), use)
        for text, ground, use in PAIRS
    ]
    shown = samples()
    return render_template(
        "demo/styleguide.html",
        chapters=CHAPTERS,
        colours=colours,
        sample=shown,
        refused=_refused(shown.said),
        tiers=tuple(TIERS.values()),
        strengths=tuple(EvidenceKind),
    )


def _refused(told: Said) -> Markup:
    """The fields as they are shown again after a refusal, with what was entered."""
    g.refusal, g.entered = told, MultiDict({"form": "", "refused_number": "1234567890123"})
    try:
        return Markup(render_template("demo/styleguide/refused.html"))  # noqa: S704 - escaped there
    finally:
        g.pop("refusal")
        g.pop("entered")


@door.record
def at_root(state: BlueprintSetupState) -> None:
    """At its short address, too; only a demo has either."""
    state.app.add_url_rule("/styleguide", "demo.styleguide_at_root", styleguide)
