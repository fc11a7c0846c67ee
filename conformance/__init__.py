"""Turns the criteria text into judgements; knows no web, no database, no plugin."""
