"""Files that the ledger of work reports makes."""
