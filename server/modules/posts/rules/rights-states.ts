/** States of a person, an assignment, a reset and a change of mode, and the moves between them. */
import { refuse } from '../../../platform/operations/refuse.ts';

const MOVES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  person: { proposed: ['active', 'refused'], active: ['left'], refused: [], left: [] },
  assignment: { proposed: ['active', 'refused'], active: ['ended'], refused: [], ended: [] },
  proposal: { proposed: ['done', 'refused'], done: [], refused: [] },
};

export type RightsKind = 'person' | 'assignment' | 'proposal';

export const mayMove = (kind: RightsKind, from: string, to: string): boolean =>
  MOVES[kind]?.[from]?.includes(to) ?? false;

export function requireMove(kind: RightsKind, from: string, to: string): void {
  if (!mayMove(kind, from, to)) refuse('state.illegal_move', { from, to });
}

export interface Approval {
  readonly proposedBy: string;
  readonly approver: string;
  /** Whose right it is; null where it is the house's. */
  readonly concerned: string | null;
}

/** Nobody approves what they proposed, and nobody approves their own rights. */
export const mayApprove = ({ proposedBy, approver, concerned }: Approval): boolean =>
  approver !== proposedBy && approver !== concerned;

export function requireSecondPerson(approval: Approval): void {
  if (!mayApprove(approval)) refuse('person.not_alone');
}
