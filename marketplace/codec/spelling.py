"""「文字コード」 Bytes of a file that a person saved → text, or what to save it as instead."""

from __future__ import annotations

from typing import NoReturn

from marketplace.domain.errors import BadInput, Fault

MAX_BYTES = 1024 * 1024
UTF8, CP932 = "UTF-8", "Shift_JIS（Windows の日本語）"
_BOOK, _OLD_BOOK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SAVE = "表計算ソフトで「CSV UTF-8（コンマ区切り）」を選んで保存し直してください。"


def decoded(raw: bytes) -> tuple[str, str]:
    """The text with the name of its spelling; ``BadInput`` says how to save it instead."""
    _require_small(raw)
    if raw.startswith((_BOOK, _OLD_BOOK)):
        _refuse("表計算ソフトのブックのままです。", _SAVE)
    if raw.startswith(_WIDE) or b"\x00" in raw:
        _refuse("UTF-16 か、文字ではないファイルです。", _SAVE)
    found = _spelt(raw, "utf-8-sig"), _spelt(raw, "cp932")
    for text, name in zip(found, (UTF8, CP932), strict=True):
        if text is not None:
            return text, name
    return _refuse("UTF-8 でも Shift_JIS でもない文字コードです。", _SAVE)


def _spelt(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None


def _require_small(raw: bytes) -> None:
    if not raw.strip():
        _refuse("中身がありません。", "答えを書いたファイルを選んでください。")
    if len(raw) > MAX_BYTES:
        most = f"{MAX_BYTES:,} バイトまでにしてください。"
        _refuse(f"大きすぎます（{len(raw):,} バイト）。", most)


def _refuse(message: str, remedy: str) -> NoReturn:
    raise BadInput((Fault("ファイル", message, remedy),))
