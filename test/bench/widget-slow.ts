/** Prints what the widget costs on an old phone: Chromium with the processor slowed down four times. Asserts nothing. */
import { describeSizes, measureSizes } from '../sizes.ts';
import { measureWidget, type PageView } from './widget.ts';

const SLOWDOWN = 4;

const { runs, openMedian, openSlowest, carrying, without } = await measureWidget({ slowdown: SLOWDOWN });

const line = (name: string, key: keyof PageView, digits = 0) =>
  `${name.padEnd(28)} ${carrying[key].toFixed(digits).padStart(8)} ${without[key].toFixed(digits).padStart(8)}`;

console.log(`
${describeSizes(measureSizes())}

Chromium, processor slowed down ${SLOWDOWN} times, medians of ${runs} runs each, in turns
Click to usable panel: ${openMedian.toFixed(0)} ms (slowest ${openSlowest.toFixed(0)} ms)

The page with the widget closed  with  without
${line('First contentful paint (ms)', 'firstPaint')}
${line('Largest contentful paint (ms)', 'largestPaint')}
${line('Total blocking time (ms)', 'blocked')}
${line('Long tasks', 'longTasks')}
${line('Cumulative layout shift', 'shift', 4)}  (with: a whole conversation included)`);
