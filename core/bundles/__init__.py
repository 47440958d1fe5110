"""A trained network on disk: card, backbone, head; save, load, verify."""
