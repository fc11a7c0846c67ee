"""Each part of a service: its words, its limits, its order, and what may not stand together."""

from datetime import date

import pytest

from marketplace.codec.dossier import dump_dossier, load_dossier, read_dossier
from marketplace.domain.service import (
    Channel,
    ClassOne,
    Customer,
    Insurance,
    PartyRole,
    Severity,
    Watch,
)
from marketplace.host import read_manifest

WRONG = [
    ("desk:\n  available: yes", "desk.available", "「yes」", "true か false と書いてください"),
    ("desk:\n  contact_shown: 1", "desk.contact_shown", "「1」", "true か false と書いて"),
    ("desk:\n  contact: 5", "desk.contact", "文字ではありません", "囲んで書いてください"),
    ("desk:", "desk", "空（null）", "項目ごと消してください"),
    ("desk: あり", "desk", "項目の組", "書いてください"),
    ("desk:\n  open: 9時", "desk.open", "この項目はありません", ""),
    ("parties:\n- {role: boss, company: 甲}", "parties[0].role", "「boss」", "desk、engine、disp"),
    ("parties:\n- {role: desk}", "parties[0].company", "必ず書く項目", "書き足してください"),
    ("parties:\n  role: desk", "parties", "並び", "書いてください"),
    ("terms:\n  count: 0", "terms.count", "0 は", "1 から 50"),
    ("terms:\n  notice_days: 367", "terms.notice_days", "367 は", "0 から 366"),
    ("terms:\n  notice_days: 一か月", "terms.notice_days", "「一か月」", "半角の数字だけ"),
    ("insurance:\n  covers: []", "insurance.covers", "0 個あります", "1 から 50 個"),
    ("insurance:\n  covers: 初動", "insurance.covers", "並び", "書いてください"),
    ("insurance:\n  limit_yen: 100万", "insurance.limit_yen", "「100万」", "半角の数字だけ"),
    ("data_use:\n  collected: ['']", "data_use.collected[0]", "空です", "消してください"),
    ("consulting:\n  periodic: 毎月", "consulting.periodic", "「毎月」", "true か false"),
    ("diagnosis:\n  at_renewal: 毎回", "diagnosis.at_renewal", "「毎回」", "true か false"),
    ("diagnosis:\n  interval_months: 121", "diagnosis.interval_months", "121 は", "0 から 120"),
    ("support:\n  tools: UTM", "support.tools", "「UTM」", "true か false"),
    ("support:\n  unmet: ''", "support.unmet", "空です", "消してください"),
    ("explained:\n  term: ''", "explained.term", "空です", "消してください"),
    (f"onboarding:\n  guide: {'長' * 1001}", "onboarding.guide", "1001 字", "1000 字まで"),
    ("class1:\n  terminals: 0", "class1.terminals", "0 は", "1 から 1,000,000"),
    ("class1:\n  customers:\n  - name: 甲", "class1.customers[0].since", "必ず書く", "書き足して"),
    (
        "class1:\n  customers:\n  - {name: 甲, since: 2024-13-01}",
        "class1.customers[0].since",
        "「2024-13-01」は日付ではありません",
        "2026-11-25 の形",
    ),
    (
        "class1:\n  registered_on: 2026-04-01\n  valid_until: 2026-03-31",
        "class1.valid_until",
        "登録日（registered_on）より前です",
        "",
    ),
]


@pytest.mark.parametrize("case", WRONG, ids=lambda case: case[1])
def test_a_part_is_refused_in_its_place(base, faults, case):
    """The field, what stands there, what to do, and a line of the part."""
    part, place, value, remedy = case
    (fault,) = faults(base + part + "\n")
    assert fault.place == place
    assert value in fault.message
    assert remedy in fault.message + fault.remedy
    assert fault.line > base.count("\n")


@pytest.mark.parametrize(
    "case",
    [
        ("{severity: critical, channel: mail}", "severity", "「critical」", "high、medium、low"),
        ("{severity: high, channel: fax}", "channel", "「fax」", "phone、mail、portal、report"),
        ("{severity: high}", "channel", "必ず書く項目", "書き足してください"),
        ("{channel: mail}", "severity", "必ず書く項目", "書き足してください"),
        ("{severity: low, channel: mail, within_minutes: 0}", "within_minutes", "0 は", "1 から"),
        (
            "{severity: low, channel: mail, within_minutes: 15分}",
            "within_minutes",
            "「15分」",
            "半角の数字だけ",
        ),
        (
            "{severity: low, channel: mail, within_minutes: 100001}",
            "within_minutes",
            "100,001 は",
            "100,000",
        ),
    ],
)
def test_an_alert_is_a_severity_a_channel_and_perhaps_a_time(base, faults, case):
    """The second of two alerts is the fault."""
    alert, field, value, remedy = case
    good = "{severity: high, channel: phone, within_minutes: 15}"
    text = base.replace("  tools: [UTM]\n", f"  tools: [UTM]\n  alerts:\n  - {good}\n  - {alert}\n")
    (fault,) = faults(text)
    assert fault.place == f"monitoring.alerts[1].{field}"
    assert value in fault.message
    assert remedy in fault.message


