//! Where secrets come from: a file, standard input, environment variables, the operating system's keyring.
//!
//! [`Lookup`] asks the places in that order. The first that has the secret wins, and the ones after it are not
//! touched: a keyring that is never needed cannot hang or ask for a password. Nothing here reads the environment or
//! standard input by itself, writes a secret in plain text anywhere, or knows what a secret is for.
//!
//! Every call blocks the thread that makes it, up to its time limit, and may be made inside or outside an async runtime.

mod account;
mod forget;
mod keyring;
mod limit;
mod lookup;
mod memory;
mod pair;
mod source;
mod store;

pub use account::{Account, AccountError};
pub use forget::{ForgetError, Forgotten, forget};
pub use keyring::{Keyring, Limits, SERVICE};
pub use lookup::{Found, Lookup, LookupError, Origin, PREFIX, Wanted, prefix_for_environment};
pub use memory::MemoryStore;
pub use pair::{Pair, TextError};
pub use source::{MAX_BYTES, Source, SourceError};
pub use store::{SecretStore, StoreError, store_pair};
