# The ledger.

cut-closure = Closing
cut-consolidation = Merged into another office
cut-case_transfer = Cases moved away
cut-relocation = Move
cut-hours_cut = Fewer hours
cut-staff_cut = Fewer workers
cut-service_cut = Less help
cut-privatization = Handed to a private provider
cut-temporary_closure = Closed for a time
cut-opening = New office
cut-reopening = Open again
cut-restored = Given back
case-proposed = Planned
case-in_force = It happened
case-stopped = Stopped
case-reopened = Open again
case-done = It happened
case-detected = Not confirmed
case-detected-why = “Not confirmed” means we saw it by comparing two lists. Nobody announced it.
