import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useStage, type Widget } from '../support/browser.ts';

const stage = useStage();

interface Device {
  voices: { lang: string; localService: boolean }[];
  /** What `SpeechRecognition.available` says; undefined where the browser cannot ask. */
  recognition?: string;
}

/** A page on a device with these voices: a headless browser has none, and no microphone. */
async function answeredOn(device: Device): Promise<Widget> {
  const pretend = (page: Page) =>
    page.addInitScript(({ voices, recognition }) => {
      const said: unknown[] = [];
      Object.assign(window, { said });
      Object.assign(speechSynthesis, {
        getVoices: () => voices,
        speak: (utterance: SpeechSynthesisUtterance) => said.push(utterance.text),
        cancel: () => said.push('cancelled'),
      });
      Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set() {} });
      class Recognition extends EventTarget {
        processLocally = false;
        start() {
          said.push({ processLocally: this.processLocally });
          const heard = Object.assign(new Event('result'), { results: [[{ transcript: 'Reisepass' }]] });
          queueMicrotask(() => {
            this.dispatchEvent(heard);
            this.dispatchEvent(new Event('end'));
          });
        }
        stop() {}
      }
      const asked = recognition && { available: async () => recognition };
      Object.assign(window, { SpeechRecognition: Object.assign(Recognition, asked) });
    }, device);
  const widget = await stage.open('/', { bypassCSP: true, before: pretend });
  await widget.openPanel();
  await widget.consent();
  await widget.ask('Was kostet ein Personalausweis?');
  return widget;
}

describe('read aloud (A11Y-11)', () => {
  it('with a voice on the device: words and facts, explained, stopped when the panel closes', async () => {
    const { page, part } = await answeredOn({ voices: [{ lang: 'de-DE', localService: true }] });
    await page.getByRole('button', { name: 'Vorlesen' }).click();
    await page.getByText('Der Text verlässt das Gerät dafür nicht').waitFor();
    expect(await page.evaluate('window.said[0]')).toMatch(/Das kostet 46/);
    await part('close').click();
    expect(await page.evaluate('window.said')).toContain('cancelled');
  });

  it('is not offered with voices of a vendor’s cloud, nor with those of another language', async () => {
    const { page, answer } = await answeredOn({
      voices: [
        { lang: 'de-DE', localService: false },
        { lang: 'en-US', localService: true },
      ],
    });
    await answer().getByRole('button', { name: 'Kopieren' }).waitFor();
    expect(await page.getByRole('button', { name: 'Vorlesen' }).count()).toBe(0);
  });
});

describe('dictation (A11Y-11)', () => {
  it('where the device itself recognises speech: on the device, explained', async () => {
    const { page, part } = await answeredOn({ voices: [], recognition: 'available' });
    await page.getByText('Ihre Stimme wird nicht verschickt').waitFor();
    await page.getByRole('button', { name: 'Diktieren' }).click();
    await expect.poll(() => part('input').inputValue()).toBe('Reisepass');
    expect(await page.evaluate('window.said')).toEqual([{ processLocally: true }]);
  });

  it.each([
    undefined,
    'unavailable',
    'downloadable',
  ])('is not offered where it is %s', async (recognition) => {
    const { page, part } = await answeredOn({ voices: [], ...(recognition && { recognition }) });
    await part('send').waitFor();
    expect(await page.getByRole('button', { name: 'Diktieren' }).count()).toBe(0);
  });
});
