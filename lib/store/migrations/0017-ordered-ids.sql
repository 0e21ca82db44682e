-- Ids that rise: a million rows that are entered at once then go to the end of the index, not to a million places of it.
ALTER TABLE ledger.obligation ALTER COLUMN id SET DEFAULT uuidv7();
