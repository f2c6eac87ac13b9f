"""One file for each change of the tables, in order; a new one's number is added to `civharm.store.opening.REVISIONS`."""
