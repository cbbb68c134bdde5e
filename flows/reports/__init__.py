"""Reports of problems in the street: making one, correcting it, finding it again."""
