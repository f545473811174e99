"""One file per thing a person does. Importing a page declares it; ``open_all`` imports them all."""

import importlib
import pkgutil


def open_all() -> None:
    """Declare every page of this folder."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
