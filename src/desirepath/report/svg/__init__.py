"""Charts and the process map, drawn as SVG by ourselves: no script, no fonts to measure, the same text every time."""
