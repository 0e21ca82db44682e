-- Whoever erases what is kept about them takes their inbox along. Of an entry stays that a title's notice was opened, which
-- the figures of a recall count: neither whose it was nor what it said.
ALTER TABLE ledger.inbox ALTER COLUMN owner DROP NOT NULL, ALTER COLUMN title DROP NOT NULL;
CREATE FUNCTION ledger.forget(whose text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = '' AS
  $$ UPDATE ledger.inbox SET owner = NULL, title = NULL WHERE owner = whose $$;
REVOKE ALL ON FUNCTION ledger.forget FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.forget TO muster_web;

-- So that people are given everything that stands here about them. No index on the owner: each of a million notices would
-- pay for it, and people ask seldom.
GRANT SELECT (chain_id, recall_id, version, device_id, epoch, channel, reminder, owner, state, created_at, settled_at)
  ON ledger.obligation TO muster_web;
CREATE INDEX ON web.session (address);
