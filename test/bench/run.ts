/** Prints the numbers that README and issues speak of: weight, time to open, time to answer. Asserts nothing. */
import { describeSizes, measureSizes } from '../sizes.ts';
import { measureChat } from './chat.ts';
import { measureModel } from './model.ts';
import { measureWidget } from './widget.ts';

console.log(`\nWeight (after npm run build)\n${describeSizes(measureSizes())}`);

const widget = await measureWidget();
console.log(`
Widget in headless Chromium on this machine, ${widget.runs} runs
Click to usable panel: median ${widget.openMedian.toFixed(0)} ms, slowest ${widget.openSlowest.toFixed(0)} ms
Long tasks (> 50 ms) of a page view: ${widget.carrying.longTasks} with the closed launcher, ${widget.without.longTasks} without the widget
Transferred for opening, agreeing and one answer: ${(widget.transferred / 1000).toFixed(1)} kB`);

const chat = await measureChat();
console.log(`
POST /v1/chat, curated, JSON, sample city, ${chat.rate} requests/s for ${chat.seconds} s over ${chat.connections} connections, after warming up
p50 ${chat.p50} ms, p99 ${chat.p99} ms, ${chat.answered} answered, ${chat.failed} failed`);

const model = await measureModel();
console.log(`
Model answers, ${model.streams} streams at once, twice, from the local stand-in for a provider
${model.failed} failed, ${model.seconds.toFixed(1)} s a round, memory ${model.before} MiB before, ${model.after} MiB after`);
