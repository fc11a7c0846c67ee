"""「案の断り」 Why no combination of plans can be computed."""

from __future__ import annotations

from marketplace.web.sentences.sentence import AGAIN, Sentence

PLANNING = {
    "plan_needs_diagnosis": Sentence(
        "組合せを計算するための診断が、まだありません。",
        "「診断する」で、★3 か ★4 の診断を始めてください。途中でも計算できます。",
    ),
    "plan_needs_size": Sentence(
        "会社の台数がわからないため、金額を計算できません。",
        "PC・サーバー・拠点の数を入れてください。",
        "pcs",
    ),
    "plan_needs_places": Sentence(
        "拠点の都道府県がわからないため、使えるプランを選べません。",
        "拠点のある都道府県を選んでください。",
        "area",
    ),
    "budget_out_of_range": Sentence(
        "予算の額が、使える範囲にありません。",
        "利用期間ぜんぶの予算を、税抜の円で入れてください。",
        "budget",
    ),
    "plan_not_proven": Sentence("組合せが最も安いことを、確かめられませんでした。", AGAIN),
}
