import { addNote } from '../../../../shared/contracts/cases/add-note.ts';
import { implement } from '../../../platform/operations/implement.ts';
import { refuse } from '../../../platform/operations/refuse.ts';
import { addEvent, lockCase, viewCase } from '../store.ts';

export const addNoteOperation = implement(addNote, {
  async run(tx, actor, clock, input) {
    const found = (await lockCase(tx, actor.siteId, input.caseId)) ?? refuse('record.not_found');
    if (found.state === 'closed') refuse('state.illegal_move', { from: 'closed', to: 'note' });
    const now = clock.now();
    await addEvent(tx, actor, { caseId: input.caseId, at: now, kind: 'note', text: input.text });
    return viewCase(tx, actor, now, input.caseId);
  },
});
