-- Fields of what a customer does in one campaign, fields that are kept for a time only, and values that nobody else may have.

-- `campaign` is empty for what belongs to the customer.
CREATE TABLE fields_by_scope (
    customer TEXT NOT NULL REFERENCES customers (id),
    campaign TEXT NOT NULL,
    field TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    pii TEXT NOT NULL CHECK (pii IN ('none', 'personal', 'sensitive', 'biometric')),
    value BLOB NOT NULL,
    is_unique INTEGER NOT NULL CHECK (is_unique IN (0, 1)),
    origin TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    remove_at INTEGER,
    PRIMARY KEY (customer, campaign, field)
) STRICT;
INSERT INTO fields_by_scope
    SELECT customer, '', field, label, kind, pii, value, 0, origin, written_at, NULL FROM fields;
DROP TABLE fields;
ALTER TABLE fields_by_scope RENAME TO fields;

-- A fingerprint tells nothing about its value without the key, which is sealed.
CREATE TABLE unique_values (
    fingerprint BLOB PRIMARY KEY CHECK (length(fingerprint) = 32),
    customer TEXT NOT NULL,
    campaign TEXT NOT NULL,
    field TEXT NOT NULL,
    FOREIGN KEY (customer, campaign, field) REFERENCES fields (customer, campaign, field) ON DELETE CASCADE
) STRICT;
CREATE INDEX unique_values_by_field ON unique_values (customer, campaign, field);
