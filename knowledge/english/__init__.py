"""What the town hall knows, in English: translations, opening hours, and how both are found."""
