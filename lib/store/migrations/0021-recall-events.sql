-- A webhook may also be told what happens to recalls, whoever owns what: each event once, in the order of the chain. What is owed to
-- it is every final event behind the one that it took last.
ALTER TABLE contacts.endpoint
  -- Id of that event (indexer.history); null where it is told of its owner's devices only.
  ADD COLUMN recalls_after text CHECK (kind = 'webhook' OR recalls_after IS NULL),
  -- Not before then: it is held by a notifier, or did not take the last attempt.
  ADD COLUMN recalls_due_at timestamptz,
  ADD COLUMN recalls_attempts integer NOT NULL DEFAULT 0,
  ADD COLUMN recalls_failing_since timestamptz;
CREATE INDEX ON contacts.endpoint (recalls_after) WHERE recalls_after IS NOT NULL;

GRANT UPDATE (recalls_after, recalls_due_at, recalls_attempts, recalls_failing_since) ON contacts.endpoint TO muster_notifier;
