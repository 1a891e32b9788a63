//! Whole expansions, as a reader would write them.

use amazonpay_update_derive_core::derive_update_payload;
use quote::ToTokens;
use syn::parse_quote;

fn expansion(derive: &syn::DeriveInput) -> String {
    let file = syn::parse2(derive_update_payload(derive.to_token_stream()))
        .expect("an expansion is a list of items");
    prettyplease::unparse(&file)
}

#[test]
fn smallest_payload() {
    insta::assert_snapshot!(expansion(&parse_quote! {
        #[amazon_pay(
            store_id = "amzn1.application-oa2-client.8b5e45312b5248b69eeaStoreId",
            checkout_result_return_url = "https://a.com/merchant-result-page",
            product_type = PayOnly,
            charge_permission_type = PaymentMethodOnFile
        )]
        struct OnePermission {
            charge_permission_id: ChargePermissionId,
        }
    }));
}

#[test]
fn renamed_fields_and_an_object_of_optional_members() {
    insta::assert_snapshot!(expansion(&parse_quote! {
        #[amazon_pay(product_type = PayAndShip, charge_permission_type = PaymentMethodOnFile, setup_only = false)]
        pub struct ChangeAddress {
            /// The shop.
            #[amazon_pay(member = "storeId")]
            pub store: StoreId,
            charge_permission_id: ChargePermissionId,
            checkout_result_return_url: ReturnUrl,
            note_to_buyer: Option<NoteToBuyer>,
            merchant_reference_id: Option<MerchantReferenceId>,
            #[amazon_pay(skip, default)]
            attempts: u32,
        }
    }));
}

#[test]
fn generics_and_another_path_to_the_crate() {
    insta::assert_snapshot!(expansion(&parse_quote! {
        #[amazon_pay(crate = my::pay, charge_permission_type = PaymentMethodOnFile)]
        pub(crate) struct Generic<'a, T, P, const N: usize>
        where
            T: Clone,
        {
            store_id: &'a StoreId,
            charge_permission_id: T,
            product_type: P,
            checkout_result_return_url: ReturnUrl,
            delivery_specifications: Option<DeliverySpecifications<P>>,
            #[amazon_pay(skip)]
            notes: [String; N],
        }
    }));
}

#[test]
fn a_refused_struct_keeps_its_impls() {
    insta::assert_snapshot!(expansion(&parse_quote! {
        struct Refused {
            store_id: Option<StoreId>,
            unknown: u8,
        }
    }));
}

#[test]
fn update_goes_the_same_way() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../../amazonpay-update/src/payload/update.rs");
    let file =
        syn::parse_file(&std::fs::read_to_string(source).expect("the library's source")).expect("Rust");
    let update = file.items.into_iter().find_map(|item| match item {
        syn::Item::Struct(item) if item.ident == "Update" => Some(parse_quote!(#item)),
        _ => None,
    });
    insta::assert_snapshot!(expansion(&update.expect("`Update`")));
}
