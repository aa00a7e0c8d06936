/**
 * A process that migrates and ends itself by SIGKILL inside one migration: `migrating.ts <connection as JSON> <number>
 * <point>`. The point lies where a statement is sent; the product knows nothing of it.
 */
import pg from 'pg';
import { migrate } from '../../server/platform/db/migrate.ts';
import { openPool } from '../../server/platform/db/pool.ts';

export const MOMENTS = ['before its row is written', 'before its commit', 'after its commit'] as const;
export type Moment = (typeof MOMENTS)[number];

function dieInside(number: number, moment: Moment): void {
  const { prototype } = pg.Client as unknown as { prototype: { query(...args: unknown[]): unknown } };
  const { query } = prototype;
  const die = (): void => void process.kill(process.pid, 'SIGKILL');
  let inside = false;
  prototype.query = function (this: pg.Client, ...args: unknown[]): unknown {
    const [text, values] = args;
    if (typeof text === 'string' && text.startsWith('insert into migration')) {
      inside = (values as unknown[])[0] === number;
      if (inside && moment === 'before its row is written') die();
    }
    const commits = inside && text === 'commit';
    if (commits && moment === 'before its commit') die();
    const answer = query.apply(this, args);
    return commits && answer instanceof Promise ? answer.then(die) : answer;
  };
}

if (import.meta.main) {
  const [connection, number, moment, appRole] = process.argv.slice(2);
  dieInside(Number(number), moment as Moment);
  const owner = openPool({ ...JSON.parse(connection!), applicationName: 'migrating', max: 1 });
  await migrate(owner, { upTo: Number(number), ...(appRole === undefined ? {} : { appRole }) });
  await owner.end();
}
