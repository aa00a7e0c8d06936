/**
 * CJ/T 188 on a line: water and gas meters, read and switched. No purchase: the layout of its record was not found in
 * public material. A valve turns at once and knows no expiry; it is read back later.
 */
import type { Commodity } from '../../../../shared/values/quantity.ts';
import { encodeFrame, type Frame, frameParser, METER_TYPES } from '../cjt188/frame.ts';
import {
  type Answer,
  answerTo,
  type Metering,
  meteringIn,
  moveValve,
  type Request,
  readMetering,
  type Target,
} from '../cjt188/requests.ts';
import type { Wire } from '../line/line.ts';
import type { MeterItem, RelayCommand } from '../meter-link.ts';
import { instantOf } from '../rules/meter-time.ts';
import { answered, refused, type Said, type Speech, type Spoken } from './speech.ts';

const typeOf = (commodity: Commodity): number => (commodity === 'gas' ? METER_TYPES.gas : METER_TYPES.coldWater);

/** Meters of the edition of 2018 want the identifier low byte first; which edition a meter follows shows by its answer. */
const orders = new Map<string, Target['diOrder']>();

let serial = 0;
const nextSerial = (): number => {
  serial = (serial + 1) % 256;
  return serial;
};

type Positive = Extract<Answer, { result: 'data' }>;

async function askOnce(wire: Wire, request: Request, once: boolean): Promise<Said<Positive>> {
  // The serial number is repeated by the answer: no late answer is taken for another's.
  const key = `${request.frame.address}:${request.serial}`;
  const heard = await wire.ask<Frame, Answer>({
    bytes: encodeFrame(request.frame),
    listener: frameParser(),
    accept: (frame) => answerTo(request, frame),
    key,
    refusalKey: key,
    isRefusal: (answer) => answer.result === 'refused',
    once,
  });
  if (heard === 'silent' || heard === 'unreachable') return { result: heard };
  return heard.heard.result === 'refused' ? refused('other') : answered(heard.heard);
}

async function readAll(wire: Wire, to: Spoken): Promise<Said<Metering>> {
  const known = orders.get(to.address);
  let said: Said<Positive> = { result: 'silent' };
  for (const diOrder of known === undefined ? (['high-first', 'low-first'] as const) : [known]) {
    const target = { meterType: typeOf(to.commodity), address: to.address, diOrder };
    said = await askOnce(wire, readMetering(target, nextSerial()), false);
    if (said.result === 'answered') orders.set(to.address, diOrder);
    if (said.result === 'answered' || said.result === 'unreachable') break;
  }
  if (said.result !== 'answered') return said;
  const metering = meteringIn(said.value);
  return metering === null ? refused('no-such-data') : answered(metering);
}

function itemOf(metering: Metering, item: MeterItem, to: Spoken): Said<unknown> {
  switch (item) {
    case 'energyTotalMilli':
      return answered(metering.volume);
    case 'clock': {
      const at = metering.clock === null ? null : instantOf(metering.clock, to.timeZone);
      return at === null ? refused('no-such-data') : answered(at);
    }
    case 'relay': {
      const { valve } = metering.status;
      // An open valve lets water through, as a closed relay lets current.
      return valve === 'open' ? answered('closed') : valve === 'closed' ? answered('open') : refused('other');
    }
    case 'statusWords':
      return answered(metering.status.raw);
    case 'meterNo':
      return answered(to.address);
    default:
      return refused('no-such-data');
  }
}

const TURNS: Partial<Record<RelayCommand, 'open' | 'close'>> = { trip: 'close', close: 'open', 'allow-close': 'open' };

const notSpoken = async (): Promise<Said<never>> => refused('no-such-data');

export const cjt188: Speech = {
  async read(wire, to, items) {
    const said = await readAll(wire, to);
    return Object.fromEntries(
      items.map((item) => [item, said.result === 'answered' ? itemOf(said.value, item, to) : said]),
    );
  },
  async switchRelay(wire, to, command) {
    const turn = TURNS[command];
    if (turn === undefined) return refused('no-such-data');
    const target = {
      meterType: typeOf(to.commodity),
      address: to.address,
      diOrder: orders.get(to.address) ?? ('high-first' as const),
    };
    const said = await askOnce(wire, moveValve(target, nextSerial(), turn), true);
    return said.result === 'answered' ? answered(null) : said;
  },
  writePrices: notSpoken,
  broadcastTime: notSpoken,
  async identify(wire, to) {
    const said = await readAll(wire, to);
    return said.result === 'answered' ? answered({ address: to.address, meterNo: null }) : said;
  },
  readCredit: notSpoken,
  recharge: notSpoken,
  cannotRecharge: () => 'protocol',
};
