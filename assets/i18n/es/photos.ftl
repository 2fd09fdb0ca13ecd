# Photos that belong to a report.
