//! The program: its first line, its end, and its words when it cannot start.

mod support;

use amazonpay_update_shop::database::Product;
use std::io::Read as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use support::browser::Browser;
use support::program::{Running, shop, start};
use support::wallet_id;

fn sqlite(directory: &Path) -> String {
    format!("sqlite:{}", directory.join("shop.sqlite").display())
}

/// Waits for the end, and gives how it ended and what it said.
fn ended(mut running: Running) -> (Option<i32>, String) {
    let mut errors = String::new();
    running.0.stderr.take().expect("a pipe").read_to_string(&mut errors).expect("a text");
    (running.0.wait().expect("it ends").code(), errors)
}

/// Sends a signal, and waits for the end.
fn end(running: Running, signal: &str) {
    let sent = Command::new("kill").args([signal, &running.0.id().to_string()]).status().expect("kill");
    assert!(sent.success());
    assert_eq!(ended(running), (Some(0), String::new()), "{signal}");
}

fn refused(command: &mut Command, words: &str) {
    let (running, line) = start(command);
    assert_eq!(line, "", "it runs");
    let (status, errors) = ended(running);
    assert_eq!(status, Some(1), "{errors}");
    assert!(errors.starts_with("shop: ") && errors.contains(words), "{errors}");
    assert_eq!(errors.lines().count(), 1, "{errors}");
    assert!(!errors.contains("secret"), "{errors}");
}

#[test]
fn the_first_line_is_the_address_and_signals_end_it() {
    let directory = tempfile::tempdir().expect("a directory");
    for signal in ["-INT", "-TERM"] {
        let (child, line) = start(&mut shop(&["--port", "0", "--database-url", &sqlite(directory.path())]));
        assert!(line.starts_with("http://localhost:"), "{line}");
        end(child, signal);
    }
}

#[test]
fn a_second_start_on_the_same_file_has_its_words() {
    let directory = tempfile::tempdir().expect("a directory");
    let url = sqlite(directory.path());
    let (child, _) = start(&mut shop(&["--port", "0", "--database-url", &url]));
    refused(&mut shop(&["--port", "0", "--database-url", &url]), "another shop uses the SQLite file");
    end(child, "-TERM");
}

#[test]
fn a_busy_port_has_its_words() {
    let directory = tempfile::tempdir().expect("a directory");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("it listens").port().to_string();
    let mut command = shop(&["--port", &port, "--database-url", &sqlite(directory.path())]);
    refused(&mut command, &format!("port {port} of 127.0.0.1 cannot be used"));
}

#[test]
fn a_database_that_cannot_be_used_has_its_words() {
    for (url, words) in [
        ("postgres://nobody:secret@127.0.0.1:1/shop", "PostgreSQL cannot be reached"),
        ("mysql://localhost/shop", "neither with `sqlite:` nor with `postgres://`"),
        ("sqlite:/dev/null/shop.sqlite", "the SQLite file /dev/null/shop.sqlite cannot be used"),
    ] {
        refused(shop(&["--port", "0"]).env("DATABASE_URL", url), words);
    }
}

#[test]
fn a_shop_uses_stand_ins_that_run_elsewhere() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("stand-ins.json");
    let file = file.to_str().expect("a text");
    let arguments = ["--port", "0", "--database-url", &sqlite(directory.path()), "--stand-ins", file];
    refused(&mut shop(&arguments), "the file of the stand-ins");
    let (stand_ins, line) =
        start(&mut shop(&["stand-ins", "--shop", "http://localhost:3999", "--file", file]));
    assert_eq!(line, file);
    let (child, line) = start(&mut shop(&arguments));
    assert!(line.starts_with("http://localhost:"), "{line}");
    end(child, "-TERM");
    end(stand_ins, "-INT");
}

#[tokio::test]
async fn buyers_and_wallets_outlive_a_restart() {
    let directory = tempfile::tempdir().expect("a directory");
    let url = sqlite(directory.path());
    let (child, origin) = start(&mut shop(&["--port", "0", "--database-url", &url]));
    let mut browser = Browser::new(&origin);
    browser.post("/login", &[("region", "us")]).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    end(child, "-TERM");

    let (child, origin) = start(&mut shop(&["--port", "0", "--database-url", &url]));
    let mut browser = browser.tab(&origin);
    let page = browser.post(&format!("/wallets/{id}/charge"), &[]).await;
    // New stand-ins know it as it was.
    assert!(page.element("id=\"green-tea\"").contains("InvalidChargePermissionStatus"), "{}", page.body);
    end(child, "-TERM");
}
