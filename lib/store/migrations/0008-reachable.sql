-- By which channels a person can be told, without where. The inbox needs no row.
CREATE OR REPLACE VIEW contacts.reachable AS SELECT address, 'mail'::text AS channel FROM contacts.contact;
