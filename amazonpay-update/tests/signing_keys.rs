//! Which keys are taken, and in which words the others are refused.

mod signing_support;

use amazonpay_update::rules::Rule;
use amazonpay_update::signing::{Algorithm, KeyError};
use amazonpay_update::{SigningKey, VerifyingKey};
use signing_support::{Keys, PAYLOAD, key_pair};

/// Both halves sign and verify together.
#[track_caller]
fn works(private: &str, public: &str) {
    let key = SigningKey::from_pem(private).expect("the private key");
    let public = VerifyingKey::from_pem(public).expect("the public key");
    let signed = key.sign(&PAYLOAD, Algorithm::PssV2).expect("a signature");
    for verifier in [&public, key.verifying_key()] {
        verifier
            .verify(signed.algorithm(), signed.payload_json(), signed.signature())
            .expect("the two halves of one key");
    }
}

#[test]
fn sizes_and_forms() {
    let keys = Keys::new();
    for bits in [2048, 3072, 4096] {
        let private = keys.rsa("pkcs8.pem", bits);
        keys.run("openssl rsa -in pkcs8.pem -traditional -out pkcs1.pem");
        keys.run("openssl rsa -in pkcs8.pem -pubout -out spki.pem");
        keys.run("openssl rsa -in pkcs8.pem -RSAPublicKey_out -out public1.pem");
        let pkcs1 = keys.read("pkcs1.pem");
        let (spki, public1) = (keys.read("spki.pem"), keys.read("public1.pem"));
        assert!(private.starts_with("-----BEGIN PRIVATE KEY"));
        assert!(pkcs1.starts_with("-----BEGIN RSA PRIVATE KEY"));
        assert!(spki.starts_with("-----BEGIN PUBLIC KEY"));
        assert!(public1.starts_with("-----BEGIN RSA PUBLIC KEY"));
        works(&private, &spki);
        works(&pkcs1, &public1);
        for variant in [
            with_crlf,
            with_text_around,
            with_byte_order_mark,
            on_one_line,
            without_last_line_end,
            with_blanks_around_lines,
        ] {
            works(&variant(&private), &variant(&spki));
            works(&variant(&pkcs1), &variant(&public1));
        }
    }
}

fn with_crlf(pem: &str) -> String {
    pem.replace('\n', "\r\n")
}

fn with_text_around(pem: &str) -> String {
    format!(
        "Bag Attributes\n    friendlyName: shop\n-----BEGIN NOTE-----\n{pem}\nKey Attributes: <No Attributes>\n"
    )
}

fn with_byte_order_mark(pem: &str) -> String {
    format!("\u{FEFF}{pem}")
}

fn without_last_line_end(pem: &str) -> String {
    pem.trim_end().to_owned()
}

/// As a web page or an indented file leaves them.
fn with_blanks_around_lines(pem: &str) -> String {
    pem.replace('\n', " \t\u{A0}\r\n    ")
}

/// The Base64 of the block on one line.
fn on_one_line(pem: &str) -> String {
    let lines: Vec<_> = pem.lines().collect();
    format!("{}\n{}\n{}\n", lines[0], lines[1..lines.len() - 1].concat(), lines[lines.len() - 1])
}

#[test]
fn a_key_is_found_among_other_blocks() {
    let keys = Keys::new();
    let private = keys.rsa("private.pem", 2048);
    keys.run("openssl req -x509 -key private.pem -subj /CN=shop -out certificate.pem");
    keys.run("openssl pkey -in private.pem -pubout -out public.pem");
    let bundle = [keys.read("certificate.pem"), keys.read("public.pem"), private].concat();
    works(&bundle, &bundle);
}

