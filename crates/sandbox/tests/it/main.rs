//! The sandbox over real sockets.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod accounts;
mod adapter;
mod authorization;
mod browse;
mod callbacks;
mod checklist;
mod control;
mod control_page;
mod faults;
mod hosts;
mod netverify;
mod netverify_callbacks;
mod netverify_client;
mod netverify_journey;
mod netverify_results;
mod netverify_verdicts;
mod page;
mod page_files;
mod pictures;
mod samples;
mod scenarios;
mod states;
mod support;
mod tls;
mod uploads;
mod uploads_judged;
