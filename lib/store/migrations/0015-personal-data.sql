-- Counts of confirmation mails go the next day, also where nobody asks for a further one: the notifier deletes them.
GRANT SELECT (day), DELETE ON contacts.confirmation_count TO muster_notifier;
-- What is given out says of each notice what it was.
GRANT SELECT (kind) ON ledger.obligation TO muster_web;
