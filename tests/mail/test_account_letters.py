"""The letters about one's own account: plain words, one link, nobody else named."""

from pathlib import Path

import pytest

from marketplace.desk.accounts import letters
from marketplace.domain.account import Errand
from marketplace.mail import account_letter
from marketplace.mail.account_letters import ACCOUNT_LETTERS
from marketplace.mail.letters import FICTIONAL

VALUES = {
    "link": "https://market.example.jp/signup/tk_a.b",
    "until": "2026年11月26日 10:00",
    "signin": "https://market.example.jp/signin",
    "reset": "https://market.example.jp/reset",
    "org": "山田製作所",
    "role": "担当者",
}
WITH_LINK = {errand.value for errand in Errand}


def test_every_letter_of_the_desk_is_written():
    """And no letter is left that nobody sends."""
    folder = Path(letters.__file__).parent
    source = "".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    others = set(ACCOUNT_LETTERS) - WITH_LINK
    assert set(ACCOUNT_LETTERS) >= WITH_LINK
    assert {code for code in others if f'"{code}"' not in source} == set()


@pytest.mark.parametrize("code", ACCOUNT_LETTERS)
def test_a_letter_says_what_it_is_about(code):
    mail = account_letter("a@example.jp", "山田 花子", code, VALUES, fictional=True)
    assert mail.to == "a@example.jp"
    assert mail.subject.startswith("【お助け隊マーケット】")
    assert mail.text.startswith("山田 花子 様\n")
    assert "{" not in mail.text + mail.subject
    assert FICTIONAL in mail.text
    assert mail.text.count(VALUES["link"]) == (code in WITH_LINK)
    assert (VALUES["until"] in mail.text) is (code in WITH_LINK)


def test_nobody_known_is_not_called_by_a_name():
    mail = account_letter("a@example.jp", "", "sign_up", VALUES, fictional=False)
    assert " 様" not in mail.text
    assert FICTIONAL not in mail.text


def test_a_letter_without_its_values_is_not_sent():
    for code, values in (("sign_up", {}), ("unknown", VALUES)):
        with pytest.raises(KeyError):
            account_letter("a@example.jp", "", code, values, fictional=False)
