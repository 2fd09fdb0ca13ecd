### Writing the ledger: cases and tips
