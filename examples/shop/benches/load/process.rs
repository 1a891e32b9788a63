//! The shop in a process of its own, and what the system knows of it.

use crate::support::program::{Running, shop, start};
use amazonpay_update_shop::demo::StandIns;
use std::net::TcpListener;
use std::path::PathBuf;
use std::time::Duration;
use tempfile::TempDir;

pub(super) struct ShopProcess {
    running: Running,
    origin: String,
    _directory: TempDir,
}

/// One that the shop takes at once.
pub(super) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("it listens").port()
}

impl ShopProcess {
    pub(super) fn start(stand_ins: &StandIns, port: u16, kept_signatures: usize) -> ShopProcess {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("stand-ins.json");
        stand_ins.write(&file).expect("it is written");
        let url = format!("sqlite:{}", directory.path().join("shop.sqlite").display());
        let (port, kept) = (port.to_string(), kept_signatures.to_string());
        let file = file.to_str().expect("a text");
        let mut command =
            shop(&["--port", &port, "--stand-ins", file, "--database-url", &url, "--kept-signatures", &kept]);
        // A warning is for whoever runs this.
        let (running, origin) = start(command.stderr(std::process::Stdio::inherit()));
        assert!(origin.starts_with("http://"), "{origin}");
        ShopProcess { running, origin, _directory: directory }
    }

    pub(super) fn origin(&self) -> &str {
        &self.origin
    }

    /// Kilobytes that are resident.
    pub(super) fn memory(&self) -> u32 {
        self.status("VmRSS:")
    }

    /// The most of them since the peak was forgotten.
    pub(super) fn peak_memory(&self) -> u32 {
        self.status("VmHWM:")
    }

    pub(super) fn forget_peak(&self) {
        std::fs::write(self.proc("clear_refs"), "5").expect("it is this user's process");
    }

    /// What all of its threads have had of the processors.
    pub(super) fn cpu_time(&self) -> Duration {
        let threads = std::fs::read_dir(self.proc("task")).expect("it runs");
        let times = threads.flatten().filter_map(|thread| {
            let text = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
            text.split(' ').next()?.parse::<u64>().ok()
        });
        Duration::from_nanos(times.sum())
    }

    fn status(&self, name: &str) -> u32 {
        let text = std::fs::read_to_string(self.proc("status")).expect("it runs");
        let line = text.lines().find_map(|line| line.strip_prefix(name)).expect("the system says");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    fn proc(&self, name: &str) -> PathBuf {
        PathBuf::from(format!("/proc/{}/{name}", self.running.0.id()))
    }
}
