"""The papers of a unit or a quarter, packed to be kept."""
