"""What our pages may say (DESIGN 7), rule by rule: each gives what is wrong with a page."""

import re
from functools import cache

from conformance import reference
from marketplace.domain.certificate import TRIAL_WORDS
from tests.architecture.test_words import titles
from tests.web.wording.reading import main_of, read

FOOT = "本サイトは経済産業省・IPAの公式サイトではありません"
OFFICIAL_LIST = "https://www.ipa.go.jp/security/otasuketai-pr/"
NO_INSURANCE = "本サイトは保険の募集・媒介を行いません"
LISTED_HERE = "本サイト掲載分"

INSURANCE = {
    *("簡易サイバー保険", "保険会社など", "保険の名前", "補う費用"),
    *("保険", "保険・費用の補償"),
}
"""The labels under which a provider's insurance is shown."""

TOTAL = re.compile(
    r"[\d,]+\s*事業者・[\d,]+\s*プラン|(?:全|すべての)\s*[\d,]+\s*(?:プラン|サービス)"
)
DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
SIZE = re.compile(r"[\d,]+\s*台")
LURES = re.compile("補助[^。\n]{0,12}(?:半額|無料|引き|お得|実質)|実質(?:無料|0円)|補助後")
PERCENT = re.compile(r"\d\s*[%％]")
PASSED = re.compile("合格|認可|公認|国が認め")
TRIAL = re.compile(r"/(?:services|trials)/tl_[a-z2-7]{16}")
HOLDERS = ("li", "tr", "article", "section", "main")
ORDERS = {"sort", "order"}


def footed(root):
    """Every page says that it is not the official site, and leads to the official list."""
    linked = any(a.attributes.get("href") == OFFICIAL_LIST for a in root.all("a"))
    return [] if FOOT in root.text and linked else ["公式サイトではないという一文がありません"]


def untitled(root):
    """No official-sounding word stands for a result of ours; the scheme's own text may be read."""
    text = root.text
    for quote in quotes():
        text = text.replace(quote, "")
    return titles(text) + PASSED.findall(text)


@cache
def quotes():
    """Give what the scheme itself says, the longest first."""
    level = reference.level("scs/2026-03-27", 4)
    official = {one.label for one in level.criteria}
    for item in level.items:
        official |= {item.title, item.category_label, item.section_label}
    return sorted((text for text in official if titles(text)), key=len, reverse=True)


def insured(root):
    """Facts on insurance have their fixed line; nothing is sorted or filtered by insurance."""
    main = main_of(root)
    faults = []
    labels = {one.text.strip() for one in main.all("dt", "th")}
    if labels & INSURANCE and NO_INSURANCE not in main.text:
        faults.append("保険の一文がありません")
    asked = (form for form in main.all("form") if form.attributes.get("method", "get") == "get")
    return faults + ["保険で絞り込めます" for form in asked if "保険" in _choices(form)]


def counted(root):
    """A total of the market is a total of what is listed here."""
    text = main_of(root).text
    return [] if LISTED_HERE in text else TOTAL.findall(text)


def cheapest(root):
    """最安 stands with its day, its size and where it was looked for."""
    faults = []
    for one in main_of(root).all():
        own = "".join(part for part in one.held if isinstance(part, str))
        if "最安" in own and not any(_is_bound(around.text) for around in _around(one)):
            faults.append(own.strip())
    return faults


def unlured(root):
    """No subsidy in a headline, a title or an order; no lure anywhere."""
    heads = [*root.all("title", "h1"), *_of_class(root, "display", "lead")]
    orders = (s for s in root.all("select", "input") if s.attributes.get("name") in ORDERS)
    named = [one.text for one in (*heads, *orders) if "補助" in one.text]
    return named + LURES.findall(main_of(root).text)


def on_trial(root):
    """Whatever leads to a trial listing says in its place that it is one."""
    links = (a for a in main_of(root).all("a") if TRIAL.search(a.attributes.get("href", "")))
    return [a.attributes["href"] for a in links if not _says_trial(a)]


def uncounted(root):
    """A diagnosis is counted in criteria, never in per cent."""
    return PERCENT.findall(main_of(root).text)


def fictional(root, names):
    """Each organisation of a demo is called 架空 wherever it is called by its name."""
    text, faults = root.text, []
    for name in names:
        bare = name.replace("（架空）", "")
        calls = re.findall(rf"{re.escape(bare)}(?!\s*（?架空|[^\s（）]*（架空）)", text)
        faults += calls if "架空" not in bare else []
    return faults


RULES = {rule.__name__: rule for rule in (footed, untitled, insured, counted, cheapest, unlured)}
RULES["on_trial"] = on_trial


def faults(html, names=(), *, diagnosis=False):
    """Name every rule that a page breaks, with the words."""
    root = read(html)
    found = {name: rule(root) for name, rule in RULES.items()}
    found["fictional"] = fictional(root, names)
    found["uncounted"] = uncounted(root) if diagnosis else []
    return {name: wrong for name, wrong in found.items() if wrong}


def _choices(form):
    held = form.all("label", "legend", "option", "button")
    return "\n".join(one.text for one in held)


def _around(one):
    return (one, *one.above("p", "li", "td", "th", "dd", "section", "article", "main"))


def _is_bound(text):
    where = LISTED_HERE in text or "掲載" in text
    return bool(DAY.search(text) and SIZE.search(text)) and where


def _of_class(root, *classes):
    return (o for o in root.all() if set(classes) & set(o.attributes.get("class", "").split()))


def _says_trial(link):
    """Whether the words stand in the closest part of the page that holds a link."""
    closest = next(link.above(*HOLDERS), None)
    return closest is not None and TRIAL_WORDS in closest.text
