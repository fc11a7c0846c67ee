"""「項目」 The kinds of field a schema is made of; each refuses everything but its one spelling."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from marshmallow import fields
from marshmallow.exceptions import ValidationError

from marketplace.codec.text import Written
from marketplace.domain.money import MAX_YEN

E = TypeVar("E", bound=Enum)

_CODE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_LONGEST = 64
_SHA256 = re.compile(r"[0-9a-f]{64}\Z")
_PREFECTURE = re.compile(r"(?:0[1-9]|[1-3][0-9]|4[0-7])\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

REQUIRED = "必ず書く項目です。書き足してください。"
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
NULL = "空（null）にはできません。値がないときは、項目ごと消してください。"


class _Field(fields.Field[Any]):
    """A field with Japanese messages; the subclasses check the type exactly."""

    default_error_messages = {"required": REQUIRED, "null": NULL}


class Text(_Field):
    """「文」 Non-empty text in NFC without control characters, up to ``most`` characters."""

    def __init__(self, most: int = 200, **kwargs: Any) -> None:
        """Take the longest length allowed."""
        super().__init__(**kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError('文字ではありません。" " で囲んで書いてください。')
        text = unicodedata.normalize("NFC", value).strip()
        if not text:
            raise ValidationError("空です。値がないときは、項目ごと消してください。")
        if len(text) > self.most:
            raise ValidationError(
                f"長すぎます（{len(text)} 字）。{self.most} 字までにしてください。"
            )
        if any(unicodedata.category(ch) in _HIDDEN and ch != "\n" for ch in text):
            raise ValidationError("使えない文字（制御文字など）があります。取り除いてください。")
        return text


class Pattern(_Field):
    """「記号」 Text of one pattern, explained in Japanese."""

    def __init__(self, pattern: re.Pattern[str], explained: str, **kwargs: Any) -> None:
        """Take the pattern and the sentence that explains it."""
        super().__init__(**kwargs)
        self.pattern, self.explained = pattern, explained

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or len(value) > _LONGEST or not self.pattern.match(value):
            raise ValidationError(f"{_shown(value)}は使えません。{self.explained}")
        return value


class Whole(_Field):
    """「整数」 An int within limits; never a bool, a float or text."""

    def __init__(self, least: int = 0, most: int = MAX_YEN, **kwargs: Any) -> None:
        """Take the limits, both included."""
        super().__init__(**kwargs)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValidationError(
                f"{_shown(value)}は整数ではありません。半角の数字だけで書いてください（例: 9800）。"
            )
        if not self.least <= value <= self.most:
            raise ValidationError(
                f"{value:,} は範囲の外です。{self.least:,} から {self.most:,} です。"
            )
        return value


class YesNo(_Field):
    """「はい・いいえ」 true or false, nothing that looks like it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError(f"{_shown(value)}は使えません。true か false と書いてください。")
        return value


class Day(_Field):
    """「日付」 A calendar day written 2026-11-25."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if isinstance(value, str) and _DAY.match(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        raise ValidationError(
            f"{_shown(value)}は日付ではありません。2026-11-25 の形で書いてください。"
        )

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else value.isoformat()


class Choice(_Field):
    """「選択肢」 One of a closed set of words; dumps the same word."""

    def __init__(self, words: Mapping[str, Any], **kwargs: Any) -> None:
        """Take the words and what each means."""
        super().__init__(**kwargs)
        self.words = dict(words)
        self.spelt = {value: word for word, value in self.words.items()}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str) or value not in self.words:
            listed = "、".join(self.words)
            raise ValidationError(
                f"{_shown(value)}は使えません。次のどれかを書いてください: {listed}。"
            )
        return self.words[value]

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else self.spelt[value]


class Tuple(fields.List[Any]):
    """「並び」 A list that becomes a tuple, with an upper length."""

    default_error_messages = {
        "required": REQUIRED,
        "null": NULL,
        "invalid": "並び（- で始まる行）で書いてください。",
    }

    def __init__(
        self, inner: Any, most: int = 200, least: int = 0, *, once: bool = False, **kwargs: Any
    ) -> None:
        """Take the field of each item, the length allowed, and whether items may repeat."""
        super().__init__(inner, **kwargs)
        self.most, self.least, self.once = most, least, once

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, list) and not self.least <= len(value) <= self.most:
            raise ValidationError(
                f"{len(value)} 個あります。{self.least} から {self.most} 個です。"
            )
        items = tuple(super()._deserialize(value, attr, data, **kwargs))
        twice = [item for number, item in enumerate(items) if item in items[:number]]
        if self.once and twice:
            raise ValidationError(f"{_shown(twice[0])}が二度あります。一つにしてください。")
        return items


def code(**kwargs: Any) -> Pattern:
    """「コード」 Lower-case ASCII words joined by hyphens."""
    return Pattern(
        _CODE, "半角の英小文字・数字・ハイフンで書いてください（例: mihari-utm）。", **kwargs
    )


def prefecture(**kwargs: Any) -> Pattern:
    """「都道府県」 Two digits of JIS X 0401, 01 to 47."""
    return Pattern(
        _PREFECTURE, '都道府県の番号 01 から 47 を "27" のように書いてください。', **kwargs
    )


def sha256(**kwargs: Any) -> Pattern:
    """「指紋」 64 hexadecimal digits."""
    return Pattern(_SHA256, "SHA-256 の 64 桁（半角の 0-9 a-f）で書いてください。", **kwargs)


def choice_of(kind: type[E], leave_out: Iterable[E] = (), **kwargs: Any) -> Choice:
    """「選択肢」 The members of an enum by their value."""
    return Choice({str(m.value): m for m in kind if m not in set(leave_out)}, **kwargs)


def words_of(kind: type[E], spell: Callable[[E], str], **kwargs: Any) -> Choice:
    """「選択肢」 The members of an enum by a spelling of their own."""
    return Choice({spell(member): member for member in kind}, **kwargs)


def _shown(value: object) -> str:
    """A refused value as it was written."""
    words = {"None": "null", "True": "true", "False": "false"}
    if isinstance(value, str | Written):
        text = value if isinstance(value, str) else value.spelt
    else:
        text = words.get(repr(value), repr(value))
    return f"「{text[:40]}」"
