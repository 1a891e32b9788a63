//! An HTTPS server that stands in for all hosts: the shop's, and Amazon's.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The host the pages come from.
pub const SHOP: &str = "shop.example";

const STAND_IN: &str = include_str!("../stand-in-checkout.js");
/// The snippet of the library's documentation. It is read at run time, because a package holds no file of another one.
const DATA_BUTTON: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../amazonpay-update/docs/data-button.js");

/// The server. It runs as long as the test.
pub struct Server {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    pages: HashMap<String, Page>,
    posts: Vec<Post>,
    unknown: Vec<String>,
}

struct Page {
    html: String,
    policy: Option<String>,
}

/// What a page of the shop has posted.
#[derive(Clone, Debug)]
pub struct Post {
    /// Host and path.
    pub to: String,
    /// The body as it came.
    pub body: Vec<u8>,
}

impl Server {
    /// Starts on a free port, with a certificate that nobody trusts.
    ///
    /// # Panics
    ///
    /// When it cannot start: the test cannot run, so it fails.
    #[must_use]
    pub fn start() -> Server {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let address = listener.local_addr().expect("its address");
        let server = Server { address, state: Arc::default() };
        let (state, config) = (Arc::clone(&server.state), Arc::new(certificate()));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (state, config) = (Arc::clone(&state), Arc::clone(&config));
                // The browser may hang up. A test that needs the answer fails by itself.
                std::thread::spawn(move || answer(stream, config, &state).ok());
            }
        });
        server
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Puts a page into the shop, with its Content-Security-Policy. Returns the page's address.
    #[must_use]
    pub fn page(&self, path: &str, html: String, policy: Option<String>) -> String {
        locked(&self.state).pages.insert(format!("{SHOP}{path}"), Page { html, policy });
        format!("https://{SHOP}{path}")
    }

    /// Everything that the shop's pages have posted.
    #[must_use]
    pub fn posts(&self) -> Vec<Post> {
        locked(&self.state).posts.clone()
    }

    /// Every address that the shop's pages have asked for and the server does not have.
    #[must_use]
    pub fn unknown(&self) -> Vec<String> {
        locked(&self.state).unknown.clone()
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

fn certificate() -> ServerConfig {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let made = Command::new("openssl")
        .args(
            "req -x509 -newkey rsa:2048 -noenc -keyout key.pem -out cert.pem -days 1 -subj /CN=stand-in"
                .split(' '),
        )
        .current_dir(&directory)
        .output()
        .expect("these tests need `openssl`");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let chain =
        vec![CertificateDer::from_pem_file(directory.path().join("cert.pem")).expect("a certificate")];
    let key = PrivateKeyDer::from_pem_file(directory.path().join("key.pem")).expect("a key");
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .expect("the two belong together")
}

fn answer(stream: TcpStream, config: Arc<ServerConfig>, state: &Mutex<State>) -> io::Result<()> {
    let connection = ServerConnection::new(config).map_err(io::Error::other)?;
    let mut stream = BufReader::new(StreamOwned::new(connection, stream));
    let Some(mut request) = Request::head(&mut stream)? else { return Ok(()) };
    stream.read_exact(&mut request.body)?;
    let (status, kind, policy, text) = resource(request, &mut locked(state));
    let policy = policy.map_or_else(String::new, |policy| format!("Content-Security-Policy: {policy}\r\n"));
    let length = text.len();
    let stream = stream.get_mut();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{policy}Connection: close\r\n\r\n{text}"
    )?;
    stream.conn.send_close_notify();
    stream.flush()
}

struct Request {
    method: String,
    /// Host and path.
    to: String,
    /// Whether it is for the shop or comes from the shop's pages. The browser also has errands of its own.
    ours: bool,
    body: Vec<u8>,
}

impl Request {
    /// Reads everything but the bytes of the body.
    fn head(stream: &mut impl BufRead) -> io::Result<Option<Request>> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            match line.trim_end() {
                "" => break,
                line => lines.push(line.to_owned()),
            }
        }
        let header = |wanted: &str| {
            let mut headers = lines.iter().skip(1).filter_map(|line| line.split_once(": "));
            headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map_or("", |(_, value)| value)
        };
        let mut request = lines.first().map_or("", String::as_str).split(' ');
        let (method, path) = (request.next().unwrap_or_default(), request.next().unwrap_or_default());
        Ok(Some(Request {
            method: method.to_owned(),
            to: format!("{}{path}", header("host")),
            ours: header("host") == SHOP || header("referer").starts_with(&format!("https://{SHOP}/")),
            body: vec![0; header("content-length").parse().unwrap_or(0)],
        }))
    }
}

type Answer = (&'static str, &'static str, Option<String>, String);

fn resource(request: Request, state: &mut State) -> Answer {
    const HTML: &str = "text/html; charset=utf-8";
    const JAVASCRIPT: &str = "text/javascript; charset=utf-8";
    let Request { method, to, ours, body } = request;
    if ours && method == "POST" {
        state.posts.push(Post { to, body });
        return ("200 OK", HTML, None, "<!DOCTYPE html><title>posted</title>".to_owned());
    }
    if let Some(page) = state.pages.get(&to) {
        return ("200 OK", HTML, page.policy.clone(), page.html.clone());
    }
    match to.as_str() {
        "static-na.payments-amazon.com/checkout.js"
        | "static-eu.payments-amazon.com/checkout.js"
        | "static-fe.payments-amazon.com/checkout.js" => ("200 OK", JAVASCRIPT, None, STAND_IN.to_owned()),
        "shop.example/data-button.js" => {
            ("200 OK", JAVASCRIPT, None, std::fs::read_to_string(DATA_BUTTON).expect("the library has it"))
        }
        "shop.example/favicon.ico" => ("204 No Content", HTML, None, String::new()),
        _ => {
            state.unknown.extend(ours.then_some(to));
            ("404 Not Found", HTML, None, String::new())
        }
    }
}
