-- People without a wallet who want to be told of a model. Each stands under a random number in the form of an address, which
-- is nobody's, and is recognised by a keyed hash of the address for mails; both go with the person.
ALTER TABLE contacts.person ADD COLUMN mailbox bytea UNIQUE;

-- What a person wants to be told of: a model, or what that person owns (null). The number of a contact about a model stands
-- in the ledger where the epoch of a title does: it says to whom a row is owed.
ALTER TABLE contacts.contact
  DROP CONSTRAINT contact_pkey,
  ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ADD COLUMN model_id numeric(78, 0),
  ADD UNIQUE NULLS NOT DISTINCT (address, model_id);
CREATE INDEX ON contacts.contact (model_id) WHERE model_id IS NOT NULL;

-- Each model is asked for, and confirmed, for itself: nobody can add one to what somebody else wants to be told of.
ALTER TABLE contacts.confirmation
  DROP CONSTRAINT confirmation_address_key,
  ADD COLUMN model_id numeric(78, 0),
  ADD UNIQUE NULLS NOT DISTINCT (address, model_id);

CREATE OR REPLACE VIEW contacts.reachable AS
SELECT address, 'mail'::text AS channel FROM contacts.contact WHERE model_id IS NULL
UNION ALL
SELECT DISTINCT address, kind FROM contacts.endpoint WHERE state = 'on';

-- With the last of what they wanted to be told of, everything about a person without a wallet goes; so does one who never
-- confirmed anything. In one place, whichever way it ends. The person is locked before it is looked: of two wishes that end
-- at the same time the later one sees that it is the last. Somebody who confirms stays anyhow, and waits for nobody.
CREATE FUNCTION contacts.forget_person() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF TG_TABLE_NAME = 'confirmation' AND EXISTS (SELECT FROM contacts.contact WHERE address = OLD.address) THEN RETURN NULL; END IF;
  PERFORM FROM contacts.person WHERE address = OLD.address AND mailbox IS NOT NULL FOR UPDATE;
  IF FOUND THEN
    DELETE FROM contacts.person WHERE address = OLD.address
      AND NOT EXISTS (SELECT FROM contacts.contact WHERE address = OLD.address)
      AND (TG_TABLE_NAME = 'contact' OR NOT EXISTS (SELECT FROM contacts.confirmation WHERE address = OLD.address));
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION contacts.forget_person FROM PUBLIC;
CREATE CONSTRAINT TRIGGER forget_person AFTER DELETE ON contacts.contact DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION contacts.forget_person();
CREATE CONSTRAINT TRIGGER forget_person AFTER DELETE ON contacts.confirmation DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION contacts.forget_person();

-- A row is about a unit under a title (device and epoch), or about a model under a subscription: then the device is 0, which
-- no unit has, and the epoch the number of the contact.
ALTER TABLE ledger.obligation ADD COLUMN model_id numeric(78, 0), ADD CHECK ((device_id = 0) = (model_id IS NOT NULL));
