//! Accepts connections, also while the system has no room for them.

use std::io;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// The pause after an error of the system, such as too many open files. The error stays until something is closed, so
/// trying again at once would take all of a processor.
const PAUSE: Duration = Duration::from_millis(100);

/// The next connection. A connection that is gone before it is accepted is passed over.
pub(crate) async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return stream,
            Err(error) if is_of_connection(&error) => {}
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

fn is_of_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
