-- While there is a row, nothing is sent. A restored ledger does not know what went out after its backup; somebody has to
-- compare it with the mail server's log first, or say that doubled notices are better than none.
CREATE TABLE ledger.hold (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  reason text NOT NULL,
  since timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT ON ledger.hold TO muster_notifier;
