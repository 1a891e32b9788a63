//! What the program says when it cannot start, and when it is asked for help.

use crate::program::{Files, Running, ended, refused};
use crate::support::{KEY_ID, private_pem, public_pem};

#[test]
fn what_is_no_public_key_of_rsa_is_refused_with_what_to_do() {
    let files = Files::new();
    files.write("private.pem", private_pem());
    files.write("traditional.pem", &files.openssl(&["rsa", "-in", "private.pem", "-traditional"]));
    files.write("pkcs1.pem", &files.openssl(&["rsa", "-in", "private.pem", "-RSAPublicKey_out"]));
    let request = ["req", "-x509", "-key", "private.pem", "-subj", "/CN=shop", "-days", "1"];
    files.write("certificate.pem", &files.openssl(&request));
    let curve =
        ["genpkey", "-quiet", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", "ec.pem"];
    files.openssl(&curve);
    files.write("ec-public.pem", &files.openssl(&["pkey", "-in", "ec.pem", "-pubout"]));
    for (name, options) in [
        ("short", &["-pkeyopt", "rsa_keygen_bits:1024"][..]),
        ("odd", &["-pkeyopt", "rsa_keygen_bits:2048", "-pkeyopt", "rsa_keygen_pubexp:3"]),
    ] {
        files.openssl(&[&["genpkey", "-quiet", "-algorithm", "RSA", "-out", "made.pem"], options].concat());
        files.write(&format!("{name}.pem"), &files.openssl(&["pkey", "-in", "made.pem", "-pubout"]));
    }
    files.write("empty.pem", "");
    files.write("torn.pem", public_pem(private_pem()).split_at(200).0);
    std::fs::write(files.path("binary.pem"), [0xff, 0xfe, 0x00]).expect("written");
    for (file, words) in [
        (
            "private.pem",
            "this is a private key, and the stand-in must not have it: pass its public key, which `openssl pkey",
        ),
        ("traditional.pem", "this is a private key"),
        ("pkcs1.pem", "`openssl rsa -RSAPublicKey_in -in KEY -pubout`"),
        ("certificate.pem", "`openssl x509 -in CERTIFICATE -pubkey -noout`"),
        ("ec-public.pem", "not an RSA key"),
        ("short.pem", "has 1024 bits: pass a key with at least 2048 bits"),
        ("odd.pem", "another exponent than 65537"),
        ("empty.pem", "cannot be read: pass an RSA key in PEM form"),
        ("torn.pem", "cannot be read: pass an RSA key in PEM form"),
        ("binary.pem", "binary.pem, cannot be read"),
        ("missing.pem", "missing.pem, cannot be read (No such file or directory"),
        (".", "cannot be read ("),
    ] {
        let command = files.program(&["serve", "--public-key", file, "--public-key-id", KEY_ID]);
        let said = refused(ended(command));
        assert!(said.starts_with("amazon-pay-stand-in: ") && said.contains(words), "{file}: {said}");
        assert!(!said.contains("-----BEGIN PRIVATE") && said.lines().count() == 1, "{file}: {said}");
    }
    // And what it says to do, helps.
    let pkcs1 = files.openssl(&["rsa", "-RSAPublicKey_in", "-in", "pkcs1.pem", "-pubout"]);
    let of_certificate = files.openssl(&["x509", "-in", "certificate.pem", "-pubkey", "-noout"]);
    let of_private = files.openssl(&["pkey", "-in", "private.pem", "-pubout"]);
    // Some editors begin a file with a mark.
    let marked = format!("\u{feff}{of_private}");
    for pem in [pkcs1, of_certificate, of_private, marked] {
        files.write("helped.pem", &pem);
        let command = files.program(&["serve", "--public-key", "helped.pem", "--public-key-id", KEY_ID]);
        assert_eq!(Running::start(command).end("-TERM").0, Some(0));
    }
}

#[test]
fn every_bad_argument_ends_it_with_its_own_words() {
    let files = Files::new();
    let long = "x".repeat(65);
    for (arguments, words) in [
        (&["--port", "65534"][..], "leaves no room for the two ports after it: choose a port up to 65533"),
        (&["--port", "65536"], "65536 is not in 0..=65535"),
        (&["--region", "fr"], "the regions are us, eu, uk and jp"),
        (&["--environment", "test"], "the environments are sandbox and live"),
        (&["--environment", "live"], "names the other environment than Live"),
        (
            &["--public-key", "public.pem"],
            "`--public-key` is given 2 times, and `--public-key-id` once: give them in pairs",
        ),
        (&["--public-key", "public.pem", "--public-key-id", KEY_ID], "is given twice"),
        (&["--public-key", "public.pem", "--public-key-id", "a key"], "`a key` is no id of a public key"),
        (&["--return-origin", "https://shop.example"], "there is no `=`"),
        (
            &["--return-origin", "http://shop.example=http://localhost:3000"],
            "the first must be an https origin",
        ),
        (
            &["--return-origin", "https://shop.example/a=http://localhost:3000"],
            "the first must be an https origin",
        ),
        (
            &["--return-origin", "https://u@shop.example=http://localhost:3000"],
            "the first must be an https origin",
        ),
        (&["--return-origin", "shop.example=http://localhost:3000"], "the first must be an https origin"),
        (
            &["--return-origin", "https://shop.example=http://shop.example"],
            "the second must be an http or https origin of this machine",
        ),
        (&["--return-origin", "https://shop.example=http://localhost:3000/a"], "the second must be"),
        (&["--return-origin", "https://shop.example=http://localhost:3000?a"], "the second must be"),
        (&["--return-origin", "https://shop.example=ftp://localhost"], "the second must be"),
        (&["--return-origin", "https://shop.example=http://127.0.0.1.shop.example"], "the second must be"),
        (
            &["--ipn-url", "http://shop.example/ipn"],
            "notifications cannot be posted to `http://shop.example/ipn`",
        ),
        (
            &["--ipn-url", "https://localhost/ipn"],
            "notifications cannot be posted to `https://localhost/ipn`",
        ),
        (&["--ipn-url", "/ipn"], "notifications cannot be posted to `/ipn`"),
        (
            &[
                "--return-origin",
                "https://shop.example=http://localhost:3000",
                "--return-origin",
                "https://SHOP.example:443=http://localhost:3001",
            ],
            "`https://SHOP.example:443` is mapped twice",
        ),
        (&["--merchant-id", "a merchant"], "`a merchant` is no id of a merchant"),
        (&["--merchant-id", "B3LVSV45M75151"], "`B3LVSV45M75151` is no id of a merchant"),
        (&["--charge-permission", "a b"], "no payload can name it"),
        (&["--charge-permission", "B01-1=PayAndShip"], "no payload can name it"),
        (&["--charge-permission", &long], "no payload can name it"),
        (&["--charge-permission", "B01-1234567-1234567=Ship"], "PayOnly or PayAndShip"),
        (
            &[
                "--charge-permission",
                "B01-1234567-1234567",
                "--charge-permission",
                "B01-1234567-1234567=PayAndShip",
            ],
            "the Charge Permission `B01-1234567-1234567` is given twice: give each one once",
        ),
        (
            &["--ca-file", "missing/ca.pem"],
            "the file for the certificate, missing/ca.pem, cannot be written (No such file",
        ),
        (&["--merchant"], "unexpected argument"),
    ] {
        let said = refused(ended(files.serve(arguments)));
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    for (arguments, words) in [
        (&["serve"][..], "--public-key"),
        (&[], "serve"),
        (&["server"], "a similar subcommand exists: 'serve'"),
    ] {
        let said = refused(ended(files.program(arguments)));
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    let good = [
        "--return-origin",
        "https://shop.example=http://localhost:3000",
        "--return-origin",
        "https://shop.example:8443/=http://127.0.0.1:3000",
        "--ipn-url",
        "http://127.0.0.1:3000/ipn?a=b",
    ];
    assert_eq!(Running::start(files.serve(&good)).end("-TERM").0, Some(0));
}

#[test]
fn help_and_version_are_printed() {
    let files = Files::new();
    for (arguments, words) in [
        (&["--version"][..], concat!("amazon-pay-stand-in ", env!("CARGO_PKG_VERSION"))),
        (&["--help"], "It is not Amazon's"),
        (&["serve", "--help"], "openssl pkey -in private.pem -pubout"),
    ] {
        let output = files.program(arguments).output().expect("it runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(output.status.success() && text.contains(words), "{arguments:?}: {text}");
    }
}
