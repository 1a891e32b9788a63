//! The running program, and the files that it reads.

use crate::support::{KEY_ID, PATIENCE, private_pem, public_pem};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Files of a test.
pub(crate) struct Files(pub(crate) TempDir);

impl Files {
    /// The merchant's public key among them.
    pub(crate) fn new() -> Files {
        let files = Files(TempDir::new().expect("a directory"));
        files.write("public.pem", &public_pem(private_pem()));
        files
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("written");
    }

    /// What OpenSSL prints.
    pub(crate) fn openssl(&self, arguments: &[&str]) -> String {
        let made =
            Command::new("openssl").args(arguments).current_dir(self.0.path()).output().expect("openssl");
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        String::from_utf8(made.stdout).expect("PEM")
    }

    pub(crate) fn program(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_amazon-pay-stand-in"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null()).env("RUST_BACKTRACE", "1");
        command
    }

    /// With the merchant's key.
    pub(crate) fn serve(&self, arguments: &[&str]) -> Command {
        let mut command = self.program(&["serve", "--public-key", "public.pem", "--public-key-id", KEY_ID]);
        command.args(arguments);
        command
    }

    /// With the merchant's key, and with at most this many open files.
    pub(crate) fn serve_with_descriptors(&self, most: u32) -> Command {
        let serve = self.serve(&[]);
        let mut command = Command::new("sh");
        command.args(["-c", &format!("ulimit -n {most} && exec \"$@\""), "sh"]).arg(serve.get_program());
        command.args(serve.get_args()).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }
}

/// The running program; it ends with the test.
pub(crate) struct Running {
    child: Child,
    pub(crate) first_line: Value,
}

impl Running {
    pub(crate) fn start(mut command: Command) -> Running {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        let mut line = String::new();
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        output.read_line(&mut line).expect("a line");
        let first_line = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        child.stdout = Some(output.into_inner());
        Running { child, first_line }
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn text(&self, member: &str) -> &str {
        self.first_line[member].as_str().unwrap_or_else(|| panic!("{member}: {}", self.first_line))
    }

    pub(crate) fn curl(&self, path: &str, arguments: &[&str]) -> Value {
        let output = Command::new("curl")
            .args([
                "--silent",
                "--show-error",
                "--max-time",
                "60",
                &format!("{}{path}", self.text("control")),
            ])
            .args(arguments)
            .output()
            .expect("curl");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("JSON")
    }

    /// Sends it a signal; its status, what else it printed, and what it said to people.
    pub(crate) fn end(mut self, signal: &str) -> (Option<i32>, String, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill").success());
        let asked = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("its status") {
                break status;
            }
            assert!(asked.elapsed() < PATIENCE, "it ends when it is asked to");
            std::thread::sleep(Duration::from_millis(10));
        };
        let (mut more, mut hint) = (String::new(), String::new());
        self.child.stdout.take().expect("piped").read_to_string(&mut more).expect("UTF-8");
        self.child.stderr.take().expect("piped").read_to_string(&mut hint).expect("UTF-8");
        (status.code(), more, hint)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What it prints until it ends by itself; one that starts after all is ended.
pub(crate) fn ended(mut command: Command) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    let started = Instant::now();
    while child.try_wait().expect("its status").is_none() && started.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(5));
    }
    // It may have ended.
    let _ = child.kill();
    child.wait_with_output().expect("its output")
}

/// What it says when it cannot start.
#[track_caller]
pub(crate) fn refused(output: Output) -> String {
    let words = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!((output.status.code(), output.stdout.as_slice()), (Some(2), &b""[..]), "{words}");
    assert!(!words.contains("panicked") && !words.contains("backtrace"), "{words}");
    words
}
