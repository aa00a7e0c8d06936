import { describe, expect, test } from 'vitest';
import { newId } from '../../../../shared/values/ids.ts';
import {
  type Counter,
  counterAfter,
  firstMeterOf,
  type Happened,
  NEXT_CUSTOMER,
  preparationOf,
  type Quote,
  type RoomFound,
  remainingOf,
  saleOf,
  tenderBeside,
  tenderOfKey,
  wantedOf,
} from './steps.ts';
import { changeOf } from './tendering.ts';

const meter = (meterNo: string, commodity: string) => ({ meterId: newId(), meterNo, commodity, blocks: [] });
const roomOf = (code: string, meters: readonly unknown[]) =>
  ({ roomId: newId(), roomCode: code, roomName: code, account: null, occupants: [], meters }) as unknown as RoomFound;

const ROOM = roomOf('1/101', [meter('W1', 'water'), meter('E1', 'electricity')]);
const quoteOf = (totalFen: number, retype = false) =>
  ({ priced: { totalFen, lines: [] }, priceVersionId: newId(), retype }) as unknown as Quote;

const typed = (field: 'find' | 'amount' | 'again' | 'tendered' | 'share' | 'reference', text: string): Happened => ({
  is: 'typed',
  field,
  text,
});
const ENTER: Happened = { is: 'entered' };
const BACK: Happened = { is: 'back' };
const run = (...happened: readonly Happened[]): Counter => happened.reduce(counterAfter, NEXT_CUSTOMER);
const found: Happened = { is: 'found', rooms: [ROOM], ahead: '' };
const to50: readonly Happened[] = [
  typed('find', '101'),
  found,
  typed('amount', '50'),
  { is: 'quoted', quote: quoteOf(5000) },
];

describe('finding', () => {
  test('one hit is taken at once, its electricity first, and figures typed ahead begin the amount', () => {
    const counter = run(typed('find', '101'), { is: 'found', rooms: [ROOM], ahead: '5' });
    expect([counter.step, counter.meterId, counter.amount]).toEqual(['amount', ROOM.meters[1]!.meterId, '5']);
  });
  test('a meter asked for by number is the one', () => {
    expect(firstMeterOf(ROOM, 'ｗ1')).toBe(ROOM.meters[0]!.meterId);
  });
  test.each([
    ['1/101', 'amount'],
    ['ｅ2', 'amount'],
    ['1/10', 'find'],
    ['2040', 'find'],
  ])('%s among others', (text, step) => {
    const others = [roomOf('1/102', [meter('E2', 'electricity')]), roomOf('2040', [meter('E3', 'electricity')])];
    expect(run(typed('find', text), { is: 'found', rooms: [ROOM, ...others], ahead: '' }).step).toBe(step);
  });
  test('several hits wait for the arrows and Enter', () => {
    const other = roomOf('1/102', [meter('E2', 'electricity')]);
    const counter = run(
      { is: 'found', rooms: [ROOM, other], ahead: '' },
      { is: 'moved', by: 1 },
      { is: 'moved', by: 1 },
    );
    expect([counter.step, counter.place]).toEqual(['find', 1]);
    expect(counterAfter(counter, { is: 'chose', room: other, ahead: '' }).room?.roomCode).toBe('1/102');
  });
  test.each([
    [[], '没有找到'],
    [[roomOf('1/103', [])], '1/103 没有装表'],
  ] as const)('nothing to sell to: %#', (rooms, said) => {
    const counter = run({ is: 'found', rooms, ahead: '' });
    expect(counter.step).toBe('find');
    expect(counter.problem?.zh).toContain(said);
  });
});

describe('the amount', () => {
  test.each([
    ['５０', 'money', { moneyFen: 5000 }],
    ['12.5d', 'quantity', { quantityMilli: 12_500 }],
    ['30度', 'quantity', { quantityMilli: 30_000 }],
    ['0', 'money', null],
    ['5x', 'money', null],
    ['-5', 'money', null],
  ] as const)('%s', (text, by, wanted) => {
    const counter = run(found, typed('amount', text));
    expect([counter.by, wantedOf(counter)]).toEqual([by, wanted]);
  });
  test('F2 and F3 switch money or quantity, and the meter; the quotation does not survive', () => {
    const counter = run(...to50, BACK, { is: 'switched-meter' }, { is: 'switched-by' });
    expect([counter.meterId, counter.by, counter.quote]).toEqual([ROOM.meters[0]!.meterId, 'quantity', null]);
  });
});

describe('an unusual sum', () => {
  const start = run(found, typed('amount', '2000'), { is: 'quoted', quote: quoteOf(200_000, true) });
  test('is typed once more, exactly', () => {
    const wrong = counterAfter(counterAfter(start, typed('again', '200')), ENTER);
    expect([wrong.step, wrong.problem !== null, saleOf(wrong)]).toEqual(['retype', true, null]);
    const right = counterAfter(counterAfter(wrong, typed('again', '2000.00')), ENTER);
    expect(right.step).toBe('tender');
    expect(saleOf(right)).toMatchObject({ confirmFen: 200_000, expectedTotalFen: 200_000 });
  });
  test('a server that finds it unusual asks the same', () => {
    const counter = counterAfter(run(...to50), { is: 'refused', code: 'sale.retype' });
    expect([counter.step, saleOf(counter)]).toEqual(['retype', null]);
  });
});

