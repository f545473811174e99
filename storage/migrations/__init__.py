"""The history of the schema, run by alembic from the installed package at start-up."""
