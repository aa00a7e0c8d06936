/** Bugs that somebody could make: each a piece of the product as it stands, and what a slip would make of it. */

export interface Mutation {
  readonly what: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly from: string;
  readonly to: string;
}

const VENDING = 'server/modules/vending';
const TILLS = 'server/modules/tills';
const METERING = 'server/modules/metering';

export const MUTATIONS: readonly Mutation[] = [
  {
    what: 'money left over is forgotten at the next purchase',
    file: `${VENDING}/store/facts.ts`,
    from: 'fen(Math.max(0, facts.freeFen))',
    to: 'fen(0 * facts.freeFen)',
  },
  {
    what: 'money set aside for undelivered sales is spent as if it were free',
    file: `${VENDING}/store/facts.ts`,
    from: 'freeFen: found.owed_fen - found.reserved_fen',
    to: 'freeFen: found.owed_fen',
  },
  {
    what: 'arrears that were paid are not booked as paid',
    file: `${VENDING}/rules/entries.ts`,
    from: `  credit(ACCOUNTS.receivable, arrearsFen, accountId),
  credit(ACCOUNTS.creditOwed, subtractMoney(totalFen, arrearsFen), accountId),`,
    to: '  credit(ACCOUNTS.creditOwed, totalFen, accountId),',
  },
  {
    what: 'tax is cut off instead of rounded',
    file: 'shared/values/money.ts',
    from: 'divideHalfUp(BigInt(gross) * rate, 10_000n + rate)',
    to: '(BigInt(gross) * rate) / (10_000n + rate)',
  },
  {
    what: 'money buys only what it pays exactly, not what rounds to it',
    file: 'shared/rating/rate.ts',
    from: 'BigInt(money) * EXACT_PER_FEN + EXACT_PER_FEN / 2n - 1n',
    to: 'BigInt(money) * EXACT_PER_FEN',
  },
  {
    what: 'the monthly ladder does not start again with the month',
    file: `${VENDING}/store/facts.ts`,
    from: "periodOf(of.date, 'month').from",
    to: "periodOf(of.date, 'year').from",
  },
  {
    what: 'a household with an unknown delivery may buy again',
    file: `${VENDING}/rules/settle-delivery.ts`,
    from: "block: outcome.reason === 'foreign-write' ? 'foreign-write' : 'unknown-delivery',",
    to: 'block: null,',
  },
  {
    what: 'a price that has changed since the quotation is not noticed',
    file: `${VENDING}/prepare-sale.ts`,
    from: 'asked.priceVersionId !== price.versionId',
    to: "price.versionId === ''",
  },
  {
    what: 'the first price for ever: a version never takes over',
    file: 'server/modules/prices/store.ts',
    from: 'order by effective_from desc limit 1',
    to: 'order by effective_from limit 1',
  },
  {
    what: 'a reversal does not look whether what was left over is still there',
    file: `${VENDING}/operations/approve-reversal.ts`,
    from: 'facts.freeFen < sale.residue_kept_fen',
    to: 'facts.freeFen < -1_000_000',
  },
  {
    what: 'a reversal takes the next household’s credit',
    file: `${VENDING}/operations/approve-reversal.ts`,
    from: 'meter?.account?.accountId !== sale.account_id',
    to: 'meter === null',
  },
  {
    what: 'a reversal pays back settled arrears as well',
    file: `${VENDING}/operations/request-reversal.ts`,
    from: 'subtractMoney(sale.total_fen, sale.arrears_fen)',
    to: 'sale.total_fen',
  },
  {
    what: 'a delivery is sent again while its outcome is unknown',
    file: `${VENDING}/operations/deliver-again.ts`,
    from: "before.state !== 'NOT_APPLIED'",
    to: "before.state === 'APPLIED'",
  },
  {
    what: 'the same request at the same moment asks the meter twice',
    file: 'server/platform/operations/run.ts',
    from: 'if (present !== undefined) return present;',
    to: '',
  },
  {
    what: 'a late outcome is posted on the day of the sale',
    file: `${VENDING}/deliver.ts`,
    from: 'businessDate: await currentDay(tx, actor.siteId, now), now });\n  return moveSale(tx, sale, settled.state',
    to: 'businessDate: sale.business_date, now });\n  return moveSale(tx, sale, settled.state',
  },
  {
    what: 'cash dropped on its way to the bank is booked into the safe',
    file: `${TILLS}/operations/drop-cash.ts`,
    from: "'in-transit': ACCOUNTS.inTransit",
    to: "'in-transit': ACCOUNTS.safe",
  },
  {
    what: 'short cash is netted against over',
    file: `${TILLS}/difference.ts`,
    from: '[debit(ACCOUNTS.short, amount), credit(drawer.accountCode, amount)]',
    to: '[debit(ACCOUNTS.over, amount), credit(drawer.accountCode, amount)]',
  },
  {
    what: 'a difference at the opening becomes no case',
    file: `${TILLS}/open-session.ts`,
    from: 'caseId: differenceFen === 0 ? null',
    to: 'caseId: differenceFen >= 0 ? null',
  },
  {
    what: 'the ceiling on cash is not kept',
    file: `${TILLS}/cash.ts`,
    from: "['sale', 'pay-in']",
    to: "['pay-in']",
  },
  {
    what: 'a drawer left open over night goes on selling',
    file: `${TILLS}/session.ts`,
    from: "if (held.businessDate !== held.today) refuse('drawer.other_day'",
    to: "if (held.businessDate > held.today) refuse('drawer.other_day'",
  },
  {
    what: 'after the closing, the evening still belongs to the closed day',
    file: 'server/platform/chain/day.ts',
    from: 'sealed !== null && sealed >= calendar ? dayAfter(sealed) : calendar',
    to: 'sealed !== null && sealed > calendar ? dayAfter(sealed) : calendar',
  },
  {
    what: 'a meter’s ratio is left out of what was used',
    file: `${METERING}/rules/judge-reading.ts`,
    from: `if (moved >= 0) {
    const used = milli(moved * basis.ratio);`,
    to: `if (moved >= 0) {
    const used = milli(moved);`,
  },
  {
    what: 'a changed meter carries what its last reading used up',
    file: `${METERING}/operations/replace-meter.ts`,
    from: 'locked.balance - final!.charged',
    to: 'locked.balance',
  },
  {
    what: 'a household that moves in brings its credit twice: it goes on waiting',
    file: `${METERING}/settlement.ts`,
    from: '.set({ to_settlement_id: settlement.settlementId })',
    to: '.set({ to_settlement_id: null })',
  },
];
