/** DL/T 645-2007 on a line: which data item is which identifier, and the three ways in which credit is given. */
import { fen } from '../../../../shared/values/money.ts';
import { clockOf, type DataValue, dataItem, readValue, valueBytes, wattsOf } from '../dlt645/data.ts';
import { EVERY_METER, encodeFrame, type Frame, frameParser } from '../dlt645/frame.ts';
import { purchase, purchaseByOrder, queryWallet, walletIn } from '../dlt645/prepaid.ts';
import {
  type Access,
  type Answer,
  addPiece,
  answerTo,
  broadcastTime,
  type Pieces,
  type Request,
  readData,
  readOn,
  switchRelay,
  writeData,
} from '../dlt645/requests.ts';
import { authenticate, type MeterSecurity, sessionIn } from '../dlt645/security.ts';
import { relayOf } from '../dlt645/status-words.ts';
import type { Wire } from '../line/line.ts';
import type { MeterItem, PriceSet } from '../meter-link.ts';
import { instantOf, localTime } from '../rules/meter-time.ts';
import {
  answered,
  type CreditSeen,
  type RechargeOrder,
  refused,
  type Said,
  type Speech,
  type Spoken,
} from './speech.ts';

type Positive = Exclude<Answer, { result: 'refused' }>;

/** Level 02 with a password of zeros: what meters come with. */
const MAKERS_ACCESS: Access = { level: '02', password: '000000', operator: '00000000' };
/** The tool of the order-number meters sends this operator. */
const ORDER_OPERATOR = '11223344';

const accessOf = (to: Spoken): Access => to.access ?? MAKERS_ACCESS;
const operatorOf = (to: Spoken): string =>
  to.access?.operator ?? (to.protocol === 'dlt645-order' ? ORDER_OPERATOR : MAKERS_ACCESS.operator);

async function ask(wire: Wire, request: Request, once = false): Promise<Said<Positive>> {
  const { address, control } = request.frame;
  const refusalKey = `${address}:${control}`;
  const heard = await wire.ask<Frame, Answer>({
    bytes: encodeFrame(request.frame),
    listener: frameParser(),
    accept: (frame) => answerTo(request, frame),
    key: `${refusalKey}:${request.di ?? ''}`,
    refusalKey,
    isRefusal: (answer) => answer.result === 'refused',
    once,
  });
  if (heard === 'silent' || heard === 'unreachable') return { result: heard };
  const answer = heard.heard;
  return answer.result === 'refused' ? refused(answer.error) : answered(answer);
}

/** What stands under an identifier, in as many frames as it takes. */
async function readBytes(wire: Wire, address: string, di: string): Promise<Said<Uint8Array>> {
  let pieces: Pieces | null = null;
  for (;;) {
    const request: Request = pieces?.next == null ? readData(address, di) : readOn(address, di, pieces.next);
    const said: Said<Positive> = await ask(wire, request);
    if (said.result !== 'answered') return said;
    pieces = said.value.result === 'data' ? addPiece(pieces, said.value) : null;
    if (pieces === null) return refused('other');
    if (pieces.next === null) return answered(pieces.bytes);
  }
}

async function readDi(wire: Wire, address: string, di: string): Promise<Said<DataValue>> {
  const said = await readBytes(wire, address, di);
  if (said.result !== 'answered') return said;
  const item = dataItem(di);
  const value = item === null ? null : readValue(item, said.value);
  // A meter fills what it does not have with FF.
  return value === null ? refused('no-such-data') : answered(value);
}

const then = <T, U>(said: Said<T>, map: (value: T) => U | null): Said<U> => {
  if (said.result !== 'answered') return said;
  const value = map(said.value);
  return value === null ? refused('other') : answered(value);
};

const PLAIN_DI: Partial<Record<MeterItem, string>> = {
  energyTotalMilli: '00010000',
  energyFlatMilli: '00010300',
  energyValleyMilli: '00010400',
  moneyLeftFen: '00900200',
  overdraftFen: '00900201',
  energyLeftMilli: '00900100',
  purchasedTotalFen: '03330601',
  currentMilliamperes: '02020100',
  voltageDecivolts: '02010100',
  currentPrice: '02800020',
  meterNo: '04000402',
};
const countDi = (to: Spoken): string => (to.creditUnit === 'money' ? '03330201' : '03320201');

/** The sharp hours (尖) are counted with the peak: the books know peak, flat and valley. */
async function readPeak(wire: Wire, to: Spoken): Promise<Said<DataValue>> {
  const peak = await readDi(wire, to.address, '00010200');
  if (peak.result !== 'answered') return peak;
  const sharp = await readDi(wire, to.address, '00010100');
  if (sharp.result === 'refused') return peak;
  return then(sharp, (value) => Number(value) + Number(peak.value));
}

