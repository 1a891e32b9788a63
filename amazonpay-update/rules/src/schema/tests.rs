use super::*;
use crate::word::Word;

fn rows() -> impl Iterator<Item = &'static Member> {
    MEMBERS.iter().chain(INSIDE)
}

#[test]
fn names_are_unique_and_fields_are_names_in_snake_case() {
    for (at, member) in MEMBERS.iter().enumerate() {
        assert!(MEMBERS[..at].iter().all(|other| other.name != member.name), "{}", member.name);
        assert!(member.is_field(&member.field()), "{}", member.name);
        for other in ["", "store", member.name] {
            assert_eq!(member.is_field(other), other == member.field(), "{} {other}", member.name);
        }
        assert!(!member.is_field(&format!("{}_", member.field())), "{}", member.name);
    }
    assert_eq!(by_field("can_handle_pending_authorization").unwrap().name, "canHandlePendingAuthorization");
    assert!(by_field("payment_details").is_none(), "no type has it whole");
}

#[test]
fn a_parent_is_an_object_of_the_table() {
    for member in rows().filter(|member| !member.parent.is_empty()) {
        let is_object = |other: &Member| matches!(other.holds, Holds::Object(_) | Holds::ByKey(_));
        let parents = rows().filter(|other| other.name == member.parent).map(is_object);
        assert_eq!(parents.collect::<Vec<_>>(), [true], "{}", member.path());
    }
}

/// A typestate knows types, not values: no bound of a builder can ask whether a text or a flag is right. So a member
/// can need only a word of another member, because a word is a type.
#[test]
fn a_need_is_of_a_member_whose_value_is_a_type() {
    for member in rows() {
        for need in member.needs {
            let words = needed(need).words();
            assert!(words.contains(&need.value), "{}: `{}` holds no such word", member.name, need.member);
            assert!(
                needed(need).constant().is_none(),
                "{}: `{}` is always the same",
                member.name,
                need.member
            );
        }
    }
    for member in INSIDE {
        assert!(member.needs.is_empty(), "{}: a builder does not see it", member.name);
    }
}

#[test]
fn a_value_of_the_table_is_one_its_member_can_have() {
    for member in rows() {
        for value in member.default.into_iter().chain(member.only.map(|only| only.value)) {
            let fits = match value {
                Value::Flag(_) => matches!(member.holds, Holds::Flag),
                Value::Word(word) => member.words().contains(&word),
            };
            assert!(fits, "{}: {value:?}", member.name);
        }
        // A word is written as constant text, so the row must have the only word.
        assert!(!matches!(member.holds, Holds::Word(_)) || member.only.is_some(), "{}", member.name);
    }
}

#[test]
fn no_two_lists_share_a_word() {
    let words: Vec<Word> = rows().flat_map(Member::words).copied().collect();
    for word in Word::ALL {
        assert_eq!(words.iter().filter(|other| *other == word).count(), 1, "{word:?}");
        assert_eq!(Word::from_text(word.as_str()), Some(*word));
    }
}

#[test]
fn one_member_is_an_option_of_the_button() {
    let options = rows().filter(|member| matches!(member.holds, Holds::ButtonOption(_)));
    assert_eq!(options.map(|member| member.name).collect::<Vec<_>>(), [button_option().name]);
    assert_eq!(button_option().called(), "the product type");
}

#[test]
fn a_text_breaks_no_rule_but_those_of_its_row() {
    let long = "x".repeat(5000);
    let wrong = ["", " ", "x", "/", "http://u@a_b/ ?amazonCheckoutSessionId#x", "https://a.com/#", &long];
    for member in rows() {
        let broken: Vec<Rule> = match member.holds {
            Holds::Text(_, check) | Holds::ByKey(check) => {
                wrong.iter().flat_map(|text| check(text).iter()).collect()
            }
            Holds::Texts(_, check) => {
                let keys = ["US", "JP"];
                keys.iter().flat_map(|key| wrong.iter().flat_map(|text| check(key, text).iter())).collect()
            }
            _ => continue,
        };
        let path = member.path();
        for rule in &broken {
            assert!(
                member.rules_of_texts().any(|named| named == *rule),
                "{path}: its function breaks {rule:?}, so `.limit` or `.texts` needs it"
            );
        }
        for rule in member.rules_of_texts() {
            assert!(broken.contains(&rule), "{path}: no text of `wrong` breaks {rule:?}: add one that does");
        }
    }
}

