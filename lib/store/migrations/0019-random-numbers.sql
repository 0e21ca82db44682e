-- Numbers of wishes are never given twice, also not after a backup was restored in which the highest of them was erased: the
-- ledger would take what is owed for the new wish as told. 52 random bits, which a JavaScript number holds. They also tell
-- nobody who gets a mail how many others there are.
ALTER TABLE contacts.contact
  ALTER COLUMN number DROP IDENTITY,
  ALTER COLUMN number SET DEFAULT ('x000' || right(replace(gen_random_uuid()::text, '-', ''), 13))::bit(64)::bigint;
