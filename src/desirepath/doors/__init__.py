"""What the doors to HTTP have alike: bounds of connections and bodies, write keys, origins, rates, and errors."""
