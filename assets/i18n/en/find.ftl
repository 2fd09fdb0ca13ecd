# Finding an office.
