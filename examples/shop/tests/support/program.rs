//! The program `shop`, as a process.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

pub(crate) fn shop(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shop"));
    command.args(arguments).env_remove("DATABASE_URL").stdin(Stdio::null());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A program that runs. It ends with the test, however that ends.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts it, and reads its first line; there is none if it does not start.
pub(crate) fn start(command: &mut Command) -> (Running, String) {
    let mut running = Running(command.spawn().expect("it starts"));
    let mut line = String::new();
    BufReader::new(running.0.stdout.as_mut().expect("a pipe")).read_line(&mut line).expect("a line");
    (running, line.trim_end().to_owned())
}
