-- Ponder owns the schema `indexer` and replaces the views in it whenever it starts on a new schema of its own. Who may
-- read them is therefore set as a default, which holds for views that do not exist yet.
CREATE SCHEMA indexer AUTHORIZATION muster_indexer;
GRANT USAGE ON SCHEMA indexer TO muster_notifier, muster_web;
ALTER DEFAULT PRIVILEGES FOR ROLE muster_indexer IN SCHEMA indexer GRANT SELECT ON TABLES TO muster_notifier, muster_web;
-- The same where the indexer runs with the owner's connection.
ALTER DEFAULT PRIVILEGES IN SCHEMA indexer GRANT SELECT ON TABLES TO muster_notifier, muster_web;
