# The ledger.
