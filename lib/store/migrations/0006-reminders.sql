-- Reminders of a notice: rows of their own, numbered from 1; the notice itself is number 0.
ALTER TABLE ledger.obligation ADD COLUMN reminder smallint NOT NULL DEFAULT 0;
DO $$
DECLARE before text;
BEGIN
  SELECT conname INTO STRICT before FROM pg_constraint WHERE conrelid = 'ledger.obligation'::regclass AND contype = 'u';
  EXECUTE format('ALTER TABLE ledger.obligation DROP CONSTRAINT %I', before);
END $$;
ALTER TABLE ledger.obligation ADD UNIQUE (chain_id, recall_id, version, device_id, epoch, channel, reminder);

-- What a mail names to end mails: nothing can be learned from it, and a changed address gets another.
ALTER TABLE contacts.contact ADD COLUMN unsubscribe uuid NOT NULL UNIQUE DEFAULT gen_random_uuid();
