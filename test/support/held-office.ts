/** An open office whose posts are held, each by a person of its own, and whose duties fall due: one site, no HTTP. */
import { z } from 'zod';
import { escalateJob } from '../../server/modules/duties/jobs/escalate.ts';
import { openTasksJob } from '../../server/modules/duties/jobs/open-tasks.ts';
import { runJob } from '../../server/platform/jobs.ts';
import { createLive } from '../../server/platform/live.ts';
import { implement, type Job } from '../../server/platform/operations/implement.ts';
import { closeDrawer } from '../../shared/contracts/tills/close-drawer.ts';
import type { PostKey } from '../../shared/posts.ts';
import { type Instant, instant } from '../../shared/values/calendar.ts';
import { newId } from '../../shared/values/ids.ts';
import { type OneSite, openSite } from './one-site.ts';

/** Local time of Shanghai, which knows no summer time, as a moment. */
export const local = (day: string, time = '08:00'): Instant => instant(`${day}T${time}:00.000+08:00`);

const HELD = ['vending-technician', 'vending-supervisor', 'vending-clerk', 'cashier', 'auditor'] as const;
const SINCE = local('2026-01-02');

/**
 * The drawer itself is not the matter of these tests: they need the record that closing one leaves in the chain under
 * the contract's own name, by a person in a post.
 */
export const closingADrawer = implement(
  { ...closeDrawer, input: z.strictObject({}), output: z.object({}) },
  { run: async () => ({}) },
);

export async function hold(site: OneSite, personId: string, post: PostKey, since: Instant = SINCE): Promise<void> {
  await site.db.app.query(
    `insert into post_assignment (site_id, assignment_id, person_id, post, state, touching, proposed_by, proposed_at)
     values ($1, $2, $3, $4, 'active', false, $3, $5)`,
    [site.siteId, newId(), personId, post, since],
  );
}

async function furnish(site: OneSite): Promise<void> {
  const { db, siteId, as } = site;
  const proposer = newId();
  const approver = newId();
  for (const post of [...HELD, 'campus-director'] as const)
    await db.app.query(
      `insert into person (site_id, person_id, name, login, state, proposed_by, proposed_at, approved_by, approved_at)
       values ($1, $2, $3, $3, 'active', $4, $6, $5, $6)`,
      [siteId, as(post).actor.personId, post, proposer, approver, SINCE],
    );
  for (const post of HELD) await hold(site, as(post).actor.personId, post);
  await db.app.query(
    `insert into house (site_id, state, packs, single_operator, first_founder, second_founder, document,
       document_digest, founded_at, confirmed_at)
     values ($1, 'open', '{vending}', false, $2, $3, '{}', $4, $5, $5)`,
    [siteId, as('vending-technician').actor.personId, as('vending-supervisor').actor.personId, '0'.repeat(64), SINCE],
  );
}

export interface StoredTask {
  readonly task_id: string;
  readonly duty_id: string;
  readonly post: string;
  readonly cadence: string;
  readonly due_on: string;
  readonly due_at: string;
  readonly state: string;
  readonly with_post: string;
  readonly work_operation: string | null;
  readonly work_seq: number | null;
  readonly ended_by: string | null;
  readonly note: string | null;
}

export async function openOffice(start = '2026-03-04') {
  const site = await openSite(local(start));
  await furnish(site);
  const live = createLive(site.db.app, null);
  const run = (job: Job) => runJob({ pool: site.db.app, clock: site.clock, live }, job, site.siteId);
  return {
    ...site,
    /** Both jobs at that moment of Shanghai. */
    async at(day: string, time: string) {
      site.clock.set(local(day, time));
      await run(openTasksJob);
      await run(escalateJob);
    },
    async tasks(dutyId: string): Promise<StoredTask[]> {
      const { rows } = await site.db.app.query<StoredTask>(
        'select * from duty_task where site_id = $1 and duty_id = $2 order by due_at, post',
        [site.siteId, dutyId],
      );
      return rows;
    },
    async close() {
      await live.close();
      await site.close();
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;
