//! The program from outside: as it is typed, in a sealed environment.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod access_tokens;
mod bad_input;
mod browser;
mod demo;
mod fmt;
mod graph;
mod help;
mod hostile;
mod keyring;
mod killed;
mod prompts;
mod renames;
mod schema;
mod secrets;
mod settings_example;
mod support;
mod tour;
mod validate;
mod validate_fix;
