/** The tender being entered, read from what is typed. Pure. Cash may be more than is due: the rest is change. */
import { outsideReferenceSchema, TENDERS, type TenderLine } from '../../../../shared/payments/tender.ts';
import type { Text } from '../../../../shared/text.ts';
import { toHalfWidth } from '../../../../shared/values/digits.ts';
import { type Money, parseMoney, subtractMoney, ZERO } from '../../../../shared/values/money.ts';

interface Typed {
  readonly tender: TenderLine['tender'];
  readonly tendered: string;
  readonly share: string;
  readonly reference: string;
}

interface Line {
  readonly line: TenderLine | null;
  readonly problem: Text | null;
}

export const PROBLEMS = {
  unreadable: { zh: '看不懂这个金额，请重新输入', en: 'This is no sum of money; type it again' },
  tooMuch: { zh: '非现金付款不能多于应收', en: 'Only cash may be more than is due' },
  reference: {
    zh: '照小票填写交易参考号（4 至 64 位字母、数字）',
    en: 'Copy the reference from the slip (4 to 64 letters and figures)',
  },
} as const satisfies Record<string, Text>;

const wrong = (problem: Text): Line => ({ line: null, problem });
const right = (line: TenderLine): Line => ({ line, problem: null });

function cashLine({ tendered }: Typed, remaining: Money): Line {
  if (tendered.trim() === '') return right({ tender: 'cash', amountFen: remaining });
  const handed = parseMoney(tendered);
  if (handed === null || handed <= 0) return wrong(PROBLEMS.unreadable);
  if (handed < remaining) return right({ tender: 'cash', amountFen: handed });
  return right({ tender: 'cash', amountFen: remaining, ...(handed > remaining ? { tenderedFen: handed } : {}) });
}

export function currentLine(typed: Typed, remaining: Money): Line {
  if (TENDERS[typed.tender].cash) return cashLine(typed, remaining);
  const amount = typed.share.trim() === '' ? remaining : parseMoney(typed.share);
  if (amount === null || amount <= 0) return wrong(PROBLEMS.unreadable);
  if (amount > remaining) return wrong(PROBLEMS.tooMuch);
  const reference = outsideReferenceSchema.safeParse(toHalfWidth(typed.reference));
  if (!reference.success) return wrong(PROBLEMS.reference);
  return right({ tender: typed.tender, amountFen: amount, reference: reference.data });
}

/** What goes back to the customer, and what is still missing of the cash typed. */
export function changeOf(typed: Typed, remaining: Money): { change: Money; missing: Money } {
  const handed = TENDERS[typed.tender].cash && typed.tendered.trim() !== '' ? parseMoney(typed.tendered) : null;
  if (handed === null) return { change: ZERO, missing: ZERO };
  return handed >= remaining
    ? { change: subtractMoney(handed, remaining), missing: ZERO }
    : { change: ZERO, missing: subtractMoney(remaining, handed) };
}
