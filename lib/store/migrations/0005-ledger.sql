-- Who has to be told of what, and whether it was done. Survives a rebuilt index: its keys are facts of the chain.
CREATE SCHEMA ledger;

-- One row per notice owed. `due` becomes `sent`, `failed` (for good, with the reason) or `superseded` (not needed any
-- more: remedied, closed, sold, or the contact is gone). A superseded row falls due again when the need comes back;
-- nothing was sent for it.
CREATE TABLE ledger.obligation (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  chain_id bigint NOT NULL,
  recall_id bigint NOT NULL,
  version integer NOT NULL,
  device_id numeric(78, 0) NOT NULL,
  epoch bigint NOT NULL,
  channel text NOT NULL CHECK (channel IN ('inbox', 'mail')),
  owner text NOT NULL,
  -- Transaction of the finalized log that the notice rests on.
  recall_tx text NOT NULL,
  -- Rank of the recall's severity: higher goes first.
  urgency smallint NOT NULL,
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sent', 'failed', 'superseded')),
  -- Times that a worker took it up.
  attempts integer NOT NULL DEFAULT 0,
  -- Rises each time; only the holder of the newest number may settle the row.
  fence integer NOT NULL DEFAULT 0,
  leased_until timestamptz,
  queued_at timestamptz,
  -- Why the last attempt failed. Never holds an address.
  last_error text,
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  UNIQUE (chain_id, recall_id, version, device_id, epoch, channel)
);
CREATE INDEX ON ledger.obligation (created_at) WHERE state = 'due';
CREATE INDEX ON ledger.obligation (settled_at) WHERE state = 'failed';

CREATE TABLE ledger.inbox (
  id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
  obligation_id uuid NOT NULL UNIQUE REFERENCES ledger.obligation ON UPDATE CASCADE,
  owner text NOT NULL,
  recall_id bigint NOT NULL,
  version integer NOT NULL,
  device_id numeric(78, 0) NOT NULL,
  epoch bigint NOT NULL,
  title text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  read_at timestamptz
);
CREATE INDEX ON ledger.inbox (owner, id);

-- Titles whose owner a notice reached: taken by the mail server, or opened in the inbox.
CREATE VIEW ledger.told AS
SELECT DISTINCT o.chain_id, o.recall_id, o.device_id, o.epoch
FROM ledger.obligation AS o
LEFT JOIN ledger.inbox AS entry ON entry.obligation_id = o.id
WHERE o.state = 'sent' AND (o.channel <> 'inbox' OR entry.read_at IS NOT NULL);

GRANT USAGE ON SCHEMA ledger TO muster_notifier, muster_web;
GRANT SELECT, INSERT, UPDATE ON ledger.obligation TO muster_notifier;
GRANT SELECT, INSERT ON ledger.inbox TO muster_notifier;
GRANT SELECT ON ledger.inbox, ledger.told TO muster_web;
GRANT UPDATE (read_at) ON ledger.inbox TO muster_web;

-- pg-boss makes and upgrades its own tables here. They carry jobs, never the truth: everything in it can be rebuilt.
CREATE SCHEMA queue AUTHORIZATION muster_notifier;
