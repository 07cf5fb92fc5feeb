"""The pages of 产业: projects, one project, its money and households, 一村一品, collective income (screen S3)."""