#[test]
fn a_limit_is_the_one_the_text_is_checked_by() {
    for member in rows() {
        let Some(Limit { characters, rule }) = member.limit else { continue };
        let Holds::Text(_, check) = member.holds else { panic!("{} is no text", member.name) };
        assert!(!check(&"\u{1F4B3}".repeat(characters)).contains(rule), "{}", member.name);
        assert!(check(&"x".repeat(characters + 1)).contains(rule), "{}", member.name);
        assert!(!member.texts.contains(&rule), "{}: `.limit` names {rule:?}", member.name);
    }
}

#[test]
fn known_texts_are_right() {
    for member in rows() {
        for text in member.known {
            match member.holds {
                Holds::Text(_, check) => assert!(check(text).is_empty(), "{} {text}", member.name),
                Holds::Texts(_, check) => assert!(check("", text).is_empty(), "{} {text}", member.name),
                _ => panic!("{} holds no text", member.name),
            }
        }
    }
}

#[test]
fn objects_have_their_members_in_order() {
    let names = |parent| members_of(parent).iter().map(|member| member.name).collect::<Vec<_>>();
    let payload = names("");
    assert!(payload.starts_with(&[
        "storeId",
        "chargePermissionId",
        "chargePermissionType",
        "webCheckoutDetails"
    ]));
    assert!(!payload.contains(&"productType"), "it is an option of the button");
    assert_eq!(names("paymentDetails"), ["paymentIntent", "canHandlePendingAuthorization"]);
    assert_eq!(names("restrictions"), ["statesOrRegions", "zipCodes", "except"]);
    assert!(names("storeId").is_empty());
}

#[test]
fn a_builder_asks_for_what_is_required_and_has_no_default() {
    let stated = MEMBERS.iter().filter(|member| member.can_be_stated());
    let asked_for = stated.filter(|member| member.asked_for().is_some()).map(|member| member.name);
    assert!(asked_for.eq(["storeId", "chargePermissionId", "webCheckoutDetails", "checkoutResultReturnUrl"]));
}

#[test]
fn an_object_that_needs_the_product_type_has_it_as_a_parameter() {
    let with_parameter = MEMBERS.iter().filter(|member| member.has_parameter()).map(|member| member.name);
    assert!(with_parameter.eq(["deliverySpecifications"]));
}

#[test]
fn a_row_knows_the_rules_of_what_stands_in_it() {
    let delivery = by_name("deliverySpecifications").unwrap().rules();
    for rule in [Rule::DeliverySpecificationsNeedPayAndShip, Rule::RestrictionsEmpty, Rule::ZipPattern] {
        assert!(delivery.contains(&rule), "{rule:?}");
    }
    assert_eq!(by_name("webCheckoutDetails").unwrap().missing(), Some(Rule::ReturnUrlRequired));
    assert_eq!(by_name("merchantMetadata").unwrap().missing(), None);
    assert!(can_be_allowed(Rule::PendingAuthorizationMustBeFalse));
    assert!(!can_be_allowed(Rule::DeliverySpecificationsNeedPayAndShip), "it has no literal");
    assert!(!can_be_allowed(Rule::UpdateNeedsPaymentMethodOnFile), "Amazon documents it");
}

#[test]
fn a_refused_name_says_what_to_do() {
    let known: Vec<&str> = members_of("").iter().map(|member| member.name).collect();
    let said = |name| refuse_name("", name, &known).to_string();
    assert!(said("stroeId").contains("did you mean `storeId`?"));
    assert!(said("setupOnly").contains("it belongs in `paymentMethodOnFileMetadata`"));
    assert!(said("productType").contains("option of the button"));
    assert!(said("chargeAmount").ends_with("[no_charge_amount_in_update]"));
    assert!(said("checkoutReviewReturnUrl").ends_with("[review_return_url_in_update]"));
    assert!(said("chekoutMode").contains("payload of a checkout"));
    assert!(said("zzz").ends_with("remove it [unknown_member]"));
    assert!(said("a\nb").starts_with("`a\\nb`: "));
}

