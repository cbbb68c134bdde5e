// Ticks for pages that ask for news. Browsers let the timers of a tab nobody looks at sleep up to a minute, longer
// than a telephone rings; those of a worker keep time.
const EVERY_MS = 3000;
setInterval(() => postMessage("tick"), EVERY_MS);
