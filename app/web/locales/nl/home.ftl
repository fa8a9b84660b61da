# Start van mentoren, managers, beheerders en auteurs.
home-mentor-handed-in = { $when } ingeleverd. Je leest blind: geen naam, geen voorgestelde score.
home-mentor-due = Geef vrij vóór { $date } ({ $left })
home-mentor-why = Deze is nu aan de beurt omdat de streeftijd het dichtstbij is: twee werkdagen na het inleveren.
home-mentor-why-mine = Jij bent eraan begonnen, dus deze gaat voor. Zolang hij van jou is, kan niemand anders hem pakken.
home-mentor-empty = Elke chat is gelezen. Nieuwe verschijnen hier zodra operators van je teams ze inleveren.
home-mentor-behind = Daarna
home-mentor-nothing-behind = Verder wacht er niets.
home-mentor-all = De hele wachtrij
home-mentor-reviews = Je laatste beoordelingen
home-mentor-no-reviews = Beoordelingen die je vrijgeeft, staan hier, met een teken zodra de operator ze heeft gelezen.
home-mentor-all-reviews = Al je beoordelingen
home-mentor-for = { $operator }, { $time }
home-manager-label = Hier ben jij nodig
home-manager-attention = { $count ->
    [one] Eén persoon vraagt misschien aandacht
   *[other] { $count } mensen vragen misschien aandacht
}
home-manager-why = Op grond van feiten die iedereen kan nagaan: niet actief, over de einddatum, toets niet gehaald, dalende scores, kritieke fouten. Wat je doet, bepaal jij.
home-manager-go = Iedereen op de lijst
home-manager-calm = Niemand vraagt nu aandacht
home-manager-calm-body = Mensen verschijnen hier als ze niet actief zijn, te laat zijn, een toets twee keer niet halen of als hun scores dalen.
home-week-chats = chats in de laatste 7 dagen
home-week-reviews = beoordelingen in de laatste 7 dagen
home-week-score = gemiddelde score daarvan
home-manager-stops = Waar mensen blijven steken
home-manager-stop = { $count ->
    [one] Eén van de { $all } mensen die zo ver kwamen, heeft dit nog niet gedaan
   *[other] { $count } van de { $all } mensen die zo ver kwamen, hebben dit nog niet gedaan
}
home-manager-no-stops = Iedereen heeft elke stap van het inwerken gezet.
home-manager-mentors = Wie de chats leest
home-manager-no-mentors = Mentoren van je teams staan hier zodra ze beoordelen.
home-manager-held = { $count ->
    [0] niets in handen
    [one] één chat in handen
   *[other] { $count } chats in handen
}
home-manager-in-time = { $share } op tijd vrijgegeven
home-admin-label = Hier ben jij nodig
home-admin-invited = { $count ->
    [one] Eén persoon is nog niet binnen geweest
   *[other] { $count } mensen zijn nog niet binnen geweest
}
home-admin-invited-body = De eenmalige link is niet gebruikt. Links verlopen; onder Mensen maak je een nieuwe.
home-admin-calm = Iedereen die je uitnodigde, is binnen geweest
home-admin-calm-body = Nieuwe accounts die op de eerste keer inloggen wachten, verschijnen hier.
home-admin-accounts = accounts
home-admin-disabled = uitgeschakeld
home-admin-refused = keer inloggen geweigerd in de laatste 24 uur
home-admin-log = Nieuwste in het logboek
home-admin-all = Het hele logboek
home-author-published = Wat er gepubliceerd is
home-author-files = De inhoud staat in bestanden
home-author-files-body = Trajecten, modules, toetsen, richtlijnen en scenario’s zijn tekstbestanden, één map per taal. Controleer een map voordat hij live gaat: elk probleem krijgt zijn bestand, zijn regel en wat je eraan doet.
home-author-folder = MAP
home-author-tracks = { $count ->
    [one] één traject
   *[other] { $count } trajecten
}
home-author-modules = { $count ->
    [one] één module
   *[other] { $count } modules
}
home-author-guidelines = { $count ->
    [one] één richtlijn
   *[other] { $count } richtlijnen
}
home-author-scenarios = { $count ->
    [one] één scenario
   *[other] { $count } scenario’s
}
home-author-shifts = { $count ->
    [one] één dienst
   *[other] { $count } diensten
}

# Het logboek in woorden; een handeling zonder woorden staat er met haar eigen naam.
audit-session-begin = Ingelogd
audit-session-refuse = Inloggen geweigerd
audit-session-end = Een sessie beëindigd
audit-session-end-others = Overal elders uitgelogd
audit-person-create = Account gemaakt
audit-person-welcome = Eenmalige link gebruikt
audit-person-password = Wachtwoord gewijzigd
audit-person-roles = Rollen gewijzigd
audit-person-disable = Account uitgeschakeld
audit-person-enable = Account ingeschakeld
audit-link-renew = Nieuwe eenmalige link gemaakt
audit-content-published = Inhoud gepubliceerd
audit-guideline-sign = Richtlijn getekend
audit-installation-set-up = Installatie ingericht
audit-review-released = Beoordeling vrijgegeven
audit-about-unknown = een onbekend adres
audit-details = Details
audit-system = Greenroom
audit-command-line = opdrachtregel
