"""The ledger of quarterly work reports."""
