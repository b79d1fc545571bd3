/** What is being read aloud by us: the page may read something of its own. */
let current: SpeechSynthesisUtterance | undefined;

/**
 * A voice on this device for a language, if there is one. Others send the text to their vendor, so they are not used
 * (A11Y-11).
 */
export function localVoice(lang: string): SpeechSynthesisVoice | undefined {
  const base = (tag: string) => tag.toLowerCase().split(/[-_]/)[0];
  return globalThis.speechSynthesis
    ?.getVoices()
    .find((voice) => voice.localService && base(voice.lang) === base(lang));
}

/** Reads a text aloud instead of what was being read; `onEnd` is called once it ends, however it does. */
export function readAloud(text: string, voice: SpeechSynthesisVoice, onEnd: () => void): void {
  stopReading();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  const end = () => {
    if (current === utterance) current = undefined;
    onEnd();
  };
  utterance.addEventListener('end', end);
  utterance.addEventListener('error', end);
  current = utterance;
  speechSynthesis.speak(utterance);
}

export function stopReading(): void {
  if (current) speechSynthesis.cancel();
}
