-- What the web server remembers between requests.
CREATE SCHEMA web;

-- Nonces of sign-in messages, hashed; deleted on first use.
CREATE TABLE web.nonce (
  hash bytea PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON web.nonce (created_at);

CREATE TABLE web.session (
  hash bytea PRIMARY KEY,
  address text NOT NULL CHECK (address ~ '^0x[0-9a-f]{40}$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE web.recall_draft (
  org_id bigint NOT NULL,
  digest text NOT NULL CHECK (digest ~ '^0x[0-9a-f]{64}$'),
  content jsonb NOT NULL,
  drafter text NOT NULL CHECK (drafter ~ '^0x[0-9a-f]{40}$'),
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (org_id, digest)
);

GRANT USAGE ON SCHEMA web TO muster_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON web.nonce, web.session, web.recall_draft TO muster_web;
