"""Holding what a model says against what a person says: mistakes, possible label errors, confusions. No screen."""
