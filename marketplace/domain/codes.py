"""「番号」 Codes of the Japanese administration and their check digits."""

from __future__ import annotations

import secrets

CORPORATE_DIGITS = 13
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def new_ref(prefix: str) -> str:
    """「整理記号」 A random public reference: prefix, underscore, 16 base32 letters."""
    return f"{prefix}_" + "".join(secrets.choice(ALPHABET) for _ in range(16))


def check_digit(twelve: str) -> int:
    """Check digit of a 法人番号 over its last 12 digits (財務省令: 9 - Σ(Pn × Qn) mod 9)."""
    total = sum(int(d) * (1 if i % 2 == 0 else 2) for i, d in enumerate(reversed(twelve)))
    return 9 - total % 9


def is_corporate_number(text: str) -> bool:
    """「法人番号」 13 ASCII digits whose first is the check digit of the rest."""
    return _is_digits(text) and int(text[0]) == check_digit(text[1:])


def is_invoice_number(text: str) -> bool:
    """「適格請求書発行事業者登録番号」 T and 13 ASCII digits."""
    return text.startswith("T") and _is_digits(text[1:])


def is_corporate_invoice_number(text: str) -> bool:
    """「法人の登録番号」 T and the 法人番号 of a corporation.

    Any other number may be a sole trader's, whose 13 digits are no 法人番号 (国税庁「登録番号の
    構成」), or a typing error: its digits cannot tell, a person has to look.
    """
    return is_invoice_number(text) and is_corporate_number(text[1:])


def _is_digits(text: str) -> bool:
    return len(text) == CORPORATE_DIGITS and text.isascii() and text.isdigit()
