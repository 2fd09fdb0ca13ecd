# The page that shows who is hurt by a closing.
