# Data, method and promises.