async function readClock(wire: Wire, to: Spoken): Promise<Said<unknown>> {
  const date = await readDi(wire, to.address, '04000101');
  if (date.result !== 'answered') return date;
  const time = await readDi(wire, to.address, '04000102');
  if (time.result !== 'answered') return time;
  // Midnight may lie between the two: then the date is read again.
  const again = String(time.value).startsWith('00:00') ? await readDi(wire, to.address, '04000101') : date;
  if (again.result !== 'answered') return again;
  const shown = clockOf(again.value, time.value);
  const at = shown === null ? null : instantOf(shown, to.timeZone);
  return at === null ? refused('other') : answered(at);
}

async function readStatusWords(wire: Wire, to: Spoken): Promise<Said<unknown>> {
  const words: string[] = [];
  for (let word = 1; word <= 7; word += 1) {
    const said = await readDi(wire, to.address, `0400050${word}`);
    if (said.result === 'silent' || said.result === 'unreachable') return said;
    words.push(said.result === 'answered' ? String(said.value) : '----');
  }
  return words.every((word) => word === '----') ? refused('no-such-data') : answered(words.join(' '));
}

async function readItem(wire: Wire, to: Spoken, item: MeterItem): Promise<Said<unknown>> {
  const plain = PLAIN_DI[item];
  if (plain !== undefined) return readDi(wire, to.address, plain);
  switch (item) {
    case 'energyPeakMilli':
      return readPeak(wire, to);
    case 'purchaseCount':
      return readDi(wire, to.address, countDi(to));
    case 'powerWatts':
      return then(await readDi(wire, to.address, '02030000'), (value) => wattsOf(Number(value)));
    case 'clock':
      return readClock(wire, to);
    case 'relay':
      return then(await readDi(wire, to.address, '04000503'), (word) => relayOf(String(word)));
    default:
      return readStatusWords(wire, to);
  }
}

async function readItems(
  wire: Wire,
  to: Spoken,
  items: readonly MeterItem[],
): Promise<Partial<Record<MeterItem, Said<unknown>>>> {
  const said: Partial<Record<MeterItem, Said<unknown>>> = {};
  let mute: Said<unknown> | null = null;
  for (const item of items) {
    // A meter that does not answer one read will not answer the next: the line is not kept waiting for each.
    const one: Said<unknown> = mute ?? (await readItem(wire, to, item));
    if (one.result === 'silent' || one.result === 'unreachable') mute = one;
    said[item] = one;
  }
  return said;
}

const done = (said: Said<Positive>): Said<null> => (said.result === 'answered' ? answered(null) : said);

const BACKUP_PRICES = ['04050201', '04050202', '04050203', '04050204'] as const;
const PRICE_SWITCH = '04000108';

/** Written, then read: an answer "done" has been seen from meters that had kept only a part. */
async function writeDi(wire: Wire, to: Spoken, di: string, value: DataValue): Promise<Said<null>> {
  const item = dataItem(di);
  if (item === null) return refused('no-such-data');
  const written = await ask(wire, writeData(to.address, di, accessOf(to), valueBytes(item, value)), true);
  if (written.result === 'unreachable') return written;
  const read = await readDi(wire, to.address, di);
  if (read.result === 'answered' && read.value === value) return answered(null);
  if (written.result === 'refused') return written;
  return read.result === 'answered' ? refused('other') : read;
}

async function writePrices(wire: Wire, to: Spoken, set: PriceSet): Promise<Said<null>> {
  const [only, ...more] = set.prices;
  for (const [index, di] of BACKUP_PRICES.entries()) {
    // One price is written to every tariff, so that it holds whichever is in force.
    const price = more.length === 0 ? only : set.prices[index];
    if (price === undefined) break;
    const written = await writeDi(wire, to, di, price);
    const hasNone = written.result === 'refused' && written.error === 'no-such-data';
    if (written.result !== 'answered' && !(hasNone && index > 0 && more.length === 0)) return written;
  }
  return writeDi(wire, to, PRICE_SWITCH, `${localTime(set.switchAt, to.timeZone).slice(0, 16)}:00`);
}

const orNone = async (said: Said<DataValue>): Promise<Said<number | null>> =>
  said.result === 'refused' ? answered(null) : then(said, Number);

