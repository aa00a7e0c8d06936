/** What a page may offer its viewer. The operations decide again: this only shows the buttons. */
import { type Contract, fullName } from '../../../shared/contracts/contract.ts';
import type { Actor } from './actor.ts';
import { mayAct } from './run.ts';

/** An act, and whether it fits what is shown. */
export type Offer = readonly [Contract, boolean];

/** Full names of those the viewer's post may do. */
export const allowed = (actor: Actor, contracts: readonly Contract[]): string[] =>
  contracts.filter((contract) => mayAct(contract, actor.post)).map(fullName);

/** Full names of those that fit and that the viewer's post may do. */
export const canOf = (actor: Actor, offers: readonly Offer[]): string[] =>
  allowed(
    actor,
    offers.filter(([, fits]) => fits).map(([contract]) => contract),
  );
