-- Reports of abuse that operators of networks hand in, as far as they have to be known until the device is fixed. Nothing here says whose
-- connection it was: no address, no port, nothing that a reporter or a customer wrote.
CREATE SCHEMA abuse;

-- With which an operator's programs hand reports in.
CREATE TABLE abuse.api_key (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  org_id bigint NOT NULL,
  -- SHA-256 of 32 random bytes.
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  created_at timestamptz NOT NULL DEFAULT now(),
  revoked_at timestamptz
);
CREATE INDEX ON abuse.api_key (org_id);

CREATE TABLE abuse.report (
  -- SHA-256 of the code in the customer's link, which is an HMAC of body and report id: the same report has the same row.
  id bytea PRIMARY KEY CHECK (length(id) = 32),
  -- The operator that handed it in, and its autonomous system.
  org_id bigint NOT NULL,
  asn bigint NOT NULL CHECK (asn BETWEEN 1 AND 4294967295),
  -- Of UTC, as all days here.
  received date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
  -- Category and type of XARF 4.
  category text NOT NULL CHECK (category ~ '^[a-z_]{1,40}$'),
  type text NOT NULL CHECK (type ~ '^[a-z_]{1,40}$'),
  -- Likely kinds of devices, and the open recalls that fit.
  classes text[] NOT NULL CHECK (array_to_string(classes, ' ') ~ '^[a-z -]*$'),
  recalls bigint[] NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'opened', 'claimed', 'closed')),
  -- Of the device, once its owner has said which: its model, and an HMAC of its number.
  model_id numeric(29, 0),
  tag bytea CHECK (length(tag) = 32),
  claimed date,
  closed date,
  expires_at timestamptz NOT NULL DEFAULT now() + interval '30 days',
  CHECK ((state IN ('claimed', 'closed')) = (tag IS NOT NULL AND model_id IS NOT NULL AND claimed IS NOT NULL)),
  CHECK ((state = 'closed') = (closed IS NOT NULL))
);
-- One device settles one report at a time.
CREATE UNIQUE INDEX ON abuse.report (tag) WHERE state = 'claimed';
CREATE INDEX ON abuse.report (model_id) WHERE state = 'claimed';
CREATE INDEX ON abuse.report (asn, received);
CREATE INDEX ON abuse.report (asn, claimed) WHERE claimed IS NOT NULL;
CREATE INDEX ON abuse.report (asn, closed) WHERE closed IS NOT NULL;
CREATE INDEX ON abuse.report (expires_at);

GRANT USAGE ON SCHEMA abuse TO muster_web, muster_notifier;
GRANT SELECT, INSERT ON abuse.api_key TO muster_web;
GRANT UPDATE (revoked_at) ON abuse.api_key TO muster_web;
GRANT SELECT ON abuse.report TO muster_web;
GRANT INSERT (id, org_id, asn, category, type, classes, recalls) ON abuse.report TO muster_web;
GRANT UPDATE (state, model_id, tag, claimed) ON abuse.report TO muster_web;
-- The notifier closes what was fixed, and drops what is long over.
GRANT SELECT (id, state, model_id, tag, received, expires_at) ON abuse.report TO muster_notifier;
GRANT UPDATE (state, closed), DELETE ON abuse.report TO muster_notifier;
