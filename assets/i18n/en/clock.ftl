### The clock of the law
