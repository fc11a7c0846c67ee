"""「申告の形」 What an edition asks a provider to declare, from the table of facts alone.

``items.py`` names the places of the manifest, ``schema.py`` writes them as JSON Schema,
``lists.py`` as form fields, comparison columns and the evidence that clauses ask for.
"""
