-- What notices say, so that recalls are found by it. Made from documents whose digest was checked, and made again from them when it
-- is emptied: nothing here is worth a backup, and a notice that is missing is only not found by its words.
CREATE SCHEMA notices;
CREATE TABLE notices.said (
  digest text PRIMARY KEY CHECK (digest ~ '^0x[0-9a-f]{64}$'),
  words tsvector NOT NULL,
  -- ISO 3166-1.
  countries text[] NOT NULL
);
CREATE INDEX ON notices.said USING gin (words);
CREATE INDEX ON notices.said USING gin (countries);

GRANT USAGE ON SCHEMA notices TO muster_indexer, muster_notifier;
GRANT SELECT ON notices.said TO muster_indexer, muster_notifier;
GRANT INSERT ON notices.said TO muster_notifier;
