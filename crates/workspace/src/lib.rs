//! The TOML files of a workspace and the model: reading with spans, comment-keeping edits, atomic writes.
