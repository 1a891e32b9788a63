//! Makes keys and checks signatures with the `openssl` command.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A throw-away RSA key in a temporary directory of its own.
pub struct TestKey {
    directory: tempfile::TempDir,
}

impl TestKey {
    /// A new key of `bits` bits.
    ///
    /// # Panics
    ///
    /// When `openssl` is not there: the test cannot run, so it fails.
    #[must_use]
    pub fn new(bits: u32) -> TestKey {
        let key = TestKey { directory: tempfile::tempdir().expect("a temporary directory") };
        openssl(&["genrsa", "-out", path(&key.private()), &bits.to_string()], b"");
        openssl(&["rsa", "-in", path(&key.private()), "-pubout", "-out", path(&key.public())], b"");
        key
    }

    /// The PEM file of the private key.
    #[must_use]
    pub fn private(&self) -> PathBuf {
        self.directory.path().join("private.pem")
    }

    /// The PEM file of the public key.
    #[must_use]
    pub fn public(&self) -> PathBuf {
        self.directory.path().join("public.pem")
    }

    /// Whether OpenSSL accepts an RSASSA-PSS signature over a text.
    ///
    /// # Panics
    ///
    /// When `openssl` cannot be run.
    #[must_use]
    pub fn accepts(&self, text: &str, salt_len: usize, signature: &[u8]) -> bool {
        let public = self.public();
        let file = self.directory.path().join("signature");
        std::fs::write(&file, signature).expect("a temporary file");
        let salt_len = format!("rsa_pss_saltlen:{salt_len}");
        let arguments = [
            "dgst",
            "-sha256",
            "-sigopt",
            "rsa_padding_mode:pss",
            "-sigopt",
            &salt_len,
            "-sigopt",
            "rsa_mgf1_md:sha256",
            "-verify",
            path(&public),
            "-signature",
            path(&file),
        ];
        run(&arguments, text.as_bytes()).status.success()
    }
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a temporary path is UTF-8")
}

fn openssl(arguments: &[&str], input: &[u8]) {
    let output = run(arguments, input);
    assert!(output.status.success(), "openssl: {}", String::from_utf8_lossy(&output.stderr));
}

fn run(arguments: &[&str], input: &[u8]) -> std::process::Output {
    let mut child = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command openssl");
    child.stdin.take().expect("a pipe").write_all(input).expect("openssl reads its input");
    child.wait_with_output().expect("openssl ends")
}
