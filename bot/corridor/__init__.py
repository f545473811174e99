"""The road of every happening: door, turn, routes, intake, router, outbox; no matter of the
office.
"""
