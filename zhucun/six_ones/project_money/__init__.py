"""Money of industry projects: applied for, granted, arrived, spent; its own book, apart from the teams' work fund."""
