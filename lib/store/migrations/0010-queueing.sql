-- What is due and has no job yet, in the order in which it gets one.
CREATE INDEX ON ledger.obligation (urgency DESC, created_at) WHERE state = 'due' AND queued_at IS NULL;
