"""「受け入れ側」 Loads plugins, asks them one at a time, and lets none of them hurt another.

There is no host of the process: whoever needs one builds it, and it goes with its user. pluggy
answers without saying who spoke, so each question goes to one plugin alone. What a provider's
plugin says is written and read again by the codec: it keeps the limits of a manifest, and the
values that leave the host are the codec's own.
"""

from marketplace.host.asking import MAX_VALUES, TRACE
from marketplace.host.host import Declared, Failed, Host, read_manifest
from marketplace.host.loading import GROUP, installed

__all__ = [
    "GROUP",
    "MAX_VALUES",
    "TRACE",
    "Declared",
    "Failed",
    "Host",
    "installed",
    "read_manifest",
]
