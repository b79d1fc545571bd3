import { describe, expect, it } from 'vitest';
import { detectLanguage } from './detect.ts';

const nobodyKnows = () => false;

describe('detectLanguage', () => {
  it.each([
    ['Wo kann ich meine Wohnung anmelden?', 'de'],
    ['Where can I register my apartment?', 'en'],
    ['Evimi nerede kaydettirebilirim?', 'tr'],
    ['Де я можу зареєструвати квартиру?', 'uk'],
    ['Где я могу зарегистрировать квартиру?', 'ru'],
    ['أين يمكنني تسجيل شقتي؟', 'ar'],
    ['کجا می‌توانم آپارتمانم را ثبت کنم؟', 'fa'],
    ['Gdzie mogę zameldować mieszkanie?', 'pl'],
    ['Unde pot să îmi înregistrez apartamentul?', 'ro'],
    ['Къде мога да регистрирам апартамента си?', 'bg'],
    ['Où puis-je déclarer mon appartement ?', 'fr'],
    ['¿Dónde puedo registrar mi apartamento?', 'es'],
    ['Dove posso registrare il mio appartamento?', 'it'],
    ['Onde posso registar o meu apartamento?', 'pt'],
    ['Πού μπορώ να δηλώσω το διαμέρισμά μου;', 'el'],
    ['Ku mund ta regjistroj banesën time?', 'sq'],
    ['Tôi có thể đăng ký căn hộ ở đâu?', 'vi'],
    ['我在哪里可以登记我的公寓？', 'zh'],
    ['Waar kan ik mijn woning inschrijven?', 'nl'],
    ['Kde mohu přihlásit svůj byt?', 'cs'],
    ['Hol tudom bejelenteni a lakásomat?', 'hu'],
    ['ฉันจะลงทะเบียนบ้านได้ที่ไหน', 'th'],
    ['मैं अपना घर कहाँ पंजीकृत करूँ?', 'hi'],
    ['Var kan jag registrera min lägenhet?', 'sv'],
    ['Missä voin rekisteröidä asuntoni?', 'fi'],
  ])('%s → %s, whatever the interface', (text, lang) => {
    for (const expected of ['de', 'en']) expect(detectLanguage(text, expected, nobodyKnows)).toBe(lang);
  });

  it('keeps to the interface for a word that does not tell', () => {
    expect(detectLanguage('OK', 'de', nobodyKnows)).toBe('de');
    expect(detectLanguage('Pass', 'de', (lang) => lang === 'de')).toBe('de');
    expect(detectLanguage('12345', 'en', nobodyKnows)).toBe('en');
  });

  it('believes a single word that only another language has', () => {
    expect(detectLanguage('pasaportumuz', 'de', (lang) => lang === 'tr')).toBe('tr');
    expect(detectLanguage('паспорт', 'de', nobodyKnows)).not.toBe('de');
  });
});
