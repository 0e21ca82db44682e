-- Look-up of a unit by what is printed on it. The keys are HMACs: without the resolver's secret the table answers no
-- guesses, and it names no owner and no code.
CREATE SCHEMA resolver;

CREATE TABLE resolver.unit (
  batch_id bigint NOT NULL,
  unit_index bigint NOT NULL,
  serial_tag_key bytea NOT NULL UNIQUE,
  claim_tag_key bytea NOT NULL UNIQUE,
  device_signer_hash bytea NOT NULL,
  serial_tag bytea NOT NULL,
  PRIMARY KEY (batch_id, unit_index)
);

-- Rows come with a maker's batch and never change; nobody but the owner can replace one.
GRANT USAGE ON SCHEMA resolver TO muster_web;
GRANT SELECT, INSERT ON resolver.unit TO muster_web;
