/**
 * Objects that are not the caller's: every field of every route that takes an id is given a random one, one of the
 * same kind of another site, and one of another kind. Nothing is told of them, nothing is written.
 */
import { beforeAll, expect, test } from 'vitest';
import { newId } from '../../shared/values/ids.ts';
import { noteResult } from '../results/note-result.ts';
import { codeOf, ROUTES, type Route, whoMay } from './every-post.ts';
import { furnish } from './furnish.ts';
import { type Furnished, openFurnished } from './furnished.ts';
import {
  copySite,
  elsewhere,
  idsIn,
  nameOf,
  type Objects,
  objectsOf,
  ofElsewhere,
  rowsOf,
  tablesNamingElsewhere,
  withId,
} from './objects.ts';
import { sampleInput } from './sample-input.ts';

let house: Furnished;
let objects: Objects;

beforeAll(async () => {
  house = await openFurnished();
  await furnish(house);
  const { owner } = house.server.database;
  await copySite(owner, house.siteId);
  objects = await objectsOf(owner, house.siteId);
});

const TAKING_IDS = ROUTES.filter(({ input }) => idsIn(input).length > 0);

/** An input whose every id is one of the house's own. */
async function ownInput(route: Route): Promise<unknown> {
  let input: unknown = sampleInput(route.name, route.input);
  for (const path of idsIn(route.input)) {
    const [own] = await objects.of(route.name, nameOf(path));
    if (own !== undefined && path.length === 1 && (input as object)[path[0] as never] !== undefined)
      input = withId(input, path, own);
  }
  return input;
}

/** An id of the house that names something else than the field asks for. */
async function otherKind(route: Route, field: string): Promise<string> {
  const person = house.founded.idOf('painter');
  const [meter] = await objects.of('metering.meters', 'meterId');
  return (await objects.of(route.name, field)).includes(person) ? meter! : person;
}

/** The input with this id in its place; a field that excludes the other ones is given alone. */
function foreignInput(route: Route, own: unknown, path: readonly string[], id: string): Record<string, unknown> {
  const full = sampleInput(route.name, route.input, { full: true })[path[0]!];
  const base = path.length === 1 ? own : { ...(own as object), [path[0]!]: full };
  const made = withId(base, path, id) as Record<string, unknown>;
  const alone = Object.keys(made).map((left) =>
    Object.fromEntries(Object.entries(made).filter(([key]) => key === path[0] || key !== left)),
  );
  const fitting = [made, ...alone].find((input) => route.input.safeParse(input).success);
  if (fitting === undefined) throw new Error(`${route.name}: no good input with ${path.join('.')}`);
  return fitting;
}

/** A position in a list is no object: rows after it may well be the house's own. */
const isPosition = (field: string): boolean => field === 'after';

function rowsIn(body: unknown): number {
  const { rows } = (body ?? {}) as { rows?: unknown };
  return Array.isArray(rows) ? rows.length : 0;
}

/** Of a file of text the lines, the first being its head; other files are refused, or empty tables. */
const linesIn = ({ headers, body }: { headers: object; body: string }): number =>
  String((headers as Record<string, unknown>)['content-type']).startsWith('text/csv')
    ? body.trim().split('\n').length
    : 1;

async function problemOf(route: Route, field: string, input: Record<string, unknown>): Promise<string | null> {
  const response = await house.attempt(route, whoMay(route), input);
  const { statusCode: status } = response;
  const said = `${route.name} ${field}: ${status} ${codeOf(response)}`;
  if (status >= 500) return `${said} ${JSON.stringify(input)}`;
  if (status >= 400) return null;
  if (route.method === 'POST') return said;
  const told = ofElsewhere(response.body).filter((id) => !JSON.stringify(input).includes(id));
  if (told.length > 0) return `${said}, tells of ${told.length} objects of another site`;
  if (isPosition(field)) return null;
  if (route.contract === null) return linesIn(response) <= 1 ? null : `${said}, a file with rows`;
  const rows = rowsIn(response.json());
  return rows === 0 ? null : `${said}, ${rows} rows`;
}

