//! One shop to a SQLite file.

use super::error::DatabaseError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// Held as long as the shop runs; the system takes it back however the shop ends.
#[derive(Debug)]
pub(super) struct FileLock {
    _file: File,
}

impl FileLock {
    /// Locks a file beside the database: SQLite has its own locks on the database itself.
    pub(super) fn of(database: &Path) -> Result<FileLock, DatabaseError> {
        let failed =
            |error: std::io::Error| DatabaseError::File { file: database.to_owned(), error: error.into() };
        let mut path = database.as_os_str().to_owned();
        path.push(".lock");
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(FileLock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(DatabaseError::InUse { file: database.to_owned() }),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
