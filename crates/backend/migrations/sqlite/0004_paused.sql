-- Whether nobody can begin a campaign for now, whatever version is live.
ALTER TABLE live ADD COLUMN paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1));
