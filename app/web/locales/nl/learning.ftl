# Start, trajecten, modules, toetsen, richtlijnen.
chat-customer = Klant
chat-operator = Operator
callout-note = Let op
callout-tip = Tip
callout-important = Belangrijk
callout-warning = Waarschuwing
callout-caution = Pas op
image-elsewhere = [Afbeelding van een andere site, niet getoond: { $what }]
table-about = Tabel: { $heading }
kind-module = Module
kind-guideline = Richtlijn
kind-practice = Oefendienst
still-read = Lees tot het einde en geef dat aan onder de tekst
still-quiz = Haal de toets met ten minste { $needs }
still-quiz-best = Haal de toets met ten minste { $needs }; je beste resultaat is { $best }
still-sign = Lees de huidige versie en onderteken die
still-hand-in = Lever één chat van deze dienst in
tracks-title = Leren
tracks-lead = De onderdelen van een traject gaan op volgorde open: elk bouwt voort op wat ervoor kwam.
tracks-empty = Nog geen traject
tracks-empty-body = Trajecten verschijnen hier zodra je organisatie er een in jouw taal uitbrengt.
track-progress = Onderdelen klaar
track-to-go = nog { $time } lezen
track-due = vóór { $date }
locked-order = Onderdelen gaan op volgorde open, omdat latere op eerdere steunen. Je verliest niets: het gaat vanzelf open.
locked-to-track = Bekijk wat eerst komt
module-contents = Op deze pagina
module-to-end = Toets en wat nog telt
module-resume = Je bewaarde je plek bij
module-keep-place = Bewaar mijn plek hier
module-place-kept = Jouw plek
module-complete = Klaar
module-complete-body = Je hebt deze module gelezen en de toets gehaald. Hij blijft open om iets op te zoeken.
module-still = Wat nog telt
module-read = Ik heb dit gelezen
module-read-on = Je las dit op { $date }.
module-neighbours = Ervoor en erna in het traject
module-previous = Hiervoor
module-next = Hierna
quiz-title = Toets
quiz-questions = { $count ->
    [one] { $count } vraag
   *[other] { $count } vragen
}
quiz-needs = { $percent } nodig
quiz-limit = tijdslimiet { $time }
quiz-start = Begin de toets
quiz-resume = Ga door met de toets
quiz-again = Maak de toets opnieuw
quiz-wait = Je kunt het om { $time } weer proberen. De uitleg bij je vorige poging lezen helpt het meest.
quiz-attempt = Poging { $number }
quiz-attempts = Jouw pogingen
quiz-column-attempt = Poging
quiz-column-when = Wanneer
quiz-column-result = Uitslag
quiz-passed = { $percent }, gehaald
quiz-not-passed = { $percent }, niet gehaald
quiz-until = Deze toets heeft een tijdslimiet: lever in vóór { $time } ({ $left }). Wat dan is opgeslagen, telt.
quiz-saved = Opgeslagen. Je kunt deze pagina sluiten en later terugkomen.
quiz-save = Nu opslaan
quiz-submit = Lever mijn antwoorden in
quiz-submit-anyway = Lever in met open vragen
quiz-hint = Na het inleveren zie je bij elk antwoord de uitleg.
quiz-twice = Vraag { $number }: twee regels hebben hetzelfde nummer
quiz-gap = Vraag { $number } heeft nog geen volledig antwoord
quiz-gaps = { $count ->
    [one] Eén vraag is nog niet beantwoord. Je andere antwoorden zijn opgeslagen; een open vraag telt als fout.
   *[other] { $count } vragen zijn nog niet beantwoord. Je andere antwoorden zijn opgeslagen; open vragen tellen als fout.
}
quiz-how-choice = Kies er één.
quiz-how-several = Kies alles wat klopt, en niets anders.
quiz-how-order = Geef elke regel een nummer, 1 voor de eerste.
quiz-how-short = Een paar woorden is genoeg. Hoofdletters en leestekens maken niet uit.
quiz-question-of = Vraag { $number } van { $count }
result-passed = Gehaald
result-not-passed = Nog niet gehaald
result-words = { $right } van de { $all } goed; { $needs } is nodig.
result-score = Score: { $percent }
result-retry-at = Je kunt het om { $time } weer proberen. Met de uitleg hieronder kom je er het snelst.
result-retry-now = Je kunt het nu weer proberen. Met de uitleg hieronder kom je er het snelst.
result-back = Terug naar de module
result-right = Goed
result-wrong = Niet goed
result-question = Vraag { $number }
result-no-answer = Je gaf geen antwoord.
result-option-right = Goede antwoord
result-option-yours = Jouw antwoord
result-your-order = Jouw volgorde
result-right-order = Goede volgorde
result-your-words = Je schreef: “{ $words }”
result-accepted = Goedgekeurd: { $words }
guideline-version = Versie { $version }
guideline-link = Link naar clausule { $clause }
guideline-to-signature = Ondertekenen
guideline-signature = Jouw handtekening
guideline-signed = Je ondertekende versie { $version } op { $date }.
guideline-sign-body = Je ondertekent versie { $version }. Verandert een regel wezenlijk, dan vragen we het opnieuw en zie je wat er veranderde.
guideline-agree = { $count ->
    [one] Ik heb de clausule hierboven gelezen en werk ernaar.
   *[other] Ik heb de { $count } clausules hierboven gelezen en werk ernaar.
}
guideline-agree-first = Vink aan dat je de clausules hebt gelezen; onderteken daarna.
guideline-sign-as = Ondertekend door
guideline-sign = Ondertekenen
guideline-changed = Veranderd sinds je versie { $version } ondertekende
guideline-before = Eerst
guideline-after = Nu
home-morning = Goedemorgen, { $name }
home-afternoon = Goedemiddag, { $name }
home-evening = Goedenavond, { $name }
home-next = Volgende stap
home-why-first = Dit is nu aan de beurt omdat “{ $track }” hiermee begint.
home-why = Dit is nu aan de beurt omdat het nummer { $number } van { $all } is in “{ $track }”, en alles ervoor klaar is.
home-start = Beginnen
home-go-on = Verdergaan
home-due = Vóór { $date } ({ $left })
home-all-done = Alles in je trajecten is klaar
home-all-done-body = De oefenbalie blijft open. Elke chat die je inlevert, wordt door een mentor gelezen.
home-shift = Je dienst staat nog open
home-shift-body = Je begon { $time } aan “{ $title }”. De klok staat stil en de klanten zijn waar je ze achterliet.
home-shift-button = Terug naar de balie
home-tracks = Jouw trajecten
home-work = Eén ding om aan te werken
home-work-body = Hoort bij “{ $section }”. Over je laatste { $count ->
    [one] beoordeling
   *[other] { $count } beoordelingen
} gaven mentoren hiervoor gemiddeld { $level } van 3, minder dan voor al het andere.
home-work-short = Geen mentor schreef iets bij bepaalde woorden. Hier bleef het achter:
home-work-level = { $level } van 3
home-you-wrote = Jij schreef
home-in-review = Bekijk het in de chat
home-feedback = Feedback
home-no-feedback = Nog geen feedback
home-no-feedback-body = Heb je een oefenchat afgerond, lever hem dan in vanuit de nabespreking. Een mentor leest hem en de beoordeling verschijnt hier.
home-unread = { $count ->
    [one] { $count } nieuw
   *[other] { $count } nieuw
}
home-all-feedback = Alle feedback
home-feedback-from = { $mentor }, { $time }
home-passed = gehaald
home-not-passed = onder de norm
home-new = Nieuw
home-trend = Jouw scores
home-trend-later = { $count ->
    [0] Hier komt een lijn zodra genoeg van je beoordelingen een score hebben.
    [one] Hier komt een lijn na nog één beoordeling.
   *[other] Hier komt een lijn na nog { $count } beoordelingen; minder zegt niets over een richting.
}
home-trend-label = Je laatste { $count } scores in de tijd; de tabel eronder heeft de cijfers
home-trend-pass = De streepjeslijn is de norm van 80%.
home-trend-table = De cijfers
home-trend-date = Beoordeling
home-trend-score = Score
