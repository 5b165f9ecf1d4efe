//! One suite for both databases: whatever the traits promise, both of them keep.

mod drafts;
mod fields;
mod files;
mod jobs;
mod make;
mod people;
mod place;
mod processes;
mod racing;
mod runs;
mod uploads;
mod versions;
mod words;

/// Makes a test for each database of each `async fn name(place: Place)`.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::storage::place::on_sqlite(super::$name).await;
                }
            )+
        }

        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::storage::place::on_postgres(super::$name).await;
                }
            )+
        }
    };
}
use on_both;
