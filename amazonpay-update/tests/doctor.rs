//! A configuration that is looked at: each thing by itself, and what has to fit together.

mod signing_support;

use amazonpay_update::doctor::{Checkup, Finding, Report, Subject, Verdict};
use amazonpay_update::signing::Algorithm;
use serde_json::{Value, json};
use signing_support::{Keys, key_pair};

fn right() -> Value {
    json!({
        "region": "uk",
        "environment": "sandbox",
        "merchant_id": "A3LVSV45M75151",
        "public_key_id": "SANDBOX-AEXAMPLEKEYID",
        "key": key_pair().0,
    })
}

fn with(member: &str, value: &Value) -> Report {
    let mut config = right();
    config[member] = value.clone();
    Checkup::from_json(&config.to_string()).report()
}

#[track_caller]
fn only(report: &Report, subject: Subject) -> &Finding {
    let found: Vec<_> = report.findings.iter().filter(|finding| finding.subject == subject).collect();
    assert_eq!(found.len(), 1, "{report}");
    found[0]
}

fn problems(report: &Report) -> Vec<Subject> {
    let problems = report.findings.iter().filter(|finding| finding.verdict == Verdict::Problem);
    problems.map(|finding| finding.subject).collect()
}

#[test]
fn each_wrong_member_is_one_problem_and_the_others_are_told() {
    let all = with("region", &json!("uk"));
    assert_eq!(problems(&all), [], "{all}");
    for (member, value, subject) in [
        ("region", json!("de"), Subject::REGION),
        ("region", json!(null), Subject::REGION),
        ("environment", json!("prod"), Subject::ENVIRONMENT),
        ("environment", json!("live"), Subject::PUBLIC_KEY_ID),
        ("merchant_id", json!(["A"]), Subject::MERCHANT_ID),
        ("public_key_id", json!("no spaces"), Subject::PUBLIC_KEY_ID),
        ("algorithm", json!("RS256"), Subject::ALGORITHM),
        ("key", json!("no key"), Subject::KEY),
        ("key_file", json!("beside.pem"), Subject::KEY),
        ("kye", json!("x"), Subject::CONFIGURATION),
    ] {
        let report = with(member, &value);
        assert_eq!(problems(&report), [subject], "{member}: {report}");
        assert!(!report.passed());
        assert_eq!(report.findings.len(), all.findings.len(), "{member}: {report}");
        assert!(only(&report, subject).remedy.is_some(), "{report}");
    }
}

#[test]
fn every_remedy_is_a_sentence_that_says_what_to_do() {
    let keys = Keys::new();
    keys.run("openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:1024 -out weak.pem");
    keys.run("openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec.pem");
    keys.run("ssh-keygen -q -t rsa -b 2048 -N '' -f ssh.pem");
    keys.write("public.pem", &key_pair().1);
    keys.write("empty.pem", "");
    for (file, words, remedy) in [
        ("weak.pem", "must be RSA with 2048 bits", "make one with `openssl genrsa"),
        ("ec.pem", "must be RSA with 2048 bits", "make one with `openssl genrsa"),
        ("ssh.pem", "is for SSH alone", "copy the file"),
        ("public.pem", "a private key is needed, but this is", "use the private half"),
        ("empty.pem", "no key in PEM form", "the text must hold everything from the line"),
        ("none.pem", "cannot read the key file", "see that the path is right"),
        (".", "cannot read the key file", "see that the path is right"),
    ] {
        let mut config = right();
        config.as_object_mut().expect("an object").remove("key");
        config["key_file"] = json!(keys.path(file));
        let report = Checkup::from_json(&config.to_string()).report();
        let finding = only(&report, Subject::KEY);
        assert!(finding.words.contains(words), "{file}: {finding}");
        assert!(finding.remedy.as_ref().is_some_and(|text| text.starts_with(remedy)), "{file}: {finding}");
    }
}

#[test]
fn the_halves_of_the_key_are_compared() {
    let keys = Keys::new();
    let public = keys.write("public.pem", &key_pair().1);
    keys.rsa("other.pem", 2048);
    keys.run("openssl pkey -in other.pem -pubout -out other-public.pem");
    let look = |path| Checkup::from_json(&right().to_string()).public_key_file(path).report();
    assert_eq!(only(&look(public), Subject::PUBLIC_KEY).verdict, Verdict::Ok);
    let other = look(keys.path("other-public.pem"));
    assert_eq!(problems(&other), [Subject::PUBLIC_KEY]);
    let private = look(keys.path("other.pem"));
    assert!(only(&private, Subject::PUBLIC_KEY).words.contains("this is a private key"), "{private}");
}

#[cfg(unix)]
#[test]
fn a_key_file_that_everybody_may_read_is_a_warning() {
    use std::os::unix::fs::PermissionsExt;

    let keys = Keys::new();
    let path = keys.write("private.pem", &key_pair().0);
    let mut config = right();
    config.as_object_mut().expect("an object").remove("key");
    config["key_file"] = json!(path);
    for (mode, warnings) in [(0o600, 0), (0o640, 0), (0o644, 1)] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("it is ours");
        let report = Checkup::from_json(&config.to_string()).report();
        assert_eq!(report.count(Verdict::Warning), warnings, "{mode:o}: {report}");
        assert!(report.passed());
    }
}

