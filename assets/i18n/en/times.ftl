# Travel times and other data for figures.

# When more questions are asked than can be answered at once
crowded-title = Many people are asking right now