/** Money, count and customer in one answer where the meter has the query, so that no other purchase lies between. */
async function readWallet(wire: Wire, to: Spoken): Promise<Said<Omit<CreditSeen, 'total'>>> {
  const said = await ask(wire, queryWallet(to.address, operatorOf(to)));
  const wallet = said.result === 'answered' ? walletIn(said.value) : null;
  if (wallet !== null)
    return answered({ count: wallet.purchaseCount, balance: wallet.moneyLeft, customerNo: wallet.customerNo });
  if (said.result === 'silent' || said.result === 'unreachable') return said;
  const count = await readDi(wire, to.address, countDi(to));
  if (count.result !== 'answered') return count;
  const left = await readDi(wire, to.address, '00900200');
  if (left.result !== 'answered') return left;
  const customer = await readDi(wire, to.address, '0400040E');
  if (customer.result === 'silent' || customer.result === 'unreachable') return customer;
  const customerNo = customer.result === 'answered' ? String(customer.value) : null;
  return answered({ count: Number(count.value), balance: Number(left.value), customerNo });
}

async function readCredit(wire: Wire, to: Spoken): Promise<Said<CreditSeen>> {
  const wallet = await readWallet(wire, to);
  if (wallet.result !== 'answered') return wallet;
  const overdraft = await orNone(await readDi(wire, to.address, '00900201'));
  if (overdraft.result !== 'answered') return overdraft;
  const total = await orNone(await readDi(wire, to.address, '03330601'));
  if (total.result !== 'answered') return total;
  const balance = wallet.value.balance - (overdraft.value ?? 0);
  return answered({ ...wallet.value, balance, total: total.value });
}

const purchaseOf = (to: Spoken, order: RechargeOrder) => ({
  // A meter with a security module is opened before it is recharged; a plain one is opened by its first recharge.
  kind: to.protocol === 'dlt645-security' && order.count === 1 ? ('open' as const) : ('recharge' as const),
  address: to.address,
  operator: operatorOf(to),
  amount: fen(order.amount),
  count: order.count,
  customerNo: to.customerNo,
});

/** Authenticates, then buys. What fails before the purchase is sent changes no credit. */
async function rechargeSecurely(
  wire: Wire,
  to: Spoken,
  order: RechargeOrder,
  security: MeterSecurity,
): Promise<Said<null>> {
  const opening = await security.open(to.address).catch(() => null);
  if (opening === null) return { result: 'unreachable' };
  const said = await ask(wire, authenticate(to.address, operatorOf(to), opening), true);
  if (said.result !== 'answered') return said;
  const session = sessionIn(said.value);
  if (session === null) return refused('authentication');
  const wanted = purchaseOf(to, order);
  const macs = await security.macs(session, wanted).catch(() => null);
  return macs === null ? { result: 'unreachable' } : done(await ask(wire, purchase(wanted, macs), true));
}

/** `security`: the utility's machine, where the house has one. */
export function speakDlt645(security: MeterSecurity | null): Speech {
  return {
    read: readItems,
    switchRelay: async (wire, to, command, until) =>
      done(await ask(wire, switchRelay(to.address, accessOf(to), { command, validUntil: until }), true)),
    writePrices,
    async broadcastTime(wire, time) {
      const { frame } = broadcastTime(time);
      return (await wire.tell(encodeFrame({ ...frame, address: EVERY_METER })))
        ? answered(null)
        : { result: 'unreachable' };
    },
    async identify(wire, to) {
      const address = await readDi(wire, to.address, '04000401');
      if (address.result === 'silent' || address.result === 'unreachable') return address;
      const number = await readDi(wire, to.address, '04000402');
      if (number.result === 'silent' || number.result === 'unreachable') return number;
      return answered({
        address: address.result === 'answered' ? String(address.value) : to.address,
        meterNo: number.result === 'answered' ? String(number.value) : null,
      });
    },
    readCredit,
    async recharge(wire, to, order) {
      if (to.protocol === 'dlt645-security')
        return security === null ? { result: 'unreachable' } : rechargeSecurely(wire, to, order, security);
      const { address } = to;
      const operator = operatorOf(to);
      const request =
        to.protocol === 'dlt645-order'
          ? purchaseByOrder({
              kind: 'recharge',
              address,
              operator,
              amount: fen(order.amount),
              orderNo: order.orderNo,
              meterNo: address,
            })
          : purchase(purchaseOf(to, order));
      return done(await ask(wire, request, true));
    },
    cannotRecharge: ({ protocol, creditUnit }) => {
      // Of meters that count energy only the reading side is known: what unit an amount would have is not.
      if (creditUnit !== 'money') return 'unit';
      return protocol === 'dlt645-security' && security === null ? 'security' : null;
    },
  };
}
