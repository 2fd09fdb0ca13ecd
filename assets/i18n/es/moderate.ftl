# The desk of those who read reports.
