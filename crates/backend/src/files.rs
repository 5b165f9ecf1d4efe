//! Files and directories that are for their owner only.

use std::io::{self, Read, Write};

use camino::Utf8Path;
use fs_err as fs;
use zeroize::Zeroizing;

use crate::open::OpenError;
use crate::seal::MasterKey;

/// Makes a directory, and those above it where they are missing, and closes it to everybody but its owner.
pub(crate) fn private_directory(path: &Utf8Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if fs::metadata(path)?.permissions().mode() & 0o077 != 0 {
            fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
        }
    }
    Ok(())
}

/// How to open a file that, when it has to be made, is for its owner only.
pub(crate) fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    #[cfg(unix)]
    {
        use fs::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// Makes a file that is not there yet, for its owner only, and waits until it surely is on the disk.
pub(crate) fn make(path: &Utf8Path, contents: &[u8]) -> io::Result<()> {
    let mut file = private().write(true).create_new(true).open(path)?;
    let written = file.write_all(contents).and_then(|()| file.sync_all());
    if written.is_err() {
        // Half a file would be mistaken for a whole one. That it cannot be removed either changes nothing about the error.
        let _ = fs::remove_file(path);
    }
    written
}

/// Reads a master key: a file of exactly [`MasterKey::LENGTH`] bytes. `None` when there is no such file.
pub(crate) fn read_master_key(path: &Utf8Path) -> Result<Option<MasterKey>, OpenError> {
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut key = Zeroizing::new([0; MasterKey::LENGTH]);
    let form = || OpenError::MasterKeyForm(path.to_owned());
    match file.read_exact(&mut key[..]) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Err(form()),
        Err(error) => return Err(error.into()),
    }
    if file.read(&mut [0])? > 0 {
        return Err(form());
    }
    Ok(Some(MasterKey::new(key)))
}

/// Makes a new master key and the file that keeps it, which is not there yet.
pub(crate) fn make_master_key(path: &Utf8Path) -> Result<MasterKey, OpenError> {
    let key = MasterKey::generate();
    make(path, key.expose())?;
    Ok(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_was_made_and_never_made_twice() {
        let directory = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(directory.path()).unwrap().join("master.key");
        assert!(read_master_key(&path).unwrap().is_none());
        let made = make_master_key(&path).unwrap();
        assert_eq!(read_master_key(&path).unwrap().unwrap().id(), made.id());
        assert!(matches!(make_master_key(&path), Err(OpenError::Files(_))));
        assert_eq!(read_master_key(&path).unwrap().unwrap().id(), made.id());
    }

    #[test]
    fn what_has_another_length_is_no_key() {
        let directory = tempfile::tempdir().unwrap();
        let path = Utf8Path::from_path(directory.path()).unwrap().join("master.key");
        for length in [0, 31, 33, 64] {
            std::fs::write(&path, vec![7; length]).unwrap();
            assert!(matches!(read_master_key(&path), Err(OpenError::MasterKeyForm(_))), "{length}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn directories_and_files_are_closed_to_others() {
        use std::os::unix::fs::PermissionsExt;
        let directory = tempfile::tempdir().unwrap();
        let open = Utf8Path::from_path(directory.path()).unwrap().join("a/b");
        std::fs::create_dir_all(&open).unwrap();
        std::fs::set_permissions(&open, std::fs::Permissions::from_mode(0o755)).unwrap();
        let new = open.join("c");
        private_directory(&open).unwrap();
        private_directory(&new).unwrap();
        make(&new.join("file"), b"x").unwrap();
        let mode = |path: &Utf8Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&open), mode(&new), mode(&new.join("file"))), (0o700, 0o700, 0o600));
    }
}
