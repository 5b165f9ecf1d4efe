//! Netverify's host.

use url::Url;

use crate::DataCenter;

/// The base URL of Netverify's main host (FACTS 3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoints {
    /// Everything this client calls.
    pub main: Url,
}

impl Endpoints {
    /// Jumio's own host in a data centre.
    pub fn for_data_center(center: DataCenter) -> Self {
        let host = match center {
            DataCenter::Us => "https://netverify.com",
            DataCenter::Eu => "https://lon.netverify.com",
            DataCenter::Sg => "https://core-sgp.jumio.com",
        };
        Self { main: Url::parse(host).expect("a literal URL parses") }
    }

    /// A server that stands in for Jumio, whose paths begin below a base URL.
    pub fn under(base: &Url) -> Self {
        Self { main: base.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::at;

    #[test]
    fn hosts_are_the_documented_ones() {
        let initiate = |endpoints: &Endpoints| at(&endpoints.main, &["api", "v4", "initiate"]).to_string();
        let expected = [
            (DataCenter::Us, "https://netverify.com/api/v4/initiate"),
            (DataCenter::Eu, "https://lon.netverify.com/api/v4/initiate"),
            (DataCenter::Sg, "https://core-sgp.jumio.com/api/v4/initiate"),
        ];
        for (center, url) in expected {
            assert_eq!(initiate(&Endpoints::for_data_center(center)), url);
        }
        let below = Endpoints::under(&"http://127.0.0.1:8082/netverify.com/".parse().unwrap());
        assert_eq!(initiate(&below), "http://127.0.0.1:8082/netverify.com/api/v4/initiate");
    }
}
