/**
 * What a results page promises: each check by its number, what is done and what passing means. A check that left no
 * line is shown as "no result", never left out.
 */
export type ListName = 'faults' | 'security' | 'tricks';

export interface Promised {
  readonly id: string;
  readonly done: string;
  readonly passes: string;
}

export interface ResultList {
  readonly title: string;
  readonly about: string;
  readonly checks: readonly Promised[];
}

const faults: readonly Promised[] = [
  {
    id: 'FT-01',
    done: 'kill -9 of the server at random while eight clerks sell',
    passes: 'back in service within 10 s',
  },
  {
    id: 'FT-02',
    done: 'kill -9 at twelve named points of a sale and of a close',
    passes: 'every point hit; ten repeats by key',
  },
  {
    id: 'FT-03',
    done: 'kill -9 of the database while eight clerks sell',
    passes: 'selling again within 5 s of its return',
  },
  {
    id: 'FT-04',
    done: 'database restarted, fast and at once, under load',
    passes: '503 with Retry-After and nothing else',
  },
  { id: 'FT-05', done: 'disk full, then freed', passes: 'clear refusal, reads work, selling again within 30 s' },
  {
    id: 'FT-06',
    done: 'connections exhausted; a lock held for 10 s',
    passes: 'answer within 3 s, no connection leaked',
  },
  { id: 'FT-07', done: 'the answer to a sale is lost on its way', passes: 'asked again by key, ends right every time' },
  {
    id: 'FT-08',
    done: 'the same sale sent ten times, in parallel and in turn',
    passes: 'one sale a key, one answer; other body refused',
  },
  { id: 'FT-09', done: 'double click, Enter held, reload, back, two tabs', passes: 'no double' },
  { id: 'FT-10', done: 'two to four windows at the same card or account', passes: 'one open sale; the loser is told' },
  { id: 'FT-11', done: 'one clerk at two devices', passes: 'never two drawers' },
  { id: 'FT-12', done: 'drawer closed while it sells', passes: 'each sale in the closed total or refused' },
  { id: 'FT-13', done: 'two closes, two hand-overs, two drops at once', passes: 'exactly one wins' },
  { id: 'FT-14', done: 'card torn out at each command of a sale', passes: 'written once or known as not written' },
  {
    id: 'FT-15',
    done: 'reader times out, the card did it all the same',
    passes: 'read back before it is written again',
  },
  { id: 'FT-16', done: 'card swapped between paying and writing', passes: 'refused by its number' },
  {
    id: 'FT-17',
    done: 'printer unplugged or out of paper at each sale',
    passes: 'sale kept, first print counted once',
  },
  {
    id: 'FT-18',
    done: 'connection cut while the database commits',
    passes: 'looked up by key, never run blindly again',
  },
  {
    id: 'FT-19',
    done: 'clock an hour back, a day ahead, at year end and midnight',
    passes: 'order by number; a wrong clock is reported',
  },
  {
    id: 'FT-20',
    done: 'sixteen clients at the same rows',
    passes: 'no deadlock or serialisation failure reaches a user',
  },
  {
    id: 'FT-21',
    done: 'malformed requests and bodies made from the schemas',
    passes: 'no 5xx, no stack trace, no change',
  },
  {
    id: 'FT-22',
    done: '50 MB body, slow client, deep JSON, compressed bomb',
    passes: 'refused; memory grows by 50 MB at most',
  },
  {
    id: 'FT-23',
    done: 'list of 10,000 rooms, three in a hundred bad',
    passes: 'every bad row named; all or nothing; repeatable',
  },
  { id: 'FT-24', done: 'kill -9 inside each migration', passes: 'the restart completes; ledger digest unchanged' },
  { id: 'FT-25', done: 'back up, wipe, restore, verify', passes: 'digest identical; a cut-off backup refused' },
  {
    id: 'FT-26',
    done: 'yesterday’s backup restored',
    passes: 'noticed by the anchor; only read until two have signed',
  },
  {
    id: 'FT-27',
    done: 'the database’s owner edits, deletes, inserts, swaps, renumbers, rebuilds',
    passes: 'all found, first bad row named',
  },
  { id: 'FT-28', done: 'SIGTERM under load', passes: 'not ready at once, work under way done, gone within 10 s' },
  { id: 'FT-31', done: 'receiver of notices down', passes: 'sales go on; every notice arrives, once by its number' },
  {
    id: 'FT-32',
    done: 'session ended or right taken in the middle of a sale',
    passes: 'next request refused, what was typed is kept',
  },
  { id: 'FT-33', done: 'two approvers at once; approving one’s own', passes: 'one outcome; own approval never' },
  { id: 'FT-34', done: 'random commands against a model', passes: 'house and model agree; seed printed' },
  {
    id: 'FT-35',
    done: 'money, tariff and rounding by random cases',
    passes: 'sum of parts is the total, integers throughout',
  },
  { id: 'FT-36', done: 'one bit of a page on disk turned', passes: 'checksum error, safe stop, alarm' },
];

