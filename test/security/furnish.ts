/** One of everything a selling house keeps, made through its own routes: what the checks of ids and texts take. */
import { enrolLocal } from '../../server/modules/devices/index.ts';
import { blacklistCard } from '../../shared/contracts/cards/blacklist-card.ts';
import { issueCard } from '../../shared/contracts/cards/issue-card.ts';
import { readCard } from '../../shared/contracts/cards/read-card.ts';
import { receiveCards } from '../../shared/contracts/cards/receive-cards.ts';
import { addNote } from '../../shared/contracts/cases/add-note.ts';
import { attachPicture } from '../../shared/contracts/cases/attach-picture.ts';
import { reportIncident } from '../../shared/contracts/cases/report-incident.ts';
import { runCollectionNow } from '../../shared/contracts/collection/run-collection-now.ts';
import { setCollectionSchedule } from '../../shared/contracts/collection/set-collection-schedule.ts';
import { proposeLoadPolicy } from '../../shared/contracts/control/propose-load-policy.ts';
import { proposeTimetable } from '../../shared/contracts/control/propose-timetable.ts';
import { protectRoom } from '../../shared/contracts/control/protect-room.ts';
import { startBatch } from '../../shared/contracts/control/start-batch.ts';
import { switchMeter } from '../../shared/contracts/control/switch-meter.ts';
import { addCustomer } from '../../shared/contracts/customers/add-customer.ts';
import { revealCustomer } from '../../shared/contracts/customers/reveal-customer.ts';
import { enterCounter } from '../../shared/contracts/devices/enter-counter.ts';
import { inviteTerminal } from '../../shared/contracts/devices/invite-terminal.ts';
import { publishRule } from '../../shared/contracts/duties/publish-rule.ts';
import { verifyBooks } from '../../shared/contracts/ledger/verify-books.ts';
import { addMeter } from '../../shared/contracts/metering/add-meter.ts';
import { addOccupant } from '../../shared/contracts/metering/add-occupant.ts';
import { addPremise } from '../../shared/contracts/metering/add-premise.ts';
import { blockMeter } from '../../shared/contracts/metering/block-meter.ts';
import { openAccount } from '../../shared/contracts/metering/open-account.ts';
import { recordReading } from '../../shared/contracts/metering/record-reading.ts';
import { stageRoomImport } from '../../shared/contracts/metering/stage-room-import.ts';
import { addLine } from '../../shared/contracts/network/add-line.ts';
import { attachMeter } from '../../shared/contracts/network/attach-meter.ts';
import { proposePerson } from '../../shared/contracts/posts/propose-person.ts';
import { proposeSecretReset } from '../../shared/contracts/posts/propose-secret-reset.ts';
import { proposeSingleOperator } from '../../shared/contracts/posts/propose-single-operator.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { closeDay } from '../../shared/contracts/reconciliation/close-day.ts';
import { handInBundle } from '../../shared/contracts/reconciliation/hand-in-bundle.ts';
import { makeRemittance } from '../../shared/contracts/reconciliation/make-remittance.ts';
import { makeSlip } from '../../shared/contracts/reconciliation/make-slip.ts';
import { makeStatement } from '../../shared/contracts/reconciliation/make-statement.ts';
import { printSlipCopy } from '../../shared/contracts/reconciliation/print-slip-copy.ts';
import { signSlip } from '../../shared/contracts/reconciliation/sign-slip.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import { dropCash } from '../../shared/contracts/tills/drop-cash.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import { registerStsMeter } from '../../shared/contracts/tokens/register-sts-meter.ts';
import { issueSlipBook } from '../../shared/contracts/vending/issue-slip-book.ts';
import { prepareSale } from '../../shared/contracts/vending/prepare-sale.ts';
import { printSlip } from '../../shared/contracts/vending/print-slip.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { requestReversal } from '../../shared/contracts/vending/request-reversal.ts';
import { sellCredit } from '../../shared/contracts/vending/sell-credit.ts';
import { setSalePosts } from '../../shared/contracts/vending/set-sale-posts.ts';
import { instant } from '../../shared/values/calendar.ts';
import { fen } from '../../shared/values/money.ts';
import { milli } from '../../shared/values/quantity.ts';
import { startSimulator } from '../../tools/meter-simulator/simulator.ts';
import { openCardDesk } from '../support/card-desk.ts';
import { closeAfterFile } from '../support/close-after-file.ts';
import { LADDER } from '../support/counter.ts';
import type { Furnished } from './furnished.ts';

