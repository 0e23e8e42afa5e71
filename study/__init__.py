"""The study's rules: values in, values out. No clock, no database, no web, no telephone."""
