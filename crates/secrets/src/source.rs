//! Secrets from a file or from standard input.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use fs_err as fs;
use zeroize::Zeroizing;

use crate::limit::{self, NoAnswer};

/// The longest text that is read, in bytes. A credentials file has a hundred; `/dev/zero` has no end.
pub const MAX_BYTES: usize = 64 * 1024;

/// How long a file may take. A pipe that a password manager fills (`<(op read …)`) may wait for a person.
const LIMIT: Duration = Duration::from_mins(1);

/// Where a person said that a secret is.
pub enum Source<'a> {
    /// A file, or anything that can be opened and read to its end within a minute, such as a named pipe.
    Path(PathBuf),
    /// Standard input, handed in by the caller. It is read to its end, without a time limit.
    Reader(&'a mut dyn Read),
}

/// Why a source could not be read. Never shows any of its content.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Opening or reading failed. The error names the path.
    #[error(transparent)]
    Io(io::Error),
    /// Longer than [`MAX_BYTES`].
    #[error("it is longer than {} KiB", MAX_BYTES / 1024)]
    TooLong,
    /// Not UTF-8 text.
    #[error("it is not text in UTF-8")]
    NotText,
    /// Nothing came in time.
    #[error("nothing came within {} s", .0.as_secs())]
    TimedOut(Duration),
}

impl<'a> Source<'a> {
    /// The value of a flag such as `--credentials-file`: a path, or `-` for standard input.
    pub fn from_argument(argument: &Path, standard_input: &'a mut dyn Read) -> Self {
        if argument == Path::new("-") {
            Self::Reader(standard_input)
        } else {
            Self::Path(argument.to_owned())
        }
    }

    /// Reads the source to its end.
    pub fn read(self) -> Result<Zeroizing<String>, SourceError> {
        match self {
            Self::Path(path) => read_path(path, LIMIT),
            Self::Reader(reader) => read_text(reader),
        }
    }
}

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Path(path) => f.debug_tuple("Path").field(path).finish(),
            Self::Reader(_) => f.write_str("Reader"),
        }
    }
}

pub(crate) fn read_path(path: PathBuf, limit: Duration) -> Result<Zeroizing<String>, SourceError> {
    // Opening a pipe that nobody writes to blocks already.
    let read = move || read_text(&mut fs::File::open(path).map_err(SourceError::Io)?);
    limit::within(limit, read).unwrap_or_else(|none| match none {
        NoAnswer::TimedOut => Err(SourceError::TimedOut(limit)),
        NoAnswer::Died => Err(SourceError::Io(io::Error::other("the thread that reads it ended"))),
    })
}

fn read_text(reader: &mut dyn Read) -> Result<Zeroizing<String>, SourceError> {
    // Room for everything from the start: a buffer that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_BYTES + 1));
    let limit = u64::try_from(MAX_BYTES + 1).unwrap_or(u64::MAX);
    reader.take(limit).read_to_end(&mut bytes).map_err(SourceError::Io)?;
    if bytes.len() > MAX_BYTES {
        return Err(SourceError::TooLong);
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| SourceError::NotText)?;
    Ok(Zeroizing::new(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_standard_input_and_anything_else_a_path() {
        let mut input = &b"from input"[..];
        assert_eq!(*Source::from_argument(Path::new("-"), &mut input).read().unwrap(), "from input");

        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("pair");
        fs::write(&path, "from file").unwrap();
        let mut input = &b"from input"[..];
        assert_eq!(*Source::from_argument(&path, &mut input).read().unwrap(), "from file");
        assert_eq!(input, b"from input", "standard input was touched");
    }

    #[test]
    fn what_cannot_be_a_secret_is_refused() {
        let place = tempfile::tempdir().unwrap();
        let missing = place.path().join("missing");
        let error = Source::Path(missing.clone()).read().unwrap_err();
        assert!(matches!(&error, SourceError::Io(_)) && error.to_string().contains("missing"), "{error}");
        assert!(matches!(Source::Path(place.path().to_owned()).read(), Err(SourceError::Io(_))));

        let full = vec![b'a'; MAX_BYTES];
        assert_eq!(Source::Reader(&mut &full[..]).read().unwrap().len(), MAX_BYTES);
        assert!(matches!(Source::Reader(&mut io::repeat(b'a')).read(), Err(SourceError::TooLong)));
        assert!(matches!(Source::Reader(&mut &b"\xff\xfe"[..]).read(), Err(SourceError::NotText)));
    }

    #[cfg(unix)]
    #[test]
    fn a_device_without_end_and_a_pipe_without_a_writer_come_to_an_end() {
        assert!(matches!(Source::Path("/dev/zero".into()).read(), Err(SourceError::TooLong)));

        let place = tempfile::tempdir().unwrap();
        let pipe = place.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let limit = Duration::from_millis(50);
        assert!(matches!(read_path(pipe.clone(), limit), Err(SourceError::TimedOut(l)) if l == limit));

        // The thread of the call above still waits for a writer, and takes this text or leaves it to the next.
        let writer = pipe.clone();
        let fill = std::thread::spawn(move || fs::write(writer, "a\nb\n"));
        fill.join().unwrap().unwrap();
    }
}
