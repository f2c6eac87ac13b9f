"""Turn contradicting reports of harm in war into a record in which every number walks back to its sentence."""
