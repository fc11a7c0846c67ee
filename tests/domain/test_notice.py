"""What the operator writes is headings, lists, paragraphs and safe links, and nothing else."""

import pytest

from marketplace.domain.notice import (
    BLANK,
    Block,
    NoticePage,
    Run,
    bad_links,
    blocks,
    is_filled,
)


def line(*runs):
    return tuple(Run(one) if isinstance(one, str) else one for one in runs)


def test_a_text_is_read_as_blocks():
    """Lines of one kind that follow one another belong together."""
    body = "初めに\n続き\n\n# 見出し\n## 小見出し\n- 一つ\n- 二つ\n\n終わり"
    assert blocks(body) == (
        Block("p", (line("初めに"), line("続き"))),
        Block("h2", (line("見出し"),)),
        Block("h3", (line("小見出し"),)),
        Block("ul", (line("一つ"), line("二つ"))),
        Block("p", (line("終わり"),)),
    )


def test_two_headings_stay_two():
    """A heading is one line."""
    assert [one.kind for one in blocks("# 一\n# 二")] == ["h2", "h2"]


@pytest.mark.parametrize("body", ["", "\n\n", "   \n"])
def test_nothing_is_nothing(body):
    """White space makes no block."""
    assert blocks(body) == ()


def test_a_link_is_words_and_an_address():
    """What stands around it stays."""
    (found,) = blocks("詳しくは[IPA](https://www.ipa.go.jp/a?b=1)へ。")
    link = Run("IPA", "https://www.ipa.go.jp/a?b=1")
    assert found.lines == (line("詳しくは", link, "へ。"),)


@pytest.mark.parametrize(
    "address",
    [
        "http://www.ipa.go.jp/",
        "javascript:alert",
        "//evil.example",
        "/operator",
        "https:///nowhere",
        "https://user@evil.example/",
        "https://[::1",
        "data:text/html,x",
        "HTTPS",
    ],
)
def test_other_addresses_are_no_links(address):
    """They are refused when they are written, and are only words if they are there all the same."""
    body = f"前[言葉]({address})後"
    assert bad_links(body) == (address,)
    (found,) = blocks(body)
    assert found.lines == (line(body),)


def test_a_safe_link_is_not_bad():
    """The right ones are not named, and neither is what is no link."""
    assert bad_links("[言葉](https://example.jp/)と（カッコ）と[角]") == ()


def test_tags_are_words():
    """Nothing of HTML means anything here; the page escapes it."""
    (found,) = blocks("<script>x</script>")
    assert found == Block("p", (line("<script>x</script>"),))


def test_a_blank_is_marked():
    """What is left to the operator can be seen, also beside a link."""
    blank = f"【{BLANK}：住所】"
    (found,) = blocks(f"所在地は{blank}。[地図](https://example.jp/)")
    parts = line("所在地は", Run(blank, blank=True), "。", Run("地図", "https://example.jp/"))
    assert found.lines == (parts,)
    assert not is_filled(blank)
    assert is_filled("所在地は大阪です。【ご注意】")


def test_every_page_has_a_name():
    """And a name of its own."""
    assert len({page.label for page in NoticePage}) == len(NoticePage)
