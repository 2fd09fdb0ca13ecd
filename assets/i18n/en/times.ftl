# Travel times and other data for figures.
