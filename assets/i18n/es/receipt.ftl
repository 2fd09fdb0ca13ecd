# The receipt: what the writer of a report can still do.
