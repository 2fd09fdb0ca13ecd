### The history of changes

audit-title = Every change
audit-lead = Who changed what, the newest first. A line can be added, never taken away.
audit-verify = To check that nobody changed a line behind the program’s back, run
audit-none = Nothing has been changed yet.
audit-older = Older changes
audit-detail = What it was and what it became
actor-resident = A resident
actor-import = Read from a list
actor-system = The program
