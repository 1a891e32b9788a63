//! Whatever is asked for, or posted, the answer is a page of the shop.

use super::support::{Browser, Page, shop, wallet_id};
use amazonpay_update::region::RegionName;
use amazonpay_update_shop::database::Product;
use amazonpay_update_stand_in::{Fault, RetryAfter, Script};
use reqwest::{Method, StatusCode};
use std::time::{Duration, SystemTime};

const FORM: &str = "application/x-www-form-urlencoded";

/// The page has the shop's frame, says this, and has the headers of every page.
fn is_the_shops_own(page: &Page, status: StatusCode, words: &[&str]) {
    let what = format!("{} {} {:?} {}", page.path, page.status, page.headers, page.body);
    assert_eq!(page.status, status, "{what}");
    let header =
        |name: &str| page.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(header("content-type").starts_with("text/html"), "{what}");
    assert!(header("content-security-policy").contains("default-src 'none'"), "{what}");
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(header("x-frame-options"), "DENY", "{what}");
    assert_eq!(header("referrer-policy"), "same-origin", "{what}");
    assert_eq!(header("cache-control"), "no-store", "{what}");
    assert!(page.body.contains("Kettle &amp; Leaf") && page.body.contains("href=\"/\""), "{what}");
    for words in words {
        assert!(page.body.contains(words), "{words}: {what}");
    }
}

#[tokio::test]
async fn a_form_that_names_no_region_gets_the_field_and_its_values() {
    let shop = shop().await;
    let mut browser = Browser::new(&shop.origin);
    let words = ["`region`", "us, eu, uk, jp"];
    let long = format!("region={}", "u".repeat(3 << 20));
    for (content_type, body, status) in [
        (FORM, "region=xx", StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, "region=", StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, "region=us%20", StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, "", StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, "place=us", StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, "region=us&region=eu", StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, "region=%FF", StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, "\0\0&&==%", StatusCode::UNPROCESSABLE_ENTITY),
        (FORM, &long, StatusCode::PAYLOAD_TOO_LARGE),
        ("application/json", r#"{"region":"us"}"#, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ("", "region=us", StatusCode::UNSUPPORTED_MEDIA_TYPE),
    ] {
        let request = browser.http().post(browser.url("/login")).header("origin", &shop.origin);
        let request =
            if content_type.is_empty() { request } else { request.header("content-type", content_type) };
        let page = browser.answer(request.body(body.to_owned()), "/login").await;
        is_the_shops_own(&page, status, &words);
    }
    assert_eq!(browser.get("/account").await.path, "/", "nobody is logged in");
}

#[tokio::test]
async fn a_path_that_names_no_wallet_is_not_found() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Eu).await;
    let long = "9".repeat(10_000);
    for id in ["nonsense", "%FF", "%00", "C01-0000000-0000000", "%F0%9F%8D%B5", &long] {
        for path in ["payment-method", "address"] {
            let page = browser.get(&format!("/wallets/{id}/{path}")).await;
            is_the_shops_own(&page, StatusCode::NOT_FOUND, &["There is no page"]);
        }
        let page = browser.post(&format!("/wallets/{id}/charge"), &[]).await;
        is_the_shops_own(&page, StatusCode::NOT_FOUND, &["There is no page"]);
    }
    is_the_shops_own(&browser.get("/%FF").await, StatusCode::NOT_FOUND, &["There is no page"]);
}

#[tokio::test]
async fn a_return_with_anything_behind_it_is_answered() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Us).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let session = "amazonCheckoutSessionId=acf951ea-32ee-4dea-916b-2caa9b218e4a";
    let tomorrow = SystemTime::now() + Duration::from_hours(24);
    let key = &shop.shop.amazon_pay(RegionName::Us).state_key;
    let good = shop.return_path(RegionName::Us, &id, key, tomorrow);
    for path in [
        "/return".to_owned(),
        "/return?".to_owned(),
        "/return?%FF=%00&&=&%".to_owned(),
        format!("/return?{session}"),
        format!("{good}&{session}&{session}"),
        format!("{good}&amazonCheckoutSessionId="),
        format!("{good}&amazonCheckoutSessionId=%FF"),
        format!("{good}&{}&{session}", good.split_once('?').expect("a query").1),
    ] {
        let page = browser.get(&path).await;
        is_the_shops_own(&page, StatusCode::OK, &["data-test=\"outcome\""]);
        assert_eq!(page.outcome(), "refused", "{path}");
    }
    let page = browser.get(&format!("{good}&{session}&more={}", "a".repeat(2_000))).await;
    is_the_shops_own(&page, StatusCode::URI_TOO_LONG, &["too long"]);
}

#[tokio::test]
async fn a_method_that_an_address_does_not_accept_is_refused() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Us).await;
    for (method, path, allowed) in [
        (Method::GET, "/login", "POST"),
        (Method::GET, "/logout", "POST"),
        (Method::GET, "/wallets/C01-0000000-0000000/charge", "POST"),
        (Method::GET, "/ipn/us", "POST"),
        (Method::POST, "/account", "GET,HEAD"),
        (Method::DELETE, "/result", "GET,HEAD"),
        (Method::PUT, "/icon.svg", "GET,HEAD"),
    ] {
        let request =
            browser.http().request(method.clone(), browser.url(path)).header("origin", &shop.origin);
        let page = browser.answer(request, path).await;
        is_the_shops_own(&page, StatusCode::METHOD_NOT_ALLOWED, &[method.as_str()]);
        assert_eq!(page.headers["allow"], allowed, "{method} {path}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_and_a_broken_cookie_get_a_page_of_the_shop() {
    let shop = shop().await;
    let mut browser = Browser::new(&shop.origin);
    let request = browser.http().post(browser.url("/logout")).header("origin", "https://evil.example");
    let page = browser.answer(request, "/logout").await;
    is_the_shops_own(&page, StatusCode::FORBIDDEN, &["another website"]);
    for cookie in ["session", "session=", "session=%FF", "session=nonsense; session=other", "=;;="] {
        let request = browser.http().get(browser.url("/")).header("cookie", cookie);
        let page = browser.answer(request, "/").await;
        is_the_shops_own(&page, StatusCode::OK, &["data-test=\"log-in\""]);
    }
}

#[tokio::test]
async fn a_failure_is_told_in_the_language_of_the_buyer() {
    let shop = shop().await;
    let mut browser = shop.buyer(RegionName::Eu).await;
    let id = wallet_id(&mut browser, Product::GreenTea).await;
    let permission = shop.stand_in(RegionName::Eu).permission_handle(id.as_str()).expect("it is there");
    permission.set_script(Script::first([Fault::TooManyRequests(RetryAfter::Seconds(60))]));
    let page = browser.post(&format!("/wallets/{id}/charge"), &[]).await;
    let words = ["<html lang=\"de\">", "Fehler", "Zum Shop"];
    is_the_shops_own(&page, StatusCode::INTERNAL_SERVER_ERROR, &words);
}
