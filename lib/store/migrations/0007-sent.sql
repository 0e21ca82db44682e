-- For the figures of an operator: how many went out lately.
CREATE INDEX ON ledger.obligation (settled_at) WHERE state = 'sent';