#[test]
fn an_option_without_a_name_of_its_own_is_known_by_its_value() {
    let product_type = rows().find(|member| member.name == "productType");
    let hint = |option| refuse_option(option, product_type).to_string();
    assert!(hint("PayOnly").contains("write `product_type = PayOnly`"));
    // `kind = PayOnly`
    assert!(hint("kind").contains("did you mean `product_type`?"));
}

/// A rule is one trait, so it can say only one thing.
#[test]
fn a_rule_of_several_rows_says_the_same_in_each() {
    let needs = || MEMBERS.iter().flat_map(|member| member.needs);
    for need in needs() {
        for other in needs().filter(|other| other.rule == need.rule) {
            assert_eq!((other.member, other.value), (need.member, need.value), "{:?}", need.rule);
        }
    }
    for rule in Rule::ALL {
        let kinds = [
            needs().any(|need| need.rule == *rule),
            rows().any(|member| member.only.is_some_and(|only| only.rule == *rule)),
            MEMBERS.iter().any(|member| member.required == Some(*rule)),
        ];
        assert!(
            kinds.iter().filter(|kind| **kind).count() <= 1,
            "{rule:?}: a need, an only value or a required member"
        );
    }
}

/// A struct may hold a whole object, by its Rust type. Then nothing looks at the members in it. So no member in such an
/// object may need another member, or have a default.
#[test]
fn an_object_that_a_type_holds_whole_has_only_plain_members() {
    for object in
        MEMBERS.iter().filter(|object| matches!(object.holds, Holds::Object(_)) && object.can_be_stated())
    {
        for inner in members_of(object.name) {
            assert!(inner.needs.is_empty() && inner.default.is_none(), "{}", inner.path());
        }
    }
}

/// The derive writes the payload and the objects in it. A part's own type writes what is deeper.
#[test]
fn a_member_that_a_struct_can_state_is_at_most_one_object_deep() {
    for member in MEMBERS.iter().filter(|member| !member.parent.is_empty()) {
        assert_eq!(by_name(member.parent).map(|object| object.parent), Some(""), "{}", member.path());
        assert!(!matches!(member.holds, Holds::Object(_) | Holds::ByKey(_)), "{}", member.path());
    }
}

/// The JSON Schema refuses every text that is not in the list.
#[test]
fn a_closed_list_is_what_the_check_accepts() {
    for member in rows() {
        let list = member.closed_list();
        let accepts = |text: &str| match member.holds {
            Holds::Text(_, check) | Holds::ByKey(check) => check(text).is_empty(),
            Holds::Texts(_, check) => check("", text).is_empty(),
            _ => false,
        };
        let pairs = (0..=0x7F_u8).flat_map(|first| (0..=0x7F_u8).map(move |second| [first, second]));
        let pairs = pairs.map(|pair| String::from_utf8_lossy(&pair).into_owned());
        let near = list.iter().flat_map(|text| {
            let shorter = text.chars().skip(1).collect();
            [(*text).to_owned(), text.to_lowercase(), text.to_uppercase(), format!("{text}x"), shorter]
        });
        for text in near.chain(pairs).filter(|_| !list.is_empty()) {
            assert_eq!(accepts(&text), list.contains(&text.as_str()), "{}: {text:?}", member.path());
        }
    }
}

#[test]
fn the_trait_of_a_need_says_what_is_needed() {
    let docs: Vec<String> =
        rows().flat_map(|row| row.needs.iter().map(|need| row.docs_of_need(need))).collect();
    for said in [
        "`chargePermissionType` is `PaymentMethodOnFile`, which `setupOnly` needs.",
        "The product type is `PayAndShip`, which `deliverySpecifications` needs.",
    ] {
        assert!(docs.iter().any(|docs| docs == said), "{said}: {docs:?}");
    }
}
