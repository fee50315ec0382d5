"""What answers a query: DuckDB over the files of a folder, or a PostgreSQL server."""
