"""Groups: photos that are alike, labelled at once."""
