"""Plans: exercises with doses for one person, their codes and their sheets."""