const tricks: readonly Promised[] = [
  {
    id: 'T-01',
    done: 'cash taken, nothing recorded: credit in a meter that no sale put there',
    passes: 'a report names the meter; the act itself cannot be prevented',
  },
  { id: 'T-02', done: 'less rung up than was taken', passes: 'what is credited, paid and printed is one figure' },
  {
    id: 'T-03',
    done: 'sale reversed after the customer left',
    passes: 'another person approves, and used credit is not taken back',
  },
  {
    id: 'T-04',
    done: 'cash taken out of the drawer without a sale',
    passes: 'only with a voucher, a reason and a second signature',
  },
  {
    id: 'T-05',
    done: 'yesterday’s cash kept, a slip remitted twice',
    passes: 'late cash is a case, a slip is remitted once',
  },
  {
    id: 'T-06',
    done: 'a price or a tier changed',
    passes: 'no route, no right in the database, another person’s total refused',
  },
  { id: 'T-07', done: 'a reprint sold', passes: 'each print counted and marked, the slip verified by anybody' },
  { id: 'T-08', done: 'a slip hidden', passes: 'numbers without a gap; a missing one is named' },
  { id: 'T-09', done: 'counted until it matches', passes: 'blind, two counts, the first kept' },
  { id: 'T-10', done: 'overs pocketed', passes: 'a surprise count finds them; over and short never netted' },
  { id: 'T-11', done: 'sold after the close, or for another day', passes: 'refused' },
  { id: 'T-12', done: 'clock turned', passes: 'the server’s time counts; a counter with a wrong clock is stopped' },
  { id: 'T-13', done: 'a colleague’s login borrowed', passes: 'locked when left; every signature by the own secret' },
  {
    id: 'T-14',
    done: 'credit without a sale',
    passes: 'every issue is a numbered, approved document; the proof names what is not',
  },
  { id: 'T-15', done: 'rows edited behind the product’s back', passes: 'the first bad row named' },
  { id: 'T-16', done: 'an old backup restored', passes: 'noticed by the anchor; read only until two have signed' },
  {
    id: 'T-17',
    done: 'clerk and cashier together',
    passes: 'third-party counts and tips without a name; the act itself cannot be prevented',
  },
  {
    id: 'T-18',
    done: 'a difference settled on the quiet',
    passes: 'the case opens by itself; its parties cannot close it',
  },
];

const security: readonly Promised[] = [
  {
    id: 'SEC-01',
    done: 'every post tries every route that the router answers',
    passes: 'every cell as declared; no route undeclared',
  },
  {
    id: 'SEC-02',
    done: 'every route that takes an id is given a random one, one of another site, of another kind and of another person',
    passes: 'refused, or an empty answer; nothing written, nothing told',
  },
  {
    id: 'SEC-03',
    done: 'one more field in an otherwise good input, on every changing route',
    passes: 'refused for that field; every object inside an input is closed',
  },
  {
    id: 'SEC-04',
    done: 'every pair of never-one-person, when the post is given and when the act is done',
    passes: 'every pair refused by person',
  },
  { id: 'SEC-05', done: 'every route asked by nobody', passes: 'only what is on the list answers' },
  {
    id: 'SEC-06',
    done: 'forty texts of cross-site scripting, formulas and templates through every drawing; one in every free text',
    passes: 'none executed, every formula a text',
  },
  {
    id: 'SEC-07',
    done: 'thirty texts of SQL in every parameter of every reading route',
    passes: 'no fault, no more rows, no delay',
  },
  {
    id: 'SEC-08',
    done: 'every changing route from a foreign page, without our header, as a form',
    passes: 'all refused, nothing written',
  },
  {
    id: 'SEC-09',
    done: 'wrong passwords, from one address and from many',
    passes: 'delay after five in 15 minutes, stop after fifty an hour, no lock for ever, one message',
  },
  {
    id: 'SEC-10',
    done: 'more requests than hands can make',
    passes: 'refused with the time to wait; readings, acts and sales counted apart',
  },
  {
    id: 'SEC-11',
    done: 'content security policy, on every answer and in the browser on every page',
    passes: 'no inline script, no other origin, no violation',
  },
  {
    id: 'SEC-12',
    done: 'sessions left idle, kept up, taken away, signed in twice',
    passes: '15 minutes at a desk, 3 at a counter, 12 hours at most, gone at once when disabled',
  },
  {
    id: 'SEC-13',
    done: 'hashes of secrets as they are stored; a login that is nobody’s',
    passes: 'argon2id at the recommended cost; the same way for somebody unknown',
  },
  {
    id: 'SEC-14',
    done: 'sign-ins, refusals, looks at personal data, files taken out, prints again, decisions against the rule',
    passes: 'each tried, each found in the log',
  },
  {
    id: 'SEC-15',
    done: 'files of the repository, the built page, the log of a run with known secrets',
    passes: 'no secret in any',
  },
  {
    id: 'SEC-16',
    done: 'the server with its own certificate, behind a proxy, and in the open',
    passes: 'in the clear on loopback only; HSTS and closed cookies with TLS',
  },
  { id: 'SEC-17', done: 'SECURITY.md', passes: 'where to report, the days, the ninety-day rule' },
];

export const LISTS: Readonly<Record<ListName, ResultList>> = {
  faults: {
    title: 'Fault tests',
    about:
      'Passing every one of them includes: no acknowledged sale lost, none made twice, every entry balanced, every chain whole, and no repair by hand. Times are reported, not asserted.',
    checks: faults,
  },
  security: {
    title: 'Security checklist',
    about: 'Each check with what was tried and what was found.',
    checks: security,
  },
  tricks: {
    title: 'What a dishonest operator may try',
    about: 'Sixteen tricks are tried. Two, T-01 and T-17, no software prevents: what finds them is tried instead.',
    checks: tricks,
  },
};
