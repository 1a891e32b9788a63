//! Japanese.

use super::words::{Item, Texts};

/// As in Japan.
pub(super) const JA: Texts = Texts {
    lang: "ja",
    buyer: "葵",
    country: "日本",
    log_in: "葵さんとしてログイン",
    log_out: "ログアウト",
    demo: "お使いのパソコン上のデモです。商品は販売されず、Amazon Payの代わりにテスト用のサーバーが応答します。",
    account: "ご契約中の定期便",
    greeting: "葵さん、こんにちは。",
    products: [
        Item {
            name: "朝の紅茶", about: "アッサム100gを毎月お届け", price: "￥2,400", amount: "2400"
        },
        Item {
            name: "春の緑茶", about: "煎茶80gを毎月お届け", price: "￥2,900", amount: "2900"
        },
        Item {
            name: "お茶の教室",
            about: "毎週のレッスン。お試しセットが付くようになりました",
            price: "￥1,200",
            amount: "1200",
        },
    ],
    a_month: "／月",
    paid_with: "お支払い方法",
    sent_to: "お届け先",
    by_email: "メールのみ：お届け先はまだ登録されていません。",
    works: "お支払い方法は有効です。",
    needs_change: "Amazon Payでお支払い方法に請求できません。お支払い方法を変更してください。",
    in_progress: "Amazon Payでお支払いを処理しています。",
    is_closed: "保存されたお支払い方法はご利用いただけなくなりました。Amazon Payをもう一度設定してください。",
    is_unknown: "お支払い方法についてAmazon Payに確認しています。",
    payment: "今月のお支払い",
    paid: "お支払い済み",
    due: "未払い",
    pending: "Amazon Payでお支払いを確認しています",
    refused: "Amazon Payでお支払いが承認されませんでした",
    our_fault: "当店側の問題のため、お支払いはまだ完了していません。お支払い方法が拒否されたわけではありません。しばらくしてからもう一度お試しください。",
    charge_again: "もう一度支払う",
    change_payment_method: "お支払い方法を変更する",
    change_address: "お届け先を変更する",
    add_address: "お届け先を登録する",
    at_amazon: "変更はAmazon Payのページで行います。完了後、このページに戻ります。",
    to_amazon: "Amazon Payに進む",
    back: "定期便の一覧に戻る",
    result: "変更の結果",
    start_again: "もう一度始める",
    look_again: "もう一度確認する",
    failed: "当店側で問題が発生しました。",
    try_later: "しばらくしてからもう一度お試しください。",
    to_the_shop: "お店に戻る",
};
