//! An HTTP client, which may be the shop's own. It may then follow redirects and send secrets of its own.

use reqwest::{Client, Request, Response};
use std::fmt;

#[derive(Clone)]
pub(crate) struct HttpClient(Client);

/// Why there is no answer.
pub(crate) enum NoAnswer {
    Failed(reqwest::Error),
    /// An answer came, but from another URL than the requested URL.
    Redirected,
}

impl HttpClient {
    pub(crate) fn new(client: Client) -> HttpClient {
        HttpClient(client)
    }

    /// The answer of the requested URL.
    pub(crate) async fn execute(&self, request: Request) -> Result<Response, NoAnswer> {
        let asked = request.url().clone();
        let response = self.0.execute(request).await.map_err(NoAnswer::Failed)?;
        if *response.url() == asked { Ok(response) } else { Err(NoAnswer::Redirected) }
    }
}

// By hand, because the headers that the shop sends with every request may hold a secret.
impl fmt::Debug for HttpClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpClient").finish_non_exhaustive()
    }
}
