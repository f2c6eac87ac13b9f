"""What brings an older store up to date: alembic's scripts, shipped with the package."""
