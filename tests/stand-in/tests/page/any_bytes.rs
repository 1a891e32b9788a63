//! Whatever is posted is answered, and nothing but what was signed opens a session.

use crate::browser::{around, fields, get, http, payload, shown, stand_in};

#[tokio::test]
async fn any_bytes_are_answered() {
    let stand_in = stand_in().await;
    let posted = fields(&around(&payload().to_string()));
    let good: String = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(&posted).finish();
    let client = http();
    let update = {
        let request = client.post(format!("{}/checkout/initiate", stand_in.page_origin()));
        let form = request.header("content-type", "application/x-www-form-urlencoded");
        shown(form.body(good.clone())).await.location
    };
    let token = get(&stand_in, &update).await.token().to_owned();
    let own = format!("token={token}&action=confirm&card=1111&address=7").into_bytes();
    let mut random = fastrand::Rng::with_seed(9);
    for round in 0..400 {
        let (path, start) = match round % 3 {
            0 => ("/checkout/initiate".to_owned(), good.as_bytes()),
            1 => (update.clone(), own.as_slice()),
            _ => (format!("{update}/address"), own.as_slice()),
        };
        let mut body = start.to_vec();
        for _ in 0..=random.usize(..4) {
            let at = random.usize(..body.len());
            match random.u8(..4) {
                0 => body[at] = random.u8(..),
                1 => body.insert(at, random.u8(..)),
                2 => body.truncate(at.max(1)),
                _ => drop(body.remove(at.min(body.len() - 1))),
            }
            if body.is_empty() {
                body.push(b'&');
            }
        }
        let request = client.post(format!("{}{path}", stand_in.page_origin()));
        let form = request.header("content-type", "application/x-www-form-urlencoded");
        let answer = shown(form.body(body.clone())).await;
        assert!(
            matches!(answer.status, 200 | 303 | 400 | 403 | 409 | 422),
            "{}: {answer:?}",
            String::from_utf8_lossy(&body)
        );
    }
}
