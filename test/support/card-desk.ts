/**
 * A counter with a virtual card reader, for tests of cards: the real agent, its journal and the virtual desk in this
 * process, connected to the server's own hub. Meters read their clock from the test's.
 *
 *   const desk = await openCardDesk({ ...house.app.jobs, counters: house.app.counters, enrol });
 *   const serial = desk.blank();
 *   desk.insert('000000000161');
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startAgent } from '../../agent/agent.ts';
import { openVirtualPrinter } from '../../agent/devices/virtual-printer.ts';
import { openVirtualReader } from '../../agent/devices/virtual-reader.ts';
import { openJournal } from '../../agent/journal.ts';
import { openKey } from '../../agent/key.ts';
import type { VirtualCard } from '../../agent/virtual/card.ts';
import { openDesk } from '../../agent/virtual/desk.ts';
import { virtualPrograms } from '../../agent/virtual/programs.ts';
import type { CommandAddress, Counters } from '../../server/modules/devices/index.ts';
import { insertTerminal } from '../../server/modules/devices/store.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { transaction } from '../../server/platform/db/tx.ts';
import { channelPair } from '../../shared/agent/channel.ts';
import { formatInstant } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import type { OneSite } from './one-site.ts';

export interface CardDesk {
  readonly terminalId: string;
  /** Lays a new blank card on the reader; answers its serial. */
  blank(): string;
  /** Lays a card on the reader that was there before. */
  lay(serial: string): void;
  remove(): void;
  /** Takes the card from the reader to the meter and back. */
  insert(meterNo: string): {
    readonly credited: boolean;
    readonly remainingFen: number;
    readonly purchaseCount: number;
  };
  /** What is in a virtual meter; nothing when no card was ever in it. */
  inMeter(meterNo: string): { readonly remainingFen: number; readonly purchaseCount: number };
  use(meterNo: string, wattHours: number): void;
  chip(serial: string): VirtualCard;
  /** For `enter-counter`: the browser that brings it sits at this counter. */
  ticket(): Promise<string>;
  unplug(): void;
  plug(): void;
  stop(): Promise<void>;
}

interface DeskParts {
  readonly clock: Clock;
  readonly counters: Counters;
  /** The terminal of this key. */
  enrol(publicKey: string): Promise<CommandAddress>;
}

/** Ten figures, YYMMDDhhmm, as the meters of this site show it. */
const localFigures = (clock: Clock): string =>
  formatInstant(clock.now(), 'Asia/Shanghai').replaceAll(/[-: ]/g, '').slice(2);

const answered = <T>(outcome: { readonly answer: T } | { readonly failure: string }): T => {
  if ('failure' in outcome) throw new Error(`the virtual desk refuses: ${outcome.failure}`);
  return outcome.answer;
};

/** The number as it stands on a card. */
export const twelve = (meterNo: string): string => meterNo.padStart(12, '0');

export async function openCardDesk({ clock, counters, enrol }: DeskParts): Promise<CardDesk> {
  const folder = mkdtempSync(join(tmpdir(), 'card-desk-'));
  const reader = openVirtualReader();
  const desk = openDesk({ folder, reader, clock: () => localFigures(clock) });
  const printer = openVirtualPrinter(join(folder, 'printed'));
  const key = openKey(folder);
  const terminal = await enrol(key.publicKey);
  let opened: (path: string) => void = () => {};
  const agent = startAgent({
    async connect() {
      const { server, agent: end } = channelPair();
      counters.connectLocal(server, terminal);
      return { credentials: { terminalId: terminal.terminalId, sign: key.sign }, channel: end };
    },
    now: () => new Date(clock.now()),
    counter: { reader, printer, desk, security: desk.security, programs: virtualPrograms(folder) },
    journal: openJournal(join(folder, 'journal.jsonl')),
    async openBrowser(path) {
      opened(path);
      return true;
    },
    note: () => {},
    version: 'test',
  });
  while (!(await counters.agents.connected(terminal))) await pause(20);
  const state = () => answered(desk.state());
  return {
    terminalId: terminal.terminalId,
    blank: () => answered(desk.place({ card: 'blank' })).serial,
    lay: (serial) => void answered(desk.place({ card: 'existing', serial })),
    remove: () => void answered(desk.remove()),
    insert: (meterNo) => answered(desk.insert(twelve(meterNo))),
    inMeter(meterNo) {
      const meter = state().meters.find((one) => one.meterNo === twelve(meterNo));
      return { remainingFen: meter?.remainingFen ?? 0, purchaseCount: meter?.purchaseCount ?? 0 };
    },
    use: (meterNo, wattHours) => desk.consume(twelve(meterNo), wattHours),
    chip(serial) {
      const chip = desk.card(serial);
      if (chip === undefined) throw new Error(`there is no card ${serial}`);
      return chip;
    },
    ticket: () =>
      new Promise((resolve) => {
        opened = (path) => resolve(path.split('#')[1] ?? '');
        agent.openCounter();
      }),
    unplug: () => reader.unplug(),
    plug: () => reader.plug(),
    async stop() {
      await agent.stop();
      await reader.close();
      await printer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An enrolled terminal of a site that has no house around it. */
export async function terminalOfKey(site: OneSite, localKey: string): Promise<CommandAddress> {
  const to = { siteId: site.siteId, terminalId: newId() };
  const fields = { name: '柜台', place: '', purpose: 'counter', expects: [], slipPaper: null } as const;
  await transaction(site.db.app, (tx) =>
    insertTerminal(tx, { ...to, fields: { ...fields, expects: [] }, by: newId(), now: site.clock.now(), localKey }),
  );
  return to;
}
