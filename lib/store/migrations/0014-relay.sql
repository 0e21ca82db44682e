-- Acts of owners that the relay enters and pays for. All that is in them stands on the chain a moment later.
CREATE SCHEMA relay;

-- `accepted` becomes `sent` (a transaction was signed), `included` (in a block) and `done` (in a block that nothing can
-- undo, or done by somebody else), or `refused` with the reason. A row that is `sent` or `included` holds its key's nonce.
CREATE TABLE relay.job (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  chain_id bigint NOT NULL,
  -- keccak256 of the contract and the call: the same act is one job.
  call_hash text NOT NULL,
  verb text NOT NULL,
  device_id numeric(78, 0) NOT NULL,
  -- Maker of the unit, to whose budget it counts.
  org_id bigint NOT NULL,
  -- The act as it came. The call is made from it anew each time, so that no row can hold any other call.
  request jsonb NOT NULL,
  gas bigint NOT NULL,
  -- Of this verb only one for a unit is ever paid for.
  once boolean NOT NULL,
  state text NOT NULL DEFAULT 'accepted' CHECK (state IN ('accepted', 'sent', 'included', 'done', 'refused')),
  key text,
  nonce bigint,
  -- Wei: set aside, and paid in the end.
  reserved numeric(78, 0) NOT NULL,
  spent numeric(78, 0),
  tx text,
  block bigint,
  -- Why it was refused, or why its transaction is being cancelled.
  reason jsonb,
  -- Whose budget it counts to (UTC).
  day date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
  created_at timestamptz NOT NULL DEFAULT now(),
  settled_at timestamptz,
  CHECK ((state IN ('sent', 'included')) <= (key IS NOT NULL AND nonce IS NOT NULL))
);
CREATE UNIQUE INDEX ON relay.job (chain_id, call_hash) WHERE state <> 'refused';
CREATE UNIQUE INDEX job_once ON relay.job (chain_id, verb, device_id) WHERE once AND state <> 'refused';
CREATE UNIQUE INDEX ON relay.job (chain_id, key, nonce) WHERE state IN ('sent', 'included');
CREATE INDEX ON relay.job (chain_id, day);
CREATE INDEX ON relay.job (created_at) WHERE state IN ('accepted', 'sent', 'included');

-- Every transaction that was signed for a job, noted before it is sent: whatever happens then, it is known by its hash.
CREATE TABLE relay.attempt (
  hash text PRIMARY KEY,
  job_id uuid NOT NULL REFERENCES relay.job,
  raw text NOT NULL,
  max_fee numeric(78, 0) NOT NULL,
  max_tip numeric(78, 0) NOT NULL,
  -- Does nothing, and takes the place of one that would fail.
  cancels boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON relay.attempt (job_id);

GRANT USAGE ON SCHEMA relay TO muster_relay;
GRANT SELECT, INSERT, UPDATE ON relay.job TO muster_relay;
GRANT SELECT, INSERT, DELETE ON relay.attempt TO muster_relay;
