//! Fetches certificates over HTTP, with `reqwest`.

use super::fetch::{CertificateFetcher, FetchError, MAX_CERTIFICATE_BYTES};
use super::url::{CertificateUrl, IssuerUrl};
use crate::http_client::{HttpClient, NoAnswer};
use http::{Method, StatusCode};
use reqwest::redirect::Policy;
use reqwest::{Client, Request, Response};
use std::sync::Arc;
use std::time::Duration;

/// How long one answer may take, from the connection to its last byte. SNS waits 15 seconds for our answer, and a
/// certificate and three issuers must come in that time.
const TIMEOUT: Duration = Duration::from_secs(3);

/// Fetches certificates with `reqwest`, which needs the executor of `tokio`; clones share its connections.
///
/// It follows no redirect, accepts only the status 200, reads at most [`MAX_CERTIFICATE_BYTES`] and gives up after 3
/// seconds. It fetches issuers over plain http. The [module's documentation](super) names the hosts.
///
/// # Examples
///
/// ```no_run
/// use amazonpay_update::ipn::{HttpFetcher, Topics, Verifier};
///
/// let topics = Topics::only(["arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151".parse()?]);
/// let verifier = Verifier::builder(topics, HttpFetcher::new()?).allow_sha1().build();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct HttpFetcher {
    client: HttpClient,
    timeout: Duration,
}

impl HttpFetcher {
    /// A fetcher that trusts the operating system's root certificates for TLS.
    ///
    /// # Errors
    ///
    /// [`FetchError::Tls`] when TLS cannot be set up.
    pub fn new() -> Result<HttpFetcher, FetchError> {
        let client = Client::builder().redirect(Policy::none()).referer(false).build();
        client.map(HttpFetcher::with_client).map_err(|error| FetchError::Tls(Arc::new(error)))
    }

    /// A fetcher with the shop's own HTTP client, with its proxy, root certificates and connections.
    ///
    /// Time, status and length are limited as with [`new`](HttpFetcher::new), and an answer from another URL than the
    /// requested URL is [refused](FetchError::Redirected). Make the client with `redirect(Policy::none())`, so that
    /// it sends no request to another URL. Make it without `https_only`, because issuers are fetched over plain http.
    ///
    /// # Examples
    ///
    /// ```
    /// use amazonpay_update::ipn::HttpFetcher;
    ///
    /// fn fetcher(proxy: reqwest::Proxy) -> Result<HttpFetcher, reqwest::Error> {
    ///     let client =
    ///         reqwest::Client::builder().proxy(proxy).redirect(reqwest::redirect::Policy::none()).build()?;
    ///     Ok(HttpFetcher::with_client(client))
    /// }
    /// ```
    #[must_use]
    pub fn with_client(client: Client) -> HttpFetcher {
        HttpFetcher { client: HttpClient::new(client), timeout: TIMEOUT }
    }

    async fn get(&self, url: &str) -> Result<Vec<u8>, FetchError> {
        let mut request = Request::new(Method::GET, url.parse().map_err(FetchError::failed)?);
        *request.timeout_mut() = Some(self.timeout);
        let response = self.client.execute(request).await.map_err(|error| match error {
            NoAnswer::Failed(error) => FetchError::failed(error),
            NoAnswer::Redirected => FetchError::Redirected,
        })?;
        if response.status() != StatusCode::OK {
            return Err(FetchError::Status(response.status()));
        }
        bounded(response).await
    }
}

