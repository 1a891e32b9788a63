//! A network between the shop and PostgreSQL that cuts the connection when it is told to.

use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread;
use std::time::Duration;

/// What happens to a message that has this text.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Fault {
    None,
    /// It arrives, and its answer does not: the connection breaks.
    LosesAnswer,
    /// It does not arrive: the connection breaks.
    LosesRequest,
    /// It arrives, and its answer takes a second.
    Slow,
}

pub(crate) struct Proxy {
    directory: tempfile::TempDir,
    fault: Arc<AtomicU8>,
}

impl Proxy {
    /// Passes all on to the server with this socket, until a message has `text`: that one suffers the fault.
    pub(crate) fn start(server: &Path, text: &'static str) -> Proxy {
        let directory = tempfile::tempdir().expect("a directory");
        let listener = UnixListener::bind(socket(directory.path())).expect("a socket");
        let (server, fault) = (socket(server), Arc::<AtomicU8>::default());
        let shared = Arc::clone(&fault);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, server) =
                    (client.expect("a client"), UnixStream::connect(&server).expect("it runs"));
                let fault = Arc::clone(&shared);
                thread::spawn(move || pass_on(client, server, text, &fault));
            }
        });
        Proxy { directory, fault }
    }

    pub(crate) fn socket(&self) -> &Path {
        self.directory.path()
    }

    /// From now on, the next message with the text suffers this.
    pub(crate) fn set(&self, fault: Fault) {
        self.fault.store(fault as u8, Ordering::SeqCst);
    }
}

fn socket(directory: &Path) -> PathBuf {
    directory.join(".s.PGSQL.5432")
}

fn pass_on(mut client: UnixStream, mut server: UnixStream, text: &str, fault: &AtomicU8) {
    let (mut from_server, mut to_client) =
        (server.try_clone().expect("a stream"), client.try_clone().expect("a stream"));
    thread::spawn(move || {
        let _ = std::io::copy(&mut from_server, &mut to_client);
        let _ = to_client.shutdown(std::net::Shutdown::Both);
    });
    let mut buffer = vec![0; 65_536];
    while let Ok(length @ 1..) = client.read(&mut buffer) {
        let message = &buffer[..length];
        let is_meant = message.windows(text.len()).any(|window| window == text.as_bytes());
        let hits = if is_meant { fault.swap(Fault::None as u8, Ordering::SeqCst) } else { Fault::None as u8 };
        if hits == Fault::LosesRequest as u8 {
            break;
        }
        if hits == Fault::LosesAnswer as u8 {
            let _ = client.shutdown(std::net::Shutdown::Both);
            let _ = server.write_all(message);
            // The server carries out what it has received; then it sees that the connection is closed.
            thread::sleep(Duration::from_millis(300));
            break;
        }
        if hits == Fault::Slow as u8 {
            thread::sleep(Duration::from_secs(1));
        }
        if server.write_all(message).is_err() {
            break;
        }
    }
    let _ = (client.shutdown(std::net::Shutdown::Both), server.shutdown(std::net::Shutdown::Both));
}
