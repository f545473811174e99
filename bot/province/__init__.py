"""Many counties on one PostgreSQL server, and any number of workers: ``python -m bot serve``."""
