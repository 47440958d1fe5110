"""How good a model is: figures, reports, robustness, submissions to competitions, studies."""
