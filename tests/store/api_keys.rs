//! Keys of programs that post reports.

use jiff::civil::date;
use stillopen::domain::api_key::ApiKey;
use stillopen::domain::id::ApiKeyId;
use stillopen::domain::token::ApiToken;
use stillopen::store::Store;

use super::{both, uuid};

fn token(byte: u8) -> ApiToken {
    ApiToken::parse(&data_encoding::BASE64URL_NOPAD.encode(&[byte; 32])).unwrap()
}

fn key(n: u128, name: &str) -> ApiKey {
    ApiKey {
        id: ApiKeyId(uuid(n)),
        name: name.parse().unwrap(),
        made_on: date(2026, 7, 1),
        revoked_on: None,
    }
}

async fn add(store: &Store, key: &ApiKey, token: &ApiToken) -> bool {
    let mut tx = store.begin().await.unwrap();
    let added = tx.insert_api_key(key, token).await.unwrap();
    tx.commit().await.unwrap();
    added
}

#[tokio::test]
async fn a_key_opens_until_it_is_taken_back_and_a_program_has_one_at_a_time() {
    both(|store| async move {
        let (first, second) = (key(1, "Ride and Tell"), key(2, "Ride and Tell"));
        assert!(add(&store, &first, &token(1)).await);
        assert!(!add(&store, &second, &token(2)).await, "the name is in use");
        assert!(add(&store, &key(3, "another"), &token(3)).await);
        assert_eq!(store.api_key(&token(1)).await.unwrap(), Some(first.clone()));
        assert_eq!(store.api_key(&token(2)).await.unwrap(), None);

        let mut tx = store.begin().await.unwrap();
        let day = date(2026, 7, 2);
        assert_eq!(tx.revoke_api_key(&first.name, day).await.unwrap(), Some(first.id));
        assert_eq!(tx.revoke_api_key(&first.name, day).await.unwrap(), None);
        tx.commit().await.unwrap();
        assert_eq!(store.api_key(&token(1)).await.unwrap(), None);
        assert!(add(&store, &second, &token(2)).await);
        assert_eq!(store.api_key(&token(2)).await.unwrap(), Some(second.clone()));

        let kept = store.api_keys().await.unwrap();
        let gone = ApiKey { revoked_on: Some(day), ..first };
        assert_eq!(kept, [gone, second, key(3, "another")]);
        kept
    })
    .await;
}
