"""Web archives and saved pages: many articles in one file, read where they lie, never copied."""
