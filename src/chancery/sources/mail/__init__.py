"""Reads mail: single messages (.eml) and mailboxes (.mbox), newsletters among them."""

from chancery.sources.mail.message import Message

__all__ = ["Message"]
