import { session } from '../../../../shared/contracts/posts/session.ts';
import { answer, type Query } from '../../../platform/operations/implement.ts';
import type { PostsPorts } from '../ports.ts';
import { sessionView } from '../session-view.ts';

export const sessionQuery = (ports: PostsPorts): Query =>
  answer(session, (tx, actor, clock) => sessionView(tx, clock, ports, actor));
