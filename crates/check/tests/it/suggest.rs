//! Proposals of mappings: what names mean in every language, and what is never proposed.

use check::{Proposal, suggest};
use insta::assert_snapshot;
use model::{CampaignSlug, CaptureField, FieldType, Level, Pii, StepId, StepSettings, Workspace};
use proptest::prelude::*;

use crate::support::{identity, workspace};

const ALL_DOCUMENTS: &str = "documents = [\"passport\", \"id-card\", \"driving-license\"]";

/// What is proposed for the step `identity` of a campaign with these fields and these lines in the step.
fn proposed(fields: &str, lines: &str) -> (Workspace, Vec<Proposal>) {
    let workspace =
        workspace(&[("data-model.toml", fields), ("campaigns/onboarding.toml", &identity(lines))]);
    let proposals = suggest(&workspace, &slug(), &[step()]);
    (workspace, proposals)
}

fn slug() -> CampaignSlug {
    CampaignSlug::new("onboarding").unwrap()
}

fn step() -> StepId {
    StepId::new("identity").unwrap()
}

fn told(proposals: &[Proposal]) -> String {
    let line = |one: &Proposal| {
        let sure = if one.certain { "certain" } else { "possible" };
        let notes: Vec<String> = one.notes.iter().map(|note| format!("\n  {note}")).collect();
        let notes = notes.concat();
        let transforms: Vec<String> = one.mapping.transform.iter().map(|one| format!(" {one}")).collect();
        let transforms = transforms.concat();
        format!("{sure} {} <- {}{transforms}: {}{notes}\n", one.field, one.mapping.from, one.why)
    };
    proposals.iter().map(line).collect()
}

#[test]
fn names_of_every_language_are_understood() {
    let table = [
        (
            "document.first_name",
            "text",
            "first_name firstname given-names vorname vornamen prenom prenoms nombres nome_proprio primeiro-nome",
        ),
        (
            "document.last_name",
            "text",
            "last_name surname family_name apellido apellidos sobrenome nachname familienname nom_de_famille",
        ),
        (
            "document.full_name",
            "full-name",
            "full_name nombre_completo nome_completo nom_complet nombre-y-apellidos vollstaendiger_name",
        ),
        (
            "document.date_of_birth",
            "birth-date",
            "birth_date dob date-of-birth birthday fecha_nacimiento fecha_de_nacimiento data_nascimento data-de-nascimento geburtsdatum geburtstag date_de_naissance date_naissance",
        ),
        (
            "document.number",
            "text",
            "document_number numero_documento nro_documento numero_do_documento ausweisnummer ausweis-nr numero_de_document numero_piece_identite",
        ),
        (
            "document.expiry_date",
            "date",
            "expiry_date expiration_date valid-until fecha_vencimiento fecha_de_caducidad data_de_validade ablaufdatum gueltig_bis date_expiration",
        ),
        (
            "document.issuing_date",
            "date",
            "issue_date issuing_date fecha_emision data_emissao ausstellungsdatum date_delivrance",
        ),
        (
            "document.nationality",
            "country",
            "nationality nacionalidad nacionalidade staatsangehoerigkeit nationalitaet nationalite",
        ),
        (
            "document.issuing_country",
            "country",
            "issuing_country pais_emisor pais_emissor ausstellungsland pays_emission",
        ),
        ("document.gender", "text", "gender sex genero sexo geschlecht sexe"),
        (
            "document.place_of_birth",
            "text",
            "place_of_birth birthplace lugar_nacimiento local_de_nascimento geburtsort lieu_de_naissance",
        ),
        ("address.city", "text", "city ciudad cidade wohnort ville"),
        (
            "address.postal_code",
            "text",
            "postal_code zip zip_code codigo_postal cep plz postleitzahl code_postal",
        ),
        (
            "address.country",
            "country",
            "country_of_residence pais_de_residencia wohnsitzland pays_de_residence",
        ),
        (
            "address.formatted",
            "address",
            "full_address direccion_completa endereco_completo anschrift adresse_complete",
        ),
        ("address.line1", "text", "address_line_1 addressline1 direccion_1 adresszeile_1 adresse_ligne_1"),
        ("image.front", "image", "front_image anverso frente_do_documento vorderseite recto"),
        ("image.face", "image", "selfie retrato gesichtsbild photo_du_visage"),
        (
            "document.mothers_name",
            "text",
            "mothers_name nombre_de_la_madre nome_da_mae name_der_mutter nom_de_la_mere",
        ),
    ];
    for (source, kind, names) in table {
        for name in names.split(' ') {
            let pii = if source.starts_with("image.") { "biometric" } else { "personal" };
            let field = format!("field.{name} = {{ type = \"{kind}\", pii = \"{pii}\" }}");
            let (_, proposals) = proposed(&field, ALL_DOCUMENTS);
            let [one] = proposals.as_slice() else { panic!("{name}: {}", told(&proposals)) };
            assert_eq!(
                (one.mapping.from.names(), one.certain),
                (&[source.to_owned()][..], true),
                "{name}: {}",
                told(&proposals)
            );
        }
    }
}