/// Reads the answer up to the limit. The header with its length may be wrong or missing.
async fn bounded(mut response: Response) -> Result<Vec<u8>, FetchError> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(FetchError::failed)? {
        if body.len() + chunk.len() > MAX_CERTIFICATE_BYTES {
            return Err(FetchError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body)
}

impl CertificateFetcher for HttpFetcher {
    async fn signing_certificate(&self, url: &CertificateUrl) -> Result<Vec<u8>, FetchError> {
        self.get(url.as_str()).await
    }

    async fn issuer_certificate(&self, url: &IssuerUrl) -> Result<Vec<u8>, FetchError> {
        self.get(url.as_str()).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::{TcpListener, TcpStream};
    use std::thread;
    use tokio::runtime::Runtime;
    use tokio::time::timeout;

    /// Takes one connection, and reads a request: an answer before it would be an error of its own.
    fn asked(listener: &TcpListener) -> (TcpStream, BufReader<TcpStream>) {
        let (stream, _) = listener.accept().expect("a connection");
        let mut request = BufReader::new(stream.try_clone().expect("a stream"));
        let mut line = String::new();
        while request.read_line(&mut line).is_ok_and(|read| read > 2) {
            line.clear();
        }
        (stream, request)
    }

    /// Serves one connection: writes the answer over and over for `rounds`, and then waits for the other side.
    fn serve(head: &'static str, chunk: Vec<u8>, rounds: usize) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/a.pem", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            let (mut stream, mut request) = asked(&listener);
            let _ = stream.write_all(head.as_bytes());
            for _ in 0..rounds {
                if stream.write_all(&chunk).is_err() {
                    break;
                }
            }
            // Waits until the client hangs up or sends again.
            let _ = request.read_line(&mut String::new());
        });
        url
    }

    /// With more time than a machine under load needs.
    fn get(url: &str) -> Result<Vec<u8>, FetchError> {
        get_with(&HttpFetcher { timeout: Duration::from_secs(60), ..HttpFetcher::new()? }, url)
    }

    /// With little time: nothing comes that is waited for.
    fn get_in_vain(fetcher: HttpFetcher, url: &str) -> FetchError {
        let fetcher = HttpFetcher { timeout: Duration::from_millis(200), ..fetcher };
        let ended = runtime().block_on(async { timeout(Duration::from_secs(30), fetcher.get(url)).await });
        ended.expect("it waits on").expect_err("nothing comes")
    }

    fn get_with(fetcher: &HttpFetcher, url: &str) -> Result<Vec<u8>, FetchError> {
        runtime().block_on(fetcher.get(url))
    }

    fn runtime() -> Runtime {
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
    }

    #[test]
    fn an_answer_is_read_whole() {
        let url = serve("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\n", b"abc".to_vec(), 2);
        assert_eq!(get(&url).expect("an answer"), b"abcabc");
    }

    #[test]
    fn only_the_status_200_brings_a_certificate() {
        for head in [
            "HTTP/1.1 404 Not Found\r\ncontent-length: 3\r\n\r\n",
            "HTTP/1.1 203 Non-Authoritative Information\r\ncontent-length: 3\r\n\r\n",
            "HTTP/1.1 503 Service Unavailable\r\ncontent-length: 3\r\n\r\n",
        ] {
            let error = get(&serve(head, b"abc".to_vec(), 1)).expect_err(head);
            assert!(matches!(error, FetchError::Status(_)), "{head}: {error:?}");
        }
    }

    #[test]
    fn no_redirect_is_followed() {
        let error =
            get(&serve("HTTP/1.1 302 Found\r\nlocation: /b.pem\r\ncontent-length: 0\r\n\r\n", vec![], 0))
                .expect_err("a redirect");
        assert!(matches!(error, FetchError::Status(StatusCode::FOUND)), "{error:?}");
    }

    #[test]
    fn a_client_of_the_shops_is_held_to_the_same() {
        let fetcher = || HttpFetcher::with_client(Client::new());
        let get = |url: &str| get_with(&HttpFetcher { timeout: Duration::from_secs(60), ..fetcher() }, url);
        let ok = || serve("HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n", b"abc".to_vec(), 1);
        assert_eq!(get(&ok()).expect("an answer"), b"abc");

        let head = format!("HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\n\r\n", ok());
        let elsewhere = get(&serve(head.leak(), vec![], 0));
        assert!(matches!(elsewhere, Err(FetchError::Redirected)), "{elsewhere:?}");

        let silent = serve("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", vec![], 0);
        let error = get_in_vain(fetcher(), &silent);
        assert!(matches!(error, FetchError::Failed(_)), "{error:?}");
    }

    #[test]
    fn an_answer_of_any_length_is_read_to_the_bound() {
        let endless =
            get(&serve("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n", vec![b'a'; 4096], usize::MAX));
        assert!(matches!(endless, Err(FetchError::TooLarge)), "{endless:?}");
    }

    #[test]
    fn nobody_waits_long_for_an_answer_that_comes_in_drops() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}/a.pem", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            let (mut stream, _request) = asked(&listener);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 60000\r\n\r\n");
            while stream.write_all(b"a").is_ok() {
                thread::sleep(Duration::from_millis(50));
            }
        });
        let error = get_in_vain(HttpFetcher::new().expect("a fetcher"), &url);
        assert!(matches!(error, FetchError::Failed(_)), "{error:?}");
    }

    #[test]
    fn nobody_waits_long_for_an_answer() {
        let silent = serve("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", vec![], 0);
        let error = get_in_vain(HttpFetcher::new().expect("a fetcher"), &silent);
        assert!(matches!(error, FetchError::Failed(_)), "{error:?}");
    }
}
