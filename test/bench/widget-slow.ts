/** Prints how the widget opens on an old phone: Chromium with the processor slowed down four times. Asserts nothing. */
import { describeSizes, measureSizes } from '../sizes.ts';
import { measureWidget } from './widget.ts';

const SLOWDOWN = 4;

const slow = await measureWidget({ slowdown: SLOWDOWN });
console.log(`
${describeSizes(measureSizes())}

Widget in headless Chromium, processor slowed down ${SLOWDOWN} times, ${slow.runs} runs
Click to usable panel: median ${slow.openMedian.toFixed(0)} ms, slowest ${slow.openSlowest.toFixed(0)} ms
Long tasks (> 50 ms) before the click: ${slow.longTasks} with the closed launcher, ${slow.longTasksWithout} without the widget and not slowed down
Cumulative layout shift of the page, conversation included: ${slow.layoutShift.toFixed(4)}`);
