"""The label library: what a person said of their photos, kept so that nothing of it is lost."""