#[test]
fn a_key_is_read_from_a_file() {
    let keys = Keys::new();
    keys.rsa("private.pem", 2048);
    keys.run("openssl pkey -in private.pem -pubout -out public.pem");
    let key = SigningKey::from_pem_file(keys.path("private.pem")).expect("the private key");
    let public = VerifyingKey::from_pem_file(keys.path("public.pem")).expect("the public key");
    let signed = key.sign(&PAYLOAD, Algorithm::Pss).expect("a signature");
    public.verify(Algorithm::Pss, signed.payload_json(), signed.signature()).expect("a match");

    let error = SigningKey::from_pem_file(keys.path("missing.pem")).expect_err("no file");
    assert!(matches!(error, KeyError::Io { .. }));
    assert!(error.to_string().contains("missing.pem"), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    assert!(VerifyingKey::from_pem_file(keys.path("missing.pem")).is_err());

    // DER instead of PEM.
    keys.run("openssl pkey -in private.pem -outform DER -out private.der");
    keys.run("openssl pkey -in private.pem -pubout -outform DER -out public.der");
    for error in [
        SigningKey::from_pem_file(keys.path("private.der")).expect_err("not a text"),
        VerifyingKey::from_pem_file(keys.path("public.der")).expect_err("not a text"),
    ] {
        check(&error, None, &["DER file", "openssl pkey -inform DER -in FILE -out key.pem", "`-pubin`"]);
    }
    // The commands in the error do what it says.
    keys.run("openssl pkey -inform DER -in private.der -out key.pem");
    SigningKey::from_pem_file(keys.path("key.pem")).expect("a key");
    keys.run("openssl pkey -inform DER -in public.der -out key.pem -pubin");
    assert_eq!(VerifyingKey::from_pem_file(keys.path("key.pem")).expect("a key"), public);
    // Neither a text nor DER.
    let path = keys.write("key.pem", [0xFF, 0xFE, 0x2D, 0x00]);
    check(&SigningKey::from_pem_file(path).expect_err("not a text"), None, &["no key in PEM form"]);
}

#[test]
fn every_error_of_a_file_names_it() {
    let keys = Keys::new();
    let weak = keys.rsa("sandbox.pem", 1024);
    let path = keys.path("sandbox.pem");
    let error = SigningKey::from_pem_file(&path).expect_err("a weak key");
    let reason = SigningKey::from_pem(&weak).expect_err("a weak key");
    assert_eq!(error.to_string(), format!("the key file `{}`: {reason}", path.display()));
    assert_eq!(error.rule(), Some(Rule::WeakKey));
    let error = VerifyingKey::from_pem_file(&path).expect_err("a private key");
    assert!(matches!(error, KeyError::File { reason, .. } if matches!(*reason, KeyError::PrivateForPublic)));
}

#[test]
fn a_public_key_is_compared_and_written() {
    let keys = Keys::new();
    let private = keys.rsa("private.pem", 2048);
    keys.run("openssl pkey -in private.pem -pubout -out public.pem");
    keys.run("openssl rsa -in private.pem -RSAPublicKey_out -out public1.pem");
    keys.run("openssl rsa -in private.pem -traditional -out pkcs1.pem");
    let registered = VerifyingKey::from_pem(&keys.read("public.pem")).expect("a key");
    assert_eq!(VerifyingKey::from_pem(&keys.read("public1.pem")).expect("a key"), registered);
    for pem in [&private, &keys.read("pkcs1.pem")] {
        let key = SigningKey::from_pem(pem).expect("a key");
        assert_eq!(*key.verifying_key(), registered);
        // To the character what OpenSSL writes.
        assert_eq!(key.verifying_key().to_pem(), keys.read("public.pem"));
    }
    let other = SigningKey::from_pem(&keys.rsa("other.pem", 2048)).expect("a key");
    assert_ne!(*other.verifying_key(), registered);
}

/// A refusal of a private key: its variant, its rule, and words of its own.
#[track_caller]
fn refused(pem: &str, rule: Option<Rule>, words: &[&str]) {
    let error = SigningKey::from_pem(pem).expect_err("a refusal");
    check(&error, rule, words);
}

#[track_caller]
fn refused_public(pem: &str, rule: Option<Rule>, words: &[&str]) {
    let error = VerifyingKey::from_pem(pem).expect_err("a refusal");
    check(&error, rule, words);
}

#[track_caller]
fn check(error: &KeyError, rule: Option<Rule>, words: &[&str]) {
    assert_eq!(error.rule(), rule, "{error}");
    let shown = error.to_string();
    for word in words {
        assert!(shown.contains(word), "{word:?} in {shown:?}");
    }
    if let Some(rule) = rule {
        assert!(shown.starts_with(rule.refusal()), "{shown}");
    }
}

#[test]
fn keys_that_are_too_weak() {
    let keys = Keys::new();
    for bits in [1024, 2047] {
        let found = format!("this key has {bits} bits");
        refused(&keys.rsa("private.pem", bits), Some(Rule::WeakKey), &[&found]);
        keys.run("openssl rsa -in private.pem -traditional -out pkcs1.pem");
        refused(&keys.read("pkcs1.pem"), Some(Rule::WeakKey), &[&found]);
        keys.run("openssl pkey -in private.pem -pubout -out public.pem");
        refused_public(&keys.read("public.pem"), Some(Rule::WeakKey), &[&found]);
        keys.run("openssl rsa -in private.pem -RSAPublicKey_out -out public.pem");
        refused_public(&keys.read("public.pem"), Some(Rule::WeakKey), &[&found]);
    }
}

#[test]
fn keys_that_are_not_rsa() {
    let keys = Keys::new();
    for (command, found) in [
        ("-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "an elliptic-curve key"),
        ("-algorithm ED25519", "an Ed25519 key"),
        ("-algorithm ED448", "an Ed448 key"),
        ("-algorithm X25519", "an X25519 key"),
        ("-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048", "of the type RSASSA-PSS"),
        ("-algorithm X448", "a key of another algorithm"),
    ] {
        keys.run(&format!("openssl genpkey -quiet {command} -out private.pem"));
        refused(&keys.read("private.pem"), Some(Rule::WeakKey), &[found]);
        keys.run("openssl pkey -in private.pem -pubout -out public.pem");
        refused_public(&keys.read("public.pem"), Some(Rule::WeakKey), &[found]);
    }
    // With the block of parameters that `openssl ecparam` puts before it.
    keys.run("openssl ecparam -name prime256v1 -genkey -out ec.pem");
    let pem = keys.read("ec.pem");
    assert!(pem.starts_with("-----BEGIN EC PARAMETERS"));
    refused(&pem, Some(Rule::WeakKey), &["an elliptic-curve key"]);
}

#[test]
fn encrypted_keys() {
    let keys = Keys::new();
    keys.rsa("private.pem", 2048);
    keys.run("openssl pkey -in private.pem -aes256 -passout pass:secret -out pkcs8.pem");
    keys.run("openssl rsa -in private.pem -traditional -aes256 -passout pass:secret -out pkcs1.pem");
    let (pkcs8, pkcs1) = (keys.read("pkcs8.pem"), keys.read("pkcs1.pem"));
    assert!(pkcs8.contains("BEGIN ENCRYPTED PRIVATE KEY"));
    assert!(pkcs1.contains("Proc-Type: 4,ENCRYPTED"));
    for pem in [&pkcs8, &pkcs1, &with_crlf(&pkcs1)] {
        refused(pem, None, &["encrypted", "openssl pkey -in FILE -out private.pem"]);
        refused_public(pem, None, &["this is a private key"]);
    }
    // The command in the error does what it says.
    for name in ["pkcs8.pem", "pkcs1.pem"] {
        keys.run(&format!("openssl pkey -in {name} -passin pass:secret -out decrypted.pem"));
        SigningKey::from_pem(&keys.read("decrypted.pem")).expect("a key");
    }
}

#[test]
fn a_key_for_ssh() {
    let keys = Keys::new();
    keys.run("ssh-keygen -q -t rsa -b 2048 -N '' -f private.pem");
    let pem = keys.read("private.pem");
    assert!(pem.starts_with("-----BEGIN OPENSSH PRIVATE KEY"));
    refused(&pem, None, &["OPENSSH", "ssh-keygen -p -m PEM -f COPY", "copy the file"]);
    // The command in the error does what it says.
    keys.run("ssh-keygen -q -p -m PEM -P '' -N '' -f private.pem");
    SigningKey::from_pem(&keys.read("private.pem")).expect("a key");
    // The other file `ssh-keygen` writes is not PEM at all.
    let public = keys.read("private.pem.pub");
    refused(&public, None, &["`ssh-rsa`", "without `.pub`"]);
    refused_public(&public, None, &["`ssh-rsa`", "ssh-keygen -e -m PKCS8 -f FILE"]);
    // The command in the error does what it says.
    let pem = keys.run("ssh-keygen -e -m PKCS8 -f private.pem.pub");
    VerifyingKey::from_pem(&pem).expect("a key");
}

#[test]
fn one_half_where_the_other_belongs() {
    let keys = Keys::new();
    let private = keys.rsa("private.pem", 2048);
    keys.run("openssl rsa -in private.pem -traditional -out pkcs1.pem");
    keys.run("openssl pkey -in private.pem -pubout -out public.pem");
    keys.run("openssl rsa -in private.pem -RSAPublicKey_out -out public1.pem");
    keys.run("openssl req -x509 -key private.pem -subj /CN=shop -out certificate.pem");
    for name in ["public.pem", "public1.pem"] {
        refused(&keys.read(name), None, &["a private key is needed, but this is a public key"]);
    }
    refused(&keys.read("certificate.pem"), None, &["but this is a certificate"]);
    refused_public(
        &keys.read("certificate.pem"),
        None,
        &["a public key is needed, but this is a certificate"],
    );
    for pem in [&private, &keys.read("pkcs1.pem")] {
        refused_public(
            pem,
            None,
            &["this is a private key", "openssl pkey -in FILE -pubout -out public.pem"],
        );
    }
}

#[test]
fn texts_that_are_no_key() {
    let keys = Keys::new();
    let private = keys.rsa("private.pem", 2048);
    for text in
        ["", "secret", "-----BEGIN PRIVATE KEY-----", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----\nAAAA\n"]
    {
        refused(text, None, &["no key in PEM form"]);
        refused_public(text, None, &["no key in PEM form"]);
    }
    let lines: Vec<_> = private.lines().collect();
    let body = || lines[1..lines.len() - 1].to_vec();
    let framed = |body: &[&str]| format!("{}\n{}\n{}\n", lines[0], body.join("\n"), lines[lines.len() - 1]);
    let mut line_lost = body();
    line_lost.remove(10);
    let short_line = format!("{}*{}", &lines[4][..20], &lines[4][21..]);
    let mut character_wrong = body();
    character_wrong[3] = &short_line;
    let digit_changed =
        private.replacen(&lines[12][..4], if lines[12].starts_with('A') { "BBBB" } else { "AAAA" }, 1);
    let damaged = [
        framed(&line_lost),
        framed(&character_wrong),
        framed(&["AAAA"]),
        framed(&[]),
        digit_changed,
        // The label of the other form.
        private.replace("PRIVATE KEY", "RSA PRIVATE KEY"),
    ];
    for pem in &damaged {
        refused(pem, None, &["damaged or incomplete"]);
    }
    refused(&private.replace("PRIVATE KEY", "PARAMETERS"), None, &["a PEM block of another kind"]);
}

#[test]
fn a_text_of_any_kind_is_read_once() {
    // Reading each of these again for each of its lines would take minutes.
    let many = |line: &str| line.repeat(1_000_000 / line.len());
    let labels: Vec<_> = (0..40_000).map(|nth| format!("-----BEGIN A{nth:05}-----\n")).collect();
    let labels = labels.concat();
    let (private, _) = key_pair();
    let (read, done) = std::sync::mpsc::channel();
    let texts = [
        many("-----BEGIN "),
        many("-----BEGIN A-----"),
        many("-----END A-----"),
        many("-----BEGIN A-----\n-----END B-----\n"),
        many("-----BEGIN A-----\n-----END A-----\n"),
        labels.clone(),
        labels + &many("-----END B-----\n")[..1000],
        many("-"),
    ];
    std::thread::spawn(move || {
        for text in texts {
            assert!(SigningKey::from_pem(&text).is_err() && VerifyingKey::from_pem(&text).is_err());
        }
        read.send(()).expect("somebody waits");
    });
    done.recv_timeout(std::time::Duration::from_secs(60)).expect("each text is read once");
    // What stands around a key does not hide it.
    works(&format!("{}\n{private}", many("-----BEGIN A-----\n-----END B-----\n")), &key_pair().1);
}

#[test]
fn a_text_that_is_too_long_for_a_key_is_refused_unread() {
    let (private, public) = key_pair();
    let padded = |pem: &str, length: usize| format!("{pem}{}", "#".repeat(length - pem.len()));
    works(&padded(private, 1 << 20), &padded(public, 1 << 20));
    let words = ["more than 1048576 bytes", "the key alone"];
    refused(&padded(private, (1 << 20) + 1), None, &words);
    refused_public(&padded(public, (1 << 20) + 1), None, &words);
    let keys = Keys::new();
    let path = keys.write("long.pem", padded(private, (1 << 20) + 1));
    let file = SigningKey::from_pem_file(path).expect_err("it is too long");
    assert!(file.to_string().contains("long.pem") && file.to_string().contains(words[0]), "{file}");
    // A file without an end.
    #[cfg(unix)]
    assert!(SigningKey::from_pem_file("/dev/zero").expect_err("no key").to_string().contains(words[0]));
}

#[test]
fn a_key_whose_line_breaks_are_lost() {
    let (private, public) = key_pair();
    let escaped = |pem: &str| pem.replace('\n', "\\n");
    let escaped_crlf = |pem: &str| pem.replace('\n', "\\r\\n");
    let some_escaped = |pem: &str| pem.replacen('\n', "\\n", 3);
    for variant in [escaped, escaped_crlf, some_escaped] {
        let words = ["the two characters `\\n`", "real line breaks", "printf '%b'", "from its file"];
        refused(&variant(private), None, &[&["like a private key"], &words[..]].concat());
        refused_public(&variant(public), None, &[&["like a public key"], &words[..]].concat());
    }
    for separator in [" ", ""] {
        let words = ["on one line", "line breaks back", "from its file"];
        refused(&private.replace('\n', separator), None, &[&["like a private key"], &words[..]].concat());
        refused_public(
            &public.replace('\n', separator),
            None,
            &[&["like a public key"], &words[..]].concat(),
        );
    }
    // What the error names does what it says.
    let keys = Keys::new();
    let restored = keys.run(&format!("printf %b {}", escaped(public).replace(' ', "\\040")));
    VerifyingKey::from_pem(&restored).expect("a key");
}

#[test]
fn a_key_that_is_too_long() {
    // No such key is made here: that would take minutes. The size is read before anything else.
    let pem = public_key_of(8200);
    let error = VerifyingKey::from_pem(&pem).expect_err("a refusal");
    assert!(matches!(error, KeyError::TooLong { bits: 8200 }), "{error:?}");
    check(&error, None, &["8200 bits", "at most 8192"]);
    VerifyingKey::from_pem(&public_key_of(8192)).expect("a key");
}

/// A PKCS#1 public key whose modulus is all ones.
fn public_key_of(bits: usize) -> String {
    use base64::Engine;
    let modulus = vec![0xFF; bits / 8];
    let number = |bytes: &[u8]| {
        let length = u16::try_from(bytes.len() + 1).expect("a length").to_be_bytes();
        [&[0x02, 0x82], &length[..], &[0x00], bytes].concat()
    };
    let content = [number(&modulus), vec![0x02, 0x03, 0x01, 0x00, 0x01]].concat();
    let length = u16::try_from(content.len()).expect("a length").to_be_bytes();
    let der = [&[0x30, 0x82], &length[..], &content].concat();
    let base64 = base64::prelude::BASE64_STANDARD.encode(der);
    format!("-----BEGIN RSA PUBLIC KEY-----\n{base64}\n-----END RSA PUBLIC KEY-----\n")
}
