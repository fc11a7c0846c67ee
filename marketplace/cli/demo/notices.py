"""「見本の掲示」 The fictional operator has written every page that it answers for."""

from __future__ import annotations

import re
from datetime import datetime

from marketplace.cli.demo.parties import OPERATOR
from marketplace.cli.demo.stage import Stage
from marketplace.desk.notices import WritePage, write_page
from marketplace.domain.notice import BLANK, NoticePage
from marketplace.web.legal import template

NAME = "お助け市場運営（架空）"
DESK = "お助け市場 相談窓口（架空）。電話 00-0000-0000、メール desk@market.example.jp"
HOURS = "受付は平日の9時から17時まで"
PLACE = "〒000-0000 東京都千代田区架空町一丁目2番3号"
NONE = "見本のため、実際の相手はいません"

FILLED = {
    "運営者の正式な名前": NAME,
    "責任者の名前": "石川 遥（架空）",
    "郵便番号と住所": PLACE,
    "電話番号・メールアドレス・受付の時間": f"{DESK}。{HOURS}",
    "ある場合は金額、ない場合は「ありません」": "ありません",
    "運営者の名前・住所・代表者の名前": f"{NAME}、{PLACE}、代表 石川 遥（架空）",
    "使うメールのサービスの名前と、国外にあるときはその国": NONE,
    "使う会社の名前と、国外にあるときはその国": NONE,
    "期間": "3年（見本の値）",
    "期間。税の法令で決まった期間より短くできません": "10年（見本の値）",
    "窓口の名前・電話番号・メールアドレス・かかる費用・答えるまでの日数": (
        f"{DESK}。費用はかかりません。10日以内に答えます"
    ),
    "カード払いを使わないときは、この項を消してください": NONE,
    "窓口の名前・電話番号・メールアドレス": DESK,
    "日付": "2026年11月25日",
    "運営者が負う責任と負わない責任": "見本のため、実際の責任は生じません。",
    "利用を止める場合と、知らせかた": "約束が破られたとき、理由を知らせて止めます（見本）。",
    "変えるときの知らせかたと、始まるまでの日数": "30日前に、この頁とメールで知らせます（見本）。",
    "準拠する法と、管轄の裁判所": "日本の法律と、東京地方裁判所です（見本）。",
    "運営者の正式な名前・住所・法人番号": f"{NAME}、{PLACE}、法人番号はありません（架空）",
    "窓口の名前・電話番号・メールアドレス・受付の時間": f"{DESK}。{HOURS}",
    "受け付ける窓口": DESK,
    "報告を受け付ける窓口": DESK,
}
"""What stands in the place of every blank of a template; all of it is 架空."""

_PLACE = re.compile(rf"【{BLANK}：([^】]*)】")


def play(stage: Stage, now: datetime) -> None:
    """「掲示」 Every page once."""
    actor = stage.cast[OPERATOR][0]
    for page in NoticePage:
        write_page(stage.book, actor, WritePage(f"demo-{page}", page, 0, written(page)), now)


def written(page: NoticePage) -> str:
    """The template with its blanks filled."""
    return _PLACE.sub(lambda blank: FILLED[blank[1]], template(page))
