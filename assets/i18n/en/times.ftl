# Travel times and other data for figures.

# When more questions are asked than can be answered at once
crowded-title = Many people are asking right now

# On the data page
times-by-car = Travel times by car: { $kind }
times-by-transit = Travel times by bus and train: { $kind }
