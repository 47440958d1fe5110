"""Network definitions and where their pretrained weights come from."""
