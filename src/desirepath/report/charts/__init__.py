"""Charts as values, drawn for pages and PDF, and put into slides as charts that can be edited."""
