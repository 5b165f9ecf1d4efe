//! Customers in a real browser, a phone's size: by mouse and by keyboard, with scripts and without.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::support::{Place, Serving, project, wait};

/// How long a page may take to come. It comes in a fraction of that; machines differ.
const PATIENCE: Duration = Duration::from_mins(1);

/// A chromedriver of its own, ended when dropped.
pub(crate) struct Chrome {
    driver: Child,
    address: String,
    profile: TempDir,
}

impl Chrome {
    pub(crate) fn start() -> Self {
        let profile = TempDir::new().unwrap();
        let mut driver = Command::new("chromedriver")
            .args(["--port=0", "--allowed-ips=127.0.0.1"])
            .env("HOME", profile.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed");
        let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = lines
            .map_while(Result::ok)
            .find_map(|line| {
                Some(line.split_once("successfully on port ")?.1.trim_end_matches('.').to_owned())
            })
            .expect("chromedriver tells its port");
        Self { driver, address: format!("http://127.0.0.1:{port}"), profile }
    }

    /// A window of a phone's size.
    pub(crate) async fn window(&self, scripts: bool) -> WebDriver {
        self.open(scripts, DesiredCapabilities::chrome()).await
    }

    /// A phone: narrower than a window can be.
    pub(crate) async fn phone(&self) -> WebDriver {
        let mut wanted = DesiredCapabilities::chrome();
        let metrics = serde_json::json!({ "width": 360, "height": 740, "pixelRatio": 2.0, "touch": true });
        wanted
            .add_experimental_option("mobileEmulation", serde_json::json!({ "deviceMetrics": metrics }))
            .unwrap();
        self.open(true, wanted).await
    }

    async fn open(&self, scripts: bool, mut wanted: thirtyfour::ChromeCapabilities) -> WebDriver {
        let profile = format!("--user-data-dir={}", self.profile.path().join(scripts.to_string()).display());
        let flags = [
            "--headless=new",
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-gpu",
            "--window-size=412,915",
        ];
        for flag in flags.into_iter().chain([profile.as_str()]) {
            wanted.add_arg(flag).unwrap();
        }
        if !scripts {
            let off = serde_json::json!({ "profile.managed_default_content_settings.javascript": 2 });
            wanted.add_experimental_option("prefs", off).unwrap();
        }
        WebDriver::new(&self.address, wanted).await.unwrap()
    }
}

impl Drop for Chrome {
    fn drop(&mut self) {
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The first element that fits, once it is there.
pub(crate) async fn wait_for(window: &WebDriver, by: By) -> WebElement {
    let found = window.query(by.clone()).wait(PATIENCE, Duration::from_millis(50)).first().await;
    match found {
        Ok(element) => element,
        Err(error) => {
            let source = window.source().await.unwrap_or_default();
            panic!("{by:?} is not on {}: {error}\n{source}", window.current_url().await.unwrap());
        }
    }
}

pub(crate) async fn heading(window: &WebDriver, text: &str) {
    wait_for(window, By::XPath(format!("//h1[contains(., '{text}')]"))).await;
}

/// A picture to look at, in target/screenshots.
pub(crate) async fn picture(window: &WebDriver, name: &str) {
    let directory: PathBuf = project().join("target/screenshots");
    std::fs::create_dir_all(&directory).unwrap();
    window.screenshot(&directory.join(format!("{name}.png"))).await.unwrap();
}

/// From the welcome page to the choice of how the verification ends.
async fn to_the_pictures(window: &WebDriver, public: &str, pictures: Option<&str>) {
    window.goto(format!("{public}/c/onboarding")).await.unwrap();
    heading(window, "Welcome").await;
    let see = async |name: &str| {
        if let Some(prefix) = pictures {
            picture(window, &format!("{prefix}-{name}")).await;
        }
    };
    see("1-welcome").await;
    wait_for(window, By::Css("button[type=submit]")).await.click().await.unwrap();
    heading(window, "Verify your identity").await;
    wait_for(window, By::Css("#country option[value=URY]")).await.click().await.unwrap();
    see("2-consent").await;
    wait_for(window, By::Css("button[type=submit]")).await.click().await.unwrap();
    heading(window, "Which document do you have?").await;
    see("3-document").await;
    wait_for(window, By::Css("input[name=document]")).await.click().await.unwrap();
    wait_for(window, By::Css("button.main")).await.click().await.unwrap();
    heading(window, "Photograph your document").await;
    see("4-pictures").await;
    click(window, "button[name=go][value=outcome]").await;
    heading(window, "How shall this end?").await;
}

async fn click(window: &WebDriver, css: &str) {
    let button = wait_for(window, By::Css(css)).await;
    button.scroll_into_view().await.unwrap();
    button.click().await.unwrap();
}

/// Chooses the result, and goes back to the campaign.
async fn end_by(window: &WebDriver, outcome: &str) {
    click(window, &format!("button[name=outcome][value='{outcome}']")).await;
    heading(window, "Your pictures were taken").await;
    click(window, "a.main").await;
}

/// A live campaign, and who serves it.
fn live() -> (Place, Serving) {
    let place = Place::live();
    let serving = Serving::start(&place);
    (place, serving)
}

#[test]
fn customers_are_verified_and_a_clerk_decides() {
    let (place, serving) = live();
    let chrome = Chrome::start();
    wait(async {
        let window = chrome.window(true).await;
        to_the_pictures(&window, &serving.public, Some("approved")).await;
        end_by(&window, "approved").await;
        heading(&window, "Thank you, you are done").await;
        picture(&window, "approved-5-end").await;
        assert!(window.current_url().await.unwrap().as_str().starts_with(&serving.public));

        window.delete_all_cookies().await.unwrap();
        to_the_pictures(&window, &serving.public, None).await;
        end_by(&window, "review").await;
        heading(&window, "One of us is having a look").await;
        picture(&window, "review-waiting").await;
        let reviews = place.shell("campaignctl review list --format json").json();
        let review = reviews["reviews"][0]["id"].as_str().expect("one waits").to_owned();
        let approved = place.shell(&format!("campaignctl review approve {review}"));
        assert_eq!(approved.code, 0, "{approved}");
        // The page looks by itself.
        heading(&window, "Thank you, you are done").await;
        window.quit().await.unwrap();
    });

    let sessions = place.shell("campaignctl session list --format json").json();
    let results: Vec<&str> = sessions["sessions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|session| session["result"].as_str().unwrap())
        .collect();
    assert_eq!(results, ["completed", "completed"]);
    let customers = place.shell("campaignctl customer list --format json").json();
    let customers = customers["customers"].as_array().unwrap().clone();
    assert_eq!(customers.len(), 2);
    let mut with_fields = 0;
    for customer in customers {
        let id = customer["id"].as_str().unwrap();
        let shown = place.shell(&format!("campaignctl customer show {id} --reveal --format json")).json();
        let fields = shown["customer"]["fields"].as_array().unwrap();
        let mut names: Vec<&str> = fields.iter().map(|field| field["field"].as_str().unwrap()).collect();
        names.sort_unstable();
        if names == ["birth_date", "first_name", "last_name"] {
            with_fields += 1;
            assert!(fields.iter().all(|field| !field["value"].as_str().unwrap().is_empty()));
            assert!(
                !shown["customer"]["images"].as_array().unwrap().is_empty(),
                "pictures are saved: {shown}"
            );
        }
    }
    assert!(with_fields >= 1, "captured information is mapped");
    assert_eq!(serving.end(), 0);
}

#[test]
fn pages_work_without_scripts_and_by_keyboard() {
    let (place, serving) = live();
    let chrome = Chrome::start();
    wait(async {
        let window = chrome.window(false).await;
        window.goto(format!("{}/c/onboarding", serving.public)).await.unwrap();
        heading(&window, "Welcome").await;
        // The link to the content comes first, then the button.
        let body = wait_for(&window, By::Css("body")).await;
        body.send_keys(Key::Tab + Key::Tab).await.unwrap();
        window.active_element().await.unwrap().send_keys(Key::Enter + "").await.unwrap();
        heading(&window, "Verify your identity").await;
        let country = wait_for(&window, By::Css("#country")).await;
        country.send_keys("Uruguay").await.unwrap();
        country.send_keys(Key::Tab + "").await.unwrap();
        window.active_element().await.unwrap().send_keys(Key::Enter + "").await.unwrap();
        heading(&window, "Which document do you have?").await;
        let document = wait_for(&window, By::Css("input[name=document]")).await;
        document.send_keys(" ").await.unwrap();
        document.send_keys(Key::Enter + "").await.unwrap();
        heading(&window, "Photograph your document").await;
        let rest = wait_for(&window, By::Css("button[name=go][value=outcome]")).await;
        rest.send_keys(Key::Enter + "").await.unwrap();
        let rejected = wait_for(&window, By::Css("button[name=outcome][value='rejected']")).await;
        rejected.send_keys(Key::Enter + "").await.unwrap();
        heading(&window, "Your pictures were taken").await;
        // Without a click, the page goes on by itself.
        wait_for(&window, By::XPath("//h1[not(contains(., 'verifying'))][not(contains(., 'pictures'))]"))
            .await;
        window.quit().await.unwrap();
    });
    let sessions = place.shell("campaignctl session list --format json").json();
    assert_eq!(sessions["sessions"][0]["step"], "declined", "{sessions}");
}
