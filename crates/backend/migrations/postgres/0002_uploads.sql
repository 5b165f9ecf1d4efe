-- Files that customers send for a field: pictures without an attempt. Only what is `kept` is on a customer's record; what is
-- `sent` belongs to a page that is not submitted yet, what is `left` waits for its removal.
ALTER TABLE images ALTER COLUMN attempt DROP NOT NULL;
ALTER TABLE images ADD COLUMN field TEXT;
ALTER TABLE images ADD COLUMN state TEXT NOT NULL DEFAULT 'kept' CHECK (state IN ('sent', 'kept', 'left'));
ALTER TABLE images ADD CHECK ((attempt IS NULL) <> (field IS NULL));
CREATE UNIQUE INDEX images_of_fields ON images (session, step, name) WHERE field IS NOT NULL AND state = 'kept';
CREATE INDEX images_sent ON images (session) WHERE state = 'sent';
