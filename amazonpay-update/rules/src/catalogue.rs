//! Every rule once: its slug, its words, the evidence for it and where it is enforced.

/// What a rule rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Amazon documents it.
    Documented,
    /// Deduced from samples, SDK sources or standards; a struct may `allow` it by name.
    Inferred,
}

/// Whether a rule can be enforced on one side (while compiling, or while running).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The rule is enforced there.
    Enforced,
    /// The rule is not enforced there, for this reason.
    Never(&'static str),
}

macro_rules! catalogue {
    ($(
        #[doc = $mistake:literal]
        $variant:ident = $slug:ident {
            words: $words:literal,
            evidence: $evidence:ident, $source:literal,
            compile: $compile:expr,
            run: $run:expr $(,)?
        }
    )+) => {
        /// A rule of Amazon Pay's update flow. Its [`slug`](Rule::slug) is the code of the
        /// run-time error, the name of the compile-fail case and the anchor in the documentation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = $mistake] $variant,)+
        }

        impl Rule {
            /// All rules, in the order of the catalogue.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)+];

            /// The rule's name, for example `store_id_format`.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Rule::$variant => stringify!($slug),)+ }
            }

            /// The name of the variant, for example `StoreIdRequired`. The trait that has the rule's words has the same
            /// name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Rule::$variant => stringify!($variant),)+ }
            }

            /// The mistake that breaks the rule, as a sentence.
            #[must_use]
            pub const fn mistake(self) -> &'static str {
                match self { $(Rule::$variant => $mistake.trim_ascii(),)+ }
            }

            /// Amazon's member name, what is wrong, and what to write instead.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Rule::$variant => $words,)+ }
            }

            /// The words with the slug behind them in brackets: how a refusal reads.
            #[must_use]
            pub const fn refusal(self) -> &'static str {
                match self { $(Rule::$variant => concat!($words, " [", stringify!($slug), "]"),)+ }
            }

            /// Where the rule is explained, with a wrong and a right example.
            #[must_use]
            pub const fn page(self) -> &'static str {
                match self {
                    $(Rule::$variant => concat!(
                        "https://docs.rs/amazonpay-update/latest/amazonpay_update/rules/#",
                        stringify!($slug)
                    ),)+
                }
            }

            /// What the rule rests on.
            #[must_use]
            pub const fn evidence(self) -> Evidence {
                match self { $(Rule::$variant => Evidence::$evidence,)+ }
            }

            /// Where Amazon documents it, or what it was inferred from.
            #[must_use]
            pub const fn source(self) -> &'static str {
                match self { $(Rule::$variant => $source,)+ }
            }

            /// Whether a program that breaks the rule fails to compile.
            #[must_use]
            pub const fn at_compile_time(self) -> Side {
                match self { $(Rule::$variant => $compile,)+ }
            }

            /// Whether a value that breaks the rule is refused while running.
            #[must_use]
            pub const fn at_run_time(self) -> Side {
                match self { $(Rule::$variant => $run,)+ }
            }
        }
    };
}

use Side::{Enforced, Never};

