"""Dialogs: settings, about, errors, exports."""
