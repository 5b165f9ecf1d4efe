//! The program from outside: as it is typed, in a sealed environment.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod access_tokens;
mod bad_input;
mod browser;
mod campaigns;
mod demo;
mod edit_step;
mod editor;
mod field_import;
mod fmt;
mod graph;
mod help;
mod hostile;
mod keyring;
mod killed;
mod mapping_suggest;
mod prompts;
mod provider_verify;
mod renames;
mod sandbox_control;
mod sandbox_page;
mod sandbox_tls;
mod schema;
mod secrets;
mod settings_example;
mod support;
mod tour;
mod two_editors;
mod validate;
mod validate_fix;
mod webhooks;