/** A picture of one white point. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==';

const SUPERVISOR = 'vending-supervisor';
const TECHNICIAN = 'vending-technician';
const CLERK = 'vending-clerk';
const CASHIER = 'cashier';

interface Home {
  readonly buildingId: string;
  readonly roomId: string;
  readonly accountId: string;
  readonly meterId: string;
  readonly customerId: string;
}

/** A building with a household whose meter the clerk may sell to. */
async function furnishHome({ act }: Furnished): Promise<Home> {
  const spec = { categoryCode: 'dormitory', spec: LADDER, reason: '按批文执行' };
  const { proposalId, specHash } = await act(proposeTariff, SUPERVISOR, spec);
  await act(approveTariff, 'price-approver', { proposalId, specHash });
  await act(proposeTariff, SUPERVISOR, { ...spec, categoryCode: 'staff' }).catch(() => {});
  const { premiseId: buildingId } = await act(addPremise, SUPERVISOR, { kind: 'building', code: '3' });
  const floor = await act(addPremise, SUPERVISOR, { kind: 'floor', parentId: buildingId, code: '1' });
  const room = await act(addPremise, SUPERVISOR, { kind: 'room', parentId: floor.premiseId, code: '101' });
  const { customerId } = await act(addCustomer, SUPERVISOR, { name: '钱多多', phone: '13912345678' });
  const { accountId } = await act(openAccount, SUPERVISOR, { roomId: room.premiseId, categoryCode: 'dormitory' });
  await act(addOccupant, SUPERVISOR, { accountId, customerId });
  await act(revealCustomer, SUPERVISOR, { customerId, reason: '核对来电人' });
  const plain = { commodity: 'electricity', creditUnit: 'energy', initialMilli: milli(0) } as const;
  const { meterId } = await act(addMeter, SUPERVISOR, { premiseId: room.premiseId, meterNo: '000000000101', ...plain });
  return { buildingId, roomId: room.premiseId, accountId, meterId, customerId };
}

async function sell({ act, ask }: Furnished, meterId: string): Promise<string> {
  const { priced, priceVersionId } = await ask(quoteSale, CLERK, { meterId, moneyFen: 5000 });
  const tenders = [{ tender: 'cash', amountFen: fen(5000) }] as const;
  const paid = { meterId, by: 'money', moneyFen: 5000, expectedTotalFen: priced.totalFen, priceVersionId, tenders };
  const sold = await act(sellCredit, CLERK, paid as never);
  return sold.saleId;
}

/** A day at the counter, closed; the money remitted, the papers handed in. */
async function furnishTrade(house: Furnished, { meterId }: Home): Promise<void> {
  const { act, server } = house;
  const window = { code: 'D1', name: '一号窗口', place: '一楼大厅', ceilingFen: fen(1_000_000) };
  const { drawerId } = await act(registerDrawer, SUPERVISOR, window);
  await act(openDrawer, CLERK, { drawerId, count: {} });
  const saleId = await sell(house, meterId);
  await act(printSlip, CLERK, { saleId, paper: 'thermal-80' });
  await act(dropCash, CLERK, { amountFen: fen(5000), to: 'safe', reason: '当面点清' }, [CASHIER]);
  await act(closeDrawer, CLERK, { count: {} });
  const { rows } = await server.database.app.query('select drawer_session_id as id from drawer_session');
  const { slipId, contentDigest } = await act(makeSlip, CLERK, { drawerSessionId: rows[0].id });
  for (const signer of [CLERK, CASHIER]) await act(signSlip, signer, { slipId, contentDigest });
  await act(printSlipCopy, CLERK, { slipId });
  const day = '2026-03-02' as never;
  await act(closeDay, SUPERVISOR, { businessDate: day });
  const way = { way: 'bank', receiver: '校财务处', receiptNo: 'B1', amountFen: fen(5000) } as const;
  await act(makeRemittance, CASHIER, { slipIds: [slipId], ...way });
}

/** A month on: a drawer open, a sale nobody printed yet and one that somebody wants reversed. */
async function furnishToday(house: Furnished, { meterId }: Home): Promise<void> {
  const { act, server, siteId } = house;
  server.clock.set(instant('2026-04-06T01:00:00.000Z'));
  await house.comeBack();
  await server.app.runAllJobs(siteId);
  const { rows } = await server.database.app.query('select drawer_id as id from drawer');
  await act(openDrawer, CLERK, { drawerId: rows[0].id, count: {} });
  await sell(house, meterId);
  await act(requestReversal, CLERK, { saleId: await sell(house, meterId), reason: '买错房间' });
  const book = { series: 'A', firstNo: 1, lastNo: 20, holderId: house.founded.idOf(CLERK) } as const;
  await act(issueSlipBook, SUPERVISOR, book as never, [CLERK]);
  await act(handInBundle, CASHIER, { fromDate: '2026-03-02' as never });
  await act(makeStatement, CASHIER, { month: '2026-03' as never });
}

/** A meter that answers on a line of its own, simulated as far as its bytes. */
async function furnishLine({ act, server }: Furnished, { roomId }: Home): Promise<void> {
  const simulator = await startSimulator({
    meters: 1,
    now: () => Date.parse(server.clock.now()),
    each: { loadWatts: 0, energyMilli: 0 },
  });
  closeAfterFile(() => simulator.close());
  const place = { transport: 'tcp', host: '127.0.0.1', port: simulator.port, answerMs: 500, retries: 0 } as const;
  const { lineId } = await act(addLine, TECHNICIAN, { name: '一号线', ...place });
  const { address } = simulator.meters[0]!;
  const kind = { commodity: 'electricity', creditUnit: 'energy', initialMilli: milli(0) } as const;
  const { meterId } = await act(addMeter, TECHNICIAN, { premiseId: roomId, meterNo: address, ...kind });
  await act(attachMeter, TECHNICIAN, { meterId, lineId, protocol: 'dlt645-plain', address });
  await act(runCollectionNow, TECHNICIAN, { meterId });
  await act(switchMeter, TECHNICIAN, { meterId });
}

