"""「適合確認書の電子版」 A signed statement that anybody can check without asking us.

``keys`` who signs, ``dsse`` the envelope, ``statement`` what is said, ``bundle`` what it rests on,
``status`` what was suspended or revoked, ``verifying`` which of all that is wrong.
"""
