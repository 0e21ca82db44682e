-- Where people want to be told of a recall: personal data, readable only with the master key, which is not here.
CREATE SCHEMA contacts;

-- A person's own key, sealed under the master key. Deleting the row makes everything sealed with it unreadable.
CREATE TABLE contacts.person (
  address text PRIMARY KEY CHECK (address ~ '^0x[0-9a-f]{40}$'),
  wrapped_key bytea NOT NULL
);

CREATE TABLE contacts.contact (
  address text PRIMARY KEY REFERENCES contacts.person ON DELETE CASCADE,
  email bytea NOT NULL,
  language text NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
);

-- Whether a person can be told, without where.
CREATE VIEW contacts.reachable AS SELECT address FROM contacts.contact;

GRANT USAGE ON SCHEMA contacts TO muster_web, muster_notifier;
GRANT SELECT, INSERT, UPDATE, DELETE ON contacts.person, contacts.contact TO muster_web;
GRANT SELECT ON contacts.person, contacts.contact TO muster_notifier;
GRANT SELECT ON contacts.reachable TO muster_web, muster_notifier;
