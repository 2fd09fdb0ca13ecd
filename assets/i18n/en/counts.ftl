# What the public sees of reports.
