"""HTTP out to pages: the SDK, signed guides, what is remembered of a person, and answers from articles."""
