// A process that does what the language server does for a graph, so that it can be stopped where it takes too long:
// `node server.mjs MODULE FILE` writes the milliseconds and the message for the page.
import { readFileSync, writeFileSync } from 'node:fs';

const [module, file, out] = process.argv.slice(2);
const { machineOf, buildGraph } = (await import(module)).default;
const text = readFileSync(file, 'utf8');
// A server has drawn other machines before.
const small = machineOf('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true}}}');
for (let round = 0; round < 200; round++) buildGraph(small);
const machine = machineOf(text);
const start = performance.now();
const view = buildGraph(machine);
const milliseconds = performance.now() - start;
writeFileSync(out, JSON.stringify({ milliseconds, view }));
