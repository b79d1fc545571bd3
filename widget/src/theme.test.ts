import { expect } from '@open-wc/testing';
import { applyTheme, contrast, parse, themeOf } from './theme.ts';

const steps = [0, 0.2, 0.4, 0.6, 0.8, 1];
const rgb = (color: string) => parse(color.replaceAll(' ', ', ')) ?? [0, 0, 0];

describe('a theme from one brand colour (A11Y-5)', () => {
  it('can be read on every surface, light and dark, whatever the colour', () => {
    for (const red of steps) {
      for (const green of steps) {
        for (const blue of steps) {
          const { onBrand, onLight, onDark } = themeOf([red, green, blue]);
          const name = `${red} ${green} ${blue}`;
          expect(contrast([red, green, blue], rgb(onBrand)), name).to.be.at.least(4.5);
          expect(contrast([1, 1, 1], rgb(onLight)), name).to.be.at.least(4.5);
          expect(contrast([0.914, 0.937, 0.953], rgb(onLight)), name).to.be.at.least(4.4);
          expect(contrast([0.078, 0.098, 0.114], rgb(onDark)), name).to.be.at.least(4.5);
        }
      }
    }
  });

  it('leaves a colour as it is that can be read', () => {
    expect(themeOf([10 / 255, 90 / 255, 131 / 255])).to.include({
      onBrand: 'rgb(255 255 255)',
      onLight: 'rgb(10 90 131)',
    });
  });

  it('comes from the page’s own colour', () => {
    const panel = document.createElement('div');
    panel.style.setProperty('--stadtlotse-brand', '#ffd400');
    document.body.append(panel);
    applyTheme(panel);
    expect(panel.style.getPropertyValue('--auto-on-brand')).to.equal('rgb(0 0 0)');
    panel.remove();
  });
});
