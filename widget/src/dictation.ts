/** The part of the Web Speech API that recognises on the device; browsers without `available` do it in a cloud. */
interface Recognition extends EventTarget {
  lang: string;
  processLocally: boolean;
  start(): void;
  stop(): void;
}
interface RecognitionClass {
  new (): Recognition;
  available?(options: { langs: string[]; processLocally: boolean }): Promise<string>;
}
type Heard = Event & { results?: ArrayLike<ArrayLike<{ transcript: string }>> };

declare global {
  interface Window {
    SpeechRecognition?: RecognitionClass;
  }
}

/** Whether this device itself, with nothing to be loaded, recognises speech in a language (A11Y-11). */
export async function canDictate(lang: string): Promise<boolean> {
  const state = await window.SpeechRecognition?.available?.({ langs: [spoken(lang)], processLocally: true });
  return state === 'available';
}

/** Listens until the citizen pauses; `onText` gets what was said, `onEnd` is called in any case. Returns how to stop. */
export function dictate(lang: string, onText: (text: string) => void, onEnd: () => void): () => void {
  if (!window.SpeechRecognition) throw new TypeError('This browser recognises no speech');
  const recognition = new window.SpeechRecognition();
  recognition.lang = spoken(lang);
  recognition.processLocally = true;
  recognition.addEventListener('result', ({ results }: Heard) =>
    onText(Array.from(results ?? [], (result) => result[0]?.transcript ?? '').join(' ')),
  );
  recognition.addEventListener('end', onEnd);
  recognition.start();
  return () => recognition.stop();
}

/** Recognition knows languages with their country. */
function spoken(lang: string): string {
  return new Intl.Locale(lang.split('-')[0] ?? lang)
    .maximize()
    .toString()
    .replace(/-[A-Z][a-z]{3}/, '');
}
