"""Facts as tables: written, read back, compared and shown."""
