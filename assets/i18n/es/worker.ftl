# What workers tell of their own office.
