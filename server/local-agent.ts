/**
 * The counter of a one-machine house: the agent runs inside the server and speaks to it as from a machine of its own.
 * A house without card reader or printer has it all the same; the devices are then missing, and nothing else is.
 */
import { join } from 'node:path';
import { channelPair } from '../shared/agent/channel.ts';
import type { App } from './app.ts';
import { type CommandAddress, enrolLocal } from './modules/devices/index.ts';
import type { Config, LocalAgentConfig } from './platform/config.ts';
import type { Log } from './platform/log.ts';

export interface LocalCounter {
  stop(): Promise<void>;
}

/** Null where none is wanted, or where this machine cannot run one: the house is opened without it. */
export async function startLocalCounter(config: Config, app: App, log: Log): Promise<LocalCounter | null> {
  if (config.agent === null) return null;
  try {
    return await runAgentHere(config.agent, join(config.dataFolder, 'agent'), { app, log });
  } catch (error) {
    log.warn({ err: error }, 'the counter agent of this machine does not run');
    return null;
  }
}

async function runAgentHere(
  { virtual, reader, module, printer }: LocalAgentConfig,
  dataFolder: string,
  { app, log }: { readonly app: App; readonly log: Log },
): Promise<LocalCounter> {
  // Loaded only here: it brings the library of the card reader's system service.
  const { runLocalAgent } = await import('../agent/local.ts');
  const { pool, clock, live } = app.jobs;
  let terminal: CommandAddress | null = null;
  return runLocalAgent({
    dataFolder,
    virtual,
    ...(reader === undefined ? {} : { reader }),
    ...(module === undefined ? {} : { module }),
    ...(printer === undefined ? {} : { printer }),
    async enrol(publicKey) {
      [terminal = null] = await enrolLocal({ pool, clock, live }, { publicKey, virtual });
      return terminal?.terminalId ?? null;
    },
    connect() {
      const { server, agent } = channelPair();
      if (terminal === null) agent.close();
      else app.counters.connectLocal(server, terminal);
      return agent;
    },
    now: () => new Date(clock.now()),
    note: (line) => log.info({ counter: 'local' }, line),
  });
}
