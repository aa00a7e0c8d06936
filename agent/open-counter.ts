/** Puts the devices of a counter together as it was asked for. */
import { join } from 'node:path';
import { psamSecurity } from './card/psam.ts';
import { type CardSecurity, SecurityRefused } from './card/security.ts';
import type { Counter } from './counter.ts';
import { openDeviceFilePrinter } from './devices/device-file-printer.ts';
import { openNetworkPrinter } from './devices/network-printer.ts';
import { openPcscReader } from './devices/pcsc.ts';
import type { Printer } from './devices/printer.ts';
import type { Reader } from './devices/reader.ts';
import { openVirtualPrinter, type VirtualPrinter } from './devices/virtual-printer.ts';
import { openVirtualReader, type VirtualReader } from './devices/virtual-reader.ts';
import { openWindowsPrinter } from './devices/windows-printer.ts';
import { runningPrograms } from './programs.ts';
import { openDesk, type VirtualDesk } from './virtual/desk.ts';
import { virtualPrograms } from './virtual/programs.ts';

export interface CounterWishes {
  readonly dataFolder: string;
  /** A part of the reader's name; without it the first one. */
  readonly reader?: string;
  /** `tcp://host:9100`, `file:/dev/usb/lp0`, `windows:NAME`; without it none. */
  readonly printer?: string;
  /** A part of the name of the slot that holds the security module. */
  readonly module?: string;
}

export interface VirtualCounter extends Counter {
  readonly reader: VirtualReader;
  readonly printer: VirtualPrinter;
  readonly desk: VirtualDesk;
}

/** A counter whose devices are all in this process. Its printed slips lie in the folder `printed`. */
export function openVirtualCounter(dataFolder: string): VirtualCounter {
  const reader = openVirtualReader();
  const desk = openDesk({ folder: dataFolder, reader });
  return {
    reader,
    desk,
    printer: openVirtualPrinter(join(dataFolder, 'printed')),
    security: desk.security,
    programs: virtualPrograms(dataFolder),
  };
}

/** @throws for a printer that is named in no way we know */
export function openRealCounter({ reader, printer, module }: CounterWishes): Counter {
  const opened = printer === undefined ? null : openPrinter(printer);
  const card = openPcscReader({ reader });
  const rest = { printer: opened, programs: runningPrograms, desk: null };
  if (module === undefined) return { reader: card, security: NO_MODULE, ...rest };
  const slot = openPcscReader({ reader: module });
  return { reader: both(card, slot), security: moduleSecurity(slot), ...rest };
}

/** Reads cards and writes none. */
const NO_MODULE: CardSecurity = {
  kind: 'psam',
  forCard: async () => {
    throw new SecurityRefused('this counter has no security module');
  },
};

/** Numbers of the keys in the module, as modules of this kind are usually issued. */
const MODULE_KEYS = { card: 1, meter: 2, write: 3, purchase: 4 } as const;

const moduleSecurity = (slot: Reader): CardSecurity => psamSecurity((work) => slot.withCard(work), MODULE_KEYS);

/** The card's reader; the module's slot is closed with it. */
function both(card: Reader, slot: Reader): Reader {
  return {
    get name() {
      return card.name;
    },
    state: card.state,
    onChange: card.onChange,
    withCard: card.withCard,
    async close() {
      await card.close();
      await slot.close();
    },
  };
}

export function openPrinter(wish: string): Printer | null {
  if (wish === 'none') return null;
  const network = /^tcp:\/\/([^:/]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(wish);
  if (network !== null) return openNetworkPrinter(network[1]!.replace(/^\[|\]$/g, ''), Number(network[2]));
  if (wish.startsWith('windows:')) return openWindowsPrinter(wish.slice('windows:'.length));
  if (wish.startsWith('file:')) return openDeviceFilePrinter(wish.slice('file:'.length));
  throw new Error(`no such printer: ${wish}; it is tcp://host:9100, file:/dev/usb/lp0, windows:NAME or none`);
}