async function furnishPlans({ act }: Furnished, { buildingId, roomId, meterId }: Home): Promise<void> {
  await act(recordReading, TECHNICIAN, {
    meterId,
    totalMilli: milli(5_000),
    readAt: instant('2026-04-06T00:59:00.000Z'),
  });
  await act(blockMeter, TECHNICIAN, { meterId, reason: 'fault', note: '表盘不亮' } as never);
  await act(setCollectionSchedule, TECHNICIAN, { buildingId, everyHours: 2 });
  await act(proposeTimetable, SUPERVISOR, { buildingId });
  await act(proposeLoadPolicy, SUPERVISOR, { buildingId });
  await act(protectRoom, SUPERVISOR, { roomId });
  await act(stageRoomImport, TECHNICIAN, {
    fileName: 'x.csv',
    fileBase64: Buffer.from('楼栋,楼层,房间\n9,1,901').toString('base64'),
  });
  await act(startBatch, TECHNICIAN, { roomIds: [roomId] });
}

/** A keypad meter, and a token bought for it. */
async function furnishTokens(house: Furnished, { roomId }: Home): Promise<void> {
  const plain = { commodity: 'electricity', creditUnit: 'energy', delivery: 'token', initialMilli: milli(0) } as const;
  const { meterId } = await house.act(addMeter, TECHNICIAN, { premiseId: roomId, meterNo: '000000000102', ...plain });
  await house.act(registerStsMeter, TECHNICIAN, { meterId, supplyGroup: '123457' });
  await sell(house, meterId);
}

/** Clerk and cashier set apart, and a sale that waits at the cash window. */
async function furnishWindow(house: Furnished, { meterId }: Home): Promise<void> {
  const { act, ask } = house;
  const rule = { twoPosts: true, waitMinutes: 30, reason: '售电收费分岗' };
  await act(setSalePosts, SUPERVISOR, rule, ['funds-administrator']);
  const { priced, priceVersionId } = await ask(quoteSale, CLERK, { meterId, moneyFen: 5000 });
  const wanted = { meterId, by: 'money', moneyFen: 5000, expectedTotalFen: priced.totalFen, priceVersionId };
  await act(prepareSale, CLERK, wanted as never);
}

/** A counter with a virtual card reader; a card written there for a meter that takes cards. */
async function furnishCards({ act, server, founded }: Furnished, { roomId }: Home): Promise<void> {
  const { pool, clock, live } = server.app.jobs;
  const desk = await openCardDesk({
    clock,
    counters: server.app.counters,
    async enrol(publicKey) {
      const [terminal] = await enrolLocal({ pool, clock, live }, { publicKey, virtual: true });
      return terminal!;
    },
  });
  closeAfterFile(() => desk.stop());
  const clerk = founded.as(CLERK);
  await clerk.post(enterCounter, { ticket: await desk.ticket() });
  const plain = { commodity: 'electricity', creditUnit: 'money', delivery: 'card', initialMilli: milli(0) } as const;
  const { meterId } = await act(addMeter, SUPERVISOR, { premiseId: roomId, meterNo: '50000001', ...plain });
  await act(receiveCards, TECHNICIAN, { serials: [desk.blank()], reference: '采购单 1' });
  const { onReader } = await clerk.post(readCard, {});
  await clerk.post(issueCard, { readingId: onReader!.readingId, meterId, expectedFen: fen(0) });
  await act(blacklistCard, TECHNICIAN, { serial: '0123456789012345' });
}

async function furnishHouse({ act, founded }: Furnished): Promise<void> {
  const { caseId } = await act(reportIncident, CLERK);
  await act(addNote, CLERK, { caseId, text: '已断电重启' });
  await act(attachPicture, CLERK, { caseId, fileName: '外壳.png', imageBase64: PIXEL });
  await act(publishRule, SUPERVISOR);
  await act(inviteTerminal, TECHNICIAN);
  await act(verifyBooks, 'auditor');
  await act(proposePerson, 'system-administrator', { name: '新人', login: 'xinren', posts: ['trainer'] });
  await act(proposeSecretReset, 'system-administrator', { personId: founded.idOf(CLERK), reason: '忘记密码' });
  await act(proposeSingleOperator, 'system-administrator', { wanted: true, reason: '人手不足' }).catch(() => {});
}

export async function furnish(house: Furnished): Promise<Home> {
  const home = await furnishHome(house);
  await furnishTrade(house, home);
  await furnishToday(house, home);
  await furnishLine(house, home);
  await furnishTokens(house, home);
  await furnishWindow(house, home);
  await furnishPlans(house, home);
  await furnishCards(house, home);
  await furnishHouse(house);
  return home;
}
