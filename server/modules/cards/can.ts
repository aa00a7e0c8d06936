/** What the viewer may do with a card now. The operations decide again; this only shows the buttons. */
import { allowMerge } from '../../../shared/contracts/cards/allow-merge.ts';
import { blacklistCard } from '../../../shared/contracts/cards/blacklist-card.ts';
import { clearCard } from '../../../shared/contracts/cards/clear-card.ts';
import { issueCard } from '../../../shared/contracts/cards/issue-card.ts';
import { liftBlacklist } from '../../../shared/contracts/cards/lift-blacklist.ts';
import { noteMaintenance } from '../../../shared/contracts/cards/note-maintenance.ts';
import { replaceCard } from '../../../shared/contracts/cards/replace-card.ts';
import { scrapCard } from '../../../shared/contracts/cards/scrap-card.ts';
import { transferCard } from '../../../shared/contracts/cards/transfer-card.ts';
import { writeCard } from '../../../shared/contracts/cards/write-card.ts';
import type { Actor } from '../../platform/operations/actor.ts';
import { canOf } from '../../platform/operations/can.ts';
import type { MaySell } from './rules/may-sell.ts';
import type { CardRow } from './store/cards.ts';

export const cardCan = (actor: Actor, card: CardRow, blacklisted: boolean): string[] =>
  canOf(actor, [
    [replaceCard, card.state === 'issued'],
    [scrapCard, card.state === 'stock' || card.state === 'cleared'],
    [noteMaintenance, true],
    [blacklistCard, !blacklisted],
  ]);

export interface OnReader {
  readonly card: CardRow | undefined;
  readonly blank: boolean;
  readonly blacklisted: boolean;
  readonly openWrite: boolean;
  /** Null where nothing can be sold to it in any case. */
  readonly sell: MaySell | null;
  readonly mergeAllowed: boolean;
}

export function onReaderCan(actor: Actor, on: OnReader): string[] {
  const { card } = on;
  if (card === undefined || on.blacklisted || on.openWrite) return [];
  const settled = card.state === 'issued' && card.to_write === null && on.sell?.may === 'next';
  return canOf(actor, [
    [issueCard, card.state === 'stock' && on.blank],
    [writeCard, card.to_write !== null],
    [allowMerge, on.sell?.may === 'merge' && !on.mergeAllowed],
    [clearCard, settled],
    [transferCard, settled],
  ]);
}

export const entryCan = (actor: Actor, present: boolean, dead: boolean): string[] =>
  canOf(actor, [[liftBlacklist, present && !dead]]);
