//! A PostgreSQL of this test's own, in a temporary directory, behind a Unix socket.
#![allow(dead_code, reason = "each test file uses a part of it")]

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// Debian's `nobody`. PostgreSQL refuses to run as root, so a test that runs as root starts it as this user.
const NOBODY: u32 = 65_534;

/// Waits until its standard input is closed, by the end of the test or by its death, and leaves nothing behind.
const CLEAN_UP: &str = r#"trap "" INT TERM HUP; read -r _; "$0/pg_ctl" stop --silent --mode=immediate --pgdata "$1/data"; rm -rf "$1""#;

pub(crate) struct Server {
    directory: PathBuf,
    user: Option<u32>,
    cleaner: Option<Child>,
}

impl Server {
    pub(crate) fn start() -> Server {
        let directory = tempfile::tempdir().expect("a temporary directory").keep();
        let is_root = fs::metadata(&directory).expect("it is there").uid() == 0;
        let user = is_root.then_some(NOBODY);
        if is_root {
            chown(&directory, user, user).expect("root may");
        }
        let mut server = Server { directory, user, cleaner: None };
        let mut cleaner = server.command(Path::new("sh"));
        cleaner.args(["-c", CLEAN_UP]).arg(binaries()).arg(&server.directory).stdin(Stdio::piped());
        server.cleaner = Some(cleaner.spawn().expect("a shell"));
        server.call(
            "initdb",
            &["--username=shop", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync"],
        );
        server.run();
        server
    }

    /// Starts it, and waits until it takes connections.
    pub(crate) fn run(&self) {
        let options = format!("-k {} -c listen_addresses= -c max_connections=90", self.directory.display());
        self.call("pg_ctl", &["start", "--wait", "--log=log", "--options", &options]);
    }

    /// Stops it as a crash would: whoever is connected is cut off, and what was not committed is lost.
    pub(crate) fn crash(&self) {
        self.call("pg_ctl", &["stop", "--wait", "--mode=immediate"]);
    }

    /// The directory of its socket.
    pub(crate) fn socket(&self) -> &Path {
        &self.directory
    }

    fn call(&self, program: &str, arguments: &[&str]) {
        let mut command = self.command(&binaries().join(program));
        let status = command.args(arguments).arg("--pgdata").arg(self.directory.join("data")).status();
        let is_done = status.unwrap_or_else(|error| panic!("{program}: {error}")).success();
        let log = || fs::read_to_string(self.directory.join("log")).unwrap_or_default();
        assert!(is_done, "{program} {arguments:?} failed: {}", log());
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.directory).stdin(Stdio::null()).stdout(Stdio::null());
        if let Some(user) = self.user {
            command.uid(user).gid(user);
        }
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(mut cleaner) = self.cleaner.take() {
            drop(cleaner.stdin.take());
            let _ = cleaner.wait();
        }
    }
}

/// Where the server's programs are: on the path, or where Debian has those of its newest version.
fn binaries() -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<_> = debian.map(|entry| entry.path().join("bin")).collect();
    debian.sort_by_key(|path| path.iter().nth(4).and_then(|name| name.to_str()?.parse::<u32>().ok()));
    std::env::split_paths(&path)
        .chain(debian.into_iter().rev())
        .find(|directory| directory.join("initdb").exists())
        .expect("these tests need PostgreSQL's server: apt-get install postgresql")
}

/// The options of a connection to the server whose socket is in this directory.
pub(crate) fn options(socket: &Path) -> PgConnectOptions {
    PgConnectOptions::new().socket(socket).username("shop").database("postgres")
}

pub(crate) async fn pool_at(socket: &Path, connections: u32) -> PgPool {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(30))
        .connect_with(options(socket))
        .await
        .expect("it is ready")
}
