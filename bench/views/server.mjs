// A process that does what the language server does for a graph, so that it can be stopped where it takes too long:
// `node server.mjs MODULE FILE` writes the milliseconds, those of work, and the message for the page.
import { readFileSync, writeFileSync } from 'node:fs';

const [module, file, out] = process.argv.slice(2);
const { machineOf, buildGraph } = (await import(module)).default;
const text = readFileSync(file, 'utf8');
// A server has drawn other machines before.
const small = machineOf('{"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","End":true}}}');
for (let round = 0; round < 200; round++) buildGraph(small);
const machine = machineOf(text);
// And it has checked this text when it opened, which reads the values of all states.
for (const state of machine.states) void state.definition;
const [start, began] = [performance.now(), threadTime()];
const view = buildGraph(machine);
const [milliseconds, work] = [performance.now() - start, threadTime() - began];
writeFileSync(out, JSON.stringify({ milliseconds, work, view }));

/** Milliseconds that the main thread has had the processor for; elsewhere than on Linux those of all threads. */
function threadTime() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  }
}
