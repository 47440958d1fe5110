"""What happens to a photo before a network sees it: declared steps, scaling, and random changes for training."""
