# Woorden die op veel pagina's voorkomen.
product = Greenroom
skip-to-content = Naar de inhoud
nav-label = Hoofdmenu
nav-home = Start
nav-learn = Leren
nav-practice = Oefenen
nav-feedback = Feedback
nav-queue = Wachtrij
nav-reviewed = Beoordeeld
nav-progress = Voortgang
nav-people = Mensen
nav-audit = Logboek
nav-account = Account
nav-privacy = Wat we vastleggen
nav-sign-out = Uitloggen
nav-sign-in = Inloggen
menu-account = Jouw menu
theme-label = Weergave
theme-system = Zoals het apparaat
theme-light = Licht
theme-dark = Donker
language-label = Taal
language-en = English
language-nl = Nederlands
role-operator = Operator
role-mentor = Mentor
role-manager = Manager
role-author = Auteur
role-administrator = Beheerder
crumbs-label = Je bent hier
pages-label = Pagina's
page-newer = Nieuwer
page-older = Ouder
save = Opslaan
cancel = Annuleren
optional = niet verplicht
errors-heading = { $count ->
    [one] Eén ding vraagt je aandacht
   *[other] { $count } dingen vragen je aandacht
}
field-missing = Vul dit in.
field-too-short = Gebruik ten minste { $least ->
    [one] één teken
   *[other] { $least } tekens
}.
field-too-long = Gebruik ten hoogste { $most ->
    [one] één teken
   *[other] { $most } tekens
}.
field-malformed = Dit heeft niet de juiste vorm. Een voorbeeld: { $example }
field-not-offered = Kies een van de getoonde mogelijkheden.
field-too-common = Dit wachtwoord is makkelijk te raden: het staat op lijsten die aanvallers als eerste proberen, of bestaat uit je eigen naam of die van het product. Kies een ander.
field-wrong-password = Het wachtwoord klopt niet.
field-taken = Dit is al in gebruik. Kies iets anders.
field-differs = De twee velden verschillen.
state-complete = Klaar
state-started = Begonnen
state-open = Open
state-locked = Op slot
locked-until = Gaat open zodra “{ $first }” klaar is.
items-left = { $count ->
    [one] nog { $count } onderdeel
   *[other] nog { $count } onderdelen
}
items-of = { $done } van { $all }
duration-seconds = { $seconds } s
duration-minutes = { $minutes } min
duration-minutes-seconds = { $minutes } min { $seconds } s
duration-hours-minutes = { $hours } u { $minutes } min
ago-now = zojuist
ago-minutes = { $count ->
    [one] { $count } minuut geleden
   *[other] { $count } minuten geleden
}
ago-hours = { $count } uur geleden
ago-days = { $count ->
    [one] { $count } dag geleden
   *[other] { $count } dagen geleden
}
ago-months = { $count ->
    [one] { $count } maand geleden
   *[other] { $count } maanden geleden
}
in-minutes = { $count ->
    [one] over { $count } minuut
   *[other] over { $count } minuten
}
in-hours = over { $count } uur
in-days = { $count ->
    [one] over { $count } dag
   *[other] over { $count } dagen
}
in-months = { $count ->
    [one] over { $count } maand
   *[other] over { $count } maanden
}
month-name = { $number ->
    [1] januari
    [2] februari
    [3] maart
    [4] april
    [5] mei
    [6] juni
    [7] juli
    [8] augustus
    [9] september
    [10] oktober
    [11] november
   *[12] december
}
month-short = { $number ->
    [1] jan
    [2] feb
    [3] mrt
    [4] apr
    [5] mei
    [6] jun
    [7] jul
    [8] aug
    [9] sep
    [10] okt
    [11] nov
   *[12] dec
}
weekday-name = { $number ->
    [1] maandag
    [2] dinsdag
    [3] woensdag
    [4] donderdag
    [5] vrijdag
    [6] zaterdag
   *[7] zondag
}
