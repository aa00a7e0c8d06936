/** A case or incident whose time has passed moves to the post above, with a new time; at the top it stays. */
import { type CaseSubject, subjectOf } from '../../../../shared/cases/subjects.ts';
import { addSeconds } from '../../../../shared/values/calendar.ts';
import { q } from '../../../platform/db/query.ts';
import type { Job } from '../../../platform/operations/implement.ts';
import { announce } from '../../../platform/outbox.ts';
import { nextOwner } from '../rules/case-rules.ts';
import { addEvent } from '../store.ts';

export const escalateJob: Job = {
  name: 'cases.escalate',
  cron: '*/5 * * * *',
  async run(tx, actor, clock) {
    const now = clock.now();
    const overdue = await tx.many(
      q
        .selectFrom('case_file')
        .selectAll()
        .where('site_id', '=', actor.siteId)
        .where('state', '<>', 'closed')
        .where('due_at', '<', now)
        .orderBy('due_at')
        .limit(200)
        .forUpdate(),
    );
    for (const found of overdue) {
      const next = nextOwner(found.owner_post);
      if (next === null) continue;
      const hours = subjectOf(found.subject as CaseSubject).hours;
      await tx.keep(
        'case_file',
        q
          .updateTable('case_file')
          .set({ owner_post: next, due_at: addSeconds(now, hours * 3600), escalations: found.escalations + 1 })
          .where('site_id', '=', actor.siteId)
          .where('case_id', '=', found.case_id)
          .returningAll(),
      );
      await announce(tx, {
        siteId: actor.siteId,
        at: now,
        topic: 'case.escalated',
        payload: {
          number: `${found.kind === 'case' ? 'C' : 'I'}${found.case_no}`,
          subject: found.subject,
          owner: next,
        },
      });
      await addEvent(tx, actor, {
        caseId: found.case_id,
        at: now,
        kind: 'escalated',
        // Keys of posts: the page says them in its own language.
        text: `${found.owner_post} → ${next}`,
      });
    }
  },
};
