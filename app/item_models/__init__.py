"""Qt item models: ids held, rows built on demand."""
