"""How people prove who they are: sessions, passwords, tickets and failed attempts, as kept.

These rows belong to a person, not to an organisation; their queries take the person's reference.
"""
