/**
 * `npm run agent`: the counter's own program, beside the reader and the printer. Enrols itself once with a code, then
 * stays connected to the house's server until it is ended.
 */
import { join, resolve } from 'node:path';
import { startAgent } from './agent.ts';
import { openBrowser } from './browser.ts';
import { closeCounter } from './counter.ts';
import { dial } from './dial.ts';
import { type Enrolment, enrol, readEnrolment } from './enrol.ts';
import { openJournal } from './journal.ts';
import { makeAgentFolder, openKey, type TerminalKey } from './key.ts';
import { holdFolder } from './one-agent.ts';
import { openRealCounter, openVirtualCounter } from './open-counter.ts';
import { type AgentOptions, readOptions, USAGE } from './options.ts';
import { type Server, serverAt } from './server-address.ts';
import { agentVersion } from './version.ts';

const note = (line: string): void => console.log(`${new Date().toISOString()} ${line}`);

/** A code on the command line is redeemed once; a terminal that has been enrolled here already needs none. */
async function enrolment(options: AgentOptions, folder: string, key: TerminalKey): Promise<[Server, Enrolment]> {
  const known = readEnrolment(folder);
  const address = options.server ?? known?.server;
  if (address === undefined) throw new Error(`--server is missing\n${USAGE}`);
  const server = serverAt(address, options.certificateFile);
  if (known !== null && new URL(known.server).origin === server.url.origin) return [server, known];
  if (options.code === undefined)
    throw new Error(`this machine is not enrolled at ${server.url.origin}: --enrol with a one-time code`);
  const fresh = await enrol(folder, server, key, options.code);
  note(`enrolled as ${fresh.name}`);
  return [server, fresh];
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const dataFolder = resolve(options.dataFolder);
  makeAgentFolder(dataFolder);
  await holdFolder(dataFolder);
  const key = openKey(dataFolder);
  const counter = options.virtual ? openVirtualCounter(dataFolder) : openRealCounter({ ...options, dataFolder });
  const [server, { terminalId }] = await enrolment(options, dataFolder, key);
  const agent = startAgent({
    connect: async () => ({ credentials: { terminalId, sign: key.sign }, channel: await dial(server) }),
    counter,
    now: () => new Date(),
    journal: openJournal(join(dataFolder, `journal-${terminalId}.jsonl`)),
    openBrowser: (path) => openBrowser(server, path),
    note,
    version: agentVersion(),
  });
  if (options.browser) agent.openCounter();
  let asked = false;
  const stop = async (): Promise<void> => {
    if (asked) process.exit(1);
    asked = true;
    await agent.stop();
    await closeCounter(counter);
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop());
  process.on('SIGINT', () => void stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
