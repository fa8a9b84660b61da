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
