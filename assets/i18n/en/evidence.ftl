### Sources and captured copies
