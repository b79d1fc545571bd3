/**
 * What citizens say, per language: the words that tell what a message wants, apart from what it is about.
 * A language without a list here is answered all the same; its questions are searched whole.
 */
import type { Facet } from './facets.ts';

/** What a message wants, if it is not simply a question. */
export type SocialIntent = 'greeting' | 'thanks' | 'identity' | 'person' | 'emergency';

interface Lexicon {
  /** Phrases that decide wherever they stand in a message. */
  emergency: string[];
  /** Phrases that decide if nothing else is said beside them. */
  social: Record<Exclude<SocialIntent, 'emergency'>, string[]>;
  facets: Partial<Record<Facet, string[]>>;
  /** Words that carry on from the last answer: "und was kostet das?" */
  followUp: string[];
}

/** Words of asking, which say nothing about what is asked. */
export const requestWords: Record<string, string[]> = {
  de: `bekomme bekommt bekommen braucht brauche brauchen bitte darf dürfen eigentlich finde finden geht gehe gibt gibts gerne
    hallo hätte ja kannst kriege kriegen lassen liegt mal möchte möchten muß müssen neu neue neuen neuer neues sagen tun tue
    viele wann wer wieso warum wissen wohin woher wollte funktioniert info infos information informationen frage fragen thema
    guten tag hilfe heiße name mail`.split(/\s+/),
  en: `need get want like please tell know find new how's info information question hello hi help make go much many name mail called`.split(/\s+/),
};

