"""What a way down and up again cannot keep, revision by revision."""

LOSES: dict[str, str] = {
    "0002": "there is no outbox and no seal before it",
    "0003": "nothing is listed but what was certified before it",
    "0005": "nothing is collected through a gateway before it",
    "0007": "nothing is listed on trial before it",
    "0008": "no body decides of editions or certificates before it",
    "0004": "nothing is quoted, paid or given notice of before it",
    "0009": "no company diagnosed itself before it",
    "0010": "nobody has a role or proves who they are before it, and no file is kept",
    "0011": "no diagnosis is begun from an earlier one, and no file is beside an answer, before it",
}
"""Revision → why its way down and up again cannot keep every row. It should stay small."""
LOST = {
    "0002": {"outbox", "seal"},
    "0003": {"version"},
    "0005": {"checkout", "inbox"},
    "0007": {"trial_listing"},
    "0008": {"edition_event", "measure"},
    "0004": {"quote", "signature", "deposit", "ending"},
    "0009": {"assessment", "assessment_reply"},
    "0010": {
        "membership",
        "password",
        "totp",
        "recovery_code",
        "passkey",
        "identity",
        "session",
        "ticket",
        "attempt",
        "evidence_file",
        "notice_page",
    },
    "0011": {"assessment", "assessment_file"},
}
"""Revision → the tables that are lost with it; every other one keeps its rows."""
