### The history of changes
