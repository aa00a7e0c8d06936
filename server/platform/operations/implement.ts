/**
 * The server's half of a contract: `implement` for operations, `answer` for queries. Two shapes of operation are
 * known to the runner:
 *  - `run`: everything in one transaction;
 *  - `reserve / call / settle`: where something outside must answer. `reserve` commits what is intended together with
 *    a ticket; `call` talks to the outside with no transaction open; `settle` writes what came of it. The job that
 *    resumes an interrupted one takes the same ticket through the same `call` and `settle`.
 */
import type {
  Contract,
  OperationContract,
  OutputOf,
  ParsedInputOf,
  QueryContract,
} from '../../../shared/contracts/contract.ts';
import type { HouseCheck } from '../chain/verify/house.ts';
import type { Clock } from '../clock.ts';
import type { Tx } from '../db/tx.ts';
import type { DoorRoute, Download } from '../http/route.ts';
import type { Actor } from './actor.ts';

export interface RunShape<C extends OperationContract> {
  run(tx: Tx, actor: Actor, clock: Clock, input: ParsedInputOf<C>): Promise<OutputOf<C>>;
}

/** What `reserve` answers: either all is done already, or a ticket with which the outside is asked. */
export type Reserved<Output, Ticket> = { readonly done: Output } | { readonly ticket: Ticket };

export interface ThreePhaseShape<C extends OperationContract, Ticket, Outcome> {
  reserve(tx: Tx, actor: Actor, clock: Clock, input: ParsedInputOf<C>): Promise<Reserved<OutputOf<C>, Ticket>>;
  /** Never inside a transaction. Must be safe to call again with the same ticket. `Outside` is what main wired. */
  call(ticket: Ticket, outside: Outside): Promise<Outcome>;
  /**
   * Answers, and does not refuse: the outside has been asked. What is refused here stays unfinished, and the outside is
   * asked again every minute until it can be settled.
   */
  settle(tx: Tx, actor: Actor, clock: Clock, settled: { ticket: Ticket; outcome: Outcome }): Promise<OutputOf<C>>;
}

/** Ports to the outside that `call` may use; modules add theirs by declaration merging where they define the port. */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in the modules that own the ports
export interface Outside {}

export interface Operation {
  readonly contract: OperationContract;
  readonly shape: RunShape<OperationContract> | ThreePhaseShape<OperationContract, unknown, unknown>;
}

export interface Query {
  readonly contract: QueryContract;
  run(tx: Tx, actor: Actor, clock: Clock, input: unknown): Promise<unknown>;
}

export function implement<C extends OperationContract>(contract: C, shape: RunShape<C>): Operation;
export function implement<C extends OperationContract, Ticket, Outcome>(
  contract: C,
  shape: ThreePhaseShape<C, Ticket, Outcome>,
): Operation;
export function implement(contract: OperationContract, shape: unknown): Operation {
  return { contract, shape: shape as Operation['shape'] };
}

export function answer<C extends QueryContract>(
  contract: C,
  run: (tx: Tx, actor: Actor, clock: Clock, input: ParsedInputOf<C>) => Promise<OutputOf<C>>,
): Query {
  return { contract, run: run as Query['run'] };
}

export type Implemented = { readonly contract: Contract };

/**
 * Work that the house does by itself, as the system, at the minutes a cron line names (in UTC), on one server at a
 * time, once for every site. It must be safe to run again: a job that died is run again.
 */
export interface Job {
  /** module.verb-noun, as for operations; it is the operation's name in the chain record. */
  readonly name: string;
  readonly cron: string;
  run(tx: Tx, actor: Actor, clock: Clock): Promise<void>;
}

/**
 * Work of the house in three phases, piece by piece: a meter to be read, a switch to be thrown. `take` says in one
 * short transaction what is next; each piece is asked by itself with no transaction open, and as it answers it is
 * settled in its own short transaction. A job that died is run again: `take` then gives what was never settled, and
 * `settle` must see for itself whether the piece still waits.
 */
export interface OutsideJob {
  readonly name: string;
  readonly cron: string;
  /** Pieces asked at the same time. */
  readonly atOnce: number;
  /** At most one batch; empty when nothing is left. It is asked for more until then. */
  take(tx: Tx, actor: Actor, clock: Clock): Promise<readonly unknown[]>;
  call(piece: never, outside: Outside): Promise<unknown>;
  settle(tx: Tx, actor: Actor, clock: Clock, settled: { piece: never; outcome: never }): Promise<void>;
}

interface OutsideJobShape<Piece, Outcome> extends Omit<OutsideJob, 'take' | 'call' | 'settle'> {
  take(tx: Tx, actor: Actor, clock: Clock): Promise<readonly Piece[]>;
  /** Never inside a transaction. */
  call(piece: Piece, outside: Outside): Promise<Outcome>;
  settle(tx: Tx, actor: Actor, clock: Clock, settled: { piece: Piece; outcome: Outcome }): Promise<void>;
}

export const outsideJob = <Piece, Outcome>(job: OutsideJobShape<Piece, Outcome>): OutsideJob =>
  job as unknown as OutsideJob;

/** What a module hands to the server. */
export interface ServerModule {
  readonly name: Contract['module'];
  readonly operations: readonly Operation[];
  readonly queries: readonly Query[];
  readonly doors?: readonly DoorRoute[];
  readonly downloads?: readonly Download[];
  readonly jobs?: readonly Job[];
  readonly outsideJobs?: readonly OutsideJob[];
  /** Tables whose rows are kept whole in the chain and replayed by `verify`. */
  readonly keptTables?: readonly string[];
  /** What `verify` adds up besides, one statement each. */
  readonly checks?: readonly HouseCheck[];
}
