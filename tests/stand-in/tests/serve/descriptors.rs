//! The program when it has no file descriptors left.

use crate::program::{Files, Running};
use std::fs;
use std::net::TcpStream;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The processor time of a process, in hundredths of a second.
fn processor_time(process: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("the process");
    // The name, in parentheses, may have blanks. `utime` is the 12th field after it, and `stime` the 13th.
    let (_, fields) = stat.rsplit_once(')').expect("a name");
    let fields = fields.split_whitespace().skip(11).take(2);
    fields.map(|field| field.parse::<u64>().expect("a number")).sum()
}

#[test]
fn without_descriptors_it_waits_and_then_goes_on() {
    let files = Files::new();
    let program = Running::start(files.serve_with_descriptors(64));
    let flood = |member: &str| -> Vec<TcpStream> {
        let address = program.text(member).trim_start_matches("http://").to_owned();
        // The system takes connections that the program does not accept.
        (0..80).map(|_| TcpStream::connect(&address).expect("a connection")).collect()
    };
    for member in ["api_address", "control"] {
        let connections = flood(member);
        sleep(Duration::from_millis(300));
        let (began, before) = (Instant::now(), processor_time(program.id()));
        sleep(Duration::from_secs(1));
        let used = processor_time(program.id()) - before;
        // A program that tries again at once takes 100 of them, and a third of that beside two others.
        assert!(used < 10, "{member}: {used} hundredths of a second in {:?}", began.elapsed());
        drop(connections);
        assert_eq!(program.curl("/", &[])["name"], "amazon-pay-stand-in");
    }
}
