"""Teaching a model on the features of photos, while a person labels them: no screen, no Keras, seconds at most."""
