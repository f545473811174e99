"""A unit's objection to an announced result, and the answer to it."""
