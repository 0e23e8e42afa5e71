"""Pages for everybody: what this is, in which language, and how to reach an interpreter."""
