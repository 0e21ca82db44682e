-- What an obligation is: the notice itself, a reminder of it, or the word that it no longer counts, because the recall was
-- withdrawn or because the chain took back what the notice rested on.
ALTER TABLE ledger.obligation
  ADD COLUMN kind text NOT NULL DEFAULT 'notice' CHECK (kind IN ('notice', 'reminder', 'withdrawal', 'correction')),
  -- Block of the log that it rests on. Unknown for what was entered before this was kept.
  ADD COLUMN recall_block bigint,
  ADD COLUMN block_hash text,
  -- A worker that held it ended without a word: the owner may have been told.
  ADD COLUMN doubtful boolean NOT NULL DEFAULT false;
UPDATE ledger.obligation SET kind = 'reminder' WHERE reminder > 0;
DO $$
DECLARE before text;
BEGIN
  SELECT conname INTO STRICT before FROM pg_constraint WHERE conrelid = 'ledger.obligation'::regclass AND contype = 'u';
  EXECUTE format('ALTER TABLE ledger.obligation DROP CONSTRAINT %I', before);
END $$;
-- With the transaction: after the chain took one back, another recall may have the same number.
ALTER TABLE ledger.obligation ADD UNIQUE (chain_id, recall_id, version, device_id, epoch, channel, kind, reminder, recall_tx);

-- That a recall no longer counts is not word of the recall.
CREATE OR REPLACE VIEW ledger.told AS
SELECT DISTINCT o.chain_id, o.recall_id, o.device_id, o.epoch
FROM ledger.obligation AS o
LEFT JOIN ledger.inbox AS entry ON entry.obligation_id = o.id
WHERE o.state = 'sent' AND o.kind IN ('notice', 'reminder') AND (o.channel <> 'inbox' OR entry.read_at IS NOT NULL);

CREATE OR REPLACE VIEW ledger.inbox_told AS
SELECT entry.id AS inbox_id, other.channel, other.settled_at AS at
FROM ledger.inbox AS entry
JOIN ledger.obligation AS own ON own.id = entry.obligation_id
JOIN ledger.obligation AS other
  ON (other.chain_id, other.recall_id, other.version, other.device_id, other.epoch, other.kind, other.recall_tx)
   = (own.chain_id, own.recall_id, own.version, own.device_id, own.epoch, own.kind, own.recall_tx)
WHERE other.channel <> 'inbox' AND other.reminder = 0 AND other.state = 'sent';
