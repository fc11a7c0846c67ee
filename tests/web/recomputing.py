"""What a person can work out from a comparison: each line's sum from what stands beside it."""

import re

LINE = re.compile(
    r'<li><b>([^<]+)</b> <span class="how">([^<]+)</span> '
    r'<span class="eq">＝ ([\d,]+)円</span></li>'
)
TOTAL = re.compile(r'か月の合計（税抜）.*?<span class="big">([\d,]+)円</span>', re.DOTALL)
UNITS = re.compile(
    r"([\d,]+)円(?: × \D*([\d,]+)(?:台|か所|社)(?:（[^）]*）)?)? × (\d+)(?:か月|年|回)"
)


def number(text):
    return int(text.replace(",", ""))


def recomputed(how):
    """Work a line out as a person would: unit × quantity × times."""
    unit, quantity, times = UNITS.fullmatch(
        re.sub(r"(?<=月)（.*|この段階の定額 ", "", how)
    ).groups()
    return number(unit) * number(quantity or "1") * number(times)
