"""「もしもの審査」 ``otasuke editions what-if``: the whole register under another text."""