#[test]
fn why_is_told_and_what_makes_it_uncertain() {
    let fields = r#"
field.fecha_nacimiento = { type = "birth-date", pii = "personal" }
field.customer_first_name = { type = "text", pii = "personal" }
field.a1 = { type = "text", label = "Apellido", pii = "personal" }
field.name = { type = "text", pii = "personal" }
field.passport_number = { type = "text", pii = "personal" }
field.nationality = { type = "text", pii = "personal" }
field.expiry_dat = { type = "date" }
field.geschlecht = { type = "choice", values = ["m", "f", "x"], pii = "personal" }
field.verified_city = { type = "text", pii = "personal" }
field.mother_first_name = { type = "text", pii = "personal" }
field.favourite_colour = { type = "text" }
"#;
    assert_snapshot!(told(&proposed(fields, ALL_DOCUMENTS).1), @r"
    certain a1 <- document.last_name: its label `Apellido` is Spanish for last name
    certain customer_first_name <- document.first_name: `customer_first_name` is like first name
    certain fecha_nacimiento <- document.date_of_birth: `fecha_nacimiento` is Spanish for date of birth
    certain geschlecht <- document.gender lower: `geschlecht` is German for gender
    possible expiry_dat <- document.expiry_date: `expiry_dat` is like date of expiry
      it is spelt otherwise
    possible name <- document.full_name: `name` means full name
      the word may mean something else
    possible nationality <- document.nationality: `nationality` means nationality
      a country code goes into a field of type `text`
    possible passport_number <- document.number: `passport_number` means number of the document
      the word may mean something else
    possible verified_city <- address.city: `verified_city` is like city
      its name says more than that
    ");
}

#[test]
fn what_rules_would_not_have_is_not_proposed() {
    let fields = "field.religion = { type = \"text\", pii = \"sensitive\" }\nfield.city = { type = \"text\", pii = \"personal\" }\n\
                  field.first_name = { type = \"date\", pii = \"personal\" }\nfield.email = { type = \"email\", pii = \"personal\" }\n\
                  field.gender = { type = \"choice\", values = [\"M\", \"F\"], pii = \"personal\" }";
    // A passport has neither address nor religion, no date is a name, and an X is missing.
    assert_eq!(told(&proposed(fields, "documents = [\"passport\"]").1), "");
    let netverify = "platform = \"netverify\"\ndatacenter = \"eu\"\nworkflow = \"200\"\n";
    let fields = "field.age = { type = \"integer\", pii = \"personal\" }\nfield.nationality = { type = \"country\", pii = \"personal\" }";
    let workspace = workspace(&[
        ("providers/jumio.toml", netverify),
        ("data-model.toml", fields),
        ("campaigns/onboarding.toml", &identity("documents = [\"passport\"]")),
    ]);
    assert_snapshot!(told(&suggest(&workspace, &slug(), &[step()])), @r"
    certain age <- document.date_of_birth age: `age` means age
      `document.date_of_birth` may lack its day or month, and then nothing is written
    certain nationality <- document.nationality: `nationality` means nationality
      `document.nationality` has to be activated on the account
    ");
}

#[test]
fn what_is_mapped_stays_and_one_meaning_is_certain_once() {
    let fields = "field.birth_date = { type = \"birth-date\", pii = \"personal\" }\nfield.dob = { type = \"birth-date\", pii = \"personal\" }\n\
                  field.surname = { type = \"text\", pii = \"personal\" }\nfield.apellido = { type = \"text\", pii = \"personal\" }";
    let lines = format!("{ALL_DOCUMENTS}\nmap.surname = \"document.last_name\"");
    assert_snapshot!(told(&proposed(fields, &lines).1), @r"
    certain birth_date <- document.date_of_birth: `birth_date` means date of birth
    possible apellido <- document.last_name: `apellido` is Spanish for last name
      `surname` takes `document.last_name` as well
    possible dob <- document.date_of_birth: `dob` means date of birth
      `birth_date` takes `document.date_of_birth` as well
    ");
    let (workspace, _) = proposed(fields, &lines);
    assert_eq!(suggest(&workspace, &slug(), &[StepId::new("done").unwrap()]), []);
    assert_eq!(suggest(&workspace, &CampaignSlug::new("other").unwrap(), &[step()]), []);
}

#[test]
fn names_tell_how_personal_values_are() {
    let table = [
        (
            Pii::Personal,
            "first_name email passport_number FechaNacimiento Geburtsdatum sobrenome nationality",
        ),
        (Pii::Sensitive, "religion disability religião"),
        (Pii::None, "color shop issuing_country document_type"),
    ];
    for (pii, names) in table {
        for name in names.split(' ') {
            assert_eq!(check::pii_by_name(name), pii, "{name}");
        }
    }
}

/// Names that mean something, and some that mean nothing.
fn name() -> impl Strategy<Value = String> {
    let captured: Vec<String> = CaptureField::all()
        .flat_map(|field| {
            [field.name().replace('.', "_"), field.name().split('.').next_back().unwrap().to_owned()]
        })
        .chain(["dob", "nombre", "foto", "adresse", "apellidos", "verified_name", "x"].map(str::to_owned))
        .collect();
    proptest::sample::select(captured)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    /// Whatever is proposed and added, no rule about mappings or pictures has an error to tell, and nothing that is on none
    /// of the documents is mapped.
    #[test]
    fn what_is_added_is_valid(
        fields in proptest::collection::btree_map(name(), (0..FieldType::ALL.len(), any::<bool>(), 1..9_u32), 1..12),
        documents in proptest::sample::subsequence(vec!["passport", "id-card", "driving-license"], 1..=3),
        workflow in proptest::sample::select(vec!["10011", "10013", "2", "10015", "10031"]),
    ) {
        let fields: Vec<String> = fields
            .into_iter()
            .map(|(name, (kind, required, most))| {
                let kind = FieldType::ALL[kind];
                let more = match kind {
                    FieldType::Choice => ", values = [\"m\", \"f\", \"x\"]".to_owned(),
                    kind if kind.is_text() => format!(", max-length = {most}"),
                    _ => String::new(),
                };
                format!("field.{name} = {{ type = \"{kind}\", required = {required}{more} }}\n")
            })
            .collect();
        let workspace = workspace(&[
            ("data-model.toml", fields.concat().as_str()),
            ("providers/jumio.toml", &format!("platform = \"kyx\"\ndatacenter = \"eu\"\nworkflow = \"{workflow}\"\n")),
            ("campaigns/onboarding.toml", &identity(&format!("documents = {documents:?}"))),
        ]);
        let proposals = suggest(&workspace, &slug(), &[step()]);
        for only_certain in [true, false] {
            let mut with = workspace.clone();
            let step = with.campaigns.get_mut(&slug()).unwrap().steps.get_mut(&step()).unwrap();
            let StepSettings::Verification(settings) = &mut step.settings else { unreachable!() };
            for one in proposals.iter().filter(|one| one.certain || !only_certain) {
                prop_assert!(settings.map.insert(one.field.clone(), one.mapping.clone()).is_none());
            }
            let found = check::check(&with);
            let bad: Vec<_> = found
                .iter()
                .filter(|one| one.code.starts_with(['M', 'I']))
                .filter(|one| one.level == Level::Error || ["M006", "M007"].contains(&one.code.as_str()))
                .collect();
            prop_assert!(bad.is_empty(), "{bad:?}");
        }
    }
}
