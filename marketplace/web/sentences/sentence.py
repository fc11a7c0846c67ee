"""「文」 What happened, what to do, and the form field that it is about."""

from __future__ import annotations

from dataclasses import dataclass

AGAIN = "時間をおいて、もう一度お試しください。"
LOOK = "画面を開き直して、いまの状態を確かめてください。"
LIST = "一覧から開き直してください。"
MEND = "プラグインの開発者に知らせてください。"


@dataclass(frozen=True, slots=True)
class Sentence:
    """「文」 What happened, what to do, and the form field that it is about."""

    text: str
    remedy: str = ""
    field: str = ""

    def __str__(self) -> str:
        """One line, for the command line and logs."""
        return self.text + self.remedy
