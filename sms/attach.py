"""Joins the carrier's door, the outbox and the phones page to a portal. Starts no clock."""

from flask import Flask

import portal
from portal.config import Settings
from sms import chatbot, phones, webhook
from sms.carrier import Carrier, Twilio
from sms.exchange import Exchange, Reader
from sms.exchange import attach as attach_exchange
from sms.simulated import SimulatedPhones
from sms.spool import Spool

SPOOL = "spool"


def attach(app: Flask, carrier: Carrier | None = None, reader: Reader = chatbot) -> None:
    """Give the app its exchange: Twilio where its settings are, else the simulated phones."""
    settings: Settings = app.config["SETTINGS"]
    if carrier is None:
        carrier = Twilio(settings) if settings.has_twilio else SimulatedPhones(settings)
    spool = Spool(settings.instance_dir / SPOOL)
    attach_exchange(app, Exchange(carrier, spool, reader))
    app.register_blueprint(webhook.door)
    app.register_blueprint(phones.pages)


def build(settings: Settings) -> Flask:
    """A whole portal that texts. Raises NotReady where `settings.must_be_ready`."""
    app = portal.create_app(settings)
    attach(app)
    return app
