"""「マニフェストの受け取り」 Pasted, uploaded or carried on, as bytes that nobody changed."""

from __future__ import annotations

from base64 import b64decode, b64encode
from dataclasses import dataclass

from flask import g, request

from marketplace.domain.errors import BadInput, Fault

PASTED = "manifest.yaml"


@dataclass(frozen=True, slots=True)
class Sent:
    """「届いたもの」 The bytes and the name that says how to read them."""

    raw: bytes
    name: str

    @property
    def carried(self) -> str:
        """The bytes as a form can carry them on without touching a line end."""
        return b64encode(self.raw).decode()


def sent() -> Sent:
    """What the form brings: the file when one was chosen, else the pasted text."""
    if carried := request.form.get("carried"):
        return Sent(_carried(carried), request.form.get("name") or PASTED)
    file = request.files.get("file")
    if file and file.filename:
        return Sent(file.read(), file.filename)
    text = request.form.get("manifest", "").replace("\r\n", "\n")
    if not text.strip():
        remedy = "マニフェストを貼り付けるか、ファイルを選んでください。"
        raise BadInput((Fault("マニフェスト", "何も届いていません。", remedy),))
    return Sent(text.encode(), PASTED)


def entered_text() -> str:
    """What to show in the form again after a refusal, whichever way it came."""
    if "entered" not in g:
        return ""
    try:
        return sent().raw.decode(errors="replace")
    except BadInput:
        return ""


def _carried(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:  # not in the alphabet, or not even ASCII
        remedy = "事前確認からやり直してください。"
        raise BadInput((Fault("マニフェスト", "途中で壊れています。", remedy),)) from None
