/**
 * FT-32: in the middle of a sale the session ends, locks, or the post is taken away. The very next request is refused and
 * nothing is taken; what was typed stays in the page's form, and once the clerk is back the same form sells, once.
 */
import { beforeAll, expect, test } from 'vitest';
import { PASSWORD, PIN } from '../../server/modules/posts/posts.fixture.ts';
import { approveAssignment } from '../../shared/contracts/posts/approve-assignment.ts';
import { assignPost } from '../../shared/contracts/posts/assign-post.ts';
import { choosePost } from '../../shared/contracts/posts/choose-post.ts';
import { endAssignment } from '../../shared/contracts/posts/end-assignment.ts';
import { endOwnSessions } from '../../shared/contracts/posts/end-own-sessions.ts';
import { endSessions } from '../../shared/contracts/posts/end-sessions.ts';
import { lockSession } from '../../shared/contracts/posts/lock-session.ts';
import { signIn } from '../../shared/contracts/posts/sign-in.ts';
import { signOut } from '../../shared/contracts/posts/sign-out.ts';
import { unlockSession } from '../../shared/contracts/posts/unlock-session.ts';
import { quoteSale } from '../../shared/contracts/vending/quote-sale.ts';
import { noteResult } from '../results/note-result.ts';
import { SEED, sized } from '../results/size.ts';
import { type Counter, openCounter } from '../support/counter.ts';
import { saleForm } from './sale-form.ts';
import { booksAreWhole, figure, tally } from './whole-books.ts';

const ROUNDS = sized({ smoke: 1, ci: 4, long: 30 });
const LOGIN = 'shoudian1';
const MONEY = 100;

let counter: Counter;
let address: string;
beforeAll(async () => {
  counter = await openCounter();
  address = await counter.app.http.listen({ port: 0, host: '127.0.0.1' });
});

const clerk = () => counter.as('vending-clerk');
const admin = () => counter.as('system-administrator');
const here = () => clerk().browser;

async function signInAgain(): Promise<void> {
  await here().post(signIn, { login: LOGIN, password: PASSWORD });
  await here().post(choosePost, { post: 'vending-clerk' });
}

async function giveBackPost(): Promise<void> {
  const { assignmentId } = await admin().call(assignPost, { personId: clerk().personId, post: 'vending-clerk' });
  await counter.as('vending-supervisor').signed(approveAssignment, { assignmentId });
  await signInAgain();
}

async function takePost(): Promise<void> {
  const { rows } = await counter.database.owner.query<{ id: string }>(
    `select assignment_id as id from post_assignment where person_id = $1 and post = 'vending-clerk' and state = 'active'`,
    [clerk().personId],
  );
  await admin().call(endAssignment, { assignmentId: rows[0]!.id });
}

interface Happening {
  readonly what: string;
  readonly code: string;
  /** The clerk has it typed by now. */
  happen(): Promise<unknown>;
  comeBack(): Promise<unknown>;
}

const HAPPENINGS: readonly Happening[] = [
  {
    what: 'ended by the administrator',
    code: 'session.ended',
    happen: () => admin().call(endSessions, { personId: clerk().personId }),
    comeBack: signInAgain,
  },
  {
    what: 'ended by the clerk from another device',
    code: 'session.ended',
    async happen() {
      const other = counter.browser('10.0.0.2');
      await other.post(signIn, { login: LOGIN, password: PASSWORD });
      await other.post(endOwnSessions, {});
      await other.post(signOut, {});
    },
    comeBack: signInAgain,
  },
  {
    what: 'locked after three minutes without work',
    code: 'session.locked',
    happen: async () => void counter.later(600),
    comeBack: () => here().post(unlockSession, { pin: PIN }),
  },
  {
    what: 'locked by hand',
    code: 'session.locked',
    happen: () => here().post(lockSession, {}),
    comeBack: () => here().post(unlockSession, { pin: PIN }),
  },
  {
    what: 'the post taken away',
    code: 'post.not_held',
    happen: takePost,
    comeBack: giveBackPost,
  },
];

test(`${ROUNDS * HAPPENINGS.length} sales in whose middle the clerk may no more`, async () => {
  const seen: string[] = [];
  let sales = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { what, code, happen, comeBack } of HAPPENINGS) {
      await signInAgain();
      const priced = await here().get(quoteSale, { meterId: counter.room.electricity, moneyFen: MONEY });
      const input = counter.saleInput(counter.room.electricity, { moneyFen: MONEY }, priced);
      const { form } = saleForm(address, { cookie: () => here().cookie() ?? '' });
      const key = form.key();
      await happen();
      expect(await form.send(input)).toBeUndefined();
      const { phase, refusal } = form.standing();
      expect([phase, refusal?.code], what).toEqual(['refused', code]);
      seen.push(refusal!.code);
      expect(await figure(counter, 'select count(*) from sale')).toBe(sales);
      await comeBack();
      expect(form.key(), 'what was typed is the same form').toBe(key);
      expect(await form.send(input), what).toMatchObject({ totalFen: MONEY });
      sales += 1;
      expect(await figure(counter, 'select count(*) from sale')).toBe(sales);
    }
  }
  await booksAreWhole(counter);
  const told = Object.entries(tally(seen)).map(([word, n]) => `${n} ${word}`);
  const found = `${seen.length} sales interrupted: ${told.join(', ')}; nothing taken, each sold once from the same form afterwards`;
  noteResult({ list: 'faults', id: 'FT-32', found, seed: SEED });
});
