-- Files that customers send for a field: pictures without an attempt. Only what is `kept` is on a customer's record; what is
-- `sent` belongs to a page that is not submitted yet, what is `left` waits for its removal.
CREATE TABLE images_and_files (
    id TEXT PRIMARY KEY,
    customer TEXT NOT NULL REFERENCES customers (id),
    attempt TEXT REFERENCES attempts (id),
    field TEXT,
    session TEXT NOT NULL REFERENCES sessions (id),
    step TEXT NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('sent', 'kept', 'left')),
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    blob TEXT NOT NULL,
    wrapped_key BLOB NOT NULL,
    stored_at INTEGER NOT NULL,
    remove_at INTEGER,
    UNIQUE (attempt, name),
    CHECK ((attempt IS NULL) <> (field IS NULL))
) STRICT;
INSERT INTO images_and_files
    SELECT id, customer, attempt, NULL, session, step, name, 'kept', media_type, bytes, blob, wrapped_key, stored_at,
           remove_at
    FROM images;
DROP TABLE images;
ALTER TABLE images_and_files RENAME TO images;
CREATE INDEX images_by_customer ON images (customer, stored_at, id);
CREATE UNIQUE INDEX images_of_fields ON images (session, step, name) WHERE field IS NOT NULL AND state = 'kept';
CREATE INDEX images_sent ON images (session) WHERE state = 'sent';
