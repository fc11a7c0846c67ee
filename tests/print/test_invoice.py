"""An invoice on paper says what the value says, whatever its texts look like."""

from dataclasses import replace

import pytest

from marketplace.print import invoice_pdf

ACCOUNT_LINES = ("架空銀行　本店", "普通　1234567", "カ）タカサキ")
FEE = "振込手数料は、別の取り決めがなければ、お支払いになる側のご負担です（民法485条）。"
LONG = "株式会社髙﨑★" + "とても長い名前" * 27 + "おわ㈱①"
MARKUP = [
    '#import "@preview/x:1.0.0": *',
    "#panic()",
    "*太字* _斜体_ `生` $x^2$",
    "<標> @標 = 見出し",
    "\\u{41} \\ // 消える /* 消える */",
    '"引用" -- ... ~ https://example.jp/a?b#c',
    "#sys.inputs.data ] ) } [ ( {",
    "- 一\n- 二\r\n+ 三\t四",
]


def yen(amount):
    return f"{amount:,}円"


@pytest.fixture(name="printed")
def _printed(read, instructions):
    """Give what a reader sees of an invoice."""
    return lambda invoice: read(invoice_pdf(invoice, instructions))


def test_everything_the_law_asks_for_is_said(printed, invoice_of, line_of):
    """Issuer with number, recipient, days, content, base and tax a rate, each amount once more."""
    reduced = line_of("新聞（月額）", 7, 1_111, 800)
    invoice = invoice_of(line_of(), line_of("設置", 1, 50_005), reduced)
    paper = printed(invoice)
    amounts = [(x.unit_ex_tax, x.amount_ex_tax) for x in invoice.lines]
    sums = [(row.base_yen, row.tax_yen) for row in invoice.taxes]
    said = [
        *(yen(amount) for pair in (*amounts, *sums) for amount in pair),
        *(f"{x.name}2026年12月1日〜2026年12月31日{x.quantity}か所" for x in invoice.lines),
        "10%対象79,405円7,940円",
        "8%対象7,777円622円",
        f"合計（税込）{yen(invoice.total_in_tax)}",
        f"ご請求額（税込）{yen(95_744)}",
        "㈱髙﨑★見守り①（架空）",
        "登録番号 T1234567890123",
        "みなと精工（架空） 御中",
        "請求書番号 2026-0001",
        "発行日 2026年11月25日",
        "お支払期日2026年12月25日",
        *ACCOUNT_LINES,
        FEE,
    ]
    assert paper.says(*said) == []


def test_a_single_day_is_written_once(printed, invoice_of):
    """What is paid once has a day, no period."""
    assert printed(invoice_of()).says("設置（初回のみ）2026年11月25日1社") == []


def test_the_account_is_laid_out_instead_of_the_sentence(printed, invoice_of):
    """The gateway's sentence with the account would say it twice."""
    paper = printed(invoice_of())
    assert paper.text.count("1234567口座名義") == 1
    assert "振込先:" not in paper.text


def test_where_money_goes_another_way_no_account_is_shown(read, invoice_of):
    """A gateway that names no account collects by itself; nobody shall pay twice."""
    paper = read(invoice_pdf(invoice_of(), ("カードで支払い済みです。",)))
    assert paper.says("カードで支払い済みです。") == []
    assert not [said for said in ACCOUNT_LINES if said in paper.text]
    assert "お振込先" not in paper.text


def test_without_instructions_the_account_still_stands(read, invoice_of):
    """The page on the screen shows it too."""
    assert read(invoice_pdf(invoice_of(), ())).says(*ACCOUNT_LINES) == []


def test_without_a_number_it_is_no_qualified_invoice(printed, invoice_of):
    """The paper says so itself."""
    unqualified = "登録番号の記載がないため、適格請求書ではありません。"
    assert printed(invoice_of(issuer={"invoice_number": None})).says(unqualified) == []
    assert unqualified not in printed(invoice_of()).text


