/**
 * Builds the demo house through the product's own operations, on a clock only the demo may set: founded by two
 * persons, prices proposed and approved, rooms imported, a month of trade with its days closed.
 */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { AppParts } from '../../server/app.ts';
import { buildApp } from '../../server/app.ts';
import { createSetUpToken, demoPin } from '../../server/modules/posts/index.ts';
import { setClock } from '../../server/platform/clock.ts';
import { applyRoomImport } from '../../shared/contracts/metering/apply-room-import.ts';
import { setCategory } from '../../shared/contracts/metering/set-category.ts';
import { stageRoomImport } from '../../shared/contracts/metering/stage-room-import.ts';
import { claimAccount } from '../../shared/contracts/posts/claim-account.ts';
import { confirmSetUp } from '../../shared/contracts/posts/confirm-set-up.ts';
import { founding } from '../../shared/contracts/posts/founding.ts';
import { setUpHouse } from '../../shared/contracts/posts/set-up-house.ts';
import { approveTariff } from '../../shared/contracts/prices/approve-tariff.ts';
import { proposeTariff } from '../../shared/contracts/prices/propose-tariff.ts';
import { openDrawer } from '../../shared/contracts/tills/open-drawer.ts';
import { registerDrawer } from '../../shared/contracts/tills/register-drawer.ts';
import type { PostKey } from '../../shared/posts.ts';
import { addDays, businessDateOf, instant } from '../../shared/values/calendar.ts';
import { countOf, yuan } from './amounts.ts';
import { type Caller, callers, send } from './caller.ts';
import { FOUNDING, roomList, seeded } from './campus.ts';
import { fitMeters } from './fit-meters.ts';
import { trade } from './trade.ts';

/** How many days of trade lie behind the demo house when it opens. */
const DAYS = 30;

type As = (post: PostKey) => Caller;

/** Everybody claims the own account; the secrets are thrown away, the demo's token stands for them. */
async function found(http: FastifyInstance, token: string): Promise<void> {
  const claim = async (code: string): Promise<string | undefined> => {
    const secrets = { password: randomBytes(24).toString('base64url'), pin: pinOf(randomBytes(6)) };
    const { cookie } = await send(http, claimAccount, { code, ...secrets });
    pins.set(cookie!, secrets.pin);
    return cookie;
  };
  const pins = new Map<string, string>();
  const { body } = await send(http, setUpHouse, { token, ...FOUNDING });
  const [first, second] = body.codes as { code: string }[];
  await claim(first!.code);
  const cookie = await claim(second!.code);
  const document = await send(http, founding, {}, cookie);
  const rest = await send(http, confirmSetUp, { digest: document.body.digest, pin: pins.get(cookie!) }, cookie);
  for (const { code } of rest.body.codes as { code: string }[]) await claim(code);
}

/** Eight figures that are neither a row nor a repetition. */
const pinOf = (bytes: Buffer): string =>
  `7${[...bytes].map((byte, index) => String((byte + index * 3) % 10)).join('')}4`;

async function setPrices(as: As): Promise<void> {
  const supervisor = as('vending-supervisor');
  for (const [categoryCode, zh, en] of [
    ['dormitory', '学生宿舍', 'Dormitory'],
    ['staff', '教工住宅', 'Staff housing'],
  ] as const)
    await supervisor.call(setCategory, { categoryCode, zh, en });
  const head = { commodity: 'electricity', period: 'month', basis: 'purchased', taxRateBasisPoints: 1300 } as const;
  const specs = {
    dormitory: { ...head, tiers: [{ upTo: null, price: 4563 }] },
    staff: {
      ...head,
      tiers: [
        { upTo: 240_000, price: 4883 },
        { upTo: 400_000, price: 5383 },
        { upTo: null, price: 7883 },
      ],
    },
  };
  for (const [categoryCode, spec] of Object.entries(specs)) {
    const proposal = await supervisor.signed(proposeTariff, { categoryCode, spec, reason: '按公布的居民电价执行' });
    await as('price-approver').signed(approveTariff, { proposalId: proposal.proposalId, specHash: proposal.specHash });
  }
}

async function importRooms(as: As): Promise<void> {
  const file = Buffer.from(roomList(seeded(7)), 'utf8').toString('base64');
  const technician = as('vending-technician');
  const { batchId, badRows } = await technician.call(stageRoomImport, { fileName: '房间表.csv', fileBase64: file });
  if (badRows > 0) throw new Error(`demo house: ${badRows} rows of the room list are bad`);
  await technician.call(applyRoomImport, { batchId });
}

async function theSite({ pool }: AppParts): Promise<string> {
  const { rows } = await pool.query<{ site_id: string }>('select site_id from site');
  return rows[0]!.site_id;
}

/** Builds the house; answers how many sales it made. `meterPort`: where the simulated network meters answer. */
export async function buildDemo(parts: AppParts, token: string, meterPort: number): Promise<number> {
  const now = instant(Date.now());
  const today = businessDateOf(now, FOUNDING.site.timeZone);
  const clock = setClock(instant(`${addDays(today, -DAYS - 1)}T01:00:00.000Z`));
  const app = await buildApp({ ...parts, clock, rateLimited: false, listen: null, web: null, demo: { token } });
  try {
    const setUpToken = await createSetUpToken(parts.pool, clock);
    if (setUpToken === null) return 0;
    await found(app.http, setUpToken);
    const as = callers({ http: app.http, clock, token, pin: demoPin(token) });
    await setPrices(as);
    await importRooms(as);
    const { drawerId } = await as('vending-supervisor').call(registerDrawer, {
      code: 'A1',
      name: '一号窗口',
      place: '东校区售电大厅',
      ceilingFen: yuan(20_000),
    });
    const siteId = await theSite(parts);
    const runJobs = () => app.runAllJobs(siteId);
    const { sales, cashFen } = await trade({ as, clock, drawerId, days: DAYS, today, random: seeded(11), runJobs });
    clock.set(instant(Date.now()));
    await runJobs();
    await fitMeters(as, meterPort);
    // Today is open for business: whoever enters as the clerk can sell at once.
    await as('vending-clerk').call(openDrawer, { drawerId, count: countOf(cashFen) });
    return sales;
  } finally {
    await app.close();
  }
}
