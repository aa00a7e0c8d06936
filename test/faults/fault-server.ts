/**
 * The server of the fault tests: the bench's, with the counter of a one-machine house on virtual devices, and able to
 * die at a named point. What it is asked over IPC it answers there.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { runLocalAgent } from '../../agent/local.ts';
import { serveHouse } from '../../bench/serve.ts';
import { type CommandAddress, enrolLocal } from '../../server/modules/devices/index.ts';
import { drainOutbox } from '../../server/platform/outbox.ts';
import { channelPair } from '../../shared/agent/channel.ts';
import { type Armed, arm, watchCounter, watchServer } from './points.ts';

// What is garbage stands in the memory until the collector comes by; a measurement calls it.
setFlagsFromString('--expose-gc');
const sweep = runInNewContext('gc') as () => void;

watchServer();
const { house, config, log, ready } = await serveHouse();
const { pool, clock, live } = house.app.jobs;

function startCounter() {
  let terminal: CommandAddress | null = null;
  return runLocalAgent({
    dataFolder: join(config.dataFolder, 'agent'),
    virtual: true,
    async enrol(publicKey) {
      [terminal = null] = await enrolLocal({ pool, clock, live }, { publicKey, virtual: true });
      return terminal?.terminalId ?? null;
    },
    connect() {
      const { server, agent } = channelPair();
      if (terminal === null) agent.close();
      else house.app.counters.connectLocal(server, terminal);
      return agent;
    },
    async openBrowser(path) {
      process.send?.({ ticket: path.split('#')[1] });
      return true;
    },
    note: () => {},
    now: () => new Date(),
  });
}

const counter = process.env.FAULT_COUNTER === '1' ? startCounter() : null;
if (counter !== null) watchCounter(counter.counter);

process.on('message', async (asked: unknown) => {
  if (typeof asked === 'object' && asked !== null && 'arm' in asked) {
    arm(asked.arm as Armed, join(config.dataFolder, 'died-at'));
    process.send?.({ armed: true });
  }
  if (asked === 'swept memory') {
    sweep();
    process.send?.({ swept: process.memoryUsage().rss });
  }
  if (asked === 'ticket') counter?.openCounter();
  if (asked === 'counter') {
    while (counter?.terminal() === null) await pause(20);
    process.send?.({ counter: true });
  }
  // What the minute's job does, without the minute.
  if (asked === 'post notices')
    process.send?.({ posted: await drainOutbox({ pool, clock, log, target: house.app.jobs.notices }) });
});
ready();
