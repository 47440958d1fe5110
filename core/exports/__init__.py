"""What a person takes away: tables, heat maps over photos, and copies sorted by breed."""
