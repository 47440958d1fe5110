"""Files that the window shows: icons, style sheets, translations, the breed table."""
