//! What people call that which is captured, in English, Spanish, Portuguese, German and French.

/// The languages of [`Meaning::words`], in order.
pub(super) const LANGUAGES: [&str; 5] = ["English", "Spanish", "Portuguese", "German", "French"];

/// A meaning that a field's name may have.
pub(super) struct Meaning {
    /// The capture field.
    pub(super) source: &'static str,
    /// What has to be done with the value so that it means the same; a transform's name.
    pub(super) through: Option<&'static str>,
    /// The meaning as a noun.
    pub(super) noun: &'static str,
    /// Names with commas between, a text for each language. `?` stands before those that may mean something else.
    pub(super) words: [&'static str; 5],
}

const fn means(source: &'static str, noun: &'static str, words: [&'static str; 5]) -> Meaning {
    Meaning { source, through: None, noun, words }
}

const fn through(
    transform: &'static str,
    source: &'static str,
    noun: &'static str,
    words: [&'static str; 5],
) -> Meaning {
    Meaning { source, through: Some(transform), noun, words }
}

/// All meanings. Where a name has several, the first that fits counts.
pub(super) const MEANINGS: &[Meaning] = &[
    means(
        "document.first_name",
        "first name",
        [
            "first name, given name, given names, forename, forenames",
            "nombre de pila, primer nombre, nombres, ?nombre",
            "primeiro nome, prenome, nome próprio",
            "Vorname, Vornamen, Rufname",
            "prénom, prénoms",
        ],
    ),
    means(
        "document.last_name",
        "last name",
        [
            "last name, surname, family name",
            "apellido, apellidos, primer apellido",
            "sobrenome, apelido, último nome, nome de família",
            "Nachname, Familienname, Zuname",
            "nom de famille, ?nom",
        ],
    ),
    means(
        "document.last_name_at_birth",
        "name at birth",
        [
            "last name at birth, birth name, maiden name",
            "apellido de nacimiento, apellido de soltera",
            "nome de solteira, nome de nascimento",
            "Geburtsname, Mädchenname, maedchenname",
            "nom de naissance, nom de jeune fille",
        ],
    ),
    means(
        "document.full_name",
        "full name",
        [
            "full name, whole name, complete name, ?name",
            "nombre completo, nombre y apellido, nombre y apellidos, nombres y apellidos",
            "nome completo, ?nome",
            "voller Name, vollständiger Name, vollstaendiger name, Vor- und Nachname, ?Name",
            "nom complet, nom et prénom, prénom et nom",
        ],
    ),
    means(
        "document.date_of_birth",
        "date of birth",
        [
            "date of birth, birth date, birthday, born on, dob",
            "fecha de nacimiento, fecha nac, nacimiento, cumpleaños",
            "data de nascimento, data nasc, nascimento, aniversário",
            "Geburtsdatum, Geburtstag, geb datum",
            "date de naissance, naissance, anniversaire",
        ],
    ),
    through(
        "year",
        "document.date_of_birth",
        "year of birth",
        [
            "year of birth, birth year",
            "año de nacimiento",
            "ano de nascimento",
            "Geburtsjahr",
            "année de naissance",
        ],
    ),
    means("document.current_age", "age", ["age, current age", "edad", "idade", "Alter, Lebensalter", "âge"]),
    through("age", "document.date_of_birth", "age", ["age", "edad", "idade", "Alter", "âge"]),
    means(
        "document.expiry_date",
        "date of expiry",
        [
            "expiry date, date of expiry, expiration date, expires on, valid until, valid to, ?expiry",
            "fecha de vencimiento, fecha de caducidad, fecha de expiración, ?vencimiento, ?caducidad",
            "data de validade, data de vencimento, data de expiração, ?validade",
            "Ablaufdatum, gültig bis, gueltig bis, Gültigkeitsdatum",
            "date d'expiration, date de fin de validité, ?expiration",
        ],
    ),
    means(
        "document.issuing_date",
        "date of issue",
        [
            "issuing date, issue date, date of issue, issued on",
            "fecha de emisión, fecha de expedición",
            "data de emissão, data de expedição",
            "Ausstellungsdatum, ausgestellt am, Ausstelldatum",
            "date de délivrance, date d'émission",
        ],
    ),
    means(
        "document.number",
        "number of the document",
        [
            "document number, document no, id number, id card number, identity card number, identification number, \
             driving license number, driver license number, ?passport number, ?passport no, ?number",
            "número de documento, nro documento, num documento, documento, número de identidad, ?número, \
             ?número de pasaporte",
            "número do documento, número de documento, ?número do passaporte, ?número",
            "Ausweisnummer, Dokumentennummer, Dokumentnummer, Ausweis-Nr, ?Passnummer, ?Reisepassnummer",
            "numéro de document, numéro du document, numéro de pièce d'identité, numéro de carte d'identité, \
             ?numéro de passeport, ?numéro",
        ],
    ),
    means(
        "document.personal_number",
        "personal number",
        [
            "personal number, personal no, national id, national id number, national number",
            "número personal",
            "número pessoal",
            "Personennummer, persönliche Nummer, persoenliche nummer",
            "numéro personnel",
        ],
    ),
    means(
        "document.dni",
        "DNI",
        ["dni", "dni, número de dni, documento nacional de identidad", "dni", "dni", "dni"],
    ),
    means("document.cpf", "CPF", ["cpf", "cpf", "cpf, número do cpf", "cpf", "cpf"]),
    means("document.rg_number", "RG", ["rg number", "rg", "rg, número do rg", "rg", "rg"]),
    means(
        "document.curp",
        "CURP",
        ["curp", "curp, clave única de registro de población", "curp", "curp", "curp"],
    ),
    means(
        "document.tax_number",
        "tax number",
        [
            "tax number, tax id, tin",
            "número fiscal, nif, número de identificación fiscal",
            "número fiscal, nif, contribuinte, número de contribuinte",
            "Steuernummer, Steuer-ID, steuer identifikationsnummer",
            "numéro fiscal, numéro d'identification fiscale",
        ],
    ),
    means(
        "document.type",
        "kind of document",
        [
            "document type, document kind, type of document, id type",
            "tipo de documento",
            "tipo do documento, tipo de documento",
            "Dokumenttyp, Dokumentenart, Ausweisart, Dokumentart",
            "type de document, type de pièce d'identité",
        ],
    ),
    means(
        "document.gender",
        "gender",
        ["gender, sex", "género, sexo", "género, gênero, sexo", "Geschlecht", "sexe, genre"],
    ),
    means(
        "document.nationality",
        "nationality",
        [
            "nationality",
            "nacionalidad",
            "nacionalidade",
            "Nationalität, nationalitaet, Staatsangehörigkeit, staatsangehoerigkeit",
            "nationalité",
        ],
    ),
    means(
        "document.citizenship",
        "citizenship",
        ["citizenship", "ciudadanía", "cidadania", "Staatsbürgerschaft, staatsbuergerschaft", "citoyenneté"],
    ),
    means(
        "document.issuing_country",
        "country of issue",
        [
            "issuing country, country of issue, issue country, document country",
            "país emisor, país de emisión, país de expedición",
            "país emissor, país de emissão",
            "Ausstellungsland, ausstellendes Land, ausstellender Staat",
            "pays d'émission, pays de délivrance, pays émetteur",
        ],
    ),
    means(
        "document.issuing_authority",
        "issuing authority",
        [
            "issuing authority, issued by, authority",
            "autoridad emisora, autoridad expedidora, emitido por",
            "autoridade emissora, órgão emissor, emitido por",
            "ausstellende Behörde, ausstellende behoerde, Ausstellungsbehörde, ausstellungsbehoerde",
            "autorité de délivrance, délivré par",
        ],
    ),
    means(
        "document.issuing_place",
        "place of issue",
        [
            "issuing place, place of issue, issue place",
            "lugar de emisión, lugar de expedición",
            "local de emissão, lugar de emissão",
            "Ausstellungsort",
            "lieu de délivrance, lieu d'émission",
        ],
    ),
    means(
        "document.place_of_birth",
        "place of birth",
        [
            "place of birth, birth place, city of birth",
            "lugar de nacimiento",
            "local de nascimento, lugar de nascimento, naturalidade",
            "Geburtsort",
            "lieu de naissance",
        ],
    ),
    means(
        "document.mothers_name",
        "mother's name",
        [
            "mothers name, mother name, name of mother",
            "nombre de la madre",
            "nome da mãe",
            "Name der Mutter",
            "nom de la mère",
        ],
    ),
    means(
        "document.fathers_name",
        "father's name",
        [
            "fathers name, father name, name of father",
            "nombre del padre",
            "nome do pai",
            "Name des Vaters",
            "nom du père",
        ],
    ),
    means(
        "document.marital_status",
        "marital status",
        [
            "marital status, civil status",
            "estado civil",
            "estado civil",
            "Familienstand",
            "état civil, situation familiale",
        ],
    ),
    means("document.religion", "religion", ["religion", "religión", "religião", "Religion", "religion"]),
    means(
        "document.disability",
        "disability",
        ["disability", "discapacidad", "deficiência", "Behinderung", "handicap"],
    ),
    means(
        "address.formatted",
        "whole address",
        [
            "full address, formatted address, postal address, home address, residential address, ?address",
            "dirección completa, domicilio, dirección postal, ?dirección",
            "endereço completo, morada, ?endereço",
            "vollständige Adresse, vollstaendige adresse, Anschrift, Wohnanschrift, Postanschrift, ?Adresse",
            "adresse complète, adresse postale, domicile, ?adresse",
        ],
    ),
    means(
        "address.line1",
        "first line of the address",
        [
            "address line 1, address line one, street address, ?street, ?address 1, ?address line",
            "línea de dirección 1, dirección 1, ?calle, ?calle y número",
            "endereço linha 1, ?rua, ?logradouro",
            "Adresszeile 1, ?Straße, ?Straße und Hausnummer, ?strasse hausnummer",
            "adresse ligne 1, ?rue, ?numéro et rue",
        ],
    ),
    means(
        "address.line2",
        "second line of the address",
        [
            "address line 2, address line two, ?address 2",
            "línea de dirección 2, dirección 2",
            "endereço linha 2, ?complemento",
            "Adresszeile 2, ?Adresszusatz",
            "adresse ligne 2, ?complément d'adresse",
        ],
    ),
    means(
        "address.city",
        "city",
        [
            "city, town, address city",
            "ciudad, localidad, población",
            "cidade, localidade",
            "Stadt, Wohnort, ?Ort",
            "ville, ?commune",
        ],
    ),
    means(
        "address.postal_code",
        "postal code",
        [
            "postal code, postcode, zip, zip code",
            "código postal, cp",
            "código postal, cep",
            "Postleitzahl, plz",
            "code postal",
        ],
    ),
    means(
        "address.subdivision",
        "state or province",
        [
            "address state, province, address subdivision, ?state, ?region, ?county",
            "provincia, departamento, comunidad autónoma, ?estado, ?región",
            "?estado, distrito, ?província, uf",
            "Bundesland, Kanton, ?Region",
            "province, ?région, ?département, canton",
        ],
    ),
    means(
        "address.country",
        "country of the address",
        [
            "address country, country of residence, residence country, ?country",
            "país de residencia, país de domicilio, ?país",
            "país de residência, ?país",
            "Wohnsitzland, Land des Wohnsitzes, ?Land",
            "pays de résidence, ?pays",
        ],
    ),
    means(
        "document.state",
        "state of issue",
        ["issuing state, state of issue, document state", "", "", "", ""],
    ),
    means(
        "image.front",
        "picture of the document's front",
        [
            "front image, image front, document front, id front, front picture, front photo, front side",
            "imagen frontal, anverso, foto frontal, frente del documento",
            "imagem frontal, frente do documento, foto frente",
            "Vorderseite, Bild Vorderseite, Foto Vorderseite",
            "recto, photo recto, image recto",
        ],
    ),
    means(
        "image.back",
        "picture of the document's back",
        [
            "back image, image back, document back, id back, back picture, back photo, back side",
            "imagen trasera, reverso, dorso, foto reverso, dorso del documento",
            "imagem verso, verso do documento, foto verso",
            "Rückseite, rueckseite, Bild Rückseite, Foto Rückseite",
            "verso, photo verso, image verso",
        ],
    ),
    means(
        "image.face",
        "picture of the face",
        [
            "face image, image face, selfie, face picture, face photo, portrait, ?photo, ?picture",
            "imagen de la cara, foto de la cara, selfi, retrato, ?foto",
            "imagem do rosto, foto do rosto, retrato, ?foto",
            "Gesichtsbild, Porträt, portraet, Selfie, ?Foto",
            "photo du visage, image du visage, égoportrait, ?photo",
        ],
    ),
    means(
        "decision.risk_score",
        "risk score",
        [
            "risk score",
            "puntaje de riesgo, puntuación de riesgo",
            "pontuação de risco",
            "Risikowert",
            "score de risque",
        ],
    ),
    means(
        "decision.watchlist",
        "result of the watchlists",
        ["watchlist, watchlist result, watchlist screening, sanctions screening", "", "", "", ""],
    ),
    means(
        "face.similarity",
        "similarity of the faces",
        [
            "face similarity, face match, similarity",
            "similitud facial",
            "semelhança facial",
            "Gesichtsvergleich",
            "",
        ],
    ),
    means(
        "face.liveness",
        "liveness",
        [
            "liveness, liveness check, liveness result",
            "prueba de vida",
            "prova de vida",
            "Lebenderkennung",
            "",
        ],
    ),
    means(
        "run.completed_at",
        "time of the verification",
        [
            "verified at, verified on, verification time, verification date, completed at",
            "fecha de verificación, verificado el",
            "data de verificação, verificado em",
            "verifiziert am, Prüfdatum, pruefdatum",
            "vérifié le, date de vérification",
        ],
    ),
];
