//! When the program is to end: at Ctrl-C, or SIGTERM.

use std::io;
use tokio::sync::watch;

/// Clones hear of the same end.
#[derive(Clone)]
pub(crate) struct End(watch::Receiver<bool>);

impl End {
    /// From here on a signal does not kill the program, but is told.
    pub(crate) fn listen() -> io::Result<End> {
        let (told, end) = watch::channel(false);
        let signals = signals()?;
        tokio::spawn(async move {
            signals.await;
            told.send_replace(true);
        });
        Ok(End(end))
    }

    pub(crate) async fn reached(mut self) {
        // The task that tells of it is gone only with the program.
        let _ = self.0.wait_for(|reached| *reached).await;
    }
}

#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn signals() -> io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
