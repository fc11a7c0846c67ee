"""「新旧対照」 Two editions side by side: clauses added, removed and changed, word by word.

``marking.py`` finds the words that differ, ``differing.py`` the clauses, ``page.py`` writes them
as a table that prints.
"""