export const lexicons: Record<string, Lexicon> = {
  de: {
    emergency: [
      'notfall', 'notruf', 'es brennt', 'feuer ausgebrochen', 'herzinfarkt', 'schlaganfall', 'bewusstlos', 'atmet nicht',
      'überfallen', 'einbrecher', 'vergiftet', 'vergiftung', 'vergewaltigt', 'vergewaltigung', 'schlägt mich', 'werde geschlagen',
      'werde bedroht', 'suizid', 'selbstmord', 'mich umbringen', 'nicht mehr leben', 'mir das leben nehmen', 'lebensgefahr', 'ich sterbe',
      'verblutet', 'schwer verletzt',
    ],
    social: {
      greeting: ['hallo', 'guten tag', 'guten morgen', 'guten abend', 'grüß gott', 'moin', 'servus', 'hi', 'hey', 'grüezi', 'hilfe'],
      thanks: ['danke', 'danke schön', 'dankeschön', 'vielen dank', 'besten dank', 'super', 'prima', 'alles klar', 'tschüss', 'auf wiedersehen'],
      identity: ['wer bist du', 'wer sind sie', 'was bist du', 'bist du ein mensch', 'sind sie ein mensch', 'bist du ein roboter', 'bist du eine ki', 'sind sie eine ki', 'was kannst du', 'was können sie', 'bist du echt'],
      person: ['mit einem menschen sprechen', 'mit einem menschen', 'mit jemandem sprechen', 'mit jemandem reden', 'einen menschen', 'mitarbeiter sprechen', 'mitarbeiterin sprechen', 'persönlich sprechen', 'sachbearbeiter', 'sachbearbeiterin', 'echte person', 'kontakt', 'telefonnummer der stadt', 'anrufen', 'mensch'],
    },
    facets: {
      cost: ['was kostet', 'was kosten', 'wie viel kostet', 'wieviel kostet', 'wie teuer', 'was muss ich bezahlen', 'was zahle ich', 'kosten', 'kostet', 'gebühr', 'gebühren', 'preis', 'preise', 'teuer', 'kostenlos', 'bezahlen'],
      documents: ['welche unterlagen', 'welche dokumente', 'was muss ich mitbringen', 'was brauche ich', 'was brauche ich dafür', 'was muss ich vorlegen', 'unterlagen', 'dokumente', 'nachweise', 'papiere', 'mitbringen', 'vorlegen'],
      requirements: ['welche voraussetzungen', 'voraussetzungen', 'voraussetzung', 'habe ich anspruch', 'anspruch', 'wer bekommt', 'wer darf', 'bin ich berechtigt'],
      procedure: ['wie läuft', 'wie funktioniert', 'wie geht', 'wie gehe ich vor', 'ablauf', 'vorgehen', 'schritte'],
      duration: ['wie lange dauert', 'wie lange', 'dauer', 'dauert', 'bearbeitungszeit', 'bearbeitungsdauer', 'wartezeit', 'wann ist er fertig', 'wann ist fertig'],
      deadline: ['bis wann', 'frist', 'fristen', 'welche frist', 'wie lange habe ich zeit', 'spätestens', 'innerhalb welcher'],
      online: ['online', 'im internet', 'übers internet', 'digital', 'elektronisch', 'von zu hause'],
      place: ['wo', 'wo ist', 'wo muss ich hin', 'wohin', 'adresse', 'anschrift', 'welches amt', 'zuständig', 'wer ist zuständig', 'an wen'],
      hours: ['öffnungszeiten', 'öffnungszeit', 'wann geöffnet', 'wann offen', 'wann hat', 'geöffnet', 'offen', 'sprechzeiten', 'sprechstunde', 'wann macht'],
      law: ['rechtsgrundlage', 'rechtsgrundlagen', 'welches gesetz', 'paragraf', 'paragraph'],
    },
    followUp: ['und', 'das', 'dafür', 'da', 'dort', 'dazu', 'davon', 'er', 'sie', 'es', 'denn', 'auch', 'den', 'ihn', 'hat', 'ist', 'die', 'der', 'ich', 'mir', 'man', 'wird', 'geht', 'kann'],
  },
  en: {
    emergency: [
      'emergency', 'house is on fire', 'there is a fire', 'heart attack', 'stroke', 'unconscious', 'not breathing', 'poisoned', 'poisoning',
      'raped', 'rape', 'being robbed', 'burglar', 'beats me', 'hits me', 'being threatened', 'suicide', 'kill myself', 'do not want to live',
      'don\'t want to live', 'end my life', 'i am dying', 'bleeding heavily', 'badly injured',
    ],
    social: {
      greeting: ['hello', 'hi', 'hey', 'good morning', 'good afternoon', 'good evening', 'good day', 'help'],
      thanks: ['thanks', 'thank you', 'many thanks', 'thank you very much', 'great', 'perfect', 'bye', 'goodbye'],
      identity: ['who are you', 'what are you', 'are you human', 'are you a human', 'are you a robot', 'are you an ai', 'what can you do', 'are you real', 'are you a person'],
      person: ['talk to a person', 'speak to a person', 'talk to a human', 'speak to a human', 'talk to someone', 'speak to someone', 'real person', 'contact', 'phone number', 'call you', 'human'],
    },
    facets: {
      cost: ['how much does', 'how much is', 'how much are', 'how much', 'what does it cost', 'cost', 'costs', 'fee', 'fees', 'price', 'expensive', 'pay', 'free of charge'],
      documents: ['which documents', 'what documents', 'what do i need', 'what do i need to bring', 'documents', 'paperwork', 'bring'],
      requirements: ['requirements', 'am i eligible', 'eligible', 'entitled', 'who can get', 'conditions'],
      procedure: ['how does', 'how do i', 'how can i', 'procedure', 'steps', 'process'],
      duration: ['how long does it take', 'how long does', 'how long', 'processing time', 'duration', 'waiting time'],
      deadline: ['by when', 'deadline', 'deadlines', 'until when', 'latest'],
      online: ['online', 'on the internet', 'digitally', 'from home'],
      place: ['where', 'where is', 'where do i', 'where can i', 'address', 'which office', 'responsible'],
      hours: ['opening hours', 'opening times', 'when is', 'open', 'office hours', 'when does'],
      law: ['legal basis', 'which law'],
    },
    followUp: ['and', 'it', 'that', 'this', 'there', 'for', 'them', 'they', 'does', 'do', 'is', 'are', 'i', 'the', 'take', 'to', 'a'],
  },
};
