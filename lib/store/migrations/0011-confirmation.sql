-- An address for mails counts only after somebody who reads its mails confirmed it: the mail with the link goes out from
-- here, and nothing else goes there before. What stands in contacts.contact by now stays and counts as confirmed: its
-- owners signed in and were told that notices go there, and to fall silent towards them is the worse mistake.
CREATE TABLE contacts.confirmation (
  -- Half of the link in the mail; the other half takes the master key.
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- One at a time for a person: another address takes its place.
  address text NOT NULL UNIQUE REFERENCES contacts.person ON DELETE CASCADE,
  email bytea NOT NULL,
  language text NOT NULL,
  -- How often it was asked for, and so which mail this is.
  round smallint NOT NULL DEFAULT 1,
  asked_at timestamptz NOT NULL DEFAULT now(),
  -- Of the mail: 'failed' when the mail server refused it for good.
  state text NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sent', 'failed')),
  attempts integer NOT NULL DEFAULT 0,
  -- As in the ledger: rises with each attempt, and only the holder of the newest number may settle the row.
  fence integer NOT NULL DEFAULT 0,
  leased_until timestamptz,
  -- When to try (again).
  due_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON contacts.confirmation (due_at) WHERE state = 'due';
CREATE INDEX ON contacts.confirmation (asked_at);

-- How many mails were asked for today, by address of the mailbox and by network; so that nobody is flooded. Both are keyed
-- hashes, and a row is gone by the next day.
CREATE TABLE contacts.confirmation_count (
  tag bytea NOT NULL,
  day date NOT NULL,
  count integer NOT NULL,
  PRIMARY KEY (tag, day)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON contacts.confirmation, contacts.confirmation_count TO muster_web;
GRANT SELECT, UPDATE, DELETE ON contacts.confirmation TO muster_notifier;
