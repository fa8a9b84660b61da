# De voortgangspagina en het kader van elk cijfer.
report-title = Voortgang
report-lead = Waar je mensen staan, hoe de kwaliteit zich ontwikkelt en wat nu te doen. Elk cijfer opent zijn rijen.
report-team = Team
report-cohort = Lichting
report-period = Periode
report-period-all = sinds het begin
report-period-days = { $days ->
    [one] laatste dag
   *[other] laatste { $days } dagen
}
report-period-now = zoals het nu is
report-export = Exporteren als CSV
report-no-rows = Niemand en niets past in deze selectie. Kies een langere periode of wis het filter.
report-rows = { $count ->
    [one] Eén rij
   *[other] { $count } rijen
}
report-all-rows = Alle chats die wachten
report-as-table = Hetzelfde als tabel
report-too-few = te weinig om te beoordelen
report-on-few = { $figure } van { $n }
report-about = Hoe dit is geteld ({ $n })
report-about-definition = Definitie
report-about-n = Geteld
report-about-period = Periode
report-about-zone = Tijdzone
report-about-zones = tijden in { $zone }; dagen van een periode in UTC
report-about-updated = Laatst bijgewerkt

# Kerncijfers.
report-figure-people = mensen
report-figure-proficient = vakbekwaam
report-figure-score = gemiddelde score
report-figure-backlog = chats te beoordelen
report-figure-risk = vragen misschien aandacht

# De trechter.
report-funnel = Inwerken
report-funnel-about = Hoeveel mensen elke stap hebben bereikt. Een stap telt als die stap en alle eerdere klaar zijn. De mediaan in dagen telt vanaf de stap ervoor, over de mensen die de stap bereikten.
report-step = Stap
report-reached = Bereikt
report-lost = Afgevallen
report-median-days = Gewoon aantal dagen
report-step-invited = Uitgenodigd
report-step-activated = Aangemeld
report-step-signed = Richtlijnen getekend
report-step-read = Modules gelezen
report-step-quizzes = Toetsen gehaald
report-step-practised = Geoefend
report-step-mentor = Voldoende bij een mentor
report-step-proficient = Vakbekwaam
report-step-rows = Bereikt: { $step }
report-step-lead = Iedereen die deze stap bereikte, wie het eerst kwam bovenaan.
report-reached-at = Bereikt op
report-days-since = Dagen sinds de vorige stap

# Scores per onderdeel.
report-sections = Scores per onderdeel
report-sections-about = Gemiddelde van vrijgegeven beoordelingen per onderdeel; voor de hele beoordeling na kritieke fouten. Ernaast het deel van de beoordelingen dat als geheel voldoende was, met de 95%-band van Wilson: waar het echte aandeel goed kan liggen.
report-section = Onderdeel
report-whole-review = Hele beoordeling
report-mean-score = Gemiddelde score (%)
report-passed = Voldoende (waarschijnlijk)
report-reviews = Beoordelingen
report-with-band = { $percent }% ({ $low }–{ $high })
report-accuracies = Chats zonder kritieke fout
report-section-rows = Beoordelingen achter: { $section }
report-section-lead = Vrijgegeven beoordelingen waarin dit is beoordeeld, nieuwste eerst.
report-score-percent = Score (%)

# Reactietijden.
report-replies = Reactietijden
report-replies-about = Van de eerste onbeantwoorde regel van de klant tot de volgende regel van de operator. Percentielen gaan voor gemiddelden, want een paar lange wachttijden trekken een gemiddelde scheef. De mediaan zegt binnen hoeveel seconden de helft van de antwoorden kwam, het 90e percentiel binnen hoeveel negen van de tien. Geduld is dat van elke klant zelf: hoe lang die wacht voordat het traag heet.
report-replies-says = Hoeveel antwoorden hoe lang duurden. Lijnen tonen de mediaan (de helft) en het 90e percentiel (negen van de tien). Elke kolom opent zijn antwoorden.
report-bucket-first = tot { $upto } s
report-bucket = { $from }–{ $upto } s
report-bucket-last = boven { $over } s
report-bucket-says = { $bucket }: { $count ->
    [one] één antwoord
   *[other] { $count } antwoorden
}
report-wait = Wachttijd
report-reply-count = Antwoorden
report-upto-here = Tot hier
report-median = Helft binnen
report-p90 = 9 van de 10 binnen
report-mean = Gemiddelde
report-within = Binnen het geduld van de klant
report-within-short = Snel genoeg (%)
report-median-reply = Gewoon antwoord (s)
report-reply-rows = Antwoorden: { $range }
report-replies-lead = Antwoorden in chats die in de periode eindigden, langste wachttijd eerst.
report-reply-kind = Antwoord
report-reply-first = eerste
report-reply-next = later
report-seconds = Gewacht (s)
report-limit = Geduld (s)
report-chat-ended = Chat geëindigd