describe('tenders', () => {
  test('cash, exact, needs no figure', () => {
    expect(saleOf(run(...to50))?.tenders).toEqual([{ tender: 'cash', amountFen: 5000 }]);
  });
  test('more cash is change, the sale takes what is due', () => {
    const counter = run(...to50, ENTER, typed('tendered', '100'));
    expect(saleOf(counter)?.tenders).toEqual([{ tender: 'cash', amountFen: 5000, tenderedFen: 10_000 }]);
    expect(changeOf(counter, remainingOf(counter))).toEqual({ change: 5000, missing: 0 });
  });
  test('less cash asks for the rest by another tender, with its reference', () => {
    const partly = run(...to50, ENTER, typed('tendered', '30'));
    expect([saleOf(partly), changeOf(partly, remainingOf(partly)).missing]).toEqual([null, 2000]);
    const rest = [partly].map((counter) => counterAfter(counter, ENTER))[0]!;
    expect([rest.step, rest.tender, remainingOf(rest)]).toEqual(['tender', 'qr', 2000]);
    const noReference = counterAfter(rest, ENTER);
    expect(saleOf(noReference)).toBeNull();
    expect(counterAfter(noReference, ENTER).problem).not.toBeNull();
    const paid = counterAfter(noReference, typed('reference', '４200001'));
    expect(saleOf(paid)?.tenders).toEqual([
      { tender: 'cash', amountFen: 3000 },
      { tender: 'qr', amountFen: 2000, reference: '4200001' },
    ]);
  });
  test('only cash may exceed what is due', () => {
    const counter = run(
      ...to50,
      { is: 'tender', tender: 'qr', on: true },
      typed('share', '60'),
      typed('reference', 'A1234'),
    );
    expect(saleOf(counter)).toBeNull();
    expect(counterAfter(counter, ENTER).problem?.en).toContain('Only cash');
  });
  test('cash is one line', () => {
    const rest = run(...to50, ENTER, typed('tendered', '30'), ENTER, { is: 'tender', tender: 'cash', on: true });
    expect(rest.tender).toBe('qr');
  });
  test('keys of the row', () => {
    expect(['1', '４', '5', '0', 'x'].map(tenderOfKey)).toEqual(['cash', 'campus-card', null, null, null]);
    expect([tenderBeside('cash', -1), tenderBeside('cash', 1)]).toEqual(['campus-card', 'bank-card']);
  });
});

describe('Esc goes back one step, F9 is dead outside of the last two', () => {
  test('from the figures to the first field', () => {
    let counter = run(...to50, ENTER, typed('tendered', '30'), ENTER, ENTER);
    const steps: string[] = [];
    for (let i = 0; i < 5; i++) {
      counter = counterAfter(counter, BACK);
      steps.push(`${counter.step} ${counter.lines.length}`);
    }
    expect(steps).toEqual(['tender 1', 'tender 0', 'amount 0', 'find 0', 'find 0']);
    expect(counter).toEqual(NEXT_CUSTOMER);
  });
  test('what was typed for the find stays after the first step back', () => {
    expect(run(typed('find', '101'), found, BACK).find).toBe('101');
  });
  test.each([[[]], [[found]], [[found, typed('amount', '50')]]])('not ready %#', (happened) => {
    expect(saleOf(run(...(happened as Happened[])))).toBeNull();
  });
  test.each(['sale.price_changed', 'sale.total_changed'])('%s: back at the amount, nothing to send', (code) => {
    const counter = counterAfter(run(...to50), { is: 'refused', code });
    expect([counter.step, counter.amount, counter.quote, saleOf(counter)]).toEqual(['amount', '50', null, null]);
  });
  test('other refusals keep everything typed', () => {
    const before = run(...to50, ENTER, typed('tendered', '100'));
    expect(counterAfter(before, { is: 'refused', code: 'drawer.ceiling' })).toEqual(before);
  });
});

describe('for the cash window', () => {
  const dear: readonly Happened[] = [...to50.slice(0, 3), { is: 'quoted', quote: quoteOf(5000, true) }];
  test('what was quoted goes without money, and an unusual sum only once it was typed again', () => {
    const told = preparationOf(run(...to50));
    expect(told).toMatchObject({ by: 'money', moneyFen: 5000, expectedTotalFen: 5000 });
    expect(told).not.toHaveProperty('tenders');
    expect(preparationOf(run(...dear))).toBeNull();
    expect(preparationOf(run(...dear, typed('again', '50'), ENTER))).toMatchObject({ confirmFen: 5000 });
  });
  test('nothing goes before there is a quotation', () => {
    expect(preparationOf(run(...to50.slice(0, 3)))).toBeNull();
    expect(preparationOf(run(...to50, BACK))).toBeNull();
  });
});