#[test]
fn a_return_url_is_one_for_its_environment() {
    let look = |environment: &str, url: &str| {
        let mut config = right();
        config["environment"] = json!(environment);
        config["public_key_id"] = json!("AEXAMPLEKEYID");
        only(&Checkup::from_json(&config.to_string()).return_url(url).report(), Subject::RETURN_URL).verdict
    };
    for (url, in_live) in [
        ("https://localhost/a", Verdict::Problem),
        ("https://localhost:8443?a", Verdict::Problem),
        ("https://127.0.0.1/a", Verdict::Problem),
        ("https://[::1]/a", Verdict::Problem),
        ("https://LOCALHOST./a", Verdict::Problem),
        ("HTTPS://LOCALHOST/", Verdict::Problem),
        ("Https://127.0.0.1", Verdict::Problem),
        ("https://0.0.0.0:8443/a", Verdict::Problem),
        ("https://127.example.com/a", Verdict::Ok),
        ("https://localhost.a.com/a", Verdict::Ok),
        ("https://a.com/localhost", Verdict::Ok),
    ] {
        assert_eq!(look("sandbox", url), Verdict::Ok, "{url}");
        assert_eq!(look("live", url), in_live, "{url}");
    }
    assert_eq!(look("sandbox", "http://a.com"), Verdict::Problem);
}

#[test]
fn the_key_signs_with_the_algorithm_there_is() {
    for algorithm in Algorithm::ALL {
        let report = with("algorithm", &json!(algorithm.as_str()));
        assert_eq!(only(&report, Subject::KEY).verdict, Verdict::Ok, "{report}");
        assert!(only(&report, Subject::ALGORITHM).words.contains(algorithm.as_str()));
    }
}

#[cfg(feature = "ipn")]
#[test]
fn topics_are_held_against_the_known_one() {
    let topics = |text: &str| {
        let checkup = Checkup::from_json(&right().to_string()).topics(text.parse().expect("topics"));
        only(&checkup.report(), Subject::TOPICS).clone()
    };
    let known = "arn:aws:sns:eu-west-1:291180941288:A3M3RRFO9XDT2GA3LVSV45M75151";
    let other = "arn:aws:sns:us-east-1:291180941288:A3BXB0YN3XH17HA3LVSV45M75151";
    assert_eq!(topics(known).verdict, Verdict::Ok);
    assert_eq!(topics(&format!("{other} {known}")).verdict, Verdict::Ok);
    let missing = topics(other);
    assert_eq!(missing.verdict, Verdict::Warning);
    assert!(missing.words.contains(known), "{missing}");
    let mut live = right();
    live["environment"] = json!("live");
    live["public_key_id"] = json!("LIVE-AEXAMPLEKEYID");
    let report = Checkup::from_json(&live.to_string()).report();
    assert_eq!(only(&report, Subject::TOPICS).verdict, Verdict::Warning, "not known: {report}");
    assert!(report.passed());
}

#[test]
fn a_report_is_text_and_data() {
    let report = with("region", &json!("de"));
    let line = "problem      region         `region`: no such region\n";
    assert!(report.to_string().contains(line), "{report}");
    assert!(report.to_string().contains("\n                            -> write `us`, `eu`, `uk` or `jp`\n"));
    let data = serde_json::to_value(&report).expect("JSON");
    let region = json!({
        "subject": "region",
        "verdict": "problem",
        "words": "`region`: no such region",
        "remedy": "write `us`, `eu`, `uk` or `jp`",
    });
    assert!(data["findings"].as_array().expect("a list").contains(&region), "{data}");
}

#[cfg(feature = "client")]
#[test]
fn its_futures_are_send() {
    use amazonpay_update::charge_permission_id;
    use amazonpay_update::doctor::Question;

    fn assert_send<T: Send>(_: &T) {}
    let question = Question::about(charge_permission_id!("C01-0000000-0000000"));
    assert_send(&Checkup::from_json("{}").report_and_ask(&question));
}

#[test]
fn an_id_that_could_be_a_key_is_not_repeated() {
    let line = "q83vEjRWeJq83vASNFZ4mrze8BI0VniavN7wEjRWeJq83vASNFZ4mrze8BI0Vnia";
    let mut config = right();
    config["public_key_id"] = json!(line);
    let checkup = Checkup::from_json(&config.to_string())
        .store_id(format!("amzn1.application-oa2-client.{line}"))
        .return_url(format!("https://a.com/?state={line}"))
        .public_key_file(line);
    let report = checkup.report();
    assert_eq!(problems(&report), [Subject::PUBLIC_KEY], "each has the form of one: {report}");
    assert!(!report.to_string().contains(&line[..16]), "{report}");
    assert!(!serde_json::to_string(&report).expect("JSON").contains(&line[..16]), "{report}");
}
