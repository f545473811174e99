"""Results as data: standings, tables, movement, numbered editions. No page lives here."""
