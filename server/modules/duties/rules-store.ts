/** Rules of the house in their newest version, and who of those it is for has signed it. */
import type { z } from 'zod';
import { fullName } from '../../../shared/contracts/contract.ts';
import { publishRule } from '../../../shared/contracts/duties/publish-rule.ts';
import { signRule } from '../../../shared/contracts/duties/sign-rule.ts';
import type { ruleViewSchema } from '../../../shared/duties/rule-view.ts';
import type { Instant } from '../../../shared/values/calendar.ts';
import { q, sql } from '../../platform/db/query.ts';
import type { Tx } from '../../platform/db/tx.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { allowed } from '../../platform/operations/can.ts';
import { refuse } from '../../platform/operations/refuse.ts';
import { personNames } from '../posts/index.ts';
import { type Holding, heldPosts } from './store.ts';

export type RuleView = z.output<typeof ruleViewSchema>;

interface RuleRow {
  readonly rule_id: string;
  readonly version: number;
  readonly title: string;
  readonly body_zh: string;
  readonly body_en: string | null;
  readonly posts: string[];
  readonly published_by: string;
  readonly published_post: string;
  readonly published_at: Instant;
}

interface Reading {
  readonly rule_id: string;
  readonly version: number;
  readonly person_id: string;
  readonly post: string;
  readonly read_at: Instant;
}

const newest = (siteId: string) => sql<RuleRow>`
  select distinct on (rule_id) * from rule where site_id = ${siteId} order by rule_id desc, version desc`;

export async function newestVersion(tx: Tx, siteId: string, ruleId: string): Promise<RuleRow | undefined> {
  return tx.maybe(sql<RuleRow>`select * from (${newest(siteId)}) r where rule_id = ${ruleId}`);
}

/** Two versions at once would get one number: the house's row is the lock of its rules. */
export async function lockRules(tx: Tx, siteId: string): Promise<void> {
  await tx.maybe(q.selectFrom('house').select('site_id').where('site_id', '=', siteId).forUpdate());
}

function readingsOf(tx: Tx, siteId: string, rows: readonly RuleRow[]): Promise<Reading[]> {
  if (rows.length === 0) return Promise.resolve([]);
  return tx.many(
    q
      .selectFrom('rule_reading')
      .select(['rule_id', 'version', 'person_id', 'post', 'read_at'])
      .where('site_id', '=', siteId)
      .where(
        'rule_id',
        'in',
        rows.map((row) => row.rule_id),
      ),
  ) as Promise<Reading[]>;
}

function abilities(row: RuleRow, actor: Actor, own: readonly Reading[]): string[] {
  const signs =
    row.posts.includes(actor.post) && !own.some((one) => one.person_id === actor.personId && one.post === actor.post);
  return [...(signs ? [fullName(signRule)] : []), ...allowed(actor, [publishRule])];
}

interface Known {
  readonly held: readonly Holding[];
  readonly readings: readonly Reading[];
  readonly names: ReadonlyMap<string, string>;
}

function toView(row: RuleRow, actor: Actor, known: Known): RuleView {
  const own = known.readings.filter((one) => one.rule_id === row.rule_id && one.version === row.version);
  const signers = known.held
    .filter(({ post }) => row.posts.includes(post))
    .flatMap(({ post, holders }) =>
      holders.map(({ personId, name }) => ({
        person: name,
        post,
        at: own.find((one) => one.person_id === personId && one.post === post)?.read_at ?? null,
      })),
    );
  return {
    id: row.rule_id,
    version: row.version,
    title: row.title,
    bodyZh: row.body_zh,
    bodyEn: row.body_en,
    posts: row.posts,
    publishedBy: known.names.get(row.published_by) ?? '',
    publishedPost: row.published_post,
    publishedAt: row.published_at,
    signers,
    signed: signers.filter(({ at }) => at !== null).length,
    missing: signers.filter(({ at }) => at === null).length,
    can: abilities(row, actor, own),
  };
}

async function viewRules(tx: Tx, actor: Actor, rows: readonly RuleRow[]): Promise<RuleView[]> {
  const people = rows.map((row) => row.published_by);
  const known: Known = {
    held: await heldPosts(tx, actor.siteId),
    readings: await readingsOf(tx, actor.siteId, rows),
    names: await personNames(tx, actor.siteId, people),
  };
  return rows.map((row) => toView(row, actor, known));
}

export async function viewRule(tx: Tx, actor: Actor, ruleId: string): Promise<RuleView> {
  const row = (await newestVersion(tx, actor.siteId, ruleId)) ?? refuse('record.not_found');
  const [view] = await viewRules(tx, actor, [row]);
  return view!;
}

export async function listRules(tx: Tx, actor: Actor, asked: { after?: string | undefined; limit: number }) {
  const rows = await tx.many(
    sql<RuleRow>`select * from (${newest(actor.siteId)}) r
      where ${asked.after ?? null}::uuid is null or rule_id < ${asked.after ?? null}
      order by rule_id desc limit ${asked.limit + 1}`,
  );
  const shown = rows.slice(0, asked.limit);
  return {
    rows: await viewRules(tx, actor, shown),
    next: rows.length > asked.limit ? shown.at(-1)!.rule_id : null,
  };
}

/** How many rules the person in the post has still to sign. */
export async function rulesToSign(tx: Tx, actor: Actor): Promise<number> {
  const { count } = await tx.one(
    sql<{ count: number }>`select count(*) as count from (${newest(actor.siteId)}) r
      where ${actor.post} = any (r.posts) and not exists (
        select 1 from rule_reading d where d.site_id = ${actor.siteId} and d.rule_id = r.rule_id
          and d.version = r.version and d.person_id = ${actor.personId} and d.post = ${actor.post})`,
  );
  return count;
}
