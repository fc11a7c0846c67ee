"""「サービスの中身の書式」 One schema for each part of a service; the keys are the fact paths."""

from __future__ import annotations

from typing import Any

from marshmallow import ValidationError, validates_schema

from marketplace.codec.fields import Day, Text, Tuple, Whole, YesNo, choice_of, prefecture
from marketplace.codec.schema import Noun, nested
from marketplace.domain.service import (
    Alert,
    Assurance,
    Channel,
    ClassOne,
    Consulting,
    Customer,
    DataUse,
    Desk,
    Diagnosis,
    Dispatch,
    EarlyEnd,
    EndRule,
    Explained,
    Insurance,
    Monitoring,
    MonitoringType,
    Onboarding,
    Party,
    PartyRole,
    Sales,
    Severity,
    Support,
    Terms,
    Watch,
)
from marketplace.domain.tax import TaxCategory

LONG = 1000


def words(most: int = 40) -> Tuple:
    """「語の並び」 At least one short word."""
    return Tuple(Text(most=most), most=50, least=1)


def prefectures() -> Tuple:
    """「都道府県の並び」 JIS X 0401 codes, each once."""
    return Tuple(prefecture(), most=47, least=1, once=True)


class Stated(Noun):
    """「出所」 A part that may say where its values stand and of which day they are."""

    source = Text()
    as_of = Day()


class WatchSchema(Noun):
    """「見守り」."""

    makes = Watch
    hours = Whole(most=24)


class AlertSchema(Noun):
    """「知らせ方」."""

    makes = Alert
    severity = choice_of(Severity, required=True)
    channel = choice_of(Channel, required=True)
    within_minutes = Whole(least=1, most=100_000)


class MonitoringSchema(Stated):
    """「異常の監視」."""

    makes = Monitoring
    type = choice_of(MonitoringType)
    tools = words()
    functions = Text(most=LONG)
    network = nested(WatchSchema)
    endpoint = nested(WatchSchema)
    terminals_max = Whole(least=1, most=1_000_000)
    notifies = YesNo()
    watch_method = Text(most=LONG)
    alerts = Tuple(nested(AlertSchema), most=20)


class DeskSchema(Stated):
    """「相談窓口」."""

    makes = Desk
    available = YesNo()
    contact_shown = YesNo()
    contact = Text()
    hours = Text()


class DispatchSchema(Stated):
    """「駆付け」."""

    makes = Dispatch
    available = YesNo()
    to_named_place = YesNo()
    on_request = YesNo()
    prefectures = prefectures()
    islands = YesNo()
    remote = YesNo()
    fee = Text()


class SalesSchema(Noun):
    """「販売の地域」."""

    makes = Sales
    prefectures = prefectures()


class DiagnosisSchema(Noun):
    """「課題の診断」."""

    makes = Diagnosis
    at_renewal = YesNo()
    interval_months = Whole(most=120)


class SupportSchema(Noun):
    """「対策の支援」."""

    makes = Support
    tools = YesNo()
    other = YesNo()
    first_response = YesNo()
    unmet = Text(most=LONG)
    user_guide = Text(most=LONG)


class OnboardingSchema(Noun):
    """「導入の手引き」."""

    makes = Onboarding
    guide = Text(most=LONG)


class ExplainedSchema(Noun):
    """「料金の説明」."""

    makes = Explained
    ex_tax_shown = YesNo()
    initial_cost = Text(most=LONG)
    term = Text(most=LONG)
    extra_charges = Text(most=LONG)


class InsuranceSchema(Stated):
    """「簡易サイバー保険」."""

    makes = Insurance
    attached = YesNo()
    insurer = Text()
    policy = Text()
    policyholder = Text()
    covers = words()
    limit_yen = Whole()
    user_may_pay = YesNo()
    self_pay_explanation = Text(most=LONG)

    @validates_schema
    def whole(self, data: dict[str, Any], **_: Any) -> None:
        """Where there is no insurance, nothing is said of one."""
        said = sorted(set(data) - {"attached", "source", "as_of"})
        if data.get("attached") is False and said:
            message = "保険が付かない（attached: false）ときは書けません。消してください。"
            raise ValidationError({name: [message] for name in said})


class EarlyEndSchema(Noun):
    """「中途解約金」."""

    makes = EarlyEnd
    rule = choice_of(EndRule, required=True)
    percent_bp = Whole(least=1, most=10_000)
    months = Whole(least=1, most=120)
    amount = Whole(least=1)
    tax_category = choice_of(TaxCategory)

    @validates_schema
    def whole(self, data: dict[str, Any], **_: Any) -> None:
        """Each rule has what it needs and nothing of another."""
        if "rule" not in data:
            return
        rule, needed, said = data["rule"].value, END_NEEDS[data["rule"]], set(data) - {"rule"}
        faults = {name: [f"rule が {rule} のときは、必ず書きます。"] for name in needed - said}
        extra = {name: [f"rule が {rule} のときは、書けません。"] for name in said - needed}
        if faults or extra:
            raise ValidationError(faults | extra)


END_NEEDS: dict[object, set[str]] = {
    EndRule.NONE: set(),
    EndRule.REMAINING: {"percent_bp", "tax_category"},
    EndRule.MONTHS: {"months", "tax_category"},
    EndRule.FLAT: {"amount", "tax_category"},
}


class TermsSchema(Noun):
    """「契約の条件」."""

    makes = Terms
    count = Whole(least=1, most=50)
    renewal = Text()
    notice_days = Whole(most=366)
    early_termination = Text()
    renewal_months = Whole(most=120)
    early_end = nested(EarlyEndSchema)


class DataUseSchema(Noun):
    """「情報の取扱い」."""

    makes = DataUse
    collected = words(100)
    not_collected = words(100)
    recipients = words(100)
    communications_consent = Text(most=LONG)


class AssuranceSchema(Noun):
    """「実績と体制」."""

    makes = Assurance
    sme_record = Text(most=LONG)
    statistics = Text(most=LONG)
    organisation = Text(most=LONG)


class ConsultingSchema(Noun):
    """「相談の定期実施」."""

    makes = Consulting
    periodic = YesNo()
    interval = Text()


class CustomerSchema(Noun):
    """「1類の供給先」."""

    makes = Customer
    name = Text(required=True)
    since = Day(required=True)


class ClassOneSchema(Noun):
    """「1類の登録と供給」."""

    makes = ClassOne
    registered_on = Day()
    valid_until = Day()
    offered = YesNo()
    terminals = Whole(least=1, most=1_000_000)
    functions = Text(most=LONG)
    customers = Tuple(nested(CustomerSchema), most=10_000)

    @validates_schema
    def ordered(self, data: dict[str, Any], **_: Any) -> None:
        """A registration does not end before it begins."""
        start, end = data.get("registered_on"), data.get("valid_until")
        if start and end and end < start:
            message = "登録日（registered_on）より前です。日付の順を確かめてください。"
            raise ValidationError(message, "valid_until")


class PartySchema(Noun):
    """「担い手」."""

    makes = Party
    role = choice_of(PartyRole, required=True)
    company = Text(required=True)