@pytest.mark.parametrize("side", ["issuer", "recipient"])
def test_long_names_break_inside_their_column(printed, invoice_of, side):
    """200 characters, also without a place to break."""
    assert len(LONG) == 200
    for name in (LONG, "A" * 200):
        paper = printed(invoice_of(**{side: {"name": name}}))
        assert paper.says(name) == []
        assert max(len(row) for row in paper.pages[0].splitlines()) < 80


def test_sixty_lines_take_pages_with_head_and_number(printed, invoice_of, line_of):
    """Each page repeats the head of the table, and says which page it is."""
    lines = tuple(line_of(f"第{n}の拠点", n, 123_456) for n in range(1, 61))
    paper = printed(invoice_of(*lines))
    assert len(paper.pages) > 2
    assert paper.says(*(f"第{n}の拠点2026年12月1日" for n in range(1, 61))) == []
    for number, page in enumerate(paper.pages, 1):
        assert f"{number} / {len(paper.pages)}" in page
        assert "請求書 2026-0001" in page
        assert ("取引年月日（提供の期間）" in page) == ("の拠点" in page)


def test_amounts_never_wrap(printed, invoice_of, line_of):
    """The largest amounts stand in one line each, beside a name of 200 characters."""
    invoice = invoice_of(line_of(LONG, 99_999, 9_999_999_999))
    (page,) = printed(invoice).pages
    rows = page.splitlines()
    (line,) = invoice.lines
    for amount in (line.unit_ex_tax, line.amount_ex_tax, invoice.total_in_tax):
        assert any(yen(amount) in row for row in rows)
    assert any("99,999か所" in row for row in rows)


@pytest.mark.parametrize("text", MARKUP)
def test_markup_stays_text(printed, invoice_of, line_of, text):
    """What looks like a command of typst is printed as it was written, in every place."""
    org = {"name": text, "address": text}
    paper = printed(invoice_of(line_of(text), issuer=org, recipient=org))
    assert "".join(paper.text.split()).count("".join(text.split())) >= 5


def test_what_the_font_lacks_is_named(printed, invoice_of):
    """A rare character becomes 〓 with its number at the foot; the invoice still comes out."""
    paper = printed(invoice_of(recipient={"name": "𠮷野家🙂"}))
    note = "〓は、この書面の書体にない文字です（U+1F642、U+20BB7）。"
    assert paper.says("〓野家〓", note) == []
    assert "書体にない" not in printed(invoice_of()).text


def test_no_sign_turns_the_direction_of_writing(printed, invoice_of):
    """Invisible signs could make one amount look like another."""
    paper = printed(invoice_of(recipient={"name": "\u202e円001\u200b\x07 みなと"}))
    assert paper.says("円001 みなと") == []


def test_rare_kanji_are_bold_enough(printed, invoice_of):
    """The bold font has fewer kanji; the other one stands in."""
    assert printed(invoice_of(recipient={"name": "鷗外と森鷗外"})).says("鷗外と森鷗外") == []


def test_samples_say_so_on_every_page(printed, invoice_of, line_of):
    """架空 stays visible: at the head of each page, beside each name, and with the account."""
    paper = printed(invoice_of(*([line_of()] * 60), issuer={"name": "髙﨑商会"}))
    assert len(paper.pages) > 1
    assert [page for page in paper.pages if "見本（架空）" not in page] == []
    assert paper.says("髙﨑商会（架空）", "この請求書で支払うことはできません。") == []


def test_the_real_thing_is_no_sample(printed, invoice_of):
    """Nothing fictional is said of real companies."""
    real = {"name": "髙﨑商会", "fictional": False}
    invoice = invoice_of(issuer=real, recipient=real)
    account = replace(invoice.issuer.bank_account, bank="みなと銀行")
    paper = printed(replace(invoice, issuer=replace(invoice.issuer, bank_account=account)))
    assert "架空" not in paper.text.replace("㈱髙﨑★見守り①（架空）", "")