test('an id that is not the caller’s to name is refused, or answered by nothing', async () => {
  const { owner } = house.server.database;
  const second = await rowsOf(owner, elsewhere(house.siteId));
  expect(Object.keys(second).length).toBeGreaterThan(60);
  const problems: string[] = [];
  let [fields, real, tried] = [0, 0, 0];
  for (const route of TAKING_IDS) {
    const own = await ownInput(route);
    for (const path of idsIn(route.input)) {
      const field = nameOf(path);
      const [there] = await objects.of(route.name, field);
      const foreign = [newId(), elsewhere(there ?? newId()), await otherKind(route, field)];
      fields += 1;
      if (there !== undefined) real += 1;
      for (const id of foreign) {
        tried += 1;
        const problem = await problemOf(route, field, foreignInput(route, own, path, id));
        if (problem !== null) problems.push(problem);
      }
    }
  }
  expect(problems).toEqual([]);
  expect(await rowsOf(owner, elsewhere(house.siteId))).toEqual(second);
  // The log of files taken out says what was asked for; nothing else knows the id.
  expect(await tablesNamingElsewhere(owner, house.siteId)).toEqual(['security_event']);
  expect(real / fields).toBeGreaterThan(0.8);
  noteResult({
    list: 'security',
    id: 'SEC-02',
    found: `${TAKING_IDS.length} routes with ${fields} fields that take an id, ${tried} requests: a random id, one of another site (${real} real objects, else the id of none), one of another kind: none answered with an object, ${Object.keys(second).length} tables of the other site untouched`,
  });
});

const OTHER = 'vending-clerk-2';

/** What belongs to a person, a drawer or a day, tried by another person, or when it is over. */
const BOUND: readonly (readonly [string, string, readonly [string, string] | null, object, string])[] = [
  ['duties.tick-duty', OTHER, ['taskId', "task_id from duty_task where post = 'cashier'"], {}, 'duty.other_post'],
  ['customers.revealed-customer', OTHER, ['revealId', ''], {}, 'record.not_found'],
  ['reconciliation.slip', OTHER, ['slipId', ''], {}, 'record.not_found'],
  ['reconciliation.slip.pdf', OTHER, ['slipId', ''], {}, 'record.not_found'],
  ['reconciliation.print-slip-copy', OTHER, ['slipId', ''], {}, 'record.not_found'],
  ['reconciliation.make-slip', OTHER, ['drawerSessionId', ''], {}, 'slip.not_yours'],
  ['vending.request-reversal', OTHER, ['saleId', ''], {}, 'drawer.none'],
  ['vending.pay-back', OTHER, ['reversalId', ''], {}, 'drawer.none'],
  ['vending.spoil-paper-slip', OTHER, ['bookId', ''], { paperNo: 3 }, 'paper.not_holder'],
  ['tills.open-drawer', OTHER, ['drawerId', ''], { count: {} }, 'drawer.in_use_by'],
  ['tills.drawer-session', OTHER, ['drawerSessionId', ''], {}, 'record.not_found'],
  ['cards.issue-card', OTHER, ['readingId', ''], {}, 'card.not_read'],
  ['tills.count-drawer', 'vending-supervisor', ['drawerSessionId', ''], {}, 'drawer.closed'],
  ['reconciliation.close-day', 'vending-supervisor', null, { businessDate: '2026-03-02' }, 'day.already_sealed'],
];

test('what belongs to another person, or is closed, is refused by name', async () => {
  const codes: string[] = [];
  for (const [name, as, object, more] of BOUND) {
    const route = ROUTES.find((one) => one.name === name)!;
    const [field, kind] = object ?? ['', ''];
    const [id] = await objects.of(name, field, kind === '' ? undefined : kind);
    const input = { ...sampleInput(name, route.input), ...more, ...(field === '' ? {} : { [field]: id }) };
    codes.push(`${name}: ${codeOf(await house.attempt(route, as, input))}`);
  }
  expect(codes).toEqual(BOUND.map(([name, , , , code]) => `${name}: ${code}`));
  noteResult({
    list: 'security',
    id: 'SEC-02',
    found: `${BOUND.length} acts on another person’s drawer, sale, slip, book, card, look or task, a closed drawer and a closed day: all refused by name`,
  });
});