catalogue! {
    /// The payload names no store.
    StoreIdRequired = store_id_required {
        words: "`storeId` is required: set it to the store's id from Integration Central, `amzn1.application-oa2-client.` and letters or digits",
        evidence: Documented, "update page, step 2, `storeId` (required)",
        compile: Enforced, run: Enforced,
    }
    /// The payload does not say which stored permission is updated.
    ChargePermissionIdRequired = charge_permission_id_required {
        words: "`chargePermissionId` is required: set it to the Saved Wallet charge permission id stored for the buyer",
        evidence: Documented, "update page, step 2, instructions",
        compile: Enforced, run: Enforced,
    }
    /// The buyer would have nowhere to return to.
    ReturnUrlRequired = return_url_required {
        words: "`webCheckoutDetails.checkoutResultReturnUrl` is required: set it to the page the buyer returns to",
        evidence: Documented, "update page, step 2, `webCheckoutDetails` (required)",
        compile: Enforced, run: Enforced,
    }
    /// The payload does not say what kind of permission it updates.
    ChargePermissionTypeRequired = charge_permission_type_required {
        words: "`chargePermissionType` is required: set it to `PaymentMethodOnFile`; left out, Amazon takes `OneTime`",
        evidence: Documented, "update page, step 2, instructions and default value",
        compile: Enforced, run: Enforced,
    }
    /// Nobody said whether the buyer's address is part of the update.
    ProductTypeRequired = product_type_required {
        words: "`productType` is required: state `PayAndShip`, or `PayOnly` when the stored permission is `PayOnly` and only the payment method changes",
        evidence: Documented, "update page, step 2, instructions",
        compile: Enforced,
        run: Never("`productType` is a button parameter, not a member of the payload: a JSON text cannot state it"),
    }
    /// A payload leaves `setupOnly` out, or could: a struct that does not state it gets `true`.
    SetupOnlyRequired = setup_only_required {
        words: "`paymentMethodOnFileMetadata.setupOnly` is required: set it to `true` for an update",
        evidence: Documented, "update page, step 2, instructions",
        compile: Enforced, run: Enforced,
    }
    /// A JSON payload leaves `paymentIntent` out.
    PaymentIntentRequired = payment_intent_required {
        words: "`paymentDetails.paymentIntent` is required: set it to `Confirm`, for no transaction takes place in an update",
        evidence: Documented, "update page, step 2, instructions",
        compile: Enforced,
        run: Enforced,
    }
    /// `setupOnly` stands without the permission type it belongs to.
    SetupOnlyNeedsPaymentMethodOnFile = setup_only_needs_payment_method_on_file {
        words: "`setupOnly` belongs to `PaymentMethodOnFile` alone: set `chargePermissionType` to `PaymentMethodOnFile` first",
        evidence: Documented, "update page, step 2, `paymentMethodOnFileMetadata`",
        compile: Enforced, run: Enforced,
    }
    /// The permission type is one that cannot be updated this way.
    UpdateNeedsPaymentMethodOnFile = update_needs_payment_method_on_file {
        words: "`chargePermissionType` must be `PaymentMethodOnFile` in an update: `OneTime` and `Recurring` permissions have no update page",
        evidence: Documented, "update page, step 2, instructions",
        compile: Enforced, run: Enforced,
    }
    /// The payload intends a transaction.
    PaymentIntentMustBeConfirm = payment_intent_must_be_confirm {
        words: "`paymentIntent` must be `Confirm` in an update: no transaction takes place, so nothing can be authorized or captured",
        evidence: Documented, "update page, step 2, instructions",
        compile: Enforced, run: Enforced,
    }
    /// The payload expects a pending authorization.
    PendingAuthorizationMustBeFalse = pending_authorization_must_be_false {
        words: "`canHandlePendingAuthorization` must be `false` in an update: there is no authorization that could be pending",
        evidence: Inferred, "update page, step 2, payload example",
        compile: Enforced, run: Enforced,
    }
    /// The payload carries an amount or another member that only a transaction has.
    NoChargeAmountInUpdate = no_charge_amount_in_update {
        words: "an update charges nothing: remove `chargeAmount` and every other member of `paymentDetails` than `paymentIntent` and `canHandlePendingAuthorization`",
        evidence: Inferred, "update page, step 2, `paymentIntent` = `Confirm`",
        compile: Enforced, run: Enforced,
    }
    /// Address restrictions without an address to choose.
    DeliverySpecificationsNeedPayAndShip = delivery_specifications_need_pay_and_ship {
        words: "`deliverySpecifications` needs the product type `PayAndShip`: with `PayOnly` the buyer chooses no address, so remove it or state `PayAndShip` first",
        evidence: Inferred, "update page, step 2, optional integration steps",
        compile: Enforced, run: Enforced,
    }
    /// Not a store id.
    StoreIdFormat = store_id_format {
        words: "`storeId` must be `amzn1.application-oa2-client.` followed by one or more ASCII letters or digits, and nothing else: copy the whole store id from Integration Central",
        evidence: Inferred, "samples of the update page and of the official SDKs",
        compile: Enforced, run: Enforced,
    }
    /// Not a charge permission id.
    ChargePermissionIdFormat = charge_permission_id_format {
        words: "`chargePermissionId` must be an upper-case letter, two digits, and two groups of seven upper-case letters or digits, joined by hyphens, like `B01-0000000-0000000`",
        evidence: Inferred, "samples of the update page and of the official SDKs",
        compile: Enforced, run: Enforced,
    }
    /// Not a merchant id.
    MerchantIdFormat = merchant_id_format {
        words: "`merchantId` must be `A` followed by upper-case letters or digits, like `A3LVSV45M75151`: copy the merchant id from Seller Central",
        evidence: Inferred, "samples of the official documentation",
        compile: Enforced, run: Enforced,
    }
    /// Not a public key id.
    PublicKeyIdFormat = public_key_id_format {
        words: "`publicKeyId` must be 1 to 64 of the characters A-Z, a-z, 0-9, `_` and `-`: copy the id Seller Central shows beside the key",
        evidence: Inferred, "samples of the official documentation",
        compile: Enforced, run: Enforced,
    }
    /// Not a Checkout Session id.
    CheckoutSessionIdFormat = checkout_session_id_format {
        words: "`checkoutSessionId` must be a UUID with hyphens, like `acf951ea-32ee-4dea-916b-2caa9b218e4a`: take it as Amazon appended it",
        evidence: Inferred, "samples of the official documentation",
        compile: Enforced, run: Enforced,
    }
    /// A URL without a scheme.
    ReturnUrlAbsolute = return_url_absolute {
        words: "`checkoutResultReturnUrl` and `checkoutCancelUrl` must be absolute: write the whole URL, beginning with `https://`",
        evidence: Documented, "update page, step 2, `webCheckoutDetails`: the URLs must use HTTPS",
        compile: Enforced, run: Enforced,
    }
    /// A URL with another scheme than https.
    ReturnUrlHttps = return_url_https {
        words: "`checkoutResultReturnUrl` and `checkoutCancelUrl` must use HTTPS: replace the scheme by `https://`",
        evidence: Documented, "update page, step 2, `webCheckoutDetails`: the URLs must use HTTPS",
        compile: Enforced, run: Enforced,
    }
    /// A URL that no browser would follow as it stands.
    ReturnUrlMalformed = return_url_malformed {
        words: "`checkoutResultReturnUrl` and `checkoutCancelUrl` must have a host, and neither white space, control characters nor a backslash: write the host after `https://`, and remove or percent-encode such characters",
        evidence: Inferred, "RFC 3986",
        compile: Enforced, run: Enforced,
    }
    /// A URL whose host or port can be read as another, or as none.
    ReturnUrlHost = return_url_host {
        words: "`checkoutResultReturnUrl` and `checkoutCancelUrl` must have a host and a port that every browser leaves as they are: write a DNS name (labels of 1 to 63 ASCII letters, digits and inner hyphens, the last not a number; a name that is not ASCII as `xn--...`), an IPv4 address like `192.0.2.1`, or an IPv6 address in its shortest form like `[2001:db8::1]`, and a port from 1 to 65535 without leading zeros, if any",
        evidence: Inferred, "RFC 3986, RFC 1123, RFC 5952, WHATWG URL: browsers and Amazon must read the same host",
        compile: Enforced, run: Enforced,
    }
    /// A URL that carries credentials.
    ReturnUrlNoUserinfo = return_url_no_userinfo {
        words: "`checkoutResultReturnUrl` and `checkoutCancelUrl` must not carry a user name or password: remove what stands before `@`",
        evidence: Inferred, "RFC 3986, section 3.2.1",
        compile: Enforced, run: Enforced,
    }
    /// A URL whose fragment would stand in the way of the appended parameter.
    ReturnUrlNoFragment = return_url_no_fragment {
        words: "`checkoutResultReturnUrl` and `checkoutCancelUrl` must not have a fragment: remove `#` and what follows, for Amazon appends query parameters",
        evidence: Inferred, "update page, step 2: the Checkout Session id is appended as a query parameter",
        compile: Enforced, run: Enforced,
    }
    /// A URL that already has the parameter Amazon appends.
    ReturnUrlReservedParameter = return_url_reserved_parameter {
        words: "`checkoutResultReturnUrl` must not have a query parameter `amazonCheckoutSessionId`: Amazon appends it, so remove or rename yours",
        evidence: Inferred, "update page, step 2: the Checkout Session id is appended as a query parameter",
        compile: Enforced, run: Enforced,
    }
    /// The URL of a review page, which an update does not have.
    ReviewReturnUrlInUpdate = review_return_url_in_update {
        words: "`checkoutReviewReturnUrl` belongs to a checkout, not to an update: set `checkoutResultReturnUrl` instead",
        evidence: Documented, "update page, step 2, instructions",
        compile: Enforced, run: Enforced,
    }
    /// A scope Amazon does not know.
    UnknownScope = unknown_scope {
        words: "`scopes` may hold `name`, `email`, `phoneNumber`, `billingAddress`, `postalCode`, `shippingAddress` and `primeStatus`: correct the spelling (in Rust, `Scope::other` takes one Amazon has added)",
        evidence: Documented, "update page, step 2, `scopes`; official .NET SDK, `CheckoutSessionScope`",
        compile: Enforced, run: Enforced,
    }
    /// The same scope more than once.
    DuplicateScope = duplicate_scope {
        words: "`scopes` must name each scope once: remove the repetition",
        evidence: Inferred, "update page, step 2, `scopes`",
        compile: Enforced, run: Enforced,
    }
    /// A text for the merchant's own records that is too long.
    MerchantMetadataTooLong = merchant_metadata_too_long {
        words: "`merchantReferenceId` holds at most 256 characters, `merchantStoreName` 50, `noteToBuyer` 255 and `customInformation` 4096: shorten the text",
        evidence: Documented, "Checkout Session object, `merchantMetadata`",
        compile: Enforced, run: Enforced,
    }
    /// Not a country.
    CountryCode = country_code {
        words: "`restrictions` must be keyed by ISO 3166-1 alpha-2 country codes in upper case, like `US` or `GB`: correct the code, for Live ignores a wrong one silently (in Rust a state or region begins with one, like `US-WA`)",
        evidence: Documented, "address restriction samples",
        compile: Enforced, run: Enforced,
    }
    /// A state of the United States that is not written as its code.
    UsStateCode = us_state_code {
        words: "`statesOrRegions` of `US` must be two-letter codes in upper case (a state, DC, a territory, or AA, AE, AP), like `WA`: write the code, not the name",
        evidence: Inferred, "address restriction samples",
        compile: Enforced, run: Enforced,
    }
    /// A region with no text.
    StateOrRegionText = state_or_region_text {
        words: "`statesOrRegions` must hold a state's or region's name or code without control characters: write it as buyers do, once for each spelling (in Rust with its country, like `IN-AP`)",
        evidence: Inferred, "address restriction samples",
        compile: Enforced, run: Enforced,
    }
    /// Not a postal code or a pattern for one.
    ZipPattern = zip_pattern {
        words: "`zipCodes` must hold postal codes of ASCII letters, digits, spaces and hyphens, with `*` for any run of characters and `?` for one: correct the pattern",
        evidence: Inferred, "address restriction samples; Amazon Pay Japan FAQ on wildcards",
        compile: Enforced, run: Enforced,
    }
    /// A type of address restrictions that is neither `Allowed` nor `NotAllowed`.
    RestrictionType = restriction_type {
        words: "`addressRestrictions.type` must be `Allowed` or `NotAllowed`: state which one the restrictions mean",
        evidence: Documented, "address restriction samples",
        compile: Enforced,
        run: Enforced,
    }
    /// A special restriction Amazon does not know.
    SpecialRestriction = special_restriction {
        words: "`specialRestrictions` may hold `RestrictPOBoxes` and `RestrictPackstations`: correct the spelling, for Live ignores a wrong one silently",
        evidence: Documented, "address restriction samples",
        compile: Enforced, run: Enforced,
    }
    /// Restrictions that restrict nothing.
    RestrictionsEmpty = restrictions_empty {
        words: "`deliverySpecifications` must restrict something: name at least one country or a special restriction, and leave out a list that would be empty",
        evidence: Inferred, "address restriction samples",
        compile: Enforced, run: Enforced,
    }
    /// A member Amazon's schema does not have at this place.
    UnknownMember = unknown_member {
        words: "an update payload has no such member: correct the name or remove it",
        evidence: Documented, "update page, step 2; Amazon answers `UnrecognizedField`",
        compile: Enforced, run: Enforced,
    }
    /// A value of another JSON type, or a Rust type that is not the member's.
    WrongMemberType = wrong_member_type {
        words: "a member must have the type Amazon's schema gives it: write the one that is expected",
        evidence: Documented, "update page, step 2",
        compile: Enforced, run: Enforced,
    }
    /// One member set or stated twice.
    DuplicateMember = duplicate_member {
        words: "a member can be set only once: remove one of the two",
        evidence: Inferred, "RFC 8259, section 4: names should be unique",
        compile: Enforced,
        run: Never("a JSON text that names a member twice breaks `duplicate_key`"),
    }
    /// One key twice in a JSON object.
    DuplicateKey = duplicate_key {
        words: "a JSON object must not have the same key twice: remove one of the two",
        evidence: Inferred, "RFC 8785, section 3.1",
        compile: Enforced,
        run: Enforced,
    }
    /// The text is not JSON.
    NotJson = not_json {
        words: "the text is not valid JSON: correct it where line and column point",
        evidence: Documented, "RFC 8259",
        compile: Enforced,
        run: Enforced,
    }
    /// JSON that is nested deeper than any payload.
    NestingTooDeep = nesting_too_deep {
        words: "the JSON is nested deeper than 32 levels, and no update payload is: remove the nesting",
        evidence: Inferred, "update page, step 2: the deepest member has 6 levels",
        compile: Enforced,
        run: Enforced,
    }
    /// A field is not set that the struct itself declares as required.
    MemberRequired = member_required {
        words: "this struct requires it: call its setter before `build()`, or declare the field as an `Option` or with `#[amazon_pay(default)]`",
        evidence: Inferred, "the struct's own declaration",
        compile: Enforced,
        run: Never("a JSON text is checked against Amazon's schema, which does not require it"),
    }
    /// A Sandbox key for Live, or the reverse.
    KeyEnvironmentContradiction = key_environment_contradiction {
        words: "`publicKeyId` begins with `SANDBOX-` or `LIVE-` and names the other environment: use the key of the environment, or the environment of the key",
        evidence: Documented, "environment-specific keys",
        compile: Enforced, run: Enforced,
    }
    /// A payload that was signed for one region, used with an account of another region.
    RegionMismatch = region_mismatch {
        words: "what was signed for one region cannot be used with the account of another: sign it with this region's account",
        evidence: Documented, "signing requests, endpoints by region",
        compile: Enforced, run: Enforced,
    }
    /// A language the region's hosted page does not have.
    LanguageOfRegion = language_of_region {
        words: "`checkoutLanguage` must be one the region has: `en_US` in the US; `en_GB`, `de_DE`, `fr_FR`, `it_IT` or `es_ES` in EU and UK; `ja_JP` in Japan; use `Language::other` for one Amazon has added",
        evidence: Inferred, "Amazon's checkout.js; update page, step 4, samples by region",
        compile: Enforced, run: Enforced,
    }
    /// A button made of a payload nobody has signed.
    UnsignedPayloadHasNoButton = unsigned_payload_has_no_button {
        words: "an unsigned payload has no button: sign it first with `account.sign(&payload)`, and take the button of what that returns",
        evidence: Documented, "update page, step 3: the payload must be secured with a signature",
        compile: Enforced,
        run: Never("only what an account has signed has the method"),
    }
    /// A payload changed after it was signed.
    SignedPayloadIsImmutable = signed_payload_is_immutable {
        words: "a signed payload cannot be changed: change the payload it was made of and sign that again",
        evidence: Documented, "update page, step 3: the signature holds as long as the payload does not change",
        compile: Enforced,
        run: Never("nothing hands out the signed text to be changed"),
    }
    /// Something other than a loaded key where a key signs.
    SigningKeyRequired = signing_key_required {
        words: "a `SigningKey` is required: load it first, with `SigningKey::from_pem_file(path)?` or `SigningKey::from_pem(text)?`; where the private key lives elsewhere, give the `VerifyingKey` of its public half",
        evidence: Documented, "signing requests: the private key signs",
        compile: Enforced,
        run: Never("only a loaded key has the type that signs"),
    }
    /// A key of state tokens signs what Amazon Pay reads.
    Es256KeyCannotSignForAmazon = es256_key_cannot_sign_for_amazon {
        words: "Amazon Pay takes signatures of RSA keys alone: use a `SigningKey`, or a `VerifyingKey` in an `Account::<_, VerifyingKey>`; an ES256 `StateKey` signs state tokens and nothing else",
        evidence: Documented, "signing requests: both algorithms are RSASSA-PSS",
        compile: Enforced,
        run: Never("only RSA keys have the types that sign payloads"),
    }
    /// A return that is completed before its state token is verified.
    ReturnIsVerified = return_is_verified {
        words: "a return is completed once its state token is verified: give `complete_return` what `BuyerReturn::from_url(url).verify_state(keys, updates)?` returns",
        evidence: Inferred, "the session id stands in the return URL, where the buyer can write any other",
        compile: Enforced,
        run: Never("only a verified return has the type that is completed"),
    }
    /// A key Amazon would not take.
    WeakKey = weak_key {
        words: "the key must be RSA with 2048 bits or more: make one with `openssl genrsa -out private.pem 2048` and register its public half",
        evidence: Documented, "Seller Central, API keys",
        compile: Never("a key is loaded while the program runs"),
        run: Enforced,
    }
    /// A shape the derive cannot make a payload of.
    UnsupportedShape = unsupported_shape {
        words: "`UpdatePayload` can be derived for a struct with named fields only: write `struct Name { field: Type, ... }`",
        evidence: Inferred, "a payload is a JSON object",
        compile: Enforced,
        run: Never("it is about Rust code"),
    }
    /// `UpdatePayload` implemented by hand.
    PayloadIsDerived = payload_is_derived {
        words: "only what was checked against Amazon's schema is a payload: derive `UpdatePayload` for the struct (`crate = ...` must name `amazonpay_update` itself), finish a builder with `build()`, or check a JSON text with `CheckedPayload::check`",
        evidence: Inferred, "the documentation of the derive",
        compile: Enforced,
        run: Never("it is about Rust code; what passes the compiler all the same is not signed"),
    }
    /// A constant text that would take rustc too long to check.
    ConstantTooLong = constant_too_long {
        words: "a constant text has at most 16,384 bytes: write a longer one as a literal in its macro, or parse it while the program runs",
        evidence: Inferred, "the limit that rustc puts on the evaluation of constants",
        compile: Enforced,
        run: Never("a text that is parsed may be longer"),
    }
    /// A builder's method for a member that the struct has no field for.
    MemberHasNoSetter = member_has_no_setter {
        words: "the builder has no setter for it: remove the call where the struct attribute states the member already, call the setter by the name of the field that stands for it, or add a field",
        evidence: Inferred, "the documentation of the derive",
        compile: Enforced,
        run: Never("it is about Rust code"),
    }
    /// A field whose setter would have the name of another method of the builder.
    FieldName = field_name {
        words: "the builder has a method of this name already: name the field otherwise, and its member with `#[amazon_pay(member = \"...\")]`",
        evidence: Inferred, "the documentation of the derive",
        compile: Enforced,
        run: Never("it is about Rust code"),
    }
    /// An `#[amazon_pay(...)]` that says nothing the derive knows.
    UnknownAttribute = unknown_attribute {
        words: "`#[amazon_pay(...)]` has no such option: correct the name or remove it",
        evidence: Inferred, "the documentation of the derive",
        compile: Enforced,
        run: Never("it is about Rust code"),
    }
    /// An option of `#[amazon_pay(...)]` with a value it cannot have.
    AttributeValue = attribute_value {
        words: "this option of `#[amazon_pay(...)]` cannot have this value",
        evidence: Inferred, "the documentation of the derive",
        compile: Enforced,
        run: Never("it is about Rust code"),
    }
}
