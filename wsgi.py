"""Joins the rooms: the portal keeps and shows, sms talks. Nothing else."""

import portal
import sms

app = portal.create_app(portal.config.from_environment())
sms.init_app(app)
