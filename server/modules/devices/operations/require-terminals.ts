import { requireTerminals } from '../../../../shared/contracts/devices/require-terminals.ts';
import { q, sql } from '../../../platform/db/query.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { nextNumber } from '../../../platform/operations/number.ts';
import { refuse } from '../../../platform/operations/refuse.ts';

/** Versions, never edited: the latest one counts. Switched on only where somebody could still take money. */
export const requireTerminalsOperation = implement(requireTerminals, {
  async run(tx, actor, clock, { required, reason }) {
    const { siteId } = actor;
    if (required) {
      const connected = await tx.maybe(
        sql`select 1 from terminal t join terminal_link l on l.site_id = t.site_id and l.terminal_id = t.terminal_id
          where t.site_id = ${siteId} and t.state = 'enrolled' and t.purpose <> 'office'
            and l.connection_id is not null and l.leased_until > clock_timestamp() limit 1`,
      );
      if (connected === undefined) refuse('terminal.none_connected');
    }
    await tx.keep(
      'terminal_rule',
      q
        .insertInto('terminal_rule')
        .values({
          site_id: siteId,
          version: await nextNumber(tx, siteId, 'terminal-rule'),
          required,
          reason,
          at: clock.now(),
          person_id: actor.personId,
          post: actor.post,
        })
        .returningAll(),
    );
    return { required };
  },
});