# De wachtende beoordelingen.
report-backlog = Wachtende beoordelingen
report-backlog-of = Wachtende beoordelingen: { $age }
report-backlog-about = Chats die zijn ingeleverd en nog niet zijn vrijgegeven. De streeftijd is twee werkdagen, van maandag tot en met vrijdag.
report-backlog-says = Hoeveel chats hoe lang wachten. Amberkleurige kolommen zijn ouder dan twee dagen. Elke kolom opent zijn chats.
report-waiting = Wacht
report-held = Bij een mentor
report-oldest = Oudste ingeleverd
report-within-target = Op tijd vrijgegeven, van { $n }
report-in-time = Op tijd (%)
report-by-mentor = Per mentor
report-age-first = tot { $upto } u
report-age = { $from }–{ $upto } u
report-age-last = boven { $over } u
report-age-says = { $age }: { $count ->
    [one] één chat
   *[other] { $count } chats
}
report-target = Streeftijd
report-target-state = Ten opzichte van de streeftijd
report-late = te laat
report-on-time = op tijd

# Wie misschien aandacht vraagt.
report-risk = Vraagt misschien aandacht
report-risk-about = Punten die iedereen kan nagaan: 3 dagen geen activiteit +2, over de einddatum +2, dezelfde toets twee keer niet gehaald +2, scores die over 5 beoordelingen meer dan 3 punten per beoordeling dalen +2, een kritieke fout in de laatste 14 dagen +3. Vermeld vanaf 4 punten. Een mens beslist wat er gebeurt; niets gaat vanzelf.
report-risk-none = Niemand heeft vier punten of meer.
report-points = Punten
report-reasons = Redenen
report-risk-inactive = { $days ->
    [one] een dag geen activiteit
   *[other] { $days } dagen geen activiteit
}
report-risk-overdue = { $days ->
    [0] einddatum is vandaag
    [one] een dag over de einddatum
   *[other] { $days } dagen over de einddatum
}
report-risk-quiz = toets “{ $module }” twee keer niet gehaald
report-risk-falling = scores dalen { $points } punten per beoordeling
report-risk-critical = { $days ->
    [0] kritieke fout vandaag
    [one] kritieke fout een dag geleden
   *[other] kritieke fout { $days } dagen geleden
}

# Iedereen.
report-people = Voortgang per persoon
report-people-about = Stappen, modules, toetsen en handtekeningen zoals het nu is; chats, beoordelingen, scores en reactietijden van de periode. Grijze cijfers berusten op minder dan vijf.
report-person = Persoon
report-modules = Modules
report-first-time = Toets in één keer (%)
report-signed = Getekend
report-chats = Chats
report-reviewed = Beoordeeld
report-last-active = Laatst actief

# Eén persoon.
report-person-lead = Lichting { $cohort } · { $zone }, waar het nu { $time } is
report-person-no-rows = Nog niets. Het staat hier zodra het er is.
report-trend-none = Nog geen beoordeelde chats. Hier komt een punt voor elke beoordeling die wordt vrijgegeven.
report-figure-step = stap van het inwerken
report-figure-reply = helft van de antwoorden binnen
report-figure-within = van de antwoorden binnen het geduld van de klant
report-trend = Scores in de tijd
report-trend-says = Eén punt per vrijgegeven beoordeling, oudste eerst. De lijn is de grens voor voldoende.
report-no-trend = te weinig voor een trend: minstens vijf beoordelingen
report-point-says = { $scenario }: { $percent }%, { $when }
report-not-yet = nog niet
report-suggested = Voorgestelde score
report-module = Module
report-read-at = Gelezen
report-attempts = Pogingen
report-best = Beste (%)
report-passed-at = Toets gehaald
