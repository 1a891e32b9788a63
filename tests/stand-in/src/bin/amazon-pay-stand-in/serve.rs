//! The verb `serve`.

use crate::arguments::ServeArguments;
use crate::first_line;
use amazonpay_update_stand_in::__private::shown;
use amazonpay_update_stand_in::{Setup, StandIn};
use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::pin::pin;

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("`--public-key` is given {}, and `--public-key-id` {}: give them in pairs", times(*keys), times(*ids))]
    Pairs { keys: usize, ids: usize },
    #[error("the file of the public key, {}, cannot be read", shown(&path.to_string_lossy()))]
    KeyFile { path: PathBuf, source: io::Error },
    #[error("the file for the certificate, {}, cannot be written", shown(&path.to_string_lossy()))]
    CaFile { path: PathBuf, source: io::Error },
    #[error("the first line cannot be printed to standard output")]
    Output(#[source] io::Error),
}

fn times(number: usize) -> String {
    if number == 1 { "once".to_owned() } else { format!("{number} times") }
}

/// Until the system asks it to end.
pub(crate) async fn serve(arguments: ServeArguments) -> Result<(), Box<dyn Error>> {
    // Heard from the beginning, so that the first line may be answered with a signal.
    let mut end = pin!(end()?);
    let stand_in = StandIn::start(setup(&arguments)?).await?;
    if let Some(path) = arguments.ca_file {
        fs::write(&path, stand_in.ca_pem()).map_err(|source| Failure::CaFile { path, source })?;
    }
    first_line::print(&stand_in).map_err(Failure::Output)?;
    // Nobody need hear it.
    let _ = writeln!(
        io::stderr(),
        "A stand-in for Amazon Pay, for tests; it is not Amazon's.\n  API      {} (resolve {} to this machine)\n  \
         script   {}\n  control  {} (`curl {}/` lists the calls)\nCtrl-C ends it.",
        stand_in.base_url(),
        stand_in.region().api_host(),
        stand_in.checkout_js(),
        stand_in.control_origin(),
        stand_in.control_origin(),
    );
    end.as_mut().await;
    Ok(())
}

fn setup(arguments: &ServeArguments) -> Result<Setup, Failure> {
    let (keys, ids) = (&arguments.public_key, &arguments.public_key_id);
    if keys.len() != ids.len() {
        return Err(Failure::Pairs { keys: keys.len(), ids: ids.len() });
    }
    let mut keys = keys.iter().zip(ids).map(|(path, id)| match fs::read_to_string(path) {
        Ok(pem) => Ok((id, pem)),
        Err(source) => Err(Failure::KeyFile { path: path.clone(), source }),
    });
    // clap has seen to it that there is one.
    let (id, pem) = keys.next().ok_or(Failure::Pairs { keys: 0, ids: 0 })??;
    let mut setup =
        Setup::new(arguments.region, id, pem).environment(arguments.environment).port(arguments.port);
    for key in keys {
        let (id, pem) = key?;
        setup = setup.public_key(id, pem);
    }
    if let Some(id) = &arguments.merchant_id {
        setup = setup.merchant_id(id);
    }
    if let Some(url) = &arguments.ipn_url {
        setup = setup.ipn_url(url);
    }
    for (id, with_address) in &arguments.charge_permission {
        setup = if *with_address {
            setup.charge_permission_with_address(id)
        } else {
            setup.charge_permission(id)
        };
    }
    Ok(arguments.return_origin.iter().fold(setup, |setup, (from, to)| setup.return_origin(from, to)))
}

/// Resolves when the system asks the program to end.
#[cfg(unix)]
fn end() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

/// Resolves when the system asks the program to end.
#[cfg(windows)]
fn end() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = tokio::signal::windows::ctrl_c()?;
    Ok(async move {
        interrupt.recv().await;
    })
}
