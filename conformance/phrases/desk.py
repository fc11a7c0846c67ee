"""「相談窓口」 Sentences about the desk and about getting started."""

from __future__ import annotations

from conformance.phrases.answers import is_explained, is_so
from marketplace.domain.phrase import Phrase

PHRASES = (
    Phrase(
        "導入と運用の相談を受ける一元的な相談窓口がある",
        ("desk.available",),
        is_so,
        wanted="一元的な相談窓口がある",
        remedy="導入と運用のすべての相談を受ける、一つの窓口を設けるか、案内してください。",
    ),
    Phrase(
        "相談窓口の連絡先を利用者に示している",
        ("desk.contact_shown",),
        is_so,
        wanted="連絡先を示している",
        remedy="相談窓口の連絡先を、利用者の見るところに示してください。",
    ),
    Phrase(
        "専門知識のない利用者が導入と運用をできることを審査員が確認している",
        ("onboarding.guide",),
        is_explained,
        wanted="審査員による手引きの確認",
        remedy="専門知識のない利用者のための手引きを用意してください。",
    ),
)
