"""DID IT: whether people came back to the approved path, and how sure that is."""
