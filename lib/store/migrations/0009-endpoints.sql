-- Where people want to be told over HTTP: browsers that show notifications, and a program of their own. Personal data as
-- well: each row has a key of its own, sealed under the master key, and goes with it.
CREATE TABLE contacts.endpoint (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  address text NOT NULL CHECK (address ~ '^0x[0-9a-f]{40}$'),
  kind text NOT NULL CHECK (kind IN ('push', 'webhook')),
  -- HMAC under the master key: a browser that subscribes again is recognised, and nothing can be learned from it.
  tag bytea NOT NULL,
  wrapped_key bytea NOT NULL,
  sealed bytea NOT NULL,
  -- `untested` until a test got through; `retired` once the endpoint itself said that it is gone.
  state text NOT NULL CHECK (state IN ('untested', 'on', 'retired')),
  test_wanted_at timestamptz,
  test_taken_at timestamptz,
  tested_at timestamptz,
  -- Why the last message did not get through. Never holds the address.
  problem text,
  problem_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (address, kind, tag)
);
CREATE UNIQUE INDEX ON contacts.endpoint (address) WHERE kind = 'webhook';
CREATE INDEX ON contacts.endpoint (test_wanted_at) WHERE test_wanted_at IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON contacts.endpoint TO muster_web;
GRANT SELECT, UPDATE (state, test_wanted_at, test_taken_at, tested_at, problem, problem_at) ON contacts.endpoint TO muster_notifier;

CREATE OR REPLACE VIEW contacts.reachable AS
SELECT address, 'mail'::text AS channel FROM contacts.contact
UNION ALL
SELECT DISTINCT address, kind FROM contacts.endpoint WHERE state = 'on';

ALTER TABLE ledger.obligation DROP CONSTRAINT obligation_channel_check;
ALTER TABLE ledger.obligation ADD CONSTRAINT obligation_channel_check CHECK (channel IN ('inbox', 'mail', 'push', 'webhook'));

-- By which other channels the owner was told of what an entry of the inbox is about, and when; without reminders.
CREATE VIEW ledger.inbox_told AS
SELECT entry.id AS inbox_id, other.channel, other.settled_at AS at
FROM ledger.inbox AS entry
JOIN ledger.obligation AS own ON own.id = entry.obligation_id
JOIN ledger.obligation AS other
  ON (other.chain_id, other.recall_id, other.version, other.device_id, other.epoch) = (own.chain_id, own.recall_id, own.version, own.device_id, own.epoch)
WHERE other.channel <> 'inbox' AND other.reminder = 0 AND other.state = 'sent';
GRANT SELECT ON ledger.inbox_told TO muster_web;