@pytest.mark.parametrize("part", ["sales", "dispatch"])
@pytest.mark.parametrize("code", ['"00"', '"48"', '"7"', "7", "27", '"２７"', '"27 "', "大阪"])
def test_a_prefecture_is_two_digits_in_quotes(base, faults, part, code):
    """01 to 47 as text: a number of YAML would lose its zero."""
    text = base.replace("dispatch:\n  available: true\n", "")
    (fault,) = faults(text + f"{part}:\n  prefectures: ['13', {code}]\n")
    assert fault.place == f"{part}.prefectures[1]"
    assert f"「{code.strip(chr(34))}」" in fault.message
    assert '都道府県の番号 01 から 47 を "27" のように' in fault.message


def test_an_area_is_never_empty(base, faults):
    """Nowhere is said by leaving it out."""
    (fault,) = faults(base + "sales:\n  prefectures: []\n")
    assert (fault.place, "1 から 47 個" in fault.message) == ("sales.prefectures", True)


FIELDS = [
    "insurer: 甲",
    "policy: 甲",
    "policyholder: 甲",
    "covers: [甲]",
    "limit_yen: 5",
    "user_may_pay: false",
    "self_pay_explanation: none",
]


@pytest.mark.parametrize("field", FIELDS)
def test_nothing_is_said_of_an_insurance_that_is_not_attached(base, faults, field):
    """Neither an insurer nor a limit of no insurance."""
    (fault,) = faults(base + f"insurance:\n  attached: false\n  {field}\n")
    assert fault.place == f"insurance.{field.split(':', maxsplit=1)[0]}"
    assert "attached: false" in fault.message


def test_that_no_insurance_is_attached_may_have_its_source(base):
    """Where it stands, and of which day it is."""
    text = base + "insurance:\n  attached: false\n  source: 約款\n  as_of: 2026-04-01\n"
    insurance = read_dossier(text.encode()).offering.insurance
    assert insurance == Insurance(attached=False, source="約款", as_of=date(2026, 4, 1))


def test_a_registration_may_end_on_its_first_day(base):
    """What is equal is in order."""
    text = base + "class1:\n  registered_on: 2026-04-01\n  valid_until: 2026-04-01\n"
    own = read_dossier(text.encode()).offering.class1
    assert own.registered_on == own.valid_until


def test_the_explicit_none_is_a_text(base):
    """「なし」 is an answer, and another one than silence."""
    text = base + "explained:\n  initial_cost: none\n"
    explained = read_dossier(text.encode()).offering.explained
    assert (explained.initial_cost, explained.term) == ("none", None)


def test_parts_are_read_as_they_are_written(base):
    """Words become members, lists become tuples, days become days."""
    text = base.replace(
        "  tools: [UTM]\n", "  tools: [UTM]\n  alerts:\n  - {severity: low, channel: portal}\n"
    )
    text += "parties:\n- {role: insurer, company: 甲}\n- {role: desk, company: 乙}\n"
    text += "class1:\n  customers:\n  - {name: 丙, since: 2024-04-01}\n"
    offering = read_dossier(text.encode()).offering
    (alert,) = offering.monitoring.alerts
    assert (alert.severity, alert.channel, alert.within_minutes) == (
        Severity.LOW,
        Channel.PORTAL,
        None,
    )
    assert [p.role for p in offering.parties] == [PartyRole.INSURER, PartyRole.DESK]
    (customer,) = offering.class1.customers
    assert isinstance(customer, Customer)
    assert customer.since.isoformat() == "2024-04-01"


SILENT = {
    "no customers": ("class1:\n  customers: []\n", "class1", ClassOne(customers=())),
    "a watch": ("monitoring:\n  endpoint: {}\n", "monitoring.endpoint", Watch()),
}


@pytest.mark.parametrize(("part", "place", "declared"), SILENT.values(), ids=SILENT)
def test_an_empty_answer_is_written_as_it_was_read(base, part, place, declared):
    """「一社もない」 is an answer; a manifest that says so is accepted by the host, too."""
    text = base.replace("monitoring:\n", part) if part.startswith("monitoring") else base + part
    dossier = read_dossier(text.encode())
    value = dossier.offering
    for name in place.split("."):
        value = getattr(value, name)
    assert value == declared
    assert load_dossier(dump_dossier(dossier)) == dossier
    assert read_manifest(text.encode(), "a.yaml") == dossier


def test_a_prefecture_stands_once(base, faults):
    """An area is a set."""
    (fault,) = faults(base + "sales:\n  prefectures: ['27', '27']\n")
    assert fault.place.startswith("sales.prefectures")


@pytest.mark.parametrize(
    "part",
    [
        "class1:\n  registered_on: 2026-04-01\n  valid_until: 2026-03-31\n",
        "insurance:\n  attached: false\n  insurer: 甲\n",
    ],
)
def test_a_refusal_says_what_to_do(base, faults, part):
    """A message alone helps nobody."""
    (fault,) = faults(base + part)
    assert "ください" in fault.message + fault.remedy
